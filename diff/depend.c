/* depend.c: the last step of the order: drops go to the end, and each change moves behind those that it depends on.
 *
 *     ADD view v, ADD table t, DROP function f   ->   t, v, f
 *
 * What a change concerns is filed under names: "users\1public". Tables and objects share them, so that a view that
 * becomes a table is dropped first. */
#include <stdlib.h>

#include "base/map.h"
#include "diff/diff_internal.h"

typedef ARRAY(size_t) Edges;

/* A table or object by name, in either realm. */
typedef struct Node {
  Edges changes; /* of the table or object itself */
  Edges leavers; /* that stop needing it: drops of foreign keys, columns, tables and objects that lead to it */
  Edges users;   /* of objects of the old realm that need it, and of tables that need this object */
} Node;

typedef struct Graph {
  Arena *arena;
  Planner *planner;
  const Diff *diff;
  Changes changes;
  Edges *edges; /* of each change: those that it depends on */
  Map nodes;
} Graph;

/* ---- nodes ---- */

static Node *node_of(Graph *self, Str schema, Str name) {
  void **slot = map_slot(&self->nodes, arena_printf(self->arena, "%.*s%c%.*s", STR_FMT(name), '\x01', STR_FMT(schema)));
  if (*slot == NULL) *slot = arena_new(self->arena, Node);
  return *slot;
}

static Node *node_of_table(Graph *self, const Table *table) {
  return node_of(self, table_schema_name(table), table->name);
}

/* Names of triggers and policies count within their tables, or apart from those of tables. */
static Node *node_of_object(Graph *self, const Object *object) {
  if (!object->for_table || object->schema != NULL) return node_of(self, object_schema_name(object), object->name);
  const Table *table = object->table;
  const Driver *driver = self->planner->driver;
  Str schema = table != NULL && driver->has_schemas ? table_schema_name(table) : (Str){0};
  Str name = table != NULL && !driver->triggers_apart ? table->name : (Str){0};
  return node_of(self, schema, arena_printf(self->arena, "%.*s%c%.*s", STR_FMT(name), '\x02', STR_FMT(object->name)));
}

static Node *node_of_parent(Graph *self, const ForeignKey *key) {
  return node_of(self, foreign_key_schema(key), key->ref != NULL ? key->ref->name : key->ref_table);
}

static Node *node_of_use(Graph *self, const DiffUse *use) {
  return use->table != NULL ? node_of_table(self, use->table) : node_of_object(self, use->object);
}

static const Table *table_of(const Change *change) {
  if (change->kind < ADD_TABLE || change->kind > RENAME_TABLE) return NULL;
  return change->to.table != NULL ? change->to.table : change->from.table;
}

static const Object *object_of(const Change *change) {
  if (change->kind < ADD_OBJECT || change->kind > RENAME_OBJECT) return NULL;
  return object_either(change->from.object, change->to.object);
}

/* What the table or object of the change needs, as it was (0) or as it is to be (1). */
static const DiffUses *uses_of_change(Graph *self, const Change *change, int side) {
  const ChangeSide *at = side == 0 ? &change->from : &change->to;
  if (at->any == NULL) return uses_of(NULL, NULL, NULL);
  bool table = table_of(change) != NULL;
  return uses_of(self->diff->uses[side], table ? at->table : NULL, table ? NULL : at->object);
}

/* ---- edges ---- */

static bool has_edge(const Edges *edges, size_t to) {
  for (size_t i = 0; i < edges->len; i++)
    if (edges->items[i] == to) return true;
  return false;
}

static void add_edge(Graph *self, size_t from, size_t to) {
  if (from == to || has_edge(&self->edges[from], to)) return;
  array_push_in(self->arena, &self->edges[from], to);
}

static void add_edges(Graph *self, size_t from, const Edges *to) {
  for (size_t i = 0; i < to->len; i++) add_edge(self, from, to->items[i]);
}

/* Sets of kinds of changes. */
#define KIND(kind) (1U << (kind))

