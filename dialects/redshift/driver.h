/* driver.h: what the parts of Redshift's driver share: types.c reads types, compare.c compares, sql.c writes
 * statements. What Redshift has of PostgreSQL is written by PostgreSQL's driver. */
#ifndef ATLAS_DIALECTS_REDSHIFT_DRIVER_H
#define ATLAS_DIALECTS_REDSHIFT_DRIVER_H

#include "dialects/driver_make.h"
#include "dialects/driver_steps.h"
#include "dialects/postgresql/driver.h"

void redshift_type(Arena *arena, const Column *column, DbType *out);
/* Bytes of a varchar; 0: another type, or no number. */
long redshift_varchar_size(Arena *arena, const Column *column);

/* Distribution and sort key as ALTER TABLE ... ALTER takes them; columns under the names they have after the change,
 * when `cmp` is given. Nothing stated is AUTO. */
Str redshift_dist_key(Arena *arena, const Comparison *cmp, const Table *table, const Object *block);
Str redshift_sort_key(Arena *arena, const Comparison *cmp, const Table *table, const Object *block);
/* ALWAYS when none is stated. */
bool redshift_identity_by_default(const Column *column);

/* DISTSTYLE KEY DISTKEY ("id") COMPOUND SORTKEY ("a", "b"), as the blocks say; one of them may be NULL. */
void redshift_ddl_keys(Ddl *out, const Object *distribution, const Object *sort);

/* sql_object.c */
extern const ObjectMaker redshift_makers[];
bool redshift_object(Comparison *cmp, const Object *from, const Object *to, Changes *out);
Str redshift_object_key(Arena *arena, const Object *object);
bool redshift_recreate(Comparison *cmp, const Change *change, const Object *object);

void redshift_plan(Planner *planner, const Change *change);

#endif
