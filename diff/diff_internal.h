/* diff_internal.h: what the files of the engine share. */
#ifndef ATLAS_DIFF_DIFF_INTERNAL_H
#define ATLAS_DIFF_DIFF_INTERNAL_H

#include "diff/diff.h"

/* compare_table.c: the changes of a table that both sides have, as members of `modify`. */
void diff_table(Diff *self, Comparison *cmp, const Table *from, const Table *to, Change *modify);
/* Drops the members that a policy skips, and marks indexes as concurrent. */
void diff_apply_policies(const Diff *self, Changes *members);
bool diff_is_skipped(const Diff *self, ChangeKind kind);
/* print.c: does a policy skip the change of an object? */
bool diff_skips_object(const Diff *self, const Change *change);

/* renames.c: fills Diff.renames and Diff.questions. */
void diff_find_table_renames(Diff *self, Comparison *cmp, const Schema *from, const Schema *to);
void diff_find_column_renames(Diff *self, Comparison *cmp, const Table *from, const Table *to);
/* Index of `to` that an answer says `old` is called now; NULL: none. */
const Index *diff_renamed_index(const Diff *self, const Table *to, const Index *old);
/* Asks whether an index that is dropped is one that is added, unless that is answered. */
void diff_ask_index(Diff *self, const Table *to, const Index *old, const Index *added);
/* What an object of `from` is called in `to`; NULL: it was not renamed. */
const void *diff_renamed(const Diff *self, const void *old);
bool diff_is_rename_target(const Diff *self, const void *added);

/* unplanned.c: says what of two objects differs and is not planned. One side may be NULL. */
void unplanned_object(Comparison *cmp, const Object *from, const Object *to);
/* Of an object that is planned: the parts that the driver leaves out. */
void unplanned_parts(Comparison *cmp, const Object *from, const Object *to);
/* Attributes of an index and its parts that no driver knows. */
void unplanned_index(Comparison *cmp, const Index *from, const Index *to, Str table);
void unplanned_schema(Comparison *cmp, const Schema *from, const Schema *to);
void unplanned_table(Comparison *cmp, const Table *from, const Table *to);
void unplanned_column(Comparison *cmp, const Column *from, const Column *to);
void unplanned_gaps(Comparison *cmp);
/* Keeps the changes of which everything is known; says of the others why not. */
void unplanned_values(Comparison *cmp, Changes *changes);

/* uses.c: what a table or object needs; exactly one of the two is given. NULL, and nothing needed: there are no objects
 * but enums. */
typedef struct DiffUse {
  const Table *table;
  const Object *object; /* one of them is NULL */
} DiffUse;
typedef ARRAY(DiffUse) DiffUses;
DiffUseIndex *uses_new(Arena *arena, const Driver *driver, const Realm *realm);
void uses_free(DiffUseIndex *self);
const DiffUses *uses_of(DiffUseIndex *self, const Table *table, const Object *object);

/* recreate.c: objects of both sides that must be dropped before another change and made again after it. */
typedef struct DiffPair {
  const Object *from, *to;
} DiffPair;
typedef ARRAY(DiffPair) DiffPairs;
void diff_recreate(Diff *self, Comparison *cmp, const DiffPairs *pairs);

/* detach.c: parts of tables that call a routine which is made anew go before it and come back behind it. */
void diff_detach_parts(Diff *self, Comparison *cmp);

/* stand.c: could a database hold the foreign key as the schemas are: has its target a key, and do the types fit? */
bool diff_key_stands(const Planner *planner, const ForeignKey *key);
/* The parts of the index begin with the target of the key, in its order, and are the whole columns. */
bool diff_begins_with_target(const Index *index, const ForeignKey *key);
/* keys.c: foreign keys that stand in the way of other changes get changes of their own. */
Changes diff_free_keys(Planner *planner, const Changes *changes);
/* Drops of foreign keys into schemas that are dropped, to make before; they are taken out of `changes`. */
Changes diff_leave_schemas(Planner *planner, Changes *changes);
/* leave.c: drops of objects that would go with a schema that is dropped; they are taken out of `changes`. */
Changes diff_leave_objects(Planner *planner, const Diff *diff, Changes *changes);
/* expand.c: drops of schemas to make after all else, because something elsewhere is tied to what is in them; in
 * `changes` they give way to drops of all that they hold. */
Changes diff_expand_schemas(Planner *planner, const Diff *diff, Changes *changes);
/* order.c: the changes in the order to make them; cycles of foreign keys are detached. */
Changes diff_order(Planner *planner, const Diff *diff, const Changes *changes);
/* depend.c: each change behind those that it needs, drops as late as they can be. */
Changes diff_depend(Planner *planner, const Diff *diff, const Changes *changes);
/* sort.c: sorts as Go's sort.Slice does, which is not stable beyond twelve items. */
typedef bool (*SortLess)(const void *context, const Change *a, const Change *b);
void sort_like_go(Change **items, size_t count, SortLess less, const void *context);

#endif