static void add_edges_of(Graph *self, size_t from, const Edges *to, unsigned kinds) {
  for (size_t i = 0; i < to->len; i++)
    if ((kinds & KIND(self->changes.items[to->items[i]]->kind)) != 0) add_edge(self, from, to->items[i]);
}

static void depend_on_type(Graph *self, size_t from, const Object *object) {
  if (object != NULL) add_edges_of(self, from, &node_of_object(self, object)->changes, KIND(ADD_OBJECT));
}

/* Foreign keys need nothing but tables. */
static bool only_keys(const Change *change) {
  for (size_t i = 0; i < change->members.len; i++)
    if (change->members.items[i]->kind < ADD_FOREIGN_KEY || change->members.items[i]->kind > MODIFY_FOREIGN_KEY)
      return false;
  return change->kind == MODIFY_TABLE && change->members.len > 0;
}

/* Behind everything that makes or changes what it will need. */
static void depend_on_uses(Graph *self, size_t at, const Change *change) {
  if (only_keys(change)) return;
  const DiffUses *uses = uses_of_change(self, change, 1);
  unsigned kinds = KIND(ADD_OBJECT) | KIND(ADD_TABLE) | KIND(RENAME_OBJECT) | KIND(RENAME_TABLE);
  if (table_of(change) == NULL) kinds |= KIND(MODIFY_TABLE) | KIND(MODIFY_OBJECT);
  for (size_t i = 0; i < uses->len; i++) add_edges_of(self, at, &node_of_use(self, &uses->items[i])->changes, kinds);
}

/* Names of indexes count within their schema where indexes are made apart. */
static Node *node_of_index(Graph *self, Str schema, const Index *index) {
  return node_of(self, schema, arena_printf(self->arena, "\x03%.*s", STR_FMT(index->name)));
}

/* Behind the drop of an index whose name it takes. */
static void name_edges(Graph *self, size_t at, Str schema, const Index *index) {
  if (self->planner->driver->indexes_apart && index->name.len > 0)
    add_edges(self, at, &node_of_index(self, schema, index)->leavers);
}

/* Names of foreign keys count within the schema where those of indexes do not. */
static Node *node_of_key(Graph *self, const Table *table, const ForeignKey *key) {
  return node_of(self, table_schema_name(table), arena_printf(self->arena, "\x04%.*s", STR_FMT(key->name)));
}

static void key_name_edges(Graph *self, size_t at, const Table *table, const ForeignKey *key) {
  if (!self->planner->driver->indexes_apart && key->name.len > 0)
    add_edges(self, at, &node_of_key(self, table, key)->leavers);
}

static Node *node_of_check(Graph *self, const Table *table, const Check *check) {
  return node_of(self, table_schema_name(table), arena_printf(self->arena, "\x07%.*s", STR_FMT(check->name)));
}

static void check_name_edges(Graph *self, size_t at, const Table *table, const Check *check) {
  if (self->planner->driver->checks_apart && check->name.len > 0)
    add_edges(self, at, &node_of_check(self, table, check)->leavers);
}

static void add_table_edges(Graph *self, size_t at, const Change *change) {
  const Table *table = change->to.table;
  const Node *own = node_of_table(self, table);
  add_edges_of(self, at, &own->changes, KIND(DROP_TABLE) | KIND(DROP_OBJECT));
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    const Node *parent = node_of_parent(self, key);
    if (foreign_key_is_planned(key, change->clauses)) key_name_edges(self, at, table, key);
    if (foreign_key_is_planned(key, change->clauses) && parent != own)
      add_edges_of(self, at, &parent->changes, KIND(ADD_TABLE) | KIND(MODIFY_TABLE));
  }
  for (size_t i = 0; i < table->indexes.len; i++)
    name_edges(self, at, table_schema_name(table), table->indexes.items[i]);
  for (size_t i = 0; i < table->checks.len; i++) check_name_edges(self, at, table, table->checks.items[i]);
  for (size_t i = 0; i < table->columns.len; i++) depend_on_type(self, at, table->columns.items[i]->type.object);
  for (size_t i = 0; i < table->depends_on.len; i++) depend_on_type(self, at, table->depends_on.items[i]);
  for (size_t i = 0; i < table->depends_on_tables.len; i++)
    add_edges_of(self, at, &node_of_table(self, table->depends_on_tables.items[i])->changes, KIND(ADD_TABLE));
  depend_on_uses(self, at, change);
}

