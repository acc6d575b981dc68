/* order.c: the order of a plan's changes. First the tables are numbered so that what is referenced comes first; cycles
 * of foreign keys are broken by making all foreign keys in changes of their own. Then drops go to the end, and each
 * change moves behind those that it depends on. */
#include <stdlib.h>

#include "base/map.h"
#include "diff/diff_internal.h"

/* A table by name, in either realm. */
typedef struct Node Node;
struct Node {
  Str key;
  ARRAY(Node *) references;
  ARRAY(size_t) changes; /* indexes of the changes of this table */
  ARRAY(size_t) leavers; /* indexes of changes that drop the table's last references */
  size_t number, next;   /* next: reference to visit */
  bool done, in_progress, is_dropped;
};

typedef ARRAY(Node *) Nodes;

typedef struct Order {
  Planner *planner;
  Arena *arena;
  Map nodes;
  Nodes all;
} Order;

static Node *node_of(Order *self, Str schema, Str table) {
  Str key = arena_printf(self->arena, "%.*s%c%.*s", STR_FMT(table), '\x01', STR_FMT(schema));
  void **slot = map_slot(&self->nodes, key);
  if (*slot == NULL) {
    Node *node = arena_new(self->arena, Node);
    node->key = key;
    *slot = node;
    array_push_in(self->arena, &self->all, node);
  }
  return *slot;
}

static Node *node_of_table(Order *self, const Table *table) {
  return node_of(self, table_schema_name(table), table->name);
}

static Node *node_of_parent(Order *self, const ForeignKey *key) {
  return node_of(self, foreign_key_schema(key), key->ref != NULL ? key->ref->name : key->ref_table);
}

static const Table *table_of(const Change *change) {
  if (change->kind < ADD_TABLE || change->kind > RENAME_TABLE) return NULL;
  return change->to.table != NULL ? change->to.table : change->from.table;
}

/* ---- numbers ---- */

static void refer(Order *self, Node *from, Node *to) {
  if (from != to) array_push_in(self->arena, &from->references, to);
}

static void member_references(Order *self, Node *node, const Change *member) {
  if (member->kind == ADD_FOREIGN_KEY || member->kind == MODIFY_FOREIGN_KEY)
    refer(self, node, node_of_parent(self, member->to.foreign_key));
  if (member->kind != DROP_FOREIGN_KEY) return;
  Node *parent = node_of_parent(self, member->from.foreign_key);
  if (parent->is_dropped) refer(self, parent, node);
}

static void change_references(Order *self, const Change *change) {
  const Table *table = table_of(change);
  if (table == NULL) return;
  Node *node = node_of_table(self, table);
  if (change->kind == MODIFY_TABLE)
    for (size_t i = 0; i < change->members.len; i++) member_references(self, node, change->members.items[i]);
  if (change->kind != ADD_TABLE && change->kind != DROP_TABLE) return;
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    Node *parent = node_of_parent(self, table->foreign_keys.items[i]);
    if (change->kind == ADD_TABLE)
      refer(self, node, parent);
    else if (parent->is_dropped)
      array_push_in(self->arena, &parent->references, node); /* to itself as well: that counts as a cycle */
  }
}

static void mark_dropped(Order *self, const Changes *changes) {
  for (size_t i = 0; i < changes->len; i++)
    if (changes->items[i]->kind == DROP_TABLE) node_of_table(self, changes->items[i]->from.table)->is_dropped = true;
}

/* Numbers everything that `root` reaches, references first; false when there is a cycle. */
static bool number_from(Order *self, Node *root, size_t *count) {
  Nodes stack = {0};
  if (root->done) return true;
  root->in_progress = true;
  array_push_in(self->arena, &stack, root);
  while (stack.len > 0) {
    Node *node = array_last(&stack);
    if (node->next == node->references.len) {
      node->in_progress = false;
      node->done = true;
      node->number = (*count)++;
      stack.len--;
      continue;
    }
    Node *reference = node->references.items[node->next++];
    if (reference->in_progress) return false;
    if (reference->done) continue;
    reference->in_progress = true;
    array_push_in(self->arena, &stack, reference);
  }
  return true;
}

static int by_key(const void *a, const void *b) {
  const Node *const *x = a, *const *y = b;
  return str_cmp((*x)->key, (*y)->key);
}

