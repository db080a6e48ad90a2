#pragma once

// Nothing is called by name: the library is preloaded (LD_PRELOAD) and stands before the C library.
// It counts the storage calls of a program below some folders, and at one of them does what a bad
// disk or a sudden end does. Told by the environment:
//
//   FAULT_LOG     a folder outside what is counted. Without it nothing is counted and nothing done.
//                   calls      a line per counted call: number, name, path
//                   injected   a line per fault that was done: the number of its call
//                   <file>     of every journal file, the bytes that a sync has answered for
//   FAULT_BELOW   folders, split by ':'
//   FAULT_CALL    names of calls, split by ','; all of them unless given
//   FAULT_NAME    a pattern for the last part of the path; all unless given
//   FAULT_FROM    the first such call that counts, from 1
//   FAULT_TIMES   how many are struck from there on; 0 for ever
//   FAULT_EVERY   of so many the last is spared: 4 strikes three out of four
//   FAULT_DO      kill          ends the process before the call
//                 errno:N       fails the call with that number
//                 hang          the call never comes back
//                 cut:N         a write of a whole line takes N bytes only
//                 cut:walk      the first write of a line takes 1 byte, the next one 2, and so on
//                 cut:N+kill    takes N bytes and ends the process
//                 cut:N+errno:N takes N bytes and fails the next write
