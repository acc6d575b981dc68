/* keys.c: foreign keys hold on to the key that they lead to and to the types of their columns. Where one of these
 * changes, a foreign key is dropped before, in a change of its own, and made again behind it.
 *
 *     MODIFY a { MODIFY_PRIMARY_KEY }, b has a foreign key to it
 *       ->  MODIFY b { DROP_FOREIGN_KEY }, MODIFY a { MODIFY_PRIMARY_KEY }, MODIFY b { ADD_FOREIGN_KEY } */
#include "base/map.h"
#include "diff/diff_internal.h"

typedef struct Keys {
  Planner *planner;
  Arena *arena;
  Map places; /* address of a table of the old realm -> its change and place */
  Map taken;  /* names of new indexes, with their schemas */
  Changes early, late;
} Keys;

typedef struct Place {
  Change *change;
  size_t at;
} Place;

static Str address_key(Arena *arena, const void *subject) {
  return str_make(arena_copy(arena, &subject, 1, sizeof subject), sizeof subject);
}

static const Place *place_of(const Keys *self, const Table *table) {
  return table != NULL ? map_get(&self->places, address_key(self->arena, table)) : NULL;
}

static const Change *modify_of(const Place *place) {
  return place != NULL && place->change->kind == MODIFY_TABLE ? place->change : NULL;
}

/* ---- what is lost ---- */

static bool has_name(const Str *names, size_t count, Str name) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(names[i], name)) return true;
  return false;
}

/* Do the parts of the index, or for some databases the first of them, make up the target of the key? */
static bool serves(const Keys *self, const Index *index, const ForeignKey *key) {
  size_t count = key->ref_columns.len;
  if (index->parts.len < count) return false;
  if (self->planner->driver->indexes_apart && (!index->unique || index->parts.len > count)) return false;
  for (size_t i = 0; i < count; i++)
    if (!has_name(key->ref_columns.items, count, index->parts.items[i].column_name)) return false;
  return true;
}

static bool is_touched(const Change *modify, const Index *index) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    bool about = member->kind == DROP_INDEX || member->kind == MODIFY_INDEX || member->kind == DROP_PRIMARY_KEY ||
                 member->kind == MODIFY_PRIMARY_KEY;
    if (about && member->from.index == index) return true;
  }
  return false;
}

/* No index of words or places. */
static bool is_plain(const Index *index) { return index->unique || index->attrs.len == 0; }

/* Does the statement that drops what the key leads to also make an index for it? */
static bool makes_substitute(const Change *modify, const ForeignKey *key) {
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    bool makes = member->kind == ADD_INDEX || member->kind == ADD_PRIMARY_KEY || member->kind == MODIFY_PRIMARY_KEY;
    if (makes && is_plain(member->to.index) && diff_begins_with_target(member->to.index, key)) return true;
  }
  return false;
}

/* Has the target another index that stays, by which the key can go on? A key of PostgreSQL stays with the index that
 * it was made for. */
static bool keeps_target(const Keys *self, const Change *modify, const ForeignKey *key) {
  const Table *table = modify->from.table;
  if (self->planner->driver->indexes_apart || table == NULL) return false;
  const Index *primary = table->primary_key;
  if (primary != NULL && diff_begins_with_target(primary, key) && !is_touched(modify, primary)) return true;
  for (size_t i = 0; i < table->indexes.len; i++) {
    const Index *index = table->indexes.items[i];
    if (is_plain(index) && diff_begins_with_target(index, key) && !is_touched(modify, index)) return true;
  }
  return false;
}

/* Or does the statement that drops it make one? An index that is modified is dropped in a statement of its own. */
static bool has_substitute(const Keys *self, const Change *modify, const Change *member, const ForeignKey *key) {
  if (keeps_target(self, modify, key)) return true;
  return !self->planner->driver->indexes_apart && member->kind != MODIFY_INDEX && makes_substitute(modify, key);
}

