#pragma once

#include <stdbool.h>
#include <stddef.h>

// What must still work when the program has crashed; shared by the two files of this module.

/// Keeps the terminal's mode as it was found.
void cn_remember_mode(void);

/// Keeps the bytes that put the screen back.
void cn_remember_restore(const char *bytes, size_t length);

/// Whether a crash finds the terminal taken.
void cn_arm_restore(bool armed);

/// Stops this process as the terminal's stop key would, until it is continued.
void cn_stop_process(void);