static void add_edges_by_clause(Graph *self, size_t from, const Edges *to, unsigned clause, bool wanted) {
  for (size_t i = 0; i < to->len; i++)
    if (((self->changes.items[to->items[i]]->clauses & clause) != 0) == wanted) add_edge(self, from, to->items[i]);
}

/* Behind the foreign keys that were dropped for it; those that were, come last. */
static void key_edges(Graph *self, size_t at, const Change *change) {
  const Node *own = node_of_table(self, table_of(change));
  if ((change->clauses & CLAUSE_EARLY) != 0) return;
  add_edges_by_clause(self, at, &own->leavers, CLAUSE_EARLY, true);
  add_edges_by_clause(self, at, &own->changes, CLAUSE_EARLY, true);
  if ((change->clauses & CLAUSE_LATE) == 0) return;
  add_edges_by_clause(self, at, &own->changes, CLAUSE_LATE, false);
  for (size_t i = 0; i < change->members.len; i++)
    if (change->members.items[i]->kind == ADD_FOREIGN_KEY)
      add_edges_by_clause(self, at, &node_of_parent(self, change->members.items[i]->to.foreign_key)->changes,
                          CLAUSE_LATE, false);
}

/* Foreign keys to the table that were to go before it still do. */
static void keep_order(Graph *self, size_t at, const Node *own) {
  for (size_t i = 0; i < own->leavers.len; i++)
    if (own->leavers.items[i] < at && self->changes.items[own->leavers.items[i]]->kind == MODIFY_TABLE)
      add_edge(self, at, own->leavers.items[i]);
}

/* A key that is added behind a change of what it leads to stays behind it. */
static void keep_behind(Graph *self, size_t at, const Node *parent) {
  for (size_t i = 0; i < parent->changes.len; i++)
    if (parent->changes.items[i] < at && self->changes.items[parent->changes.items[i]]->kind == MODIFY_TABLE)
      add_edge(self, at, parent->changes.items[i]);
}

static void modify_table_edges(Graph *self, size_t at, const Change *change) {
  const Node *own = node_of_table(self, table_of(change));
  if ((change->clauses & CLAUSE_DETACH) != 0) {
    add_edges_of(self, at, &own->users, KIND(DROP_OBJECT));
    return;
  }
  add_edges_by_clause(self, at, &own->changes, CLAUSE_DETACH, true);
  key_edges(self, at, change);
  keep_order(self, at, own);
  add_edges_of(self, at, &own->changes, KIND(ADD_TABLE));
  add_edges_of(self, at, &own->users, KIND(DROP_OBJECT));
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == ADD_FOREIGN_KEY || member->kind == MODIFY_FOREIGN_KEY)
      add_edges_of(self, at, &node_of_parent(self, member->to.foreign_key)->changes, KIND(ADD_TABLE));
    if (member->kind == ADD_FOREIGN_KEY) keep_behind(self, at, node_of_parent(self, member->to.foreign_key));
    if (member->kind == ADD_CHECK) check_name_edges(self, at, table_of(change), member->to.check);
    if (member->kind == ADD_FOREIGN_KEY) key_name_edges(self, at, table_of(change), member->to.foreign_key);
    if (member->kind == ADD_INDEX) name_edges(self, at, table_schema_name(table_of(change)), member->to.index);
    if (member->kind == ADD_COLUMN || member->kind == MODIFY_COLUMN)
      depend_on_type(self, at, member->to.column->type.object);
  }
  depend_on_uses(self, at, change);
}