static bool type_changes(const Keys *self, const Change *member, const ForeignKey *key) {
  DbType from, to;
  const Driver *driver = self->planner->driver;
  if (member->kind != MODIFY_COLUMN) return false;
  if (driver->key_types_fixed && (member->bits & (CHANGED_CHARSET | CHANGED_COLLATE)) != 0) return true;
  if ((member->bits & CHANGED_TYPE) == 0) return false;
  if (foreign_key_is_self(key) && !driver->key_types_fixed) return false; /* both ends change at once */
  driver->type(self->arena, member->from.column, &from);
  driver->type(self->arena, member->to.column, &to);
  return driver->key_types_fixed || from.family != to.family;
}

/* An option of the table, as its storage engine, that foreign keys from and to it are in the way of. */
static bool needs_free_table(const Keys *self, const Change *member) {
  bool option = member->kind == ADD_ATTR || member->kind == MODIFY_ATTR || member->kind == DROP_ATTR;
  Str name = self->planner->driver->key_attr;
  return option && name.len > 0 && str_eq(member->attr, name);
}

/* The column may become NULL, and with it the columns that follow it but may not. */
static bool lets_null_in(const Keys *self, const Change *member, const ForeignKey *key) {
  bool opens = (member->bits & CHANGED_NULL) != 0 && member->to.column->null;
  if (!self->planner->driver->key_types_fixed || !opens || !str_eq_nocase(key->on_update, STR("CASCADE"))) return false;
  for (size_t i = 0; i < key->columns.len; i++)
    if (!key->columns.items[i]->null) return true;
  return false;
}

static bool disturbs_target(const Keys *self, const Change *modify, const Change *member, const ForeignKey *key) {
  switch (member->kind) {
  case DROP_PRIMARY_KEY:
  case DROP_INDEX: return serves(self, member->from.index, key) && !has_substitute(self, modify, member, key);
  case MODIFY_PRIMARY_KEY:
  case MODIFY_INDEX:
    if (self->planner->driver->indexes_apart && (member->bits & ~CHANGED_COMMENT) == 0) return false;
    return serves(self, member->from.index, key) && !has_substitute(self, modify, member, key);
  case DROP_COLUMN:
    return self->planner->driver->indexes_apart &&
           has_name(key->ref_columns.items, key->ref_columns.len, member->from.column->name);
  case MODIFY_COLUMN:
    return has_name(key->ref_columns.items, key->ref_columns.len, member->from.column->name) &&
           (type_changes(self, member, key) || lets_null_in(self, member, key));
  default: return needs_free_table(self, member);
  }
}

/* Do the first parts of the index hold the columns of the key? */
static bool covers(const Index *index, const ForeignKey *key) {
  if (index->parts.len < key->columns.len) return false;
  for (size_t i = 0; i < key->columns.len; i++)
    if (index->parts.items[i].column != key->columns.items[i]) return false;
  return true;
}

/* An index is dropped and made again in two statements, and the key has no other to go by in between. */
static bool loses_cover(const Keys *self, const Change *member, const ForeignKey *key) {
  if (self->planner->driver->indexes_apart || !covers(member->from.index, key)) return false;
  for (size_t i = 0; i < key->table->indexes.len; i++)
    if (key->table->indexes.items[i] != member->from.index && covers(key->table->indexes.items[i], key)) return false;
  return key->table->primary_key == NULL || !covers(key->table->primary_key, key);
}

static bool disturbs_source(const Keys *self, const Change *member, const ForeignKey *key) {
  if (member->kind == MODIFY_INDEX) return loses_cover(self, member, key);
  if (needs_free_table(self, member)) return true;
  if (member->kind != MODIFY_COLUMN) return false;
  for (size_t i = 0; i < key->columns.len; i++)
    if (key->columns.items[i] == member->from.column && type_changes(self, member, key)) return true;
  return false;
}

static Str index_key(const Keys *self, const Table *table, Str name) {
  return arena_printf(self->arena, "%.*s%c%.*s", STR_FMT(table_schema_name(table)), '\x01', STR_FMT(name));
}

/* The table is dropped before others are made, for they take the name of an index or key of it. */
static bool goes_first(const Keys *self, const Place *target) {
  if (target == NULL || target->change->kind != DROP_TABLE) return false;
  const Table *table = target->change->from.table;
  if (!self->planner->driver->indexes_apart) {
    for (size_t i = 0; i < table->foreign_keys.len; i++)
      if (map_get(&self->taken, index_key(self, table, table->foreign_keys.items[i]->name)) != NULL) return true;
    return false;
  }
  for (size_t i = 0; i < table->indexes.len; i++)
    if (map_get(&self->taken, index_key(self, table, table->indexes.items[i]->name)) != NULL) return true;
  return false;
}

