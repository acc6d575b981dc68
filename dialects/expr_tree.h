/* expr_tree.h: do two SQL expressions say the same, whatever their parentheses, quotes, capitals and casts? Databases
 * print an expression otherwise than it was written:
 *
 *     a > 0 AND b IN ('x', 'y')  ->  ((a > 0) AND ((b)::text = ANY ((ARRAY['x'::character varying, ...])::text[]))) */
#ifndef ATLAS_DIALECTS_EXPR_TREE_H
#define ATLAS_DIALECTS_EXPR_TREE_H

#include "base/arena.h"
#include "sql/sql.h"

typedef struct ExprRules {
  const SqlFlavor *flavor;
  bool words_join; /* || and && mean OR and AND */
} ExprRules;

/* false also when one of them cannot be read. */
bool expr_tree_same(Arena *arena, const ExprRules *rules, Str a, Str b);

#endif
