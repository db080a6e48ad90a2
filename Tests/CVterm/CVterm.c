#include "CVterm.h"

#include <stdlib.h>
#include <string.h>

#if __has_include(<vterm.h>)
#include <vterm.h>

struct cv_screen {
  VTerm *terminal;
  VTermScreen *cells;
  cv_state state;
};

bool cv_available(void) { return true; }

static int moved(VTermPos place, VTermPos before, int visible, void *user) {
  (void)before;
  (void)visible;
  cv_screen *screen = user;
  screen->state.cursor_row = place.row;
  screen->state.cursor_column = place.col;
  return 1;
}

static int set_property(VTermProp property, VTermValue *value, void *user) {
  cv_screen *screen = user;
  switch (property) {
  case VTERM_PROP_CURSORVISIBLE: screen->state.cursor_visible = value->boolean; break;
  case VTERM_PROP_CURSORBLINK: screen->state.cursor_blinks = value->boolean; break;
  case VTERM_PROP_ALTSCREEN: screen->state.alternate = value->boolean; break;
  case VTERM_PROP_TITLE:
  case VTERM_PROP_ICONNAME: screen->state.title_set = true; break;
  case VTERM_PROP_MOUSE: screen->state.mouse = value->number; break;
  default: break;
  }
  return 1;
}

static int rang(void *user) {
  ((cv_screen *)user)->state.bells += 1;
  return 1;
}

static void answered(const char *bytes, size_t length, void *user) {
  (void)bytes;
  ((cv_screen *)user)->state.answers += length;
}

static const VTermScreenCallbacks callbacks = {
    .movecursor = moved, .settermprop = set_property, .bell = rang};

cv_screen *cv_new(int rows, int columns) {
  cv_screen *screen = calloc(1, sizeof *screen);
  if (screen == NULL) return NULL;
  screen->terminal = vterm_new(rows, columns);
  vterm_set_utf8(screen->terminal, 1);
  vterm_output_set_callback(screen->terminal, answered, screen);
  screen->cells = vterm_obtain_screen(screen->terminal);
  vterm_screen_enable_altscreen(screen->cells, 1);
  vterm_screen_set_callbacks(screen->cells, &callbacks, screen);
  vterm_screen_reset(screen->cells, 1);
  screen->state.title_set = false;
  screen->state.cursor_visible = true;
  return screen;
}

void cv_free(cv_screen *screen) {
  if (screen == NULL) return;
  vterm_free(screen->terminal);
  free(screen);
}

void cv_feed(cv_screen *screen, const uint8_t *bytes, size_t length) {
  vterm_input_write(screen->terminal, (const char *)bytes, length);
  vterm_screen_flush_damage(screen->cells);
}

void cv_resize(cv_screen *screen, int rows, int columns) {
  vterm_set_size(screen->terminal, rows, columns);
}

static int append_utf8(char *text, uint32_t scalar) {
  if (scalar < 0x80) {
    text[0] = (char)scalar;
    return 1;
  }
  int count = scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
  static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (int i = count - 1; i > 0; i--, scalar >>= 6) text[i] = (char)(0x80 | (scalar & 0x3F));
  text[0] = (char)(leads[count] | scalar);
  return count;
}

static int colour_number(const VTermColor *colour, bool foreground) {
  if (foreground ? VTERM_COLOR_IS_DEFAULT_FG(colour) : VTERM_COLOR_IS_DEFAULT_BG(colour))
    return -1;
  return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : -2;
}

cv_cell cv_cell_at(const cv_screen *screen, int row, int column) {
  cv_cell result;
  memset(&result, 0, sizeof result);
  VTermScreenCell cell;
  VTermPos place = {.row = row, .col = column};
  if (!vterm_screen_get_cell(screen->cells, place, &cell)) return result;
  if (cell.chars[0] != (uint32_t)-1) {
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
      result.length += append_utf8(result.text + result.length, cell.chars[i]);
    result.width = cell.width;
  }
  result.bold = cell.attrs.bold;
  result.underline = cell.attrs.underline != 0;
  result.reverse = cell.attrs.reverse;
  result.blink = cell.attrs.blink;
  result.foreground = colour_number(&cell.fg, true);
  result.background = colour_number(&cell.bg, false);
  return result;
}

cv_state cv_state_of(const cv_screen *screen) { return screen->state; }

#else

// Without the emulator the package must still build; the tests that need it say so.
bool cv_available(void) { return false; }
cv_screen *cv_new(int rows, int columns) { return (void)rows, (void)columns, NULL; }
void cv_free(cv_screen *screen) { (void)screen; }
void cv_feed(cv_screen *screen, const uint8_t *bytes, size_t length) {
  (void)screen, (void)bytes, (void)length;
}
void cv_resize(cv_screen *screen, int rows, int columns) {
  (void)screen, (void)rows, (void)columns;
}
cv_cell cv_cell_at(const cv_screen *screen, int row, int column) {
  (void)screen, (void)row, (void)column;
  return (cv_cell){0};
}
cv_state cv_state_of(const cv_screen *screen) { return (void)screen, (cv_state){0}; }

#endif
