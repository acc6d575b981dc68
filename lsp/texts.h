/* texts.h: texts of closed files, which are needed for a moment: to turn offsets into positions, and to check them.
 * They are read by jobs. Whoever lacks one says so and is run again when it has come. */
#ifndef ATLAS_LSP_TEXTS_H
#define ATLAS_LSP_TEXTS_H

#include "lsp/session.h"

/* Position of a span of a unit, in the units of the client. False: the text of its file has been asked for; try again
 * when it has come. A file that changed on disk in between gives the first line of the unit. */
bool texts_range(LspServer *self, const Unit *unit, Span span, TextRange *out);
/* Text of a closed file; false while it is being read. `text` is empty when it cannot be read or is not the one that
 * was indexed. */
bool texts_get(LspServer *self, const File *file, Str *text);
/* Called by the job; takes over the arena that holds the text. */
void texts_arrived(LspServer *self, Str path, Arena arena, Str text);
/* Forgets all texts when nobody waits for one. */
void texts_release(LspServer *self);
void texts_forget(LspServer *self, Str path);
/* Texts being read. */
bool texts_missing(const LspServer *self);

#endif
