/* diff_internal.h: what the files of the engine share. */
#ifndef ATLAS_DIFF_DIFF_INTERNAL_H
#define ATLAS_DIFF_DIFF_INTERNAL_H

#include "diff/diff.h"

/* compare_table.c: the changes of a table that both sides have, as members of `modify`. */
void diff_table(Diff *self, Comparison *cmp, const Table *from, const Table *to, Change *modify);
/* Drops the members that a policy skips, and marks indexes as concurrent. */
void diff_apply_policies(const Diff *self, Changes *members);
bool diff_is_skipped(const Diff *self, ChangeKind kind);

/* renames.c: fills Diff.renames and Diff.questions. */
void diff_find_table_renames(Diff *self, Comparison *cmp, const Schema *from, const Schema *to);
void diff_find_column_renames(Diff *self, Comparison *cmp, const Table *from, const Table *to);
/* Index of `to` that an answer says `old` is called now; NULL: none. */
const Index *diff_renamed_index(const Diff *self, const Table *to, const Index *old);
/* What an object of `from` is called in `to`; NULL: it was not renamed. */
const void *diff_renamed(const Diff *self, const void *old);
bool diff_is_rename_target(const Diff *self, const void *added);

/* unplanned.c: says what of two objects differs and is not planned. One side may be NULL. */
void unplanned_object(Comparison *cmp, const Object *from, const Object *to);
void unplanned_schema(Comparison *cmp, const Schema *from, const Schema *to);
void unplanned_table(Comparison *cmp, const Table *from, const Table *to);
void unplanned_column(Comparison *cmp, const Column *from, const Column *to);
void unplanned_gaps(Comparison *cmp);
/* Keeps the changes of which everything is known; says of the others why not. */
void unplanned_values(Comparison *cmp, Changes *changes);

/* order.c: the changes in the order to make them; cycles of foreign keys are detached. */
Changes diff_order(Planner *planner, const Changes *changes);
/* sort.c: sorts as Go's sort.Slice does, which is not stable beyond twelve items. */
typedef bool (*SortLess)(const void *context, const Change *a, const Change *b);
void sort_like_go(Change **items, size_t count, SortLess less, const void *context);

#endif
