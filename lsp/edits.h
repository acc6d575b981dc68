/* edits.h: a WorkspaceEdit: changes of texts in one or more files. */
#ifndef ATLAS_LSP_EDITS_H
#define ATLAS_LSP_EDITS_H

#include "lsp/session.h"

/* Edits by file: an array of {uri, version, edits}. */
typedef struct Edits {
  json_t *files; /* NULL: none yet */
} Edits;

/* `doc` NULL: the file is not open. */
void edits_add(Edits *self, Str uri, const LspDoc *doc, TextRange range, Str text);
/* The WorkspaceEdit, in the form that the client takes; frees the edits. */
json_t *edits_json(const LspServer *server, Edits *self);
void edits_free(Edits *self);

#endif
