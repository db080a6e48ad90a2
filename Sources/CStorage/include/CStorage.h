#pragma once
// Every function here is exactly one system call. It answers what the call answered, or -errno:
// the number is read before anything else can overwrite it.
#include <stddef.h>
#include <stdint.h>

// What fstat says of a file, without the layout of struct stat.
struct storage_status {
  uint64_t device;
  uint64_t inode;
  int64_t size;
  uint32_t mode;
  uint32_t owner;
  uint64_t links;
  int64_t modified;  // nanoseconds since 1970 UTC
};

enum storage_access {
  storage_read = 0,        // an existing file, to read
  storage_append = 1,      // an existing file, to read and to append
  storage_create = 2,      // a new file that nobody else made, to append
  storage_folder = 3,      // a folder, to reach what is in it and to sync it
  storage_folder_link = 4, // a folder that may be reached through a link (above the vault)
};

#define STORAGE_HERE (-100) // AT_FDCWD

int storage_open(int folder, const char *name, int access);
int storage_make_folder(int folder, const char *name);
int64_t storage_write(int file, const void *bytes, size_t count);
int64_t storage_read_at(int file, void *bytes, size_t count, int64_t offset);
int storage_sync(int file);       // fdatasync
int storage_sync_whole(int file); // fsync
int storage_lock(int file);       // flock, exclusive, never waits
int storage_unlock(int file);
int storage_status(int file, struct storage_status *status);
int storage_status_at(int folder, const char *name, struct storage_status *status);
int storage_rename(int folder, const char *from, const char *to);
int storage_unlink(int folder, const char *name);
int storage_filesystem(int file, int64_t *type, int64_t *free_bytes);
int storage_drop_cache(int file);
int storage_close(int file);
// One getdents64; the entries are packed as NUL-terminated names. Answers the bytes used, 0 at the
// end.
int64_t storage_list(int folder, char *names, size_t capacity);
int storage_rewind(int folder);

int storage_event(void);                // eventfd, non-blocking
int storage_event_raise(int event);     // adds one
int storage_event_clear(int event);     // back to zero
int storage_event_wait(int event, int milliseconds);

int storage_thread(void); // the caller's, as the kernel numbers it
// Lets a thread of this process run on the caller's processor only, where that is another than the
// one it was told last (-1: none yet). Answers the one it was told now.
int storage_thread_beside(int thread, int processor);

uint32_t storage_user(void);
int storage_random(void *bytes, size_t count);
int64_t storage_boot_clock(void); // milliseconds of CLOCK_BOOTTIME
int64_t storage_wall_clock(void); // milliseconds of CLOCK_REALTIME since 1970