static bool number_tables(Order *self) {
  size_t count = 0;
  Nodes roots = {0};
  for (size_t i = 0; i < self->all.len; i++)
    if (self->all.items[i]->references.len > 0) array_push_in(self->arena, &roots, self->all.items[i]);
  if (roots.len > 0) qsort(roots.items, roots.len, sizeof *roots.items, by_key);
  for (size_t i = 0; i < roots.len; i++)
    if (!number_from(self, roots.items[i], &count)) return false;
  return true;
}

static size_t number_of(const Order *self, const Change *change) {
  const Table *table = table_of(change);
  if (table == NULL) return 0;
  Str key = arena_printf(self->arena, "%.*s%c%.*s", STR_FMT(table->name), '\x01', STR_FMT(table_schema_name(table)));
  const Node *node = map_get(&self->nodes, key);
  return node != NULL && node->done ? node->number : 0;
}

static bool number_less(const void *context, const Change *a, const Change *b) {
  (void)context;
  return a->order < b->order;
}

/* ---- cycles ---- */

static Change *copy_of(Order *self, const Change *change) { return arena_copy(self->arena, change, 1, sizeof *change); }

static Change *modify_of(Order *self, const Change *change) {
  ChangeSide to = change->to.any != NULL ? change->to : change->from;
  return change_new(self->arena, MODIFY_TABLE, change->kind == DROP_TABLE ? change->from : side_none(), to);
}

/* One ADD_FOREIGN_KEY or DROP_FOREIGN_KEY for each foreign key that leads to another table. */
static Change *foreign_keys_of(Order *self, const Change *change, const Table *table, ChangeKind kind) {
  Change *modify = modify_of(self, change);
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    if (foreign_key_is_self(key)) continue;
    if (kind == ADD_FOREIGN_KEY)
      change_member(self->arena, modify, kind, side_none(), side_of(key));
    else
      change_member(self->arena, modify, kind, side_of(key), side_none());
  }
  return modify;
}

static void push(Order *self, Changes *list, Change *change) { array_push_in(self->arena, list, change); }

static void push_modify(Order *self, Changes *list, Change *modify) {
  if (modify->members.len > 0) push(self, list, modify);
}

static void detach_modify(Order *self, Change *change, Changes *planned, Changes *postponed) {
  Change *rest = copy_of(self, change), *keys = copy_of(self, change);
  rest->members = keys->members = (Changes){0};
  for (size_t i = 0; i < change->members.len; i++) {
    Change *member = change->members.items[i];
    push(self, member->kind == ADD_FOREIGN_KEY ? &keys->members : &rest->members, member);
  }
  push_modify(self, planned, rest);
  push_modify(self, postponed, keys);
}

/* Foreign keys are added after all else, and dropped before all else. */
static Changes detach(Order *self, const Changes *changes) {
  Changes planned = {0}, postponed = {0};
  for (size_t i = 0; i < changes->len; i++) {
    Change *change = changes->items[i], *copy = copy_of(self, change);
    if (change->kind == ADD_TABLE) {
      Change *keys = foreign_keys_of(self, change, change->to.table, ADD_FOREIGN_KEY);
      if (keys->members.len > 0) copy->clauses |= CLAUSE_SELF_KEYS;
      push(self, &planned, copy);
      push_modify(self, &postponed, keys);
    } else if (change->kind == DROP_TABLE) {
      Change *keys = foreign_keys_of(self, change, change->from.table, DROP_FOREIGN_KEY);
      if (keys->members.len > 0) copy->clauses |= CLAUSE_NO_KEYS;
      push_modify(self, &planned, keys);
      push(self, &postponed, copy);
    } else if (change->kind == MODIFY_TABLE) {
      detach_modify(self, change, &planned, &postponed);
    } else {
      push(self, &planned, change);
    }
  }
  for (size_t i = 0; i < postponed.len; i++) push(self, &planned, postponed.items[i]);
  return planned;
}

/* ---- dependencies ---- */

typedef ARRAY(size_t) Edges;

typedef struct Graph {
  Order *order;
  Changes changes;
  Edges *edges; /* of each change: those that it depends on */
  Map objects;  /* key of a type -> Edges of changes that add it, drop it or stop using it */
} Graph;

