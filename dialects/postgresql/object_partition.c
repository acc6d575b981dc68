/* object_partition.c: partitions of PostgreSQL, which are tables of their own. */
#include "dialects/postgresql/object.h"

/* ---- words ---- */

static void put_literals(Ddl *out, Str list) {
  Str *items;
  size_t count = pg_list(out->planner->arena, list, &items);
  ddl_open(out);
  for (size_t i = 0; i < count; i++) {
    ddl_item(out, i);
    ddl_phrase(out, items[i]);
  }
  ddl_close(out);
}

static void put_bound(Ddl *out, const Object *partition) {
  const Object *range = object_child(partition, STR("range")), *list = object_child(partition, STR("list"));
  const Object *hash = object_child(partition, STR("hash"));
  if (range != NULL) {
    ddl_word(out, "FOR VALUES FROM");
    put_literals(out, model_attr(&range->attrs, STR("from")));
    ddl_word(out, "TO");
    put_literals(out, model_attr(&range->attrs, STR("to")));
  } else if (list != NULL) {
    ddl_word(out, "FOR VALUES IN");
    put_literals(out, model_attr(&list->attrs, STR("in")));
  } else if (hash != NULL) {
    Str modulus = model_attr(&hash->attrs, STR("modulus")), rest = model_attr(&hash->attrs, STR("remainder"));
    ddl_phrase(out, arena_printf(out->planner->arena, "FOR VALUES WITH (MODULUS %.*s, REMAINDER %.*s)",
                                 STR_FMT(modulus), STR_FMT(rest)));
  } else {
    ddl_word(out, "DEFAULT");
  }
}

static void put_parent(Ddl *out, const Object *partition) {
  if (partition->table != NULL)
    ddl_name(out, table_schema_name(partition->table), partition->table->name);
  else
    pg_put_ref(out, partition, model_attr(&partition->attrs, STR("of")));
}

static void create_partition(Ddl *out, const Object *partition) {
  const Object *inner = object_child(partition, STR("partition"));
  ddl_word(out, "CREATE TABLE");
  ddl_name(out, object_schema_name(partition), partition->name);
  ddl_word(out, "PARTITION OF");
  put_parent(out, partition);
  put_bound(out, partition);
  if (inner == NULL) return;
  if (out->buf.ptr[out->buf.len - 1] == ')') ddl_raw(out, STR(" "));
  ddl_phrase(out, pg_partition_text(out->planner->arena, inner));
}

/* The rows stay when the bounds change. */
static PgHow how_partition(Comparison *self, const Object *from, const Object *to) {
  const Object *a = object_child(from, STR("partition")), *b = object_child(to, STR("partition"));
  Str x = a != NULL ? pg_partition_text(self->arena, a) : (Str){0};
  Str y = b != NULL ? pg_partition_text(self->arena, b) : (Str){0};
  return str_eq(x, y) ? PG_ALTER : PG_REPLACE;
}

static Str attach_text(Planner *planner, const Object *partition, bool attach) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "ALTER TABLE");
  put_parent(&out, partition);
  ddl_phrase(&out, attach ? STR("ATTACH PARTITION") : STR("DETACH PARTITION"));
  ddl_name(&out, object_schema_name(partition), partition->name);
  if (attach) put_bound(&out, partition);
  return ddl_done(&out);
}

static void alter_partition(PgAlter *self) {
  pg_alter_add(self, attach_text(self->planner, self->from, false), attach_text(self->planner, self->from, true));
  pg_alter_add(self, attach_text(self->planner, self->to, true), attach_text(self->planner, self->to, false));
}

/* ---- drops ---- */

static bool has_key_to(const Realm *realm, const Table *parent) {
  for (size_t i = 0; realm != NULL && i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++) {
      const Table *table = realm->schemas.items[i]->tables.items[k];
      for (size_t n = 0; n < table->foreign_keys.len; n++) {
        const ForeignKey *key = table->foreign_keys.items[n];
        Str name = key->ref != NULL ? key->ref->name : key->ref_table;
        if (str_eq(name, parent->name) && str_eq(foreign_key_schema(key), table_schema_name(parent))) return true;
      }
    }
  return false;
}

/* A foreign key to its parent leads to the partition as well, until that is a table of its own. */
static Str leave_parent(Planner *planner, const Object *partition, Str *reverse) {
  const Table *parent = partition->table;
  *reverse = (Str){0};
  if (parent == NULL || (!has_key_to(planner->from, parent) && !has_key_to(planner->to, parent))) return (Str){0};
  return attach_text(planner, partition, false);
}

const PgKind pg_partition_of = {.kind = "partition",
                                .words = "TABLE",
                                .label = "partition",
                                .create = create_partition,
                                .leave = leave_parent,
                                .how = how_partition,
                                .alter = alter_partition};

/* ---- order ---- */

static const Table *parent_of(const DiffStatement *statement, bool modified) {
  const Change *change = statement->change;
  if (change == NULL || (change->kind != MODIFY_OBJECT && (modified || change->kind != ADD_OBJECT))) return NULL;
  const Object *object = object_either(change->from.object, change->to.object);
  return pg_kind(object->kind) == &pg_partition_of ? object->table : NULL;
}

static bool says(Str sql, Str words) {
  for (size_t i = 0; i + words.len <= sql.len; i++)
    if (str_eq(str_sub(sql, i, i + words.len), words)) return true;
  return false;
}

static bool is_detachment(const DiffStatement *statement) {
  return parent_of(statement, true) != NULL && says(statement->sql, STR(" DETACH PARTITION "));
}

static bool same_table(const Table *a, const Table *b) {
  return a != NULL && b != NULL && str_eq(a->name, b->name) && str_eq(table_schema_name(a), table_schema_name(b));
}

/* Sequences leave their columns first, and belong to others last: these may be gone, or not be there, in between. */
static void order_owners(Planner *planner) {
  DiffStatements first = {0}, middle = {0}, last = {0};
  for (size_t i = 0; i < planner->statements.len; i++) {
    const DiffStatement *statement = &planner->statements.items[i];
    bool owner = str_starts(statement->sql, STR("ALTER SEQUENCE ")) && says(statement->sql, STR(" OWNED BY "));
    bool none = owner && str_ends(statement->sql, STR(" OWNED BY NONE"));
    array_push_in(planner->arena, none ? &first : owner ? &last : &middle, *statement);
  }
  for (size_t i = 0; i < middle.len; i++) array_push_in(planner->arena, &first, middle.items[i]);
  for (size_t i = 0; i < last.len; i++) array_push_in(planner->arena, &first, last.items[i]);
  planner->statements = first;
}

/* New bounds may be those that another partition had: all that change are taken off before one is put on. */
static void detach_first(Planner *planner) {
  DiffStatement *items = planner->statements.items;
  for (size_t i = 1; i < planner->statements.len; i++) {
    if (!is_detachment(&items[i])) continue;
    size_t first = i;
    for (size_t k = 0; k < i && first == i; k++)
      if (!is_detachment(&items[k]) && same_table(parent_of(&items[k], false), parent_of(&items[i], true))) first = k;
    DiffStatement moved = items[i];
    memmove(items + first + 1, items + first, (i - first) * sizeof *items);
    items[first] = moved;
  }
}

void pg_finish(Planner *planner) {
  detach_first(planner);
  order_owners(planner);
}
