/* neighbours.h: a file whose content fits several dialects takes that of a certain file of its schema. */
#ifndef ATLAS_LSP_NEIGHBOURS_H
#define ATLAS_LSP_NEIGHBOURS_H

#include "lsp/session.h"

/* Lets the guess for an open document follow what is known about the files beside it. */
void neighbours_follow(const LspServer *self, Arena *arena, LspDoc *doc, DialectGuess *guess);
/* A file of the group is certainly of the dialect; the documents that may follow it are reconsidered soon. */
void neighbours_found(LspServer *self, const LspGroup *group, Str path, const Dialect *dialect);
/* A file is gone, and what was known about it. */
void neighbours_gone(LspServer *self, Str path);

#endif
