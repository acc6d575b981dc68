/* outline.h: the blocks and attributes of an HCL text as a flat list, for edits of the text itself.
 *
 *     table "users" {            table         label users   path "table"
 *       column "id" {            column        label id      path "table/column"
 *         type = int             type          value int     path "table/column/type"
 */
#ifndef ATLAS_TESTS_ORACLE_OUTLINE_H
#define ATLAS_TESTS_ORACLE_OUTLINE_H

#include "base/array.h"
#include "base/text.h"

typedef struct Item {
  bool is_block;
  Str name;  /* type of a block, name of an attribute */
  Str label; /* last label of a block; empty: none */
  Str path;
  Span span;       /* all of it, in the text */
  Span label_span; /* with its quotes; empty: no label */
  Span inside;     /* between the braces; of an attribute: the value */
  int parent;      /* -1: at the top */
} Item;

typedef struct Outline {
  Str text;
  ARRAY(Item) items; /* in the arena; parents before children */
} Outline;

/* All of the arena. Blocks deeper than 8 levels are left out. */
Outline outline_read(Arena *arena, Str text);
Str outline_text(const Outline *self, Span span);
/* The nearest block around an item, or itself, whose path is `path`; -1: none. */
int outline_up(const Outline *self, int item, const char *path);

#endif
