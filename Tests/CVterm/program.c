#define _GNU_SOURCE 1

#include "CVterm.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int spawn_on(
    cv_program *program, const char *line, char *const arguments[], char *const environment[]) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  // The leader of a new session takes the first terminal that it opens for its own.
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, line, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDERR_FILENO);
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(
      &attributes,
      (short)(POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK));
  int error =
      posix_spawn(&program->process, arguments[0], &files, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error;
}

int cv_spawn(
    cv_program *program, char *const arguments[], char *const environment[], int rows,
    int columns) {
  program->terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (program->terminal < 0) return errno;
  char line[64];
  if (grantpt(program->terminal) != 0 || unlockpt(program->terminal) != 0) return errno;
  if (ptsname_r(program->terminal, line, sizeof line) != 0) return errno;
  program->line = open(line, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (program->line < 0) return errno;
  cv_set_size(program, rows, columns);
  program->mode_length =
      cv_mode(program, program->mode_before, sizeof program->mode_before);
  int error = spawn_on(program, line, arguments, environment);
  if (error != 0) return error;
  program->ended = (int)syscall(SYS_pidfd_open, program->process, 0);
  return program->ended < 0 ? errno : 0;
}

void cv_set_size(const cv_program *program, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(program->terminal, TIOCSWINSZ, &size);
}

size_t cv_mode(const cv_program *program, uint8_t *bytes, size_t capacity) {
  struct termios mode;
  memset(&mode, 0, sizeof mode);
  if (tcgetattr(program->line, &mode) != 0) return 0;
  size_t count = sizeof mode < capacity ? sizeof mode : capacity;
  memcpy(bytes, &mode, count);
  return count;
}

bool cv_is_raw(const cv_program *program) {
  struct termios mode;
  if (tcgetattr(program->line, &mode) != 0) return false;
  return (mode.c_lflag & (tcflag_t)(ICANON | ECHO | ISIG)) == 0;
}

int cv_unread(const cv_program *program) {
  int count = 0;
  return ioctl(program->line, FIONREAD, &count) == 0 ? count : -1;
}

int cv_signal_thread(const cv_program *program, pid_t thread, int number) {
  return syscall(SYS_tgkill, program->process, thread, number) == 0 ? 0 : errno;
}

int cv_wait(const cv_program *program, int milliseconds) {
  struct pollfd files[2] = {
      {.fd = program->terminal, .events = POLLIN}, {.fd = program->ended, .events = POLLIN}};
  int count = poll(files, 2, milliseconds);
  if (count < 0 && errno == EINTR) return 1;
  if (files[0].revents & POLLIN) return 1;
  if (files[1].revents & POLLIN) return 0;
  return -1;
}

int cv_write(const cv_program *program, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    ssize_t count = write(program->terminal, bytes, length);
    if (count > 0) {
      bytes += count;
      length -= (size_t)count;
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) return errno;
    struct pollfd file = {.fd = program->terminal, .events = POLLOUT};
    if (poll(&file, 1, 20000) == 0) return ETIMEDOUT;
  }
  return 0;
}

int cv_reap(const cv_program *program) {
  int status = 0;
  while (waitpid(program->process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void cv_close(const cv_program *program) {
  close(program->terminal);
  close(program->line);
  if (program->ended >= 0) close(program->ended);
}
