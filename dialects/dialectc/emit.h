/* emit.h: what the files that write the tables share: the arrays as they grow, and how pieces of C are written.
 * Every array of the output is a text and the number of its items; a slice is an index and a count. */
#ifndef ATLAS_DIALECTS_DIALECTC_EMIT_H
#define ATLAS_DIALECTS_DIALECTC_EMIT_H

#include <stdlib.h>

#include "dialects/dialectc/model.h"

/* A block as it stands in the tables: a shared block is written once for each keyword it is used under. */
typedef struct Instance {
  const MBlock *block;
  Str keyword, doc;
} Instance;

typedef struct Emit {
  const Model *model;
  ARRAY(Instance) instances;
  ARRAY(const MEnum *) enums; /* sorted by name */
  Buf names, words, values, labels, attrs, children, sets, variants, params;
  size_t name_count, word_count, value_count, label_count, attr_count, child_count, set_count, variant_count,
      param_count;
} Emit;

#define emit_sort(list, compare)                                                                                       \
  do {                                                                                                                 \
    if ((list).len > 1) {                                                                                              \
      qsort((list).items, (list).len, sizeof *(list).items, (compare));                                                \
    }                                                                                                                  \
  } while (0)

/* A C string literal with its length: {"table", 5} */
void emit_str(Buf *out, Str s);
/* `, .field = ...`; nothing when empty or false. */
void emit_field(Buf *out, const char *field, Str s);
void emit_flag(Buf *out, const char *field, bool value);
/* `, .field = array + at, .counter = count`; nothing when count is 0. */
void emit_slice(Buf *out, const char *field, const char *array, size_t at, const char *counter, size_t count);
void emit_limits(Buf *out, int64_t min, int64_t max);
/* static const T name[count] = { items }; nothing when it is empty. */
void emit_array(Buf *out, const char *type, const char *name, size_t count, const Buf *items);
/* Adds the names from index `from` on; returns where they start. */
size_t emit_names(Emit *self, const StrList *names, size_t from);
size_t emit_enum_index(const Emit *self, Str name);
void emit_enum_ref(const Emit *self, Buf *out, const char *field, Str name);

/* The parts of a dialect. */
void emit_blocks(Emit *self, Buf *out);
void emit_enums(Emit *self, Buf *out);
void emit_types(Emit *self, Buf *out);
void emit_facts(Emit *self, Buf *rows, size_t *row_count, Buf *out);
/* Numbers of paths, keywords and rules. */
void emit_lookups(const Emit *self, size_t counts[3], Buf *out);

/* How the dialect writes SQL; the beginnings of its own tables stand in `names` from `system` on. */
void emit_sql_flavor(const Model *model, size_t system, Buf *out);

#endif
