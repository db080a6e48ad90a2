#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A terminal for a program under test: a pseudo-terminal, and an emulator that keeps its screen.

/// Whether this build has an emulator at all (libvterm's header was there).
bool cv_available(void);

typedef struct cv_screen cv_screen;

cv_screen *cv_new(int rows, int columns);
void cv_free(cv_screen *screen);
void cv_feed(cv_screen *screen, const uint8_t *bytes, size_t length);
void cv_resize(cv_screen *screen, int rows, int columns);

typedef struct {
  /// UTF-8, not terminated; of length 0 for a blank.
  char text[32];
  int length;
  /// 2 for a wide character, 0 for the cell right of one.
  int width;
  bool bold, underline, reverse, blink;
  /// A number of the palette; -1 the terminal's own colour, -2 a colour named directly.
  int foreground, background;
} cv_cell;

cv_cell cv_cell_at(const cv_screen *screen, int row, int column);

typedef struct {
  int cursor_row, cursor_column;
  bool cursor_visible, cursor_blinks;
  bool alternate;
  bool title_set;
  int mouse;
  int bells;
  /// Bytes that the terminal would have answered: every one is a question that was asked.
  size_t answers;
} cv_state;

cv_state cv_state_of(const cv_screen *screen);

typedef struct {
  pid_t process;
  /// The emulator's side, never blocking.
  int terminal;
  /// The program's side, kept open so that its mode can be read after the program has ended.
  int line;
  /// Readable when the program has ended.
  int ended;
  /// The terminal's mode before the program had it, as cv_mode tells it.
  uint8_t mode_before[128];
  size_t mode_length;
} cv_program;

/// Starts a program as the leader of a session on a new pseudo-terminal. Returns 0 or an errno.
int cv_spawn(
    cv_program *program, char *const arguments[], char *const environment[], int rows, int columns);

/// Tells the program's terminal its new size.
void cv_set_size(const cv_program *program, int rows, int columns);

/// The mode of the terminal as bytes, to compare one time with another. Returns their count.
size_t cv_mode(const cv_program *program, uint8_t *bytes, size_t capacity);

/// Whether the terminal hands keys over at once and unechoed.
bool cv_is_raw(const cv_program *program);

/// How many bytes have been typed and not read by the program; -1 where that cannot be told.
int cv_unread(const cv_program *program);

/// Sends a signal to one thread of the program. Returns 0 or an errno.
int cv_signal_thread(const cv_program *program, pid_t thread, int number);

/// Waits until there is output (1), the program has ended and all its output was read (0), or the
/// time is up (-1).
int cv_wait(const cv_program *program, int milliseconds);

/// Waits until all of it is written. Returns 0 or an errno.
int cv_write(const cv_program *program, const uint8_t *bytes, size_t length);

/// The exit code, or minus the signal that ended it. Call once, after it has ended.
int cv_reap(const cv_program *program);

void cv_close(const cv_program *program);