/* ---- what falls with the key ---- */

static const Change *drop_of_key(const Change *modify, const ForeignKey *key) {
  for (size_t i = 0; modify != NULL && i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind == DROP_FOREIGN_KEY && member->from.foreign_key == key) return member;
  }
  return NULL;
}

static bool modifies_key(const Change *modify, const ForeignKey *key) {
  for (size_t i = 0; modify != NULL && i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind == MODIFY_FOREIGN_KEY && member->from.foreign_key == key) return true;
  }
  return false;
}

/* Does the change drop a column of the list? */
static bool drops_column(const Change *modify, const Column *const *columns, size_t count) {
  for (size_t i = 0; i < modify->members.len; i++)
    for (size_t k = 0; k < count && modify->members.items[i]->kind == DROP_COLUMN; k++)
      if (columns[k] == modify->members.items[i]->from.column) return true;
  return false;
}

static bool drops_part(const Change *modify, const Index *index) {
  for (size_t i = 0; i < index->parts.len; i++)
    if (drops_column(modify, &index->parts.items[i].column, 1)) return true;
  return false;
}

/* A key that leads to the primary key of its own table, which goes. */
static bool leads_to_own_key(const Keys *self, const Change *member, const ForeignKey *key) {
  bool goes = member->kind == DROP_PRIMARY_KEY || member->kind == MODIFY_PRIMARY_KEY;
  return goes && foreign_key_is_self(key) && serves(self, member->from.index, key);
}

/* Where the primary key that `key` leads to goes in the same statement, `key` is dropped as the first there. */
static void drop_before_own_key(Keys *self, Change *modify, const ForeignKey *key) {
  const Driver *driver = self->planner->driver;
  bool leads = false;
  if (!driver->indexes_apart || driver->key_types_fixed || !foreign_key_is_self(key)) return;
  for (size_t i = 0; i < modify->members.len; i++)
    leads = leads || leads_to_own_key(self, modify->members.items[i], key);
  for (size_t i = 0; leads && i < modify->members.len; i++) {
    if (modify->members.items[i] != drop_of_key(modify, key)) continue;
    Change *first = arena_copy(self->arena, modify->members.items[i], 1, sizeof *first);
    first->clauses |= CLAUSE_EARLY;
    modify->members.items[i] = first;
  }
}
/* The statement that makes `member` drops the key as well, and nothing is in the way then. Where indexes are apart,
 * drops of keys come before those of columns, but only a key of the table itself before its primary key; a key falls
 * with its columns.
 * With types that are fixed too, each change is a statement of its own. */
static bool falls_along(const Keys *self, const Change *modify, const Change *member, const ForeignKey *key) {
  const Driver *driver = self->planner->driver;
  if (!driver->indexes_apart && modifies_key(modify, key)) return true; /* it is dropped in the statement before */
  if ((driver->indexes_apart && driver->key_types_fixed) || drop_of_key(modify, key) == NULL) return false;
  if (!driver->indexes_apart)
    return member->kind == DROP_PRIMARY_KEY || member->kind == MODIFY_PRIMARY_KEY || member->kind == MODIFY_COLUMN ||
           (member->kind == DROP_INDEX && makes_substitute(modify, key));
  if (member->kind == MODIFY_COLUMN || leads_to_own_key(self, member, key)) return true;
  if (member->kind == DROP_INDEX && !drops_part(modify, member->from.index)) return false;
  bool goes = member->kind == DROP_COLUMN || member->kind == DROP_INDEX;
  return goes && !drops_column(modify, key->columns.items, key->columns.len);
}

static bool is_disturbed(const Keys *self, const Change *parent, const Change *child, const ForeignKey *key) {
  for (size_t i = 0; parent != NULL && i < parent->members.len; i++)
    if (disturbs_target(self, parent, parent->members.items[i], key) &&
        (parent != child || !falls_along(self, child, parent->members.items[i], key)))
      return true;
  for (size_t i = 0; child != NULL && i < child->members.len; i++)
    if (disturbs_source(self, child->members.items[i], key) && !falls_along(self, child, child->members.items[i], key))
      return true;
  return false;
}

