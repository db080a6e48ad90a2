#define _GNU_SOURCE 1
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

// Every storage call of the program, in front of the C library's.

static int fails(const char *call, int file, const char *name) {
  char path[PATH_MAX];
  fault_path(file, name, path, sizeof path);
  int number = fault_judge(call, path, NULL, 0).number;
  if (number != 0) errno = number;
  return number;
}

int openat(int folder, const char *name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const char *call = flags & O_DIRECTORY                    ? "folder"
                     : flags & O_CREAT                      ? "create"
                     : (flags & O_ACCMODE) != O_RDONLY      ? "append"
                                                            : "open";
  if (fails(call, folder, name)) return -1;
  return REAL(openat)(folder, name, flags, mode);
}

int mkdirat(int folder, const char *name, mode_t mode) {
  return fails("mkdir", folder, name) ? -1 : REAL(mkdirat)(folder, name, mode);
}

ssize_t write(int file, const void *bytes, size_t count) {
  char path[PATH_MAX];
  fault_path(file, NULL, path, sizeof path);
  struct verdict verdict = fault_judge("write", path, bytes, count);
  if (verdict.number != 0) {
    errno = verdict.number;
    return -1;
  }
  if (verdict.cut < 0) return REAL(write)(file, bytes, count);
  ssize_t taken = REAL(write)(file, bytes, (size_t)verdict.cut);
  if (verdict.dies) fault_end();
  return taken;
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  return fails("read", file, NULL) ? -1 : REAL(pread)(file, bytes, count, offset);
}

static int synced(const char *call, int file, int (*real)(int)) {
  char path[PATH_MAX];
  fault_path(file, NULL, path, sizeof path);
  // What is in the file before the call is what the answer is about.
  struct stat before = {0};
  bool is_journal = fault_is_journal(path) && REAL(fstat)(file, &before) == 0;
  int number = fault_judge(call, path, NULL, 0).number;
  if (number != 0) {
    errno = number;
    return -1;
  }
  int answer = real(file);
  if (answer == 0 && is_journal) fault_acknowledge(file, path, before.st_size);
  return answer;
}

int fdatasync(int file) { return synced("fdatasync", file, REAL(fdatasync)); }
int fsync(int file) { return synced("fsync", file, REAL(fsync)); }

int flock(int file, int operation) {
  return fails("flock", file, NULL) ? -1 : REAL(flock)(file, operation);
}

int fstat(int file, struct stat *status) {
  return fails("fstat", file, NULL) ? -1 : REAL(fstat)(file, status);
}

int fstatat(int folder, const char *name, struct stat *status, int flags) {
  return fails("stat", folder, name) ? -1 : REAL(fstatat)(folder, name, status, flags);
}

int renameat(int folder, const char *name, int new_folder, const char *new_name) {
  if (fails("rename", folder, name)) return -1;
  return REAL(renameat)(folder, name, new_folder, new_name);
}

int unlinkat(int folder, const char *name, int flags) {
  return fails("unlink", folder, name) ? -1 : REAL(unlinkat)(folder, name, flags);
}

int fstatfs(int file, struct statfs *status) {
  return fails("statfs", file, NULL) ? -1 : REAL(fstatfs)(file, status);
}

int posix_fadvise(int file, off_t offset, off_t length, int advice) {
  char path[PATH_MAX];
  fault_path(file, NULL, path, sizeof path);
  int number = fault_judge("advise", path, NULL, 0).number;
  return number != 0 ? number : REAL(posix_fadvise)(file, offset, length, advice);
}

int close(int file) {
  // An interrupted or failed close has closed all the same.
  int number = fails("close", file, NULL);
  int answer = REAL(close)(file);
  if (number == 0) return answer;
  errno = number;
  return -1;
}

long syscall(long number, ...) {
  va_list rest;
  long words[6];
  va_start(rest, number);
  for (int at = 0; at < 6; at++) words[at] = va_arg(rest, long);
  va_end(rest);
  if (number == SYS_getdents64 && fails("list", (int)words[0], NULL)) return -1;
  return REAL(syscall)(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}
