/* eval_parts.h: what the files of the evaluator share. eval.c: entry, literals, collections, conditionals;
 * eval_ops.c: operators; eval_template.c; eval_for.c; eval_path.c: steps, indexes, splats; eval_scope.c: names;
 * eval_call.c: calls, with the functions behind func.h. */
#ifndef ATLAS_TYPECHECK_EVAL_PARTS_H
#define ATLAS_TYPECHECK_EVAL_PARTS_H

#include "typecheck/val.h"

/* A name bound by a for expression or a template's %{ for }. */
typedef struct ScopeVars {
  Str name;
  const Val *value;
  const struct ScopeVars *next;
} ScopeVars;

/* A local or variable whose value is being evaluated. */
typedef struct ScopeChain {
  const SymDef *def;
  const struct ScopeChain *next;
} ScopeChain;

/* Values of locals by definition, so that each is evaluated once for an expression. */
enum { MEMO_BUCKETS = 32 };
typedef struct ScopeMemo {
  struct MemoEntry {
    const SymDef *def;
    const Val *value;
    struct MemoEntry *next;
  } * buckets[MEMO_BUCKETS];
} ScopeMemo;

/* Counts a mistake and reports it. The result is always an unknown value, for `return`. */
const Val *eval_error(Scope *scope, DiagCode code, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

const Val *eval_operation(Scope *scope, const SynExpr *expr);
const Val *eval_template(Scope *scope, const SynExpr *expr);
const Val *eval_for(Scope *scope, const SynExpr *expr);
const Val *eval_path(Scope *scope, const SynExpr *expr);
const Val *eval_access(Scope *scope, const SynExpr *expr);
const Val *eval_call(Scope *scope, const SynExpr *expr);

/* Items that a `for` goes through. */
typedef struct Iteration {
  const Val *coll;
  uint32_t count;
} Iteration;
/* False when `coll` cannot be gone through: unknown, or a mistake that has been reported. */
bool iteration_start(Scope *scope, const Val *coll, Span span, Iteration *out);
void iteration_item(const Iteration *self, uint32_t index, Arena *arena, const Val **key, const Val **value);

/* The value of a root name with the steps that belong to it: `table.users.column.id`, `var.x`, `each.key`, an enum
 * word, a for-bound name. *used: how many of the path's steps are done. */
const Val *scope_root(Scope *scope, const SynExpr *path, uint32_t *used);
/* A step from a block or a kind of blocks: an attribute or child kind of a block, a block of a kind. NULL: none (the
 * caller says so). */
const Val *scope_member(Scope *scope, const Val *from, Str name);
/* Is a word of this enum, or a type, in scope here? NULL when not. */
const Val *scope_word(Scope *scope, Str name, Span span, bool *mistake);
/* Does the attribute take column types, or type constraints? */
bool scope_expects(const ValueSpec *expected, ValueKind kind);

#endif
