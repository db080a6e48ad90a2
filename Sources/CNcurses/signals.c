#define _GNU_SOURCE 1

#include "CNcurses.h"
#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static volatile sig_atomic_t caught[NSIG];

static struct termios saved_mode;
static volatile sig_atomic_t mode_saved = 0;
static char restore_bytes[256];
static size_t restore_length = 0;
static volatile sig_atomic_t armed = 0;

static const struct {
  int number;
  int flag;
} signals[] = {
    {SIGINT, CN_INTERRUPT},      {SIGTERM, CN_TERMINATE},
    // From outside: the key for it is an ordinary key here. Its default would leave a core file.
    {SIGQUIT, CN_TERMINATE},     {SIGHUP, CN_HANG_UP},
    {SIGTSTP, CN_STOP_ASKED},    {SIGCONT, CN_CONTINUED},
    {SIGWINCH, CN_WINDOW_CHANGED},
};
enum { SIGNALS = sizeof signals / sizeof *signals };

static void note_signal(int number) {
  int error = errno;
  caught[number] = 1;
  char byte = 1;
  // A full pipe is no loss: the reader will wake, and finds the flag.
  ssize_t ignored = write(pipe_ends[1], &byte, 1);
  (void)ignored;
  errno = error;
}

static void catch_signal(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

int cn_catch_signals(void) {
  if (pipe_ends[0] >= 0) return pipe_ends[0];
  if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  for (int i = 0; i < SIGNALS; i++) catch_signal(signals[i].number, note_signal);
  catch_signal(SIGPIPE, SIG_IGN);
  catch_signal(SIGXFSZ, SIG_IGN);
  return pipe_ends[0];
}

int cn_take_signals(void) {
  char bytes[256];
  // First the pipe, then the flags: a signal between the two wakes the reader once more.
  while (pipe_ends[0] >= 0 && read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
  int flags = 0;
  for (int i = 0; i < SIGNALS; i++) {
    if (!caught[signals[i].number]) continue;
    caught[signals[i].number] = 0;
    flags |= signals[i].flag;
  }
  return flags;
}

void cn_stop_process(void) {
  catch_signal(SIGTSTP, SIG_DFL);
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, &before);
  kill(getpid(), SIGTSTP);
  sigprocmask(SIG_SETMASK, &before, NULL);
  catch_signal(SIGTSTP, note_signal);
  caught[SIGCONT] = 0;
}

void cn_remember_mode(void) {
  if (tcgetattr(STDIN_FILENO, &saved_mode) == 0) mode_saved = 1;
}

void cn_remember_restore(const char *bytes, size_t length) {
  restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
  memcpy(restore_bytes, bytes, restore_length);
}

void cn_arm_restore(bool arm) { armed = arm; }

static const char crash_words[] =
    "holdfast: a fault inside the program ended it. Entries shown as kept are on the disk.\n"
    "Run holdfast again: the session resumes where it was.\n";

/// Only calls that are safe in a signal handler, and nothing of the program's memory.
static void crash(int number) {
  (void)number;
  if (armed) {
    tcflush(STDIN_FILENO, TCIFLUSH);
    ssize_t ignored = write(STDOUT_FILENO, restore_bytes, restore_length);
    if (mode_saved) tcsetattr(STDIN_FILENO, TCSANOW, &saved_mode);
    (void)ignored;
  }
  ssize_t ignored = write(STDERR_FILENO, crash_words, sizeof crash_words - 1);
  (void)ignored;
  _exit(70);
}

void cn_catch_crashes(void) {
  static const int numbers[] = {SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE};
  static char stack[64 * 1024];
  stack_t spare;
  memset(&spare, 0, sizeof spare);
  spare.ss_sp = stack;
  spare.ss_size = sizeof stack;
  sigaltstack(&spare, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = crash;
  // A second fault inside the handler ends the process at once. The spare stack serves an overflow.
  action.sa_flags = SA_ONSTACK | (int)SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    sigaction(numbers[i], &action, NULL);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}