/* ---- changes of their own ---- */

static void add_apart(Keys *self, Changes *list, unsigned clause, ChangeSide from, ChangeSide to, ChangeKind kind,
                      const ForeignKey *key) {
  Change *modify = change_new(self->arena, MODIFY_TABLE, from, to);
  modify->clauses = (uint16_t)clause;
  bool adds = kind == ADD_FOREIGN_KEY;
  change_member(self->arena, modify, kind, adds ? side_none() : side_of(key), adds ? side_of(key) : side_none());
  array_push_in(self->arena, list, modify);
}

static void drop_early(Keys *self, const Table *from, const Table *to, const ForeignKey *key) {
  add_apart(self, &self->early, CLAUSE_EARLY, side_of(from), side_of(to), DROP_FOREIGN_KEY, key);
}

static void add_late(Keys *self, const Table *from, const Table *to, const ForeignKey *key) {
  ChangeSide before = from != NULL ? side_of(from) : side_none();
  add_apart(self, &self->late, CLAUSE_LATE, before, side_of(to), ADD_FOREIGN_KEY, key);
}

static Change *take_member(Change *modify, const ForeignKey *key) {
  for (size_t i = 0; modify != NULL && i < modify->members.len; i++) {
    Change *member = modify->members.items[i];
    bool about = member->kind == DROP_FOREIGN_KEY || member->kind == MODIFY_FOREIGN_KEY;
    if (!about || member->from.foreign_key != key) continue;
    memmove(modify->members.items + i, modify->members.items + i + 1,
            (modify->members.len - i - 1) * sizeof *modify->members.items);
    modify->members.len--;
    return member;
  }
  return NULL;
}

static bool only_drops(const Change *modify, const ForeignKey *key) {
  bool drops = false;
  for (size_t i = 0; i < modify->members.len; i++) {
    const Change *member = modify->members.items[i];
    if (member->kind == ADD_FOREIGN_KEY || member->kind == MODIFY_FOREIGN_KEY) return false;
    drops = drops || (member->kind == DROP_FOREIGN_KEY && member->from.foreign_key == key);
  }
  return drops;
}

static const ForeignKey *counterpart(const Keys *self, const Table *to, const ForeignKey *key) {
  if (self->planner->driver->find_key != NULL) return self->planner->driver->find_key(to, key);
  for (size_t i = 0; i < to->foreign_keys.len; i++)
    if (str_eq(to->foreign_keys.items[i]->name, key->name)) return to->foreign_keys.items[i];
  return NULL;
}

/* The table of the new realm that `table` becomes. */
static const Table *successor(const Keys *self, const Place *place, const Table *table) {
  if (place != NULL) return place->change->to.table;
  const Schema *schema = self->planner->to != NULL ? realm_schema(self->planner->to, table_schema_name(table)) : NULL;
  return schema != NULL ? schema_table(schema, table->name) : NULL;
}

static bool leads_to(const Table *table, const Table *parent) {
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (table->foreign_keys.items[i]->ref == parent) return true;
  return false;
}

/* A table is dropped to make room for a change of another. When that one leads to it as well, neither can be first: the
 * keys of the table go before both. */
static void drop_table_early(Keys *self, Change *drop, const Change *other) {
  const Table *table = drop->from.table;
  if (other == NULL || !leads_to(other->from.table, table)) {
    drop->clauses |= CLAUSE_EARLY;
    return;
  }
  if ((drop->clauses & CLAUSE_SELF_KEYS) != 0) return;
  drop->clauses |= CLAUSE_SELF_KEYS;
  Change *modify = change_new(self->arena, MODIFY_TABLE, side_of(table), side_of(table));
  modify->clauses = CLAUSE_EARLY;
  for (size_t i = 0; i < table->foreign_keys.len; i++)
    if (!foreign_key_is_self(table->foreign_keys.items[i]))
      change_member(self->arena, modify, DROP_FOREIGN_KEY, side_of(table->foreign_keys.items[i]), side_none());
  array_push_in(self->arena, &self->early, modify);
}

