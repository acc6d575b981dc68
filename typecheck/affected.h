/* affected.h: which parts of a schema can matter to the difference between it and what a patch makes of it.
 *
 *     changed: table "orders"          needed: orders, whatever it refers to, whatever refers to it, and all that is no
 *                                      table; of the other tables the names will do
 */
#ifndef ATLAS_TYPECHECK_AFFECTED_H
#define ATLAS_TYPECHECK_AFFECTED_H

#include "typecheck/module.h"

typedef struct AffectedUnits {
  Unit **items;
  size_t len, cap;
} AffectedUnits;

/* Sets Unit.bare of the tables in a module of kept files that the changed units (those that go and those that come,
 * which need not be in the module) cannot touch, and clears it elsewhere: neither do references lead from one to the
 * other, nor through views, functions, types and the like, whose names are looked for as words of any text. Tables that
 * use variables or data are never bare. Too many are needed rather than too few. O(text of the module) per step of such
 * a chain. */
void affected_mark(const Module *module, const AffectedUnits *changed);

#endif
