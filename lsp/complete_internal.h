/* complete_internal.h: what the files of completion share. */
#ifndef ATLAS_LSP_COMPLETE_INTERNAL_H
#define ATLAS_LSP_COMPLETE_INTERNAL_H

#include "base/buf.h"
#include "lsp/complete.h"
#include "lsp/complete_context.h"

/* Ranks: the tens of thousands order groups, the rest orders inside. */
enum {
  RANK_BEST = 0,
  RANK_REQUIRED = 100,
  RANK_GOOD = 200,
  RANK_USUAL = 400,
  RANK_WEAK = 600,
  RANK_OTHER = 800,
  RANK_LAST = 1000
};

enum { MAX_ACCEPTED = 24 };

/* One completion being made. */
typedef struct Complete {
  const Module *module;
  const Unit *unit;
  const Dialect *dialect;
  Arena *arena;
  CompleteList *out;
  CursorContext cursor;
  Str word;                                /* typed so far */
  const BlockSpec *block;                  /* of the innermost block; NULL: unknown to the dialect */
  const BlockSpec *parent;                 /* of the block around it */
  const AttrSpec *attr;                    /* whose value is being typed; NULL: unknown */
  const SynBody *body;                     /* body of the innermost block as parsed; may be NULL */
  const SymDef *inside;                    /* innermost definition around the cursor */
  const ValueSpec *accepted[MAX_ACCEPTED]; /* what the place takes */
  uint32_t accepted_count;
  bool any; /* every expression fits */
} Complete;

/* Does the typed word fit `text`: all its letters in order, ASCII case ignored? */
bool complete_fits(const Complete *self, Str text);
/* Adds an item whose label fits; past the limit it is only noted that there are more. */
CompleteItem *complete_add(Complete *self, CompleteKind kind, Str label, unsigned rank);

void complete_items(Complete *self); /* at the start of a statement */
void complete_label(Complete *self);
void complete_words(Complete *self);  /* values without a dot: words, types, functions, literals */
void complete_quoted(Complete *self); /* inside a string */
void complete_roots(Complete *self);  /* references from their beginning */
void complete_steps(Complete *self);  /* references after a dot */

bool complete_accepts(const Complete *self, ValueKind kind);
/* `name` as a step of a path: `.users` or `["order items"]`. */
Str complete_step(Arena *arena, Str name);

/* Snippets. `stop` is the number of the next tab stop. */
typedef struct Snippet {
  Buf buf;
  unsigned stop;
  unsigned indent;
} Snippet;
void snippet_text(Snippet *self, Str plain); /* escapes $ } and \ */
void snippet_stop(Snippet *self, Str placeholder);
void snippet_value(const Complete *complete, Snippet *self, const AttrSpec *attr);
void snippet_attr(const Complete *complete, Snippet *self, const AttrSpec *attr);
/* A whole block with its required parts; with `rich`, a table also gets a column and a key. */
void snippet_block(const Complete *complete, Snippet *self, const BlockSpec *block, bool rich);
void snippet_type(Snippet *self, const TypeSpec *type);

#endif
