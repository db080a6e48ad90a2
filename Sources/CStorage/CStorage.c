#define _GNU_SOURCE
#include "CStorage.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ANSWER(call) \
  do { \
    __typeof__(call) answer = (call); \
    return answer < 0 ? -errno : answer; \
  } while (0)

int storage_open(int folder, const char *name, int access) {
  int flags = O_CLOEXEC;
  switch (access) {
  case storage_read: flags |= O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY; break;
  case storage_append: flags |= O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY; break;
  case storage_create: flags |= O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW; break;
  case storage_folder: flags |= O_RDONLY | O_DIRECTORY | O_NOFOLLOW; break;
  default: flags |= O_RDONLY | O_DIRECTORY; break;
  }
  ANSWER(openat(folder, name, flags, 0600));
}

int storage_make_folder(int folder, const char *name) { ANSWER(mkdirat(folder, name, 0700)); }

int64_t storage_write(int file, const void *bytes, size_t count) {
  ANSWER(write(file, bytes, count));
}

int64_t storage_read_at(int file, void *bytes, size_t count, int64_t offset) {
  ANSWER(pread(file, bytes, count, offset));
}

int storage_sync(int file) { ANSWER(fdatasync(file)); }
int storage_sync_whole(int file) { ANSWER(fsync(file)); }
int storage_lock(int file) { ANSWER(flock(file, LOCK_EX | LOCK_NB)); }
int storage_unlock(int file) { ANSWER(flock(file, LOCK_UN)); }

static void copy_status(const struct stat *from, struct storage_status *to) {
  to->device = from->st_dev;
  to->inode = from->st_ino;
  to->size = from->st_size;
  to->mode = from->st_mode;
  to->owner = from->st_uid;
  to->links = from->st_nlink;
  to->modified = (int64_t)from->st_mtim.tv_sec * 1000000000 + from->st_mtim.tv_nsec;
}

int storage_status(int file, struct storage_status *status) {
  struct stat found;
  if (fstat(file, &found) < 0) return -errno;
  copy_status(&found, status);
  return 0;
}

int storage_status_at(int folder, const char *name, struct storage_status *status) {
  struct stat found;
  if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) < 0) return -errno;
  copy_status(&found, status);
  return 0;
}

int storage_rename(int folder, const char *from, const char *to) {
  ANSWER(renameat(folder, from, folder, to));
}

int storage_unlink(int folder, const char *name) { ANSWER(unlinkat(folder, name, 0)); }

int storage_filesystem(int file, int64_t *type, int64_t *free_bytes) {
  struct statfs found;
  if (fstatfs(file, &found) < 0) return -errno;
  *type = found.f_type;
  *free_bytes = (int64_t)found.f_bavail * found.f_bsize;
  return 0;
}

int storage_drop_cache(int file) { return -posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED); }
int storage_close(int file) { ANSWER(close(file)); }

struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

int64_t storage_list(int folder, char *names, size_t capacity) {
  // Packed in place: a name is always shorter than the entry that carries it.
  long used = syscall(SYS_getdents64, folder, names, capacity);
  if (used < 0) return -errno;
  int64_t packed = 0;
  for (long at = 0; at < used;) {
    const struct entry *entry = (const struct entry *)(names + at);
    long next = at + entry->length;
    size_t length = strlen(entry->name);
    memmove(names + packed, entry->name, length);
    packed += (int64_t)length;
    names[packed++] = 0;
    at = next;
  }
  return packed;
}

int storage_rewind(int folder) { ANSWER((int)lseek(folder, 0, SEEK_SET)); }

int storage_event(void) { ANSWER(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

int storage_event_raise(int event) {
  uint64_t one = 1;
  ANSWER((int)write(event, &one, sizeof one));
}

int storage_event_clear(int event) {
  uint64_t count;
  ANSWER((int)read(event, &count, sizeof count));
}

int storage_event_wait(int event, int milliseconds) {
  struct pollfd waiting = {.fd = event, .events = POLLIN};
  ANSWER(poll(&waiting, 1, milliseconds));
}

int storage_thread(void) { return gettid(); }

int storage_thread_beside(int thread, int processor) {
  int here = sched_getcpu();
  if (here < 0 || here == processor) return processor;
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(here, &only);
  // Where the machine does not allow it the thread runs where it ran.
  (void)sched_setaffinity(thread, sizeof only, &only);
  return here;
}

uint32_t storage_user(void) { return geteuid(); }

int storage_random(void *bytes, size_t count) {
  ANSWER((int)getrandom(bytes, count, 0));
}

static int64_t milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t storage_boot_clock(void) { return milliseconds(CLOCK_BOOTTIME); }
int64_t storage_wall_clock(void) { return milliseconds(CLOCK_REALTIME); }
