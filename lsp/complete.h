/* complete.h: what could be typed at a place of a unit, best first. Knows nothing of the protocol: a plain list that
 * tests can read. Files: complete_context.c (where is the cursor), complete.c (which candidates), complete_items.c
 * (attributes and blocks), complete_values.c (words, types, functions), complete_refs.c (references),
 * complete_snippet.c (texts with tab stops). */
#ifndef ATLAS_LSP_COMPLETE_H
#define ATLAS_LSP_COMPLETE_H

#include "base/array.h"
#include "typecheck/module.h"

typedef enum CompleteKind {
  COMPLETE_BLOCK,
  COMPLETE_ATTR,
  COMPLETE_WORD, /* a word of an enum, true, false, null */
  COMPLETE_TYPE,
  COMPLETE_FUNCTION,
  COMPLETE_SNIPPET, /* several parts at once */
  COMPLETE_DEF,     /* a definition of the module */
  COMPLETE_KIND     /* a step that definitions follow: `column` in table.users.column */
} CompleteKind;

typedef struct CompleteItem {
  uint8_t kind; /* CompleteKind */
  bool deprecated, pro;
  bool eats_dot; /* replaces the dot in front of the word as well: table. -> table["order items"] */
  uint16_t rank; /* lower is better */
  Str label, detail;
  Str snippet; /* in LSP syntax: ${1:name}, $0, \$ */
  Str filter;  /* what typing is compared with; empty: the label */
  /* What it stands for, for the documentation; by kind. */
  const BlockSpec *block; /* BLOCK, ATTR, SNIPPET */
  const AttrSpec *attr;
  const EnumSpec *words;
  const TypeSpec *type;
  const FuncSpec *function;
  const SymDef *def;
  Unit *unit; /* of def */
} CompleteItem;

typedef struct CompleteList {
  ARRAY(CompleteItem) items;
  bool incomplete;      /* there are more; ask again with a longer word */
  Span insert, replace; /* the word up to the cursor; with what follows of it */
} CompleteList;

enum { COMPLETE_MAX = 200 };

/* Fills `out` (to be zeroed before); texts live in `arena`. The owner calls array_free(&out->items). */
void complete_at(const Module *module, const Unit *unit, uint32_t offset, Arena *arena, CompleteList *out);

/* A snippet without its tab stops: "${1:name} = [$0]" -> "name = []". In the arena. */
Str complete_plain(Arena *arena, Str snippet);

#endif
