/* module_internal.h: what the files of the module share: the index of names and its upkeep. */
#ifndef ATLAS_TYPECHECK_MODULE_INTERNAL_H
#define ATLAS_TYPECHECK_MODULE_INTERNAL_H

#include "base/array.h"
#include "typecheck/module.h"

typedef ARRAY(ModuleDef) DefList; /* in order of file and position */
typedef ARRAY(Unit *) UnitList;   /* in no order */
typedef ARRAY(Module *) ModuleList;

/* All about one name, by its sym_key. */
typedef struct IndexName {
  uint64_t key;
  DefList defs;
  UnitList users;      /* units with the key among their keys */
  uint32_t qualifies;  /* definitions that have the name as their qualifier */
  uint32_t changed_at; /* number of the last change that concerned the name */
} IndexName;

/* All top-level definitions of a type. */
typedef struct IndexKind {
  DefList defs;
  bool unsorted;
  size_t type_len;
  char type[];
} IndexKind;

/* How many blocks of a type stand in blocks of another type. */
typedef struct IndexChild {
  uint64_t key;
  uint32_t count;
} IndexChild;

/* Owns the values of its maps. */
typedef struct Index {
  Map names;                 /* the 8 bytes of a key -> IndexName */
  Map children;              /* the 8 bytes of sym_key(type of the parent, type) -> IndexChild */
  Map kinds;                 /* type -> IndexKind */
  ARRAY(IndexKind *) sorted; /* the same, sorted by type */
} Index;

/* A name whose definitions may differ after a change; several of one key stand in the order of the definitions. */
typedef struct Change {
  uint64_t key, hash;
  uint32_t number; /* order in which the changes were recorded */
} Change;
typedef ARRAY(Change) ChangeList;

/* Owns everything in it. */
struct Module {
  Arena arena; /* options */
  ModuleOptions options;
  Map by_path;
  ARRAY(File *) files; /* sorted by path */
  Index index;
  ChangeList before, after; /* of the change being made */
  UnitList related;         /* units with diagnostics that point into other units */
  uint32_t change;          /* number of the change being made */
  uint64_t made;            /* of the units that the edit takes out */
  ModuleList schemas;       /* what its SQL is about */
  ModuleList dependents;    /* modules that have this one among their schemas */
  bool has_gaps;            /* some schema is not complete */
  ARRAY(const Module *) nearby;
  ModulePathFn paths; /* NULL: nothing is known */
  void *paths_context;
};

/* Order of files and positions. */
int index_compare(const ModuleDef *a, const ModuleDef *b);
Str index_type(const IndexKind *kind);

/* Adds the definitions and uses of units, or takes them out; `changed` receives the keys whose definitions change. */
void index_add(Index *self, Unit *const *units, size_t count, ChangeList *changed);
void index_remove(Index *self, Unit *const *units, size_t count, ChangeList *changed);
IndexName *index_name(const Index *self, uint64_t key); /* NULL: not known */
IndexKind *index_kind(const Index *self, Str type);     /* NULL: not known */
uint32_t index_child_count(const Index *self, Str parent_type, Str type);
void index_clear(Index *self);

/* Hash of what the SQL of units makes. When it changes, the whole file is to be checked again. */
uint64_t module_made(Unit *const *units, size_t count);
/* Marks the units dirty that use a name which `before` and `after` tell apart, and empties both. */
void module_mark_changed(Module *self);
void module_mark_dirty(Unit *unit);
/* Marks the units `gone`. Diagnostics that point into them lose the pointer, and their units become dirty. */
void module_drop_related(Module *self, Unit *const *gone, size_t count);
/* Replaces the diagnostics of a unit by copies of those in `found`; returns whether they differ. */
bool module_store(Unit *unit, const DiagList *found);

#endif
