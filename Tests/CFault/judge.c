#define _GNU_SOURCE 1
#include "fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct order {
  const char *log, *below, *calls, *name;
  long from, times, every;
  int number;
  ssize_t cut;
  bool walks, kills, hangs;
};

static struct order order;
static atomic_long counted, matched;
// Set between the write that was cut and the failure that follows it.
static atomic_bool was_cut;

static long figure(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text != NULL ? strtol(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void read_order(void) {
  const char *what = getenv("FAULT_DO"), *found;
  order = (struct order){
      .log = getenv("FAULT_LOG"), .below = getenv("FAULT_BELOW"), .calls = getenv("FAULT_CALL"),
      .name = getenv("FAULT_NAME"), .from = figure("FAULT_FROM", 1),
      .times = figure("FAULT_TIMES", 1), .every = figure("FAULT_EVERY", 0), .cut = -1};
  if (what == NULL) return;
  order.kills = strstr(what, "kill") != NULL;
  if ((found = strstr(what, "errno:")) != NULL) order.number = atoi(found + 6);
  order.hangs = strstr(what, "hang") != NULL;
  if ((found = strstr(what, "cut:")) != NULL) order.cut = strtol(found + 4, NULL, 10);
  order.walks = strstr(what, "cut:walk") != NULL;
}

void *fault_real(const char *name) { return dlsym(RTLD_NEXT, name); }

void fault_end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

void fault_path(int file, const char *name, char *path, size_t capacity) {
  path[0] = 0;
  if (name != NULL && name[0] == '/') {
    snprintf(path, capacity, "%s", name);
    return;
  }
  char link[64];
  if (file == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, capacity - 1);
  if (length < 0) length = 0;
  path[length] = 0;
  if (name != NULL) snprintf(path + length, capacity - (size_t)length, "/%s", name);
}

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}

bool fault_is_journal(const char *path) {
  const char *name = last_part(path);
  return fnmatch("record-????????.jsonl", name, 0) == 0
         || fnmatch("process-????????.jsonl", name, 0) == 0;
}

static int open_log(const char *name) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", order.log, name);
  return (int)syscall(
      SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const char *name, const void *bytes, size_t count) {
  int file = open_log(name);
  // A harness that cannot take note proves nothing; but where no file may grow, its own may not.
  if (file < 0 || (syscall(SYS_write, file, bytes, count) < 0 && errno != EFBIG)) abort();
  syscall(SYS_close, file);
}

// True where `word` is one of a list, or there is no list.
static bool is_listed(const char *word, const char *list, char between) {
  size_t length = strlen(word);
  for (const char *at = list; at != NULL; at = strchr(at, between)) {
    if (*at == between) at++;
    if (strncmp(at, word, length) == 0 && (at[length] == between || at[length] == 0)) return true;
  }
  return list == NULL;
}

static bool is_below(const char *path) {
  for (const char *at = order.below; at != NULL; at = strchr(at, ':')) {
    if (*at == ':') at++;
    size_t length = strcspn(at, ":");
    if (length > 0 && strncmp(at, path, length) == 0
        && (path[length] == '/' || path[length] == 0 || path[length] == ' ')) {
      return true;
    }
  }
  return false;
}

static bool begins_a_line(const void *bytes, size_t count) {
  const char *text = bytes;
  return count > 1 && (text[0] == '{' || (text[0] == '\n' && text[1] == '{'));
}

// What is done to the `nth` call that matches, from 1.
static struct verdict struck(long nth, const void *bytes, size_t count) {
  struct verdict spared = {.cut = -1};
  long since = nth - order.from;
  if (since < 0 || (order.times > 0 && since >= order.times)) return spared;
  if (order.every > 0 && since % order.every == order.every - 1) return spared;
  if (order.cut < 0 && !order.walks) {
    return (struct verdict){
        .number = order.number, .cut = -1, .dies = order.kills, .hangs = order.hangs};
  }
  size_t cut = order.walks ? (size_t)since + 1 : (size_t)order.cut;
  if (cut >= count || !begins_a_line(bytes, count)) return spared;
  return (struct verdict){.cut = (ssize_t)cut, .dies = order.kills};
}

static struct verdict matching(const void *bytes, size_t count) {
  bool is_cutting = order.cut >= 0 || order.walks;
  if (is_cutting && was_cut && order.number != 0) {
    was_cut = order.times == 0;
    return (struct verdict){.number = order.number, .cut = -1};
  }
  // Where lines are cut, only their beginnings are counted: what is left of them comes again.
  if (is_cutting && !begins_a_line(bytes, count)) return (struct verdict){.cut = -1};
  struct verdict verdict = struck(++matched, bytes, count);
  if (verdict.cut >= 0) was_cut = true;
  return verdict;
}

struct verdict fault_judge(
    const char *call, const char *path, const void *bytes, size_t count) {
  struct verdict verdict = {.cut = -1};
  if (order.log == NULL || !is_below(path)) return verdict;
  char line[PATH_MAX + 64];
  long number = ++counted;
  int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
  put("calls", line, (size_t)length);
  const char *name = order.name != NULL ? order.name : "*";
  if (!is_listed(call, order.calls, ',') || fnmatch(name, last_part(path), 0) != 0) return verdict;
  verdict = matching(bytes, count);
  bool is_spared = verdict.number == 0 && verdict.cut < 0 && !verdict.dies;
  if (is_spared && !verdict.hangs) return verdict;
  length = snprintf(line, sizeof line, "%ld\n", number);
  put("injected", line, (size_t)length);
  while (verdict.hangs) pause();
  if (verdict.dies && verdict.cut < 0) fault_end();
  return verdict;
}

void fault_acknowledge(int file, const char *path, off_t size) {
  static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
  if (order.log == NULL) return;
  pthread_mutex_lock(&one_at_a_time);
  int copy = open_log(last_part(path));
  off_t have = copy < 0 ? size : (off_t)syscall(SYS_lseek, copy, 0, SEEK_END);
  if (copy < 0) abort();
  char bytes[4096];
  while (have < size) {
    size_t most = size - have < (off_t)sizeof bytes ? (size_t)(size - have) : sizeof bytes;
    long count = syscall(SYS_pread64, file, bytes, most, have);
    if (count <= 0 || syscall(SYS_write, copy, bytes, count) != count) break;
    have += count;
  }
  syscall(SYS_close, copy);
  pthread_mutex_unlock(&one_at_a_time);
}
