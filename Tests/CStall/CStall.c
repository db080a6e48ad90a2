#define _GNU_SOURCE 1

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

// A disk that answers late: preloaded into a program, every sync first waits. Two seconds, or
// STALL_MILLISECONDS. The sync itself then happens, so that what is acknowledged is kept.
// With STALL_NAME, only files of that name wait.
// With READ_GATE, a path: while that file is there, journal files are read no further than their
// first block of READ_GATE_FROM bytes.
// With STALL_OVERFLOW, a sync on another thread than the first uses up that thread's stack.

__attribute__((noinline)) static long overflow(long depth) {
  volatile char room[4096];
  room[depth % 4096] = 1;
  return depth < 0 ? 0 : overflow(depth + 1) + room[depth % 4096];
}

static void stall(void) {
  const char *asked = getenv("STALL_MILLISECONDS");
  long milliseconds = asked != NULL ? strtol(asked, NULL, 10) : 2000;
  struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

static bool is_named(int file) {
  const char *name = getenv("STALL_NAME");
  if (name == NULL) return true;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  const char *last = strrchr(path, '/');
  return last != NULL && strcmp(last + 1, name) == 0;
}

static int stalled(const char *name, int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  if (real == NULL) {
    errno = ENOSYS;
    return -1;
  }
  if (getenv("STALL_OVERFLOW") != NULL && gettid() != getpid()) overflow(0);
  if (is_named(file)) stall();
  return real(file);
}

static bool is_journal(int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  const char *last = strrchr(path, '.');
  return last != NULL && strcmp(last, ".jsonl") == 0;
}

static void wait_at_gate(int file, off_t offset) {
  const char *gate = getenv("READ_GATE"), *from = getenv("READ_GATE_FROM");
  if (gate == NULL || from == NULL || offset < strtol(from, NULL, 10) || !is_journal(file)) return;
  while (access(gate, F_OK) == 0) {
    struct timespec left = {0, 5000000};
    nanosleep(&left, NULL);
  }
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  ssize_t (*real)(int, void *, size_t, off_t) =
      (ssize_t (*)(int, void *, size_t, off_t))dlsym(RTLD_NEXT, "pread");
  if (real == NULL) {
    errno = ENOSYS;
    return -1;
  }
  wait_at_gate(file, offset);
  return real(file, bytes, count, offset);
}

// With FILE_SYSTEM_TYPE, a hexadecimal number of statfs(2), every folder is on such a file system.
int fstatfs(int file, struct statfs *found) {
  int (*real)(int, struct statfs *) =
      (int (*)(int, struct statfs *))dlsym(RTLD_NEXT, "fstatfs");
  const char *type = getenv("FILE_SYSTEM_TYPE");
  if (real == NULL) {
    errno = ENOSYS;
    return -1;
  }
  int answer = real(file, found);
  if (answer == 0 && type != NULL) found->f_type = strtol(type, NULL, 16);
  return answer;
}

int fsync(int file) { return stalled("fsync", file); }

int fdatasync(int file) { return stalled("fdatasync", file); }

int syncfs(int file) { return stalled("syncfs", file); }