/* What shares a table, as its partitions do, or a name of the database: one takes the place that another one leaves. */
static Node *node_of_share(Graph *self, const Object *object) {
  const Driver *driver = self->planner->driver;
  if (driver->database_wide != NULL && driver->database_wide(object))
    return node_of(self, object->kind, arena_printf(self->arena, "\x06%.*s", STR_FMT(object->name)));
  if (object->table == NULL || object->schema == NULL) return NULL;
  const Table *table = object->table;
  return node_of(self, table_schema_name(table), arena_printf(self->arena, "\x05%.*s", STR_FMT(table->name)));
}

static void object_edges(Graph *self, size_t at, const Change *change) {
  const Node *own = node_of_object(self, object_of(change));
  if (change->kind == DROP_OBJECT) {
    add_edges(self, at, &own->leavers);
    add_edges(self, at, &own->users);
    return;
  }
  if (change->kind == ADD_OBJECT) {
    const Object *object = change->to.object;
    add_edges_of(self, at, &own->changes, KIND(DROP_OBJECT) | KIND(DROP_TABLE));
    for (size_t i = 0; i < object->indexes.len; i++)
      name_edges(self, at, object_schema_name(object), object->indexes.items[i]);
  }
  const Node *share = node_of_share(self, object_of(change));
  if (share != NULL) add_edges(self, at, &share->leavers);
  if (change->kind == MODIFY_OBJECT) add_edges_of(self, at, &own->users, KIND(DROP_OBJECT));
  if (change->kind == MODIFY_OBJECT && change->from.object->role == OBJECT_TYPE) {
    add_edges_of(self, at, &own->users, KIND(DROP_TABLE));
    add_edges(self, at, &own->leavers);
  }
  depend_on_uses(self, at, change);
}

static int by_index(const void *a, const void *b) {
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return (x > y) - (x < y);
}

/* Of two changes that depend on each other the one that was looked at first keeps its edge. */
static void find_edges(Graph *self, size_t at) {
  const Change *change = self->changes.items[at];
  if (change->kind == ADD_TABLE) add_table_edges(self, at, change);
  if (change->kind == MODIFY_TABLE) modify_table_edges(self, at, change);
  if (object_of(change) != NULL) object_edges(self, at, change);
  if (change->kind == DROP_TABLE) {
    const Node *own = node_of_table(self, change->from.table);
    add_edges(self, at, &own->leavers);
    add_edges(self, at, &own->users);
    add_edges_of(self, at, &own->changes, KIND(MODIFY_TABLE)); /* its foreign keys, when they are dropped apart */
  }
  Edges *edges = &self->edges[at];
  if (edges->len > 1) qsort(edges->items, edges->len, sizeof *edges->items, by_index);
  size_t kept = 0;
  for (size_t i = 0; i < edges->len; i++)
    if (edges->items[i] > at || !has_edge(&self->edges[edges->items[i]], at)) edges->items[kept++] = edges->items[i];
  edges->len = kept;
}

/* ---- notes ---- */

static void note(Graph *self, Edges *list, size_t at) {
  if (list->len == 0 || array_last(list) != at) array_push_in(self->arena, list, at);
}

/* Types in texts, such as arrays, are found among all that the table uses. */
static void note_type_leaver(Graph *self, const Column *column, size_t at) {
  if (column->type.object != NULL) note(self, &node_of_object(self, column->type.object)->leavers, at);
  if (column->type.object != NULL || column->type.name.len > 0) return;
  const DiffUses *uses = uses_of(self->diff->uses[0], column->table, NULL);
  for (size_t i = 0; i < uses->len; i++) {
    const Object *type = uses->items[i].object;
    if (type != NULL && type->role == OBJECT_TYPE && sql_mentions(column->type.text, type->name))
      note(self, &node_of_object(self, type)->leavers, at);
  }
}