static bool is_drop(const Change *change) {
  return change->kind == DROP_SCHEMA || change->kind == DROP_TABLE || change->kind == DROP_OBJECT;
}

static Changes drops_last(Order *self, const Changes *changes) {
  Changes sorted = {0};
  for (int pass = 0; pass < 2; pass++)
    for (size_t i = 0; i < changes->len; i++)
      if (is_drop(changes->items[i]) == (pass == 1)) push(self, &sorted, changes->items[i]);
  return sorted;
}

static bool has_edge(const Edges *edges, size_t to) {
  for (size_t i = 0; i < edges->len; i++)
    if (edges->items[i] == to) return true;
  return false;
}

static void add_edge(Graph *self, size_t from, size_t to) {
  if (from == to || has_edge(&self->edges[from], to)) return;
  array_push_in(self->order->arena, &self->edges[from], to);
}

/* Edges to the changes of a table, of those kinds. */
static void depend_on_table(Graph *self, size_t from, const Node *node, bool adds, bool modifies, bool drops) {
  for (size_t i = 0; i < node->changes.len; i++) {
    size_t at = node->changes.items[i];
    uint8_t kind = self->changes.items[at]->kind;
    if ((kind == ADD_TABLE && adds) || (kind == MODIFY_TABLE && modifies) || (kind == DROP_TABLE && drops))
      add_edge(self, from, at);
  }
}

static Str object_key(Graph *self, const Object *object) {
  Str schema = object->schema != NULL ? object->schema->name : (Str){0};
  return arena_printf(self->order->arena, "%.*s%c%.*s", STR_FMT(object->name), '\x01', STR_FMT(schema));
}

static void depend_on_object(Graph *self, size_t from, const Object *object, ChangeKind kind) {
  if (object == NULL) return;
  const Edges *at = map_get(&self->objects, object_key(self, object));
  for (size_t i = 0; at != NULL && i < at->len; i++)
    if (self->changes.items[at->items[i]]->kind == kind) add_edge(self, from, at->items[i]);
}

static void add_table_edges(Graph *self, size_t at, const Change *change) {
  const Table *table = change->to.table;
  const Node *own = node_of_table(self->order, table);
  depend_on_table(self, at, own, false, false, true);
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    const Node *parent = node_of_parent(self->order, key);
    if (foreign_key_is_planned(key, change->clauses) && parent != own)
      depend_on_table(self, at, parent, true, true, false);
  }
  for (size_t i = 0; i < table->columns.len; i++)
    depend_on_object(self, at, table->columns.items[i]->type.object, ADD_OBJECT);
  for (size_t i = 0; i < table->depends_on.len; i++) depend_on_object(self, at, table->depends_on.items[i], ADD_OBJECT);
  for (size_t i = 0; i < table->depends_on_tables.len; i++)
    depend_on_table(self, at, node_of_table(self->order, table->depends_on_tables.items[i]), true, false, false);
}

static void modify_table_edges(Graph *self, size_t at, const Change *change) {
  depend_on_table(self, at, node_of_table(self->order, table_of(change)), true, false, false);
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == ADD_FOREIGN_KEY)
      depend_on_table(self, at, node_of_parent(self->order, member->to.foreign_key), true, false, false);
    if (member->kind == ADD_COLUMN || member->kind == MODIFY_COLUMN)
      depend_on_object(self, at, member->to.column->type.object, ADD_OBJECT);
  }
}

static void drop_object_edges(Graph *self, size_t at, const Object *object) {
  depend_on_object(self, at, object, DROP_TABLE);
  depend_on_object(self, at, object, MODIFY_TABLE);
}

static void note_object(Graph *self, const Object *object, size_t at) {
  if (object == NULL) return;
  void **slot = map_slot(&self->objects, object_key(self, object));
  if (*slot == NULL) *slot = arena_new(self->order->arena, Edges);
  Edges *edges = *slot;
  array_push_in(self->order->arena, edges, at);
}

static void note_leaver(Graph *self, const ForeignKey *key, size_t at) {
  Node *parent = node_of_parent(self->order, key);
  array_push_in(self->order->arena, &parent->leavers, at);
}

