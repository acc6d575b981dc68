/* paths.h: what is at the paths that open files name. The checks ask while they run; what is not known yet is looked up
 * by a job, and the checks are run again when the answer has come. */
#ifndef ATLAS_LSP_PATHS_H
#define ATLAS_LSP_PATHS_H

#include "lsp/session.h"

/* For module_set_paths; `server` is the LspServer. Answers at once. */
ModulePath paths_at(void *server, Str path);
/* Starts the look-ups that were asked for since the last call. */
void paths_flush(LspServer *self);
/* Looks all known paths up again: files came or went. */
void paths_again(LspServer *self);
/* Called by the job. */
void paths_arrived(LspServer *self, const StrList *paths, const ModulePath *found);
void paths_free(LspServer *self);

#endif