/* No plan leads from or to a schema with a key that cannot stand: then there is nothing to make room for. */
static bool may_be_freed(const Keys *self, const Place *own, const ForeignKey *key) {
  if (!diff_key_stands(self->planner, key)) return false;
  const Change *modify = modify_of(own);
  const ForeignKey *again = NULL;
  const Table *to = successor(self, own, key->table);
  for (size_t i = 0; modify != NULL && i < modify->members.len; i++)
    if (modify->members.items[i]->kind == MODIFY_FOREIGN_KEY && modify->members.items[i]->from.foreign_key == key)
      again = modify->members.items[i]->to.foreign_key;
  if (again == NULL && drop_of_key(modify, key) == NULL && to != NULL) again = counterpart(self, to, key);
  return again == NULL || diff_key_stands(self->planner, again);
}

static void free_key(Keys *self, const Table *child, const ForeignKey *key) {
  const Place *own = place_of(self, child), *target = place_of(self, key->ref);
  if (own != NULL && own == target && own->change->kind == MODIFY_TABLE) drop_before_own_key(self, own->change, key);
  if (!goes_first(self, target) && !is_disturbed(self, modify_of(target), modify_of(own), key)) return;
  if (!may_be_freed(self, own, key)) return;
  if (own != NULL && own->change->kind == DROP_TABLE) {
    drop_table_early(self, own->change, modify_of(target));
    return;
  }
  const Table *to = successor(self, own, child);
  if (to == NULL) return;
  bool before = own != NULL && target != NULL && own != target && own->at < target->at;
  if (before && only_drops(own->change, key)) return;
  const Change *member = own != NULL ? take_member(own->change, key) : NULL;
  const ForeignKey *again = member != NULL ? member->to.foreign_key : counterpart(self, to, key);
  drop_early(self, child, to, key);
  if (again != NULL) add_late(self, child, to, again);
}

/* ---- keys to what is made by the same statement, or by one of its own ---- */

/* Has the table had an index for the key, up to the statement that adds it? The new one may take its place then. */
static bool has_old_target(const Change *modify, const ForeignKey *key) {
  const Table *table = modify->from.table;
  if (table == NULL) return false;
  if (table->primary_key != NULL && diff_begins_with_target(table->primary_key, key)) return true;
  for (size_t i = 0; i < table->indexes.len; i++) {
    bool modified = false;
    for (size_t k = 0; k < modify->members.len; k++)
      modified = modified || (modify->members.items[k]->kind == MODIFY_INDEX &&
                              modify->members.items[k]->from.index == table->indexes.items[i]);
    if (!modified && is_plain(table->indexes.items[i]) && diff_begins_with_target(table->indexes.items[i], key))
      return true;
  }
  return false;
}

static bool keys_at_once(const Keys *self) {
  return self->planner->driver->keys_at_once && driver_version(self->planner->from, self->planner->to) == 0;
}

static bool made_apart(const Keys *self, const Change *modify, const Change *member, const ForeignKey *key) {
  bool adds = member->kind == ADD_INDEX || member->kind == MODIFY_INDEX;
  if (!self->planner->driver->indexes_apart) {
    bool primary = member->kind == ADD_PRIMARY_KEY || member->kind == MODIFY_PRIMARY_KEY;
    if (keys_at_once(self)) return false;
    if (member->kind != MODIFY_COLUMN && foreign_key_is_self(key) && has_old_target(modify, key)) return false;
    if (member->kind == MODIFY_COLUMN)
      return has_name(key->ref_columns.items, key->ref_columns.len, member->to.column->name) &&
             type_changes(self, member, key);
    return (adds || primary) && serves(self, member->to.index, key);
  }
  return adds && member->to.index->kind == INDEX_PLAIN && serves(self, member->to.index, key);
}

static bool makes_target(const Keys *self, const Change *modify, const ForeignKey *key) {
  for (size_t i = 0; i < modify->members.len; i++)
    if (made_apart(self, modify, modify->members.items[i], key)) return true;
  return false;
}

/* No statement changes the engine and adds a key. */
static bool changes_engine(const Keys *self, const Change *modify) {
  for (size_t i = 0; i < modify->members.len; i++)
    if (needs_free_table(self, modify->members.items[i])) return true;
  return false;
}

