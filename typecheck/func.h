/* func.h: the functions of expressions: lower("A"), concat([1], [2]). Names, parameters and documentation are data
 * of the dialects (FuncSpec); here is what they do. */
#ifndef ATLAS_TYPECHECK_FUNC_H
#define ATLAS_TYPECHECK_FUNC_H

#include "typecheck/val.h"

enum {
  FUNC_RAW = 1 << 0,       /* collections of anything are passed as they are, not converted */
  FUNC_NULLS = 1 << 1,     /* null arguments are fine */
  FUNC_PARTS = 1 << 2,     /* can work on collections with unknown elements */
  FUNC_UNKNOWN = 1 << 3,   /* is called even when an argument is unknown as a whole */
  FUNC_ANY_COUNT = 1 << 4, /* looks at the number of arguments itself */
  FUNC_LAZY = 1 << 5       /* try, can: evaluates its arguments itself */
};

/* A call being made. Values that are returned live in the arena. */
typedef struct FuncCall {
  Arena *arena;
  const Val *const *args;
  uint32_t count;
  int bad_arg; /* the argument that a mistake is about; -1: the call as a whole */
  Str error;   /* why it failed; empty: it did not */
} FuncCall;

typedef const Val *(*FuncImpl)(FuncCall *call);
typedef struct FuncEntry {
  const char *name;
  FuncImpl impl; /* NULL: the result is unknown */
  unsigned flags;
} FuncEntry;

/* NULL when there is no such function here: then its result is unknown. */
const FuncEntry *func_named(Str name);

/* For implementations: fail the call, for the argument at an index or as a whole. They return NULL. */
const Val *func_fail(FuncCall *call, const char *format, ...) __attribute__((format(printf, 2, 3)));
const Val *func_fail_arg(FuncCall *call, int arg, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Text of a string argument. */
static inline Str func_text(const FuncCall *call, uint32_t arg) { return call->args[arg]->as.string; }
/* A whole number; else fails the call, with the reason behind `what`. */
bool func_int(FuncCall *call, uint32_t arg, int64_t *out, const char *what);

/* Tables of the families, each ended by a NULL name. */
extern const FuncEntry func_strings[], func_formats[], func_numbers[], func_lists[], func_maps[], func_sets[],
    func_conversions[], func_encodings[], func_dates[], func_urls[], func_regexes[];

#endif