static void note_table(Graph *self, size_t at, const Change *change) {
  const Table *table = table_of(change);
  note(self, &node_of_table(self, table)->changes, at);
  if (change->kind == DROP_TABLE) {
    for (size_t i = 0; i < table->foreign_keys.len; i++)
      if (foreign_key_is_planned(table->foreign_keys.items[i], change->clauses)) {
        note(self, &node_of_parent(self, table->foreign_keys.items[i])->leavers, at);
        note(self, &node_of_key(self, table, table->foreign_keys.items[i])->leavers, at);
      }
    for (size_t i = 0; i < table->columns.len; i++) note_type_leaver(self, table->columns.items[i], at);
    for (size_t i = 0; i < table->checks.len; i++)
      note(self, &node_of_check(self, table, table->checks.items[i])->leavers, at);
    for (size_t i = 0; i < table->indexes.len; i++)
      note(self, &node_of_index(self, table_schema_name(table), table->indexes.items[i])->leavers, at);
  }
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == DROP_FOREIGN_KEY) {
      note(self, &node_of_parent(self, member->from.foreign_key)->leavers, at);
      note(self, &node_of_key(self, table, member->from.foreign_key)->leavers, at);
    }
    if (member->kind == MODIFY_FOREIGN_KEY) note(self, &node_of_parent(self, member->from.foreign_key)->leavers, at);
    if (member->kind == DROP_CHECK) note(self, &node_of_check(self, table, member->from.check)->leavers, at);
    if (member->kind == DROP_INDEX)
      note(self, &node_of_index(self, table_schema_name(table), member->from.index)->leavers, at);
    if (member->kind == DROP_COLUMN) note_type_leaver(self, member->from.column, at);
  }
}

/* A routine or type that is made anew: the parts of the table that held on to it have left it by now. */
static bool is_detached(Graph *self, const DiffUse *use) {
  const Edges *changes = &node_of_use(self, use)->changes;
  bool added = false;
  for (size_t i = 0; i < changes->len; i++) added = added || self->changes.items[changes->items[i]]->kind == ADD_OBJECT;
  return added && use->object != NULL &&
         (use->object->role == OBJECT_FUNCTION || use->object->role == OBJECT_PROCEDURE ||
          use->object->role == OBJECT_TYPE);
}

/* The body of a routine that is only replaced lets go of tables and views without being asked. */
static bool is_loose(const Graph *self, const Change *change, const DiffUse *use) {
  const Driver *driver = self->planner->driver;
  if (change->kind != MODIFY_OBJECT || driver->bound_body == NULL) return false;
  const Object *object = change->from.object;
  bool routine = object->role == OBJECT_FUNCTION || object->role == OBJECT_PROCEDURE;
  bool relation = use->table != NULL || use->object->role == OBJECT_VIEW || use->object->role == OBJECT_MATERIALIZED;
  return routine && relation && !driver->bound_body(object);
}

static bool holds_on(Graph *self, const Change *change, const DiffUse *use) {
  if ((change->clauses & CLAUSE_ATTACH) != 0 && is_detached(self, use)) return false;
  return !is_loose(self, change, use);
}

/* Files a change under the tables and objects that it concerns. */
static void note_change(Graph *self, size_t at, const Change *change) {
  if (table_of(change) != NULL) note_table(self, at, change);
  if (object_of(change) != NULL) note(self, &node_of_object(self, object_of(change))->changes, at);
  if (change->kind == DROP_OBJECT) {
    const Object *object = change->from.object;
    Node *share = node_of_share(self, object);
    if (share != NULL) note(self, &share->leavers, at);
    for (size_t i = 0; i < object->indexes.len; i++)
      note(self, &node_of_index(self, object_schema_name(object), object->indexes.items[i])->leavers, at);
  }
}

static void note_users(Graph *self, size_t at, const Change *change) {
  if (change->kind == ADD_TABLE || change->kind == ADD_OBJECT || only_keys(change)) return;
  const DiffUses *uses = uses_of_change(self, change, 0);
  for (size_t i = 0; i < uses->len; i++)
    if (holds_on(self, change, &uses->items[i])) note(self, &node_of_use(self, &uses->items[i])->users, at);
}