/* Files a change under the tables and types that it concerns. */
static void note_change(Graph *self, size_t at, const Change *change) {
  const Table *table = table_of(change);
  if (change->kind == ADD_OBJECT) note_object(self, change->to.object, at);
  if (table == NULL) return;
  Node *node = node_of_table(self->order, table);
  array_push_in(self->order->arena, &node->changes, at);
  for (size_t i = 0; change->kind == DROP_TABLE && i < table->foreign_keys.len; i++)
    if (foreign_key_is_planned(table->foreign_keys.items[i], change->clauses))
      note_leaver(self, table->foreign_keys.items[i], at);
  for (size_t i = 0; change->kind == DROP_TABLE && i < table->columns.len; i++)
    note_object(self, table->columns.items[i]->type.object, at);
  for (size_t i = 0; i < change->members.len; i++) {
    const Change *member = change->members.items[i];
    if (member->kind == DROP_FOREIGN_KEY) note_leaver(self, member->from.foreign_key, at);
    if (member->kind == DROP_COLUMN) note_object(self, member->from.column->type.object, at);
  }
}

static int by_index(const void *a, const void *b) {
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return (x > y) - (x < y);
}

static void find_edges(Graph *self, size_t at) {
  const Change *change = self->changes.items[at];
  if (change->kind == ADD_TABLE) add_table_edges(self, at, change);
  if (change->kind == MODIFY_TABLE) modify_table_edges(self, at, change);
  if (change->kind == DROP_OBJECT) drop_object_edges(self, at, change->from.object);
  if (change->kind == DROP_TABLE) {
    const Node *node = node_of_table(self->order, change->from.table);
    for (size_t i = 0; i < node->leavers.len; i++) add_edge(self, at, node->leavers.items[i]);
  }
  Edges *edges = &self->edges[at];
  if (edges->len > 1) qsort(edges->items, edges->len, sizeof *edges->items, by_index);
  size_t kept = 0;
  for (size_t i = 0; i < edges->len; i++)
    if (edges->items[i] > at || !has_edge(&self->edges[edges->items[i]], at)) edges->items[kept++] = edges->items[i];
  edges->len = kept;
}

/* Each change behind those that it depends on. */
static Changes emit(Graph *self) {
  Changes result = {0};
  Edges stack = {0};
  Arena *arena = self->order->arena;
  bool *seen = arena_array(arena, bool, self->changes.len + 1);
  size_t *next = arena_array(arena, size_t, self->changes.len + 1);
  for (size_t root = 0; root < self->changes.len; root++) {
    if (seen[root]) continue;
    seen[root] = true;
    array_push_in(arena, &stack, root);
    while (stack.len > 0) {
      size_t at = array_last(&stack);
      if (next[at] == self->edges[at].len) {
        push(self->order, &result, self->changes.items[at]);
        stack.len--;
        continue;
      }
      size_t to = self->edges[at].items[next[at]++];
      if (seen[to]) continue;
      seen[to] = true;
      array_push_in(arena, &stack, to);
    }
  }
  return result;
}

static Changes sort_by_dependencies(Order *self, const Changes *changes) {
  Graph graph = {.order = self, .changes = drops_last(self, changes)};
  graph.edges = arena_array(self->arena, Edges, graph.changes.len + 1);
  for (size_t i = 0; i < graph.changes.len; i++) note_change(&graph, i, graph.changes.items[i]);
  for (size_t i = 0; i < graph.changes.len; i++) find_edges(&graph, i);
  Changes result = emit(&graph);
  map_free(&graph.objects);
  return result;
}

Changes diff_order(Planner *planner, const Changes *changes) {
  Order self = {.planner = planner, .arena = planner->arena};
  Changes planned = {0};
  mark_dropped(&self, changes);
  for (size_t i = 0; i < changes->len; i++) change_references(&self, changes->items[i]);
  if (number_tables(&self)) {
    for (size_t i = 0; i < changes->len; i++) {
      changes->items[i]->order = number_of(&self, changes->items[i]);
      push(&self, &planned, changes->items[i]);
    }
    sort_like_go(planned.items, planned.len, number_less, NULL);
  } else {
    planned = detach(&self, changes);
  }
  planned = sort_by_dependencies(&self, &planned);
  map_free(&self.nodes);
  return planned;
}
