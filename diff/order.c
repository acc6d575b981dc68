/* order.c: the order of a plan's changes. First the tables are numbered so that what is referenced comes first; cycles
 * of foreign keys are broken by making all foreign keys in changes of their own. depend.c does the rest. */
#include <stdlib.h>

#include "base/map.h"
#include "diff/diff_internal.h"

/* A table by name, in either realm. */
typedef struct Node Node;
struct Node {
  Str key;
  ARRAY(Node *) references;
  size_t number, next; /* next: reference to visit */
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
  if ((change->clauses & CLAUSE_NO_KEYS) != 0) return;
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    if (!foreign_key_is_planned(table->foreign_keys.items[i], change->clauses)) continue;
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

/* The key was dropped along with the schema that it led to. */
static bool has_left(Order *self, const Change *change, const ForeignKey *key) {
  const Realm *to = self->planner->to;
  return (change->clauses & CLAUSE_LEFT) != 0 && to != NULL && realm_schema(to, foreign_key_schema(key)) == NULL &&
         !str_eq(foreign_key_schema(key), table_schema_name(key->table));
}

/* One ADD_FOREIGN_KEY or DROP_FOREIGN_KEY for each foreign key that leads to another table. */
static Change *foreign_keys_of(Order *self, const Change *change, const Table *table, ChangeKind kind) {
  Change *modify = modify_of(self, change);
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    if (foreign_key_is_self(key) || has_left(self, change, key)) continue;
    if (!foreign_key_is_planned(key, change->clauses)) continue;
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
    if (change->kind == ADD_TABLE && (change->clauses & CLAUSE_NO_KEYS) == 0) {
      Change *keys = foreign_keys_of(self, change, change->to.table, ADD_FOREIGN_KEY);
      if (keys->members.len > 0) copy->clauses |= CLAUSE_SELF_KEYS;
      push(self, &planned, copy);
      push_modify(self, &postponed, keys);
    } else if (change->kind == DROP_TABLE) {
      Change *keys = foreign_keys_of(self, change, change->from.table, DROP_FOREIGN_KEY);
      if (keys->members.len > 0) copy->clauses |= CLAUSE_SELF_KEYS;
      keys->clauses |= copy->clauses & CLAUSE_EARLY;
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

Changes diff_order(Planner *planner, const Diff *diff, const Changes *changes) {
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
  map_free(&self.nodes);
  return diff_depend(planner, diff, &planned);
}
