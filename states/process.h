/* process.h: runs a program and takes what it prints. */
#ifndef ATLAS_STATES_PROCESS_H
#define ATLAS_STATES_PROCESS_H

#include <stdatomic.h>

#include "base/buf.h"

typedef enum ProcessKind {
  PROCESS_ENDED,
  PROCESS_MISSING, /* there is no such program, or it cannot be run */
  PROCESS_TIMEOUT,
  PROCESS_CANCELLED
} ProcessKind;

typedef struct ProcessResult {
  uint8_t kind;       /* ProcessKind */
  int status;         /* of ENDED: exit status, or 128 + the number of the signal */
  Buf output, errors; /* at most 64 MB each; what is more is dropped */
} ProcessResult;

/* Runs argv[0], found on PATH, in a folder (NULL: the current one), with empty input, for at most `limit_ms`; it and
 * all that it started are ended when the time is over or `cancel` (may be NULL) becomes true. */
void process_run(char *const *argv, const char *folder, unsigned limit_ms, const atomic_bool *cancel,
                 ProcessResult *out);
void process_free(ProcessResult *self);

#endif
