/* ddl_read_expr.h: what the files that print expressions share. ddl_read_expr.c: constants, casts, columns, logic;
 * ddl_read_expr_op.c: operators; ddl_read_expr_call.c: functions, CASE, arrays, subqueries. */
#ifndef ATLAS_DIALECTS_POSTGRESQL_DDL_READ_EXPR_H
#define ATLAS_DIALECTS_POSTGRESQL_DDL_READ_EXPR_H

#include "dialects/postgresql/ddl_read_parts.h"

/* A part of an expression as it is printed, and its type. */
typedef struct Typed {
  Str text, bare; /* bare: an argument before it was brought to its type */
  TypeRef type;
  Str literal;                             /* of a constant: its value */
  bool unknown, is_null, constant, domain; /* unknown: a literal that nothing gave a type yet */
} Typed;

Typed expr_print(const ExprScope *scope, const json_t *node, unsigned depth);
Typed expr_typed(Str text, const char *base);
bool expr_is(const Typed *value, const char *base);
bool expr_known(const TypeRef *type);
Typed expr_coerce(const ExprScope *scope, Typed value, TypeRef type);
Typed expr_settle(const ExprScope *scope, Typed value);
/* Gives both the type that an operator between them takes. */
void expr_unite(const ExprScope *scope, Typed *a, Typed *b);
TypeRef expr_common(const ExprScope *scope, const Typed *values, size_t count);
Typed expr_operation(const ExprScope *scope, const json_t *body, unsigned depth);
Typed expr_call(const ExprScope *scope, const json_t *body, unsigned depth);
Typed expr_case(const ExprScope *scope, const json_t *body, unsigned depth);
Typed expr_choice(const ExprScope *scope, const json_t *body, unsigned depth);
Typed expr_array(const ExprScope *scope, const json_t *body, const TypeRef *type, unsigned depth);
Typed expr_subquery(const ExprScope *scope, const json_t *body, unsigned depth);

#endif
