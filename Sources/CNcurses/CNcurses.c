#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "restore.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static bool started = false;
static bool cursor_shown = true;
static char cursor_on[32];
static size_t cursor_on_length = 0;
static attr_t style_attributes[CN_STYLES];

/// What turns a style on from no style, and off again; made when it is first asked for.
struct change {
  int style;
  size_t on_length, off_length;
  char on[96], off[64];
};
static struct change echo_change = {.style = -1};
/// Letters that were sent past curses and stand between its cursor and the terminal's.
static int echoed = 0;

const char *cn_encoding(void) {
  if (setlocale(LC_CTYPE, "") == NULL) {
    // The environment names a locale that this machine does not have. When it asks for UTF-8, the
    // locale that every machine has will do.
    const char *asked = getenv("LC_ALL");
    if (asked == NULL || *asked == 0) asked = getenv("LC_CTYPE");
    if (asked == NULL || *asked == 0) asked = getenv("LANG");
    if (asked != NULL && (strcasestr(asked, "utf-8") || strcasestr(asked, "utf8")))
      setlocale(LC_CTYPE, "C.UTF-8");
  }
  return nl_langinfo(CODESET);
}

static void write_all(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

/// The bytes of a capability behind those that are there, delays taken out; the new length.
static size_t append(const char *name, char *bytes, size_t length, size_t room) {
  const char *text = tigetstr(name);
  if (text == NULL || text == (const char *)-1) return length;
  for (; *text != 0 && length < room; text++) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (end != NULL) {
        text = end;
        continue;
      }
    }
    bytes[length++] = *text;
  }
  return length;
}

/// What endwin would send, kept ready for a crash. The cursor comes last: a terminal that leaves
/// the alternate screen may bring back a cursor that was hidden when curses last saved its place.
static void remember_restore(void) {
  static const char *const names[] = {"sgr0", "op", "rmcup", "cnorm"};
  char bytes[256];
  size_t length = sizeof paste_off - 1;
  memcpy(bytes, paste_off, length);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    length = append(names[i], bytes, length, sizeof bytes);
  cn_remember_restore(bytes, length);
  cursor_on_length = append("cnorm", cursor_on, 0, sizeof cursor_on);
}

/// Puts the terminal's cursor back where curses believes it is.
static void return_from_echo(void) {
  while (echoed > 0) {
    static const char back[] = "\b\b\b\b\b\b\b\b";
    int count = echoed < 8 ? echoed : 8;
    write_all(back, (size_t)count);
    echoed -= count;
  }
}

/// Gives the terminal back as it was found.
static void give_back(void) {
  return_from_echo();
  write_all(paste_off, sizeof paste_off - 1);
  curs_set(1);
  endwin();
  write_all(cursor_on, cursor_on_length);
  cn_arm_restore(false);
}

/// Every byte a person types must arrive as it is.
static void set_eight_bits(void) {
  struct termios mode;
  if (tcgetattr(STDIN_FILENO, &mode) != 0) return;
  mode.c_iflag &= ~(tcflag_t)(ISTRIP | INLCR | IGNCR | IXON | IXOFF);
  mode.c_cflag &= ~(tcflag_t)(CSIZE | PARENB);
  mode.c_cflag |= CS8;
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &mode);
  def_prog_mode();
}

const char *cn_term(void) {
  const char *name = getenv("TERM");
  return name == NULL ? "" : name;
}

enum cn_result cn_start(void) {
  if (started) return CN_OK;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CN_NO_TERMINAL;
  const char *name = cn_term();
  if (*name == 0) return CN_TERM_UNSET;
  int found = 0;
  if (setupterm(name, STDOUT_FILENO, &found) == ERR) return CN_TERM_UNKNOWN;
  const char *place = tigetstr("cup");
  const char *clear = tigetstr("clear");
  bool poor = place == NULL || place == (char *)-1 || clear == NULL || clear == (char *)-1;
  del_curterm(cur_term);
  if (poor) return CN_TERM_POOR;

  cn_remember_mode();
  // The size comes from the kernel: LINES and COLUMNS may be those of another window.
  use_env(FALSE);
  use_tioctl(TRUE);
  if (newterm(name, stdout, stdin) == NULL) return CN_TERM_UNKNOWN;
  static bool at_exit = false;
  if (!at_exit) atexit(cn_stop);
  at_exit = true;
  started = true;
  remember_restore();
  // Coming back from a stop would reset the person's own palette, which is never changed here. The
  // library keeps its own copy of the description, so the string itself is made empty.
  char *reset_palette = tigetstr("oc");
  if (reset_palette != NULL && reset_palette != (char *)-1) *reset_palette = 0;

