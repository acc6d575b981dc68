/* expr_query.h: do two queries say the same? A database prints the query of a view otherwise than it was written:
 *
 *     SELECT id, count(*) n FROM users u JOIN pets ON u.id = owner
 *     -> select `u`.`id` AS `id`,count(0) AS `n` from (`app`.`users` `u` join `app`.`pets` on(`u`.`id` =
 * `app`.`pets`.`owner`)) */
#ifndef ATLAS_DIALECTS_EXPR_QUERY_H
#define ATLAS_DIALECTS_EXPR_QUERY_H

#include "dialects/expr_tree.h"

/* Tells the columns of a table or view, so that `*` can be read. */
typedef struct QueryColumns {
  const void *context;
  /* The columns in order, *count of them; NULL: the table is not known. */
  const Str *(*of)(const void *context, Arena *arena, Str schema, Str table, size_t *count);
} QueryColumns;

/* Names of tables in front of columns, and of schemas in front of tables, count only when both queries have them.
 * `named`: the names of the columns are said elsewhere. false also when one of them cannot be read. */
bool query_same(Arena *arena, const ExprRules *rules, const QueryColumns *columns, Str a, Str b, bool named);

#endif