/* Is the index that the key leads to made or made anew by a later change of another table? */
static bool comes_too_early(const Keys *self, const Changes *all, size_t at, const ForeignKey *key) {
  for (size_t i = at + 1; i < all->len && !self->planner->driver->indexes_apart; i++) {
    const Change *change = all->items[i];
    if (change->kind != MODIFY_TABLE || change->to.table != key->ref || change->from.table == NULL) continue;
    if (changes_engine(self, change)) return true;
    if (makes_target(self, change, key) && !keeps_target(self, change, key)) return true;
  }
  return false;
}

static void postpone_added(Keys *self, const Changes *all, size_t at) {
  Change *modify = all->items[at];
  size_t kept = 0;
  for (size_t i = 0; i < modify->members.len; i++) {
    Change *member = modify->members.items[i];
    bool changes = member->kind == MODIFY_FOREIGN_KEY && !self->planner->driver->indexes_apart;
    const ForeignKey *key = changes || member->kind == ADD_FOREIGN_KEY ? member->to.foreign_key : NULL;
    bool late = key != NULL && diff_key_stands(self->planner, key) && !(changes && keeps_target(self, modify, key)) &&
                (changes_engine(self, modify) ||
                 (foreign_key_is_self(key) ? makes_target(self, modify, key) : comes_too_early(self, all, at, key)));
    if (late && changes) drop_early(self, modify->from.table, modify->to.table, member->from.foreign_key);
    if (late)
      add_late(self, modify->from.table, modify->to.table, member->to.foreign_key);
    else
      modify->members.items[kept++] = member;
  }
  modify->members.len = kept;
}

static bool needs_own_index(const Keys *self, const Table *table) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    const ForeignKey *key = table->foreign_keys.items[i];
    bool keyed = !foreign_key_is_self(key) || (table->primary_key != NULL && serves(self, table->primary_key, key));
    for (size_t k = 0; !keyed && k < table->indexes.len; k++)
      if (table->indexes.items[k]->kind == INDEX_PLAIN && serves(self, table->indexes.items[k], key)) return true;
  }
  return false;
}

static void postpone_all(Keys *self, Change *add) {
  const Table *table = add->to.table;
  if (!needs_own_index(self, table)) return;
  add->clauses |= CLAUSE_NO_KEYS;
  for (size_t i = 0; i < table->foreign_keys.len; i++) add_late(self, NULL, table, table->foreign_keys.items[i]);
}

/* ---- all ---- */

static void take_names(Keys *self, Change *change) {
  const Table *table = change->to.table;
  for (size_t i = 0; change->kind == ADD_TABLE && i < table->indexes.len; i++)
    map_set(&self->taken, index_key(self, table, table->indexes.items[i]->name), change);
  for (size_t i = 0; i < change->members.len; i++)
    if (change->members.items[i]->kind == ADD_INDEX && table != NULL)
      map_set(&self->taken, index_key(self, table, change->members.items[i]->to.index->name), change);
}

/* Names of foreign keys count within their schemas where those of indexes do not. */
static void take_key_names(Keys *self, Change *change) {
  const Table *table = change->to.table;
  for (size_t i = 0; change->kind == ADD_TABLE && i < table->foreign_keys.len; i++)
    map_set(&self->taken, index_key(self, table, table->foreign_keys.items[i]->name), change);
  for (size_t i = 0; i < change->members.len; i++)
    if (change->members.items[i]->kind == ADD_FOREIGN_KEY && table != NULL)
      map_set(&self->taken, index_key(self, table, change->members.items[i]->to.foreign_key->name), change);
}

static void find_places(Keys *self, const Changes *changes) {
  for (size_t i = 0; i < changes->len; i++) {
    Change *change = changes->items[i];
    if (change->kind == ADD_TABLE || change->kind == MODIFY_TABLE) {
      if (self->planner->driver->indexes_apart)
        take_names(self, change);
      else
        take_key_names(self, change);
    }
    if (change->kind != MODIFY_TABLE && change->kind != DROP_TABLE) continue;
    if ((change->clauses & CLAUSE_DETACH) != 0) continue;
    Place *place = arena_new(self->arena, Place);
    *place = (Place){change, i};
    map_set(&self->places, address_key(self->arena, change->from.table), place);
  }
}