  raw();
  noecho();
  nonl();
  set_escdelay(25);
  // Keys are read as bytes by the program itself: curses must neither read ahead nor wait.
  typeahead(-1);
  keypad(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  // Moving what is there costs as much as sending it, and goes wrong beside wide characters.
  idlok(stdscr, FALSE);
  idcok(stdscr, FALSE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  set_eight_bits();
  cn_arm_restore(true);
  write_all(paste_on, sizeof paste_on - 1);
  cursor_shown = true;
  cn_fit_window();
  return CN_OK;
}

void cn_stop(void) {
  if (!started) return;
  started = false;
  // What was typed and not read is for no shell; and a Ctrl-C among it would make the kernel drop
  // the bytes that follow.
  tcflush(STDIN_FILENO, TCIFLUSH);
  give_back();
}

void cn_suspend(void) {
  if (!started) return;
  give_back();
  cn_stop_process();
  cn_resume();
}

void cn_resume(void) {
  if (!started) return;
  reset_prog_mode();
  set_eight_bits();
  cn_arm_restore(true);
  write_all(paste_on, sizeof paste_on - 1);
  cursor_shown = true;
  cn_fit_window();
  cn_forget();
}

void cn_window_size(int *width, int *height) {
  struct winsize size;
  *width = 80;
  *height = 24;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    *width = size.ws_col < 1000 ? size.ws_col : 1000;
    *height = size.ws_row < 500 ? size.ws_row : 500;
  }
}

void cn_fit_window(void) {
  int width, height;
  cn_window_size(&width, &height);
  if (height != LINES || width != COLS) resizeterm(height, width);
}

int cn_colours(void) { return started && has_colors() ? COLORS : 0; }

void cn_set_style(int style, int foreground, int background, int attributes) {
  if (style < 0 || style >= CN_STYLES) return;
  attr_t bits = WA_NORMAL;
  if (attributes & CN_BOLD) bits |= WA_BOLD;
  if (attributes & CN_DIM) bits |= WA_DIM;
  if (attributes & CN_UNDERLINE) bits |= WA_UNDERLINE;
  if (attributes & CN_REVERSE) bits |= WA_REVERSE;
  style_attributes[style] = bits;
  if (echo_change.style == style) echo_change.style = -1;
  if (has_colors()) init_extended_pair(style + 1, foreground, background);
}

static short pair_of(int style) { return has_colors() ? (short)(style + 1) : 0; }

void cn_set_ground(int style) {
  if (style < 0 || style >= CN_STYLES) return;
  cchar_t blank;
  setcchar(&blank, L" ", style_attributes[style], pair_of(style), NULL);
  wbkgrndset(stdscr, &blank);
}

/// Decodes the scalar at text[*at]; the text comes from the program and is valid UTF-8.
static wchar_t next_scalar(const uint8_t *text, size_t length, size_t *at) {
  uint8_t lead = text[(*at)++];
  int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  uint32_t scalar = more == 0 ? lead : lead & (0x3Fu >> more);
  while (more-- > 0 && *at < length) scalar = scalar << 6 | (text[(*at)++] & 0x3Fu);
  return (wchar_t)scalar;
}

void cn_put(int row, int column, const uint8_t *text, size_t length, int style) {
  if (!started || row < 0 || row >= LINES || column < 0 || column >= COLS) return;
  if (style < 0 || style >= CN_STYLES) return;
  wattr_set(stdscr, style_attributes[style], pair_of(style), NULL);
  wmove(stdscr, row, column);
  enum { CHUNK = 256 };
  wchar_t wide[CHUNK];
  size_t at = 0;
  while (at < length) {
    int count = 0;
    while (at < length && count < CHUNK) wide[count++] = next_scalar(text, length, &at);
    // An error here only says that the cursor could not go beyond the last corner.
    waddnwstr(stdscr, wide, count);
  }
}

void cn_refresh(int row, int column) {
  if (!started) return;
  return_from_echo();
  bool show = row >= 0 && row < LINES && column >= 0 && column < COLS;
  if (show != cursor_shown) {
    curs_set(show ? 1 : 0);
    cursor_shown = show;
  }
  if (show) wmove(stdscr, row, column);
  wnoutrefresh(stdscr);
  doupdate();
}

void cn_forget(void) {
  if (started) clearok(curscr, TRUE);
}

void cn_distrust(int row) {
  if (started && row >= 0 && row < LINES) wredrawln(stdscr, row, 1);
}

static char *collected;
static size_t collected_length, collected_room;

static int collect(int byte) {
  if (collected_length < collected_room) collected[collected_length] = (char)byte;
  collected_length++;
  return byte;
}

/// Collects what a change of attributes would send; 0 where it does not fit.
static size_t collect_change(attr_t bits, short pair, char *bytes, size_t room) {
  collected = bytes;
  collected_room = room;
  collected_length = 0;
  vid_puts(bits, pair, NULL, collect);
  return collected_length <= room ? collected_length : 0;
}

/// Between two refreshes the terminal has no style on, and curses knows it: going there and back
/// leaves curses as it was.
static bool learn_change(int style) {
  if (echo_change.style == style) return true;
  struct change *change = &echo_change;
  change->on_length = collect_change(
      style_attributes[style], pair_of(style), change->on, sizeof change->on);
  change->off_length = collect_change(WA_NORMAL, 0, change->off, sizeof change->off);
  bool plain = style_attributes[style] == WA_NORMAL && pair_of(style) == 0;
  if (!plain && (change->on_length == 0 || change->off_length == 0)) return false;
  change->style = style;
  return true;
}

bool cn_echo(int row, int column, char letter, int style) {
  if (!started || !cursor_shown || style < 0 || style >= CN_STYLES) return false;
  int at_row, at_column;
  getyx(curscr, at_row, at_column);
  if (at_row != row || at_column + echoed != column || is_cleared(curscr)) return false;
  if (!learn_change(style)) return false;
  char bytes[sizeof echo_change.on + sizeof echo_change.off + 1];
  size_t length = 0;
  memcpy(bytes, echo_change.on, echo_change.on_length);
  length += echo_change.on_length;
  bytes[length++] = letter;
  memcpy(bytes + length, echo_change.off, echo_change.off_length);
  length += echo_change.off_length;
  write_all(bytes, length);
  echoed++;
  return true;
}

int cn_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

long cn_read(uint8_t *bytes, size_t capacity, bool ready) {
  if (!ready) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    int found = poll(&input, 1, 0);
    if (found < 0) return errno == EINTR ? 0 : -1;
    if (found == 0) return 0;
  }
  ssize_t count = read(STDIN_FILENO, bytes, capacity);
  if (count > 0) return count;
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
  return -1;
}
