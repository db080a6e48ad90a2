#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The terminal, as the rest of the program may see it. No curses name crosses this header.
// All of it belongs to one thread; only cn_stop may also run at exit.

enum cn_result {
  CN_OK = 0,
  CN_NO_TERMINAL,   // standard input or output is not a terminal
  CN_TERM_UNSET,    // TERM is empty or not set
  CN_TERM_UNKNOWN,  // no description of TERM on this machine
  CN_TERM_POOR,     // the terminal cannot place its cursor
};

enum cn_signal {
  CN_INTERRUPT = 1,
  CN_TERMINATE = 2,
  CN_HANG_UP = 4,
  CN_STOP_ASKED = 8,
  CN_CONTINUED = 16,
  CN_WINDOW_CHANGED = 32,
};

enum cn_attribute { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

enum { CN_STYLES = 63 };

/// Takes the character encoding from the environment. Returns its name, "UTF-8" when it will do.
const char *cn_encoding(void);

/// Catches the signals that end, stop or resize the program; each then shows in
/// cn_take_signals. SIGPIPE and SIGXFSZ are ignored. Returns a descriptor to poll, or -1.
int cn_catch_signals(void);

/// The signals caught since the last call, as a set of cn_signal. Empties the descriptor.
int cn_take_signals(void);

/// Restores the terminal and ends the process, with one fixed sentence and no memory shown, when
/// the program crashes. Also keeps it from leaving a core file.
void cn_catch_crashes(void);

/// Takes the terminal: raw keys, alternate screen, bracketed paste. Restored at exit, too.
enum cn_result cn_start(void);

/// What TERM says; empty where it is not set.
const char *cn_term(void);

/// Gives the terminal back as it was found. Harmless when it was never taken.
void cn_stop(void);

/// Gives the terminal back and stops the process until it is continued; then takes it again.
void cn_suspend(void);

/// Takes the terminal again after somebody else may have changed it, and draws all of it anew.
void cn_resume(void);

/// The window's size as the kernel knows it, at least 1 by 1 and at most 1000 by 500.
void cn_window_size(int *columns, int *rows);

/// Fits the screen to the window's size.
void cn_fit_window(void);

/// How many colours the terminal has; 0 for none.
int cn_colours(void);

/// Gives a style number (0 to CN_STYLES - 1) its colours (-1: the terminal's own) and attributes.
void cn_set_style(int style, int foreground, int background, int attributes);

/// The style of everything that is not drawn.
void cn_set_ground(int style);

/// Draws UTF-8 text, which must fit its row, from a column to the right.
void cn_put(int row, int column, const uint8_t *text, size_t length, int style);

/// Sends what has changed, and places the cursor; hides it when row is negative.
void cn_refresh(int row, int column);

/// Sends one printable ASCII letter at once, where the cursor stands since the last refresh or
/// behind the letters sent so since. Curses is not told: before the next refresh the cell has to be
/// drawn, or its row given to cn_distrust. False where the cursor does not stand there: nothing is
/// sent.
bool cn_echo(int row, int column, char letter, int style);

/// Says that a row may not show what curses believes; the next refresh sends all of it.
void cn_distrust(int row);

/// Forgets what the terminal shows, so that the next refresh sends all of it.
void cn_forget(void);

/// How many columns this machine's C library gives a character: -1 when it knows none.
int cn_width(uint32_t scalar);

/// Reads what the keyboard has sent without waiting. `ready` says that a poll has just found it
/// readable, so that it need not be asked again. Returns the count, 0 for nothing, -1 when the
/// terminal is gone.
long cn_read(uint8_t *bytes, size_t capacity, bool ready);
