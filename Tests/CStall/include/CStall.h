#pragma once

// Nothing is called by name: the library is preloaded (LD_PRELOAD) and stands before the C library.
