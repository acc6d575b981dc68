/* locate.h: from a position of the client to what stands there. */
#ifndef ATLAS_LSP_LOCATE_H
#define ATLAS_LSP_LOCATE_H

#include "lsp/session.h"

/* A place in an open document. */
typedef struct Place {
  LspDoc *doc;
  const Module *module;
  File *file;
  Unit *unit;
  uint32_t offset; /* in the unit */
} Place;

/* Reads textDocument and position. False when there is no such placed document. */
bool locate(LspServer *self, const json_t *params, Place *out);
/* The document only. */
bool locate_doc(LspServer *self, const json_t *params, Place *out);

enum { PATH_STEPS = 24 };

/* A path in the source: `table.users.column.id` has root table and three steps. */
typedef struct PathAt {
  Str root;
  Str steps[PATH_STEPS];
  Span spans[PATH_STEPS + 1]; /* of the root and of each step */
  uint32_t count;
  uint32_t at; /* 0: on the root, n: on step n */
} PathAt;

/* Steps of a PATH expression up to the first that is no literal name; `offset` tells which one is meant. */
void path_read(const SynExpr *expr, uint32_t offset, PathAt *out);
/* The path under the cursor; false when there is none. */
bool path_at(const Place *place, const SynAt *at, PathAt *out);
/* Innermost definition of the unit around an offset; NULL at top level. */
const SymDef *def_around(const Unit *unit, uint32_t offset);
/* The definition whose keyword or labels are at the offset; NULL when there is none. */
const SymDef *def_named_at(const Unit *unit, uint32_t offset);
/* Where the path leads at the step under the cursor: on `table` and `users` of table.users.column.id to the table,
 * on `column` and `id` to the column, on `public` of table.public.users to the schema block. */
bool path_resolve(const Place *place, const PathAt *path, RefTarget *out);
/* What the cursor is on: a definition, and the span of the name that was used. */
typedef struct Target {
  const SymDef *def;
  Unit *unit;
  Span origin;
} Target;
/* In HCL and in SQL; false: nothing that is defined anywhere. */
bool locate_target(const Place *place, Target *out);
/* Block specs along a chain of blocks: specs[i] belongs to at->blocks[i], NULL once a block is unknown. */
void specs_at(const Dialect *dialect, const SynAt *at, const BlockSpec *specs[16]);

#endif
