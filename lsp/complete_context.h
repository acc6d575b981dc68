/* complete_context.h: what kind of place the cursor is in, found by reading the unit up to the cursor. What follows
 * the cursor does not matter, so that half-typed code is no special case. */
#ifndef ATLAS_LSP_COMPLETE_CONTEXT_H
#define ATLAS_LSP_COMPLETE_CONTEXT_H

#include "base/text.h"

typedef enum CursorPlace {
  CURSOR_NONE,  /* in a comment, after a finished value: nothing fits */
  CURSOR_ITEM,  /* where an attribute or block starts */
  CURSOR_LABEL, /* a label of a block header, with or without quotes */
  CURSOR_VALUE, /* in the value of an attribute */
  CURSOR_KEY    /* a key of an object inside a value */
} CursorPlace;

enum { CURSOR_BLOCKS = 16, CURSOR_FRAMES = 32, CURSOR_STEPS = 16 };

typedef struct CursorBlock {
  Str type, first_label;
  uint32_t start; /* of the keyword */
} CursorBlock;

typedef enum FrameKind { FRAME_LIST, FRAME_PAREN, FRAME_CALL, FRAME_OBJECT, FRAME_TEMPLATE, FRAME_INDEX } FrameKind;

/* A bracket that is open at the cursor. */
typedef struct CursorFrame {
  FrameKind kind;
  Str callee;     /* CALL */
  uint32_t index; /* elements or arguments before the cursor */
} CursorFrame;

/* For `columns = [column.id, table.users.co|`: VALUE, attr columns, one LIST frame with index 1, path table, users,
 * word "co". */
typedef struct CursorContext {
  CursorPlace place;
  CursorBlock blocks[CURSOR_BLOCKS]; /* enclosing ones, outermost first; LABEL: with the one being written last */
  uint32_t depth;
  Str attr; /* VALUE, KEY */
  uint32_t attr_start;
  CursorFrame frames[CURSOR_FRAMES];
  uint32_t frame_count;
  Str path[CURSOR_STEPS]; /* names before the word, each followed by a dot */
  uint32_t path_count;
  bool path_unknown;  /* the word follows a dot after something that is no plain path */
  Span word;          /* typed so far: [start, cursor) */
  uint32_t word_end;  /* where the word goes on to behind the cursor */
  bool quoted;        /* inside the quotes of a string; word is the text of the string up to the cursor */
  uint32_t label;     /* LABEL: which one, from 0 */
  bool equals_follow; /* ITEM: behind the word comes '=' */
  bool call_follows;  /* directly behind the word comes '(' */
  bool brace_follows; /* ITEM, LABEL: behind the word comes a label or '{' */
} CursorContext;

void cursor_read(Str unit, uint32_t cursor, CursorContext *out);

#endif
