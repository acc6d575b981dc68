/* val.h: values and their types inside the evaluator: making, typing, comparing and converting them as HCL's type
 * system does. The public part of values is in eval.h. All results live in the arena that is passed. */
#ifndef ATLAS_TYPECHECK_VAL_H
#define ATLAS_TYPECHECK_VAL_H

#include "base/buf.h"
#include "typecheck/eval.h"

typedef enum TyKind {
  TY_ANY, /* not known yet: converts to and from everything */
  TY_BOOL,
  TY_NUMBER,
  TY_STRING,
  TY_LIST,
  TY_SET,
  TY_MAP,
  TY_TUPLE,
  TY_OBJECT,
  TY_BLOCK, /* a reference: an object of which no more is said */
  TY_TYPE,  /* column type */
  TY_RAW    /* sql("...") */
} TyKind;

struct Ty {
  uint8_t kind;           /* TyKind */
  uint32_t count;         /* TUPLE, OBJECT */
  const Ty *elem;         /* LIST, SET, MAP */
  const Ty *const *elems; /* TUPLE, OBJECT */
  const Str *names;       /* OBJECT: sorted */
};

extern const Ty ty_any, ty_bool, ty_number, ty_string, ty_block;

const Ty *ty_collection(Arena *arena, TyKind kind, const Ty *elem);
bool ty_equal(const Ty *a, const Ty *b);
/* "list of string"; with `constraint` a type that is not known is "any type". */
Str ty_name(const Ty *type, bool constraint, Arena *arena);
bool ty_is_sequence(const Ty *type); /* list, set or tuple */
/* Why a value of type `got` cannot become `want`: "string required". */
Str ty_mismatch(const Ty *got, const Ty *want, Arena *arena);
/* Can values of type `in` be converted to `out`? With `unsafe`, also when only some can ("x" to number). */
bool ty_convertible(const Ty *in, const Ty *out, bool unsafe, Arena *arena);
/* A type that all of them convert to; NULL when there is none (or count is 0). */
const Ty *ty_unify(const Ty *const *types, size_t count, Arena *arena);
/* "list(string)" -> a type; unions and unknown words give ty_any. */
const Ty *ty_parse(Str text, Arena *arena);

/* Type of a value; computed for tuples and objects. */
const Ty *val_type(const Val *value, Arena *arena);

const Val *val_unknown(Arena *arena, const Ty *type); /* NULL: any */
const Val *val_null(Arena *arena, const Ty *type);
const Val *val_bool(Arena *arena, bool flag);
const Val *val_number(Arena *arena, double number);
const Val *val_integer(Arena *arena, int64_t number);
/* Text longer than 1 MiB becomes unknown, so that doubling texts do not exhaust the memory. */
const Val *val_string(Arena *arena, Str text);
const Val *val_buf(Arena *arena, Buf *buf); /* copies and frees the buffer */
/* Sequences of more than 100,000 items become unknown. */
const Val *val_tuple(Arena *arena, const Val *const *items, size_t count);
const Val *val_list(Arena *arena, const Ty *elem, const Val *const *items, size_t count);
/* Sorts texts and numbers, and drops repeated items. */
const Val *val_set(Arena *arena, const Ty *elem, const Val *const *items, size_t count);
/* Fields in any order; the last of equal names wins. */
const Val *val_object(Arena *arena, const ValField *fields, size_t count);
const Val *val_map(Arena *arena, const Ty *elem, const ValField *fields, size_t count);
/* The value seen from another place of the source. */
const Val *val_at(Arena *arena, const Val *value, Span span);

/* NULL when absent. */
const Val *val_field(const Val *object, Str name);
/* 1 equal, 0 not, -1 cannot be known. */
int val_compare(const Val *a, const Val *b);
/* A whole number that fits; false otherwise. */
bool val_int(const Val *number, int64_t *out);
/* Reads decimal text as HCL does; NULL when it is none. */
const Val *val_parse_number(Arena *arena, Str text);
/* Appends the value as JSON; false when it cannot be said in JSON. */
bool val_json(const Val *value, Buf *out, Arena *arena);

/* Converts; NULL with the reason in *why. */
const Val *val_convert(const Val *value, const Ty *type, Arena *arena, Str *why);

#endif