/* What goes along with tables and views that are dropped, triggers and policies, is in the way until then. */
static void note_belongings(Graph *self) {
  const Realm *realm = self->diff->from;
  for (size_t i = 0; realm != NULL && self->diff->uses[0] != NULL && i < realm->objects.len; i++) {
    const Object *object = realm->objects.items[i];
    if (!object->for_table || (object->table == NULL && object->depends_on.len == 0)) continue;
    const Node *home =
        object->table != NULL ? node_of_table(self, object->table) : node_of_object(self, object->depends_on.items[0]);
    const DiffUses *uses = uses_of(self->diff->uses[0], NULL, object);
    for (size_t k = 0; k < home->changes.len; k++) {
      const Change *change = self->changes.items[home->changes.items[k]];
      bool drops = change->kind == DROP_TABLE || change->kind == DROP_OBJECT;
      for (size_t n = 0; drops && n < uses->len; n++) {
        Node *used = node_of_use(self, &uses->items[n]);
        const Object *other = uses->items[n].object; /* a trigger that comes before this one goes along as well */
        bool fellow = other != NULL && other->for_table && other->table == object->table && object->table != NULL;
        if (used != home && !fellow) note(self, &used->users, home->changes.items[k]);
      }
    }
  }
}

/* ---- order ---- */

static bool is_drop(const Change *change) {
  return change->kind == DROP_SCHEMA || change->kind == DROP_TABLE || change->kind == DROP_OBJECT;
}

static int rank_of(const Graph *self, const Change *change) {
  const Object *object = object_of(change);
  if (object == NULL || self->planner->driver->rank == NULL) return 0;
  int rank = self->planner->driver->rank(object);
  return is_drop(change) ? -rank : rank;
}

/* Stable: what is not dropped and then what is dropped, each by rank. */
static void add_ranked(Graph *self, const Changes *changes, bool drops) {
  Changes rest = {0};
  for (size_t i = 0; i < changes->len; i++)
    if (is_drop(changes->items[i]) == drops) array_push_in(self->arena, &rest, changes->items[i]);
  while (rest.len > 0) {
    int least = rank_of(self, rest.items[0]);
    for (size_t i = 1; i < rest.len; i++)
      if (rank_of(self, rest.items[i]) < least) least = rank_of(self, rest.items[i]);
    size_t kept = 0;
    for (size_t i = 0; i < rest.len; i++) {
      if (rank_of(self, rest.items[i]) == least)
        array_push_in(self->arena, &self->changes, rest.items[i]);
      else
        rest.items[kept++] = rest.items[i];
    }
    rest.len = kept;
  }
}

/* Each change behind those that it depends on. */
static Changes emit(Graph *self) {
  Changes result = {0};
  Edges stack = {0};
  bool *seen = arena_array(self->arena, bool, self->changes.len + 1);
  size_t *next = arena_array(self->arena, size_t, self->changes.len + 1);
  for (size_t root = 0; root < self->changes.len; root++) {
    if (seen[root]) continue;
    seen[root] = true;
    array_push_in(self->arena, &stack, root);
    while (stack.len > 0) {
      size_t at = array_last(&stack);
      if (next[at] == self->edges[at].len) {
        array_push_in(self->arena, &result, self->changes.items[at]);
        stack.len--;
        continue;
      }
      size_t to = self->edges[at].items[next[at]++];
      if (seen[to]) continue;
      seen[to] = true;
      array_push_in(self->arena, &stack, to);
    }
  }
  return result;
}

Changes diff_depend(Planner *planner, const Diff *diff, const Changes *changes) {
  Graph self = {.arena = planner->arena, .planner = planner, .diff = diff};
  add_ranked(&self, changes, false);
  add_ranked(&self, changes, true);
  self.edges = arena_array(self.arena, Edges, self.changes.len + 1);
  for (size_t i = 0; i < self.changes.len; i++) note_change(&self, i, self.changes.items[i]);
  for (size_t i = 0; i < self.changes.len; i++) note_users(&self, i, self.changes.items[i]);
  note_belongings(&self);
  for (size_t i = 0; i < self.changes.len; i++) find_edges(&self, i);
  Changes result = emit(&self);
  map_free(&self.nodes);
  return result;
}
