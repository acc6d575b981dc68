/* print_parts.h: what the files of the HCL printer share. print_hcl.c: order and objects; print_table.c: tables;
 * print_value.c: lines, references and values. */
#ifndef ATLAS_DIALECTS_PRINT_PARTS_H
#define ATLAS_DIALECTS_PRINT_PARTS_H

#include "base/map.h"
#include "dialects/print.h"

typedef struct PrintLine {
  Str name, value;
} PrintLine;

typedef struct Print {
  const Realm *realm;
  const Dialect *dialect;
  Buf *out;
  Arena arena;            /* of the values of pending lines */
  ARRAY(PrintLine) lines; /* attributes not yet written: their '=' are aligned together */
  unsigned depth;
  Map names;          /* "table\0users" -> how many have that name */
  Map qualifiers;     /* names of schemas that stand in references */
  const Table *table; /* being printed */
  Arena *keep;        /* of the error */
  Str error;
} Print;

/* print_value.c */
void print_open(Print *p, Str kind, Str schema, Str name); /* schema, name: labels; empty: none */
void print_close(Print *p);
void print_flush(Print *p);
/* name = value; nothing when the name is empty: the dialect has no such attribute. */
void print_attr(Print *p, Str name, Str value);
void print_attr_text(Print *p, Str name, const ModelText *text);
/* The attribute with a role in the block. */
Str print_role(const BlockSpec *block, AttrRole role);
/* The child block with a role; of `parent` NULL: at the top. NULL: none. */
const BlockSpec *print_block(const Print *p, const BlockSpec *parent, BlockRole role);
const BlockSpec *print_kind(const Print *p, const BlockSpec *parent, Str keyword);
Str print_quoted(Print *p, Str text);
Str print_raw(Print *p, Str sql); /* sql("...") */
Str print_heredoc(Print *p, Str text, Str tag);
/* ".name" or ["a b"] */
void print_step(Buf *out, Str name);
/* table.users, table.s.users */
void print_ref(Print *p, Buf *out, Str kind, const Schema *schema, Str name);
bool print_is_qualified(const Print *p, Str kind, Str name);
Str print_take(Print *p, Buf *buf); /* what is in the buffer, kept; frees the buffer */
void print_model_attr(Print *p, const BlockSpec *block, const ModelAttr *attr);
Str print_type(Print *p, const ColumnType *type, const Schema *schema);
Str print_type_text(Print *p, Str text); /* a type that is only known as SQL */

/* print_table.c */
void print_table(Print *p, const Table *table);
void print_index(Print *p, const BlockSpec *block, const Index *index, const Schema *schema);
void print_column(Print *p, const BlockSpec *block, const Column *column, const Schema *schema);
/* print_hcl.c */
void print_child(Print *p, const BlockSpec *parent, const Object *object, const Schema *schema, unsigned depth);

#endif
