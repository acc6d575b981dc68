/* diff.h: the engine: the migration between two database schemas. Two models (model/model.h) are compared, the
 * changes are ordered, and each becomes statements in the SQL of the dialect. Nothing is connected to and nothing is
 * run.
 *
 *     Diff *diff = diff_run(from, to, &(DiffOptions){0});
 *     for (size_t i = 0; i < diff->statements.len; i++) puts(diff->statements.items[i].sql.ptr);
 *     diff_free(diff);
 *
 * A Diff owns what it says; it points into the two realms, which must live as long. Texts end with a NUL. Calls on
 * different Diffs may run on different threads. */
#ifndef ATLAS_DIFF_DIFF_H
#define ATLAS_DIFF_DIFF_H

#include "dialects/driver.h"

typedef enum RenameKind { RENAMES_TABLE, RENAMES_COLUMN, RENAMES_INDEX } RenameKind;

/* Whether what was dropped and what was added are the same under a new name. */
typedef struct DiffRename {
  uint8_t kind;      /* RenameKind */
  Str schema, table; /* of a column or index: its table under the new name */
  Str from, to;
  bool yes;              /* in an answer */
  ChangeSide old, added; /* in a question: the two objects */
} DiffRename;
typedef ARRAY(DiffRename) DiffRenames;

typedef struct DiffOptions {
  Str schema;             /* compare only the schemas of this name; empty: all */
  bool not_normalised;    /* the models are as written, not as a database would give them back */
  uint64_t skip;          /* 1 << ChangeKind: changes that are left out */
  bool concurrent_create; /* indexes of existing tables without locking out writers, where the dialect can */
  bool concurrent_drop;
  const DiffRename *answers; /* pairs that are renames, or are not; renamed_from in a schema answers too */
  size_t answer_count;
  PlanOptions plan;
} DiffOptions;

typedef struct DiffUseIndex DiffUseIndex;

typedef struct Diff {
  Arena arena; /* owns everything below */
  const Realm *from, *to;
  const Driver *driver; /* NULL: the dialect has none, which is an error */
  DiffOptions options;
  Changes changes;           /* in the order in which they were found */
  DiffStatements statements; /* in the order to run them */
  DiffNotes errors;          /* changes that no statement can make; the plan is not to be run then */
  DiffNotes unplanned;       /* differences that the plan leaves: kinds of objects that the engine does not plan, values
                                that cannot be known */
  DiffRenames questions;     /* drops and adds that may be renames, not answered yet */
  DiffRenames renames;       /* those that are */
  DiffUseIndex *uses[2];     /* of the engine: what the objects of `from` and `to` need */
} Diff;

/* Compares and plans. `from` may be NULL: an empty database. Never NULL. */
Diff *diff_run(const Realm *from, const Realm *to, const DiffOptions *options);
void diff_free(Diff *self);

/* The two steps apart: a Diff whose changes may be looked at, or put in by hand, before they are planned. */
Diff *diff_compare(const Realm *from, const Realm *to, const DiffOptions *options);
void diff_plan(Diff *self);

/* Can every statement be undone? */
bool diff_is_reversible(const Diff *self);
/* Name of a policy, "drop_table" -> its bit in DiffOptions.skip; 0: no such policy. */
uint64_t diff_skip_bit(Str name);
/* Statements with their comments, as a migration file holds them; appended to `out`. */
void diff_print(const Diff *self, Buf *out);
/* The changes as a tree for people. */
void diff_summary(const Diff *self, Buf *out);
/* "add column", "drop foreign key": what a kind of change is called. */
Str diff_kind_name(ChangeKind kind);

#endif
