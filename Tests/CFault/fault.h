#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// What is to happen to one call.
struct verdict {
  int number;  // the errno to fail with, or 0
  ssize_t cut; // how many bytes of a write are taken, or -1 for all
  bool dies;   // the process ends once the cut bytes are taken
  bool hangs;  // the call never comes back
};

// Counts a call on `path` and says what happens to it; does not come back where it ends the
// process.
struct verdict fault_judge(const char *call, const char *path, const void *bytes, size_t count);

// Takes note of what is in an open file and was answered for.
void fault_acknowledge(int file, const char *path, off_t size);

// True for the name of a journal file.
bool fault_is_journal(const char *path);

// The path of `name` in an open folder, or of the open file itself where `name` is NULL.
void fault_path(int file, const char *name, char *path, size_t capacity);

void fault_end(void) __attribute__((noreturn));

// The C library's own function of that name.
void *fault_real(const char *name);
#define REAL(name) ((__typeof__(&name))fault_real(#name))