static void free_keys(Keys *self) {
  const Realm *realm = self->planner->from;
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t f = 0; f < table->foreign_keys.len; f++) free_key(self, table, table->foreign_keys.items[f]);
    }
}

static void push_kept(Keys *self, Changes *out, const Changes *list) {
  for (size_t i = 0; i < list->len; i++)
    if (list->items[i]->kind != MODIFY_TABLE || list->items[i]->members.len > 0)
      array_push_in(self->arena, out, list->items[i]);
}

/* The members of changes are taken from copies: those that were found stay as they are. */
static Changes copies_of(Keys *self, const Changes *changes) {
  Changes copies = {0};
  for (size_t i = 0; i < changes->len; i++) {
    Change *copy = arena_copy(self->arena, changes->items[i], 1, sizeof *copy);
    copy->members = (Changes){0};
    for (size_t k = 0; k < changes->items[i]->members.len; k++)
      array_push_in(self->arena, &copy->members, changes->items[i]->members.items[k]);
    array_push_in(self->arena, &copies, copy);
  }
  return copies;
}

/* ---- schemas ---- */

/* Place of the drop of a schema among the changes; their number: it stays. */
static size_t drop_of(const Changes *changes, Str schema) {
  for (size_t i = 0; i < changes->len; i++)
    if (changes->items[i]->kind == DROP_SCHEMA && str_eq(changes->items[i]->from.schema->name, schema)) return i;
  return changes->len;
}

/* A key into a schema that is dropped while the table with the key is there still. */
static void leave_schema(Keys *self, const Changes *changes, const Table *child, const ForeignKey *key) {
  Str target = foreign_key_schema(key), own = table_schema_name(child);
  size_t drop = drop_of(changes, target);
  if (str_eq(target, own) || drop == changes->len || drop_of(changes, own) < drop) return;
  const Place *place = place_of(self, child);
  Change *change = place != NULL ? place->change : NULL;
  assert(place == NULL || change != NULL);
  if (change != NULL && change->kind == DROP_TABLE) change->clauses |= CLAUSE_LEFT;
  const Change *member = change != NULL && change->kind == MODIFY_TABLE ? take_member(change, key) : NULL;
  const Table *to = successor(self, place, child);
  if (to == NULL && self->planner->driver->schemas_cascade) return;
  if (to == NULL) to = child;
  drop_early(self, child, to, key);
  if (member != NULL && member->to.foreign_key != NULL)
    change_member(self->arena, change, ADD_FOREIGN_KEY, side_none(), side_of(member->to.foreign_key));
}

Changes diff_leave_schemas(Planner *planner, Changes *changes) {
  Keys self = {.planner = planner, .arena = planner->arena};
  const Realm *realm = planner->from;
  bool drops = false;
  for (size_t i = 0; i < changes->len; i++) drops = drops || changes->items[i]->kind == DROP_SCHEMA;
  if (!drops || realm == NULL) return self.early;
  *changes = copies_of(&self, changes);
  find_places(&self, changes);
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t f = 0; f < table->foreign_keys.len; f++)
        leave_schema(&self, changes, table, table->foreign_keys.items[f]);
    }
  map_free(&self.places);
  map_free(&self.taken);
  return self.early;
}

/* ---- the way in ---- */

Changes diff_free_keys(Planner *planner, const Changes *changes) {
  Keys self = {.planner = planner, .arena = planner->arena};
  Changes copies = copies_of(&self, changes), result = {0};
  find_places(&self, &copies);
  if (self.places.len > 0) free_keys(&self);
  for (size_t i = 0; i < copies.len; i++) {
    if (copies.items[i]->kind == MODIFY_TABLE) postpone_added(&self, &copies, i);
    if (copies.items[i]->kind == ADD_TABLE && planner->driver->indexes_apart) postpone_all(&self, copies.items[i]);
  }
  push_kept(&self, &result, &self.early);
  push_kept(&self, &result, &copies);
  push_kept(&self, &result, &self.late);
  map_free(&self.places);
  map_free(&self.taken);
  return result;
}
