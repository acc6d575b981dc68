/* driver.c: what the drivers share: the table of drivers, statements, types as text, parts of statements. */
#include "dialects/driver.h"

const Driver *driver_named(Str dialect) {
  static const Driver *const all[] = {&sqlite_driver,   &postgresql_driver, &mysql_driver,     &mariadb_driver,
                                      &redshift_driver, &sqlserver_driver,  &clickhouse_driver};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (str_eq(all[i]->dialect, dialect)) return all[i];
  return NULL;
}

/* ---- plans ---- */

Str planner_prefix(const Planner *self, Str schema) {
  if (self->options.qualify == QUALIFY_NONE) return (Str){0};
  if (self->options.qualify == QUALIFY_NAME) return self->options.qualifier;
  return self->driver->has_schemas ? schema : (Str){NULL, 0};
}

static ModelPos side_pos(uint8_t kind, ChangeSide side) {
  switch (kind) {
  case ADD_SCHEMA:
  case DROP_SCHEMA:
  case MODIFY_SCHEMA: return side.schema->pos;
  case ADD_OBJECT:
  case DROP_OBJECT:
  case MODIFY_OBJECT:
  case RENAME_OBJECT: return side.object->pos;
  case ADD_COLUMN:
  case DROP_COLUMN:
  case MODIFY_COLUMN:
  case RENAME_COLUMN: return side.column->pos;
  case ADD_FOREIGN_KEY:
  case DROP_FOREIGN_KEY:
  case MODIFY_FOREIGN_KEY: return side.foreign_key->pos;
  case ADD_CHECK:
  case DROP_CHECK:
  case MODIFY_CHECK: return side.check->pos;
  case ADD_TABLE:
  case DROP_TABLE:
  case MODIFY_TABLE:
  case RENAME_TABLE: return side.table->pos;
  default: return side.index->pos;
  }
}

/* The realm of an object: a table of the old schema may stand on both sides, while its keys are taken away. */
static const Realm *side_realm(const Planner *self, const Change *change, ChangeSide side) {
  bool is_table = change->kind == MODIFY_TABLE || change->kind == ADD_TABLE || change->kind == DROP_TABLE;
  const Realm *owner = is_table && side.table->schema != NULL ? side.table->schema->realm : NULL;
  if (owner != NULL && (owner == self->to || owner == self->from)) return owner;
  return change->to.any != NULL ? self->to : self->from;
}

ModelPos change_pos(const Planner *self, const Change *change, const Realm **realm) {
  ModelPos nowhere = {.source = UINT32_MAX};
  bool is_attr = change->kind == ADD_ATTR || change->kind == DROP_ATTR || change->kind == MODIFY_ATTR;
  ChangeSide side = change->to.any != NULL ? change->to : change->from;
  if (side.any == NULL || is_attr) {
    *realm = NULL;
    return nowhere;
  }
  *realm = side_realm(self, change, side);
  return side_pos(change->kind, side);
}

void planner_add_list(Planner *self, const Change *cause, Str sql, Str comment, const Str *reverse, size_t count) {
  DiffStatement statement = {.sql = sql, .comment = comment, .change = cause, .auxiliary = cause == NULL};
  statement.reverse = arena_array(self->arena, Str, count + 1);
  for (size_t i = 0; i < count; i++)
    if (reverse[i].len > 0) statement.reverse[statement.reverse_count++] = reverse[i];
  statement.pos = (ModelPos){.source = UINT32_MAX};
  if (cause != NULL) statement.pos = change_pos(self, cause, &statement.realm);
  if (cause != NULL && statement.realm == NULL && self->change != NULL)
    statement.pos = change_pos(self, self->change, &statement.realm);
  array_push_in(self->arena, &self->statements, statement);
}

void planner_add(Planner *self, const Change *cause, Str sql, Str comment, Str reverse) {
  planner_add_list(self, cause, sql, comment, &reverse, 1);
}

Str ddl_rename_tables(Planner *planner, const Table *from, const Table *to) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "RENAME TABLE");
  ddl_name(&out, table_schema_name(from), from->name);
  ddl_word(&out, "TO");
  ddl_name(&out, table_schema_name(to), to->name);
  return ddl_done(&out);
}

void planner_rename_table(Planner *self, const Change *change,
                          Str (*write)(Planner *, const Table *from, const Table *to)) {
  const Table *from = change->from.table, *to = change->to.table;
  Str comment =
      arena_printf(self->arena, "rename a table from \"%.*s\" to \"%.*s\"", STR_FMT(from->name), STR_FMT(to->name));
  planner_add(self, change, write(self, from, to), comment, write(self, to, from));
}

void planner_error(Planner *self, Str text) {
  DiffNote note = {.text = text, .pos = {.source = UINT32_MAX}};
  if (self->change != NULL) note.pos = change_pos(self, self->change, &note.realm);
  array_push_in(self->arena, &self->errors, note);
  self->failed = true;
}

void planner_unplanned(Planner *self, const Change *cause, Str text) {
  DiffNote note = {.text = text, .pos = {.source = UINT32_MAX}};
  if (cause != NULL) note.pos = change_pos(self, cause, &note.realm);
  array_push_in(self->arena, &self->unplanned, note);
}

void planner_prefix_errors(Planner *planner, size_t first, const char *what, const Table *table) {
  for (size_t i = first; i < planner->errors.len; i++) {
    DiffNote *note = &planner->errors.items[i];
    note->text = arena_printf(planner->arena, "%s \"%.*s\": %.*s", what, STR_FMT(table->name), STR_FMT(note->text));
  }
}

/* ---- attributes ---- */

long driver_version(const Realm *from, const Realm *to) {
  char digits[16] = {0};
  for (int i = 0; i < 2; i++) {
    const Realm *realm = i == 0 ? from : to;
    Str text = realm != NULL ? model_attr(&realm->attrs, STR("version")) : (Str){0};
    if (text.len == 0 || text.len >= sizeof digits) continue;
    memcpy(digits, text.ptr, text.len);
    return strtol(digits, NULL, 10);
  }
  return 0;
}

bool driver_true_attr(const ModelAttrs *attrs, Str name) { return str_eq(model_attr(attrs, name), STR("true")); }

/* ---- types as text ---- */

bool driver_word_in(Str word, const char *const *words) {
  for (; *words != NULL; words++)
    if (str_eq(word, str_from(*words))) return true;
  return false;
}

/* Arguments of an inline list of values are strings: they go in quotes. */
static void put_args(Arena *arena, Buf *out, const ColumnType *type) {
  bool values = str_eq(type->name, STR("enum")) || str_eq(type->name, STR("set"));
  for (uint32_t i = 0; i < type->arg_count; i++) {
    buf_put(out, i == 0 ? STR("(") : STR(","));
    buf_put(out, values ? expr_quote_single(arena, type->args[i]) : type->args[i]);
  }
  if (type->arg_count > 0) buf_putc(out, ')');
}

Str driver_type_source(Arena *arena, const Column *column) {
  const ColumnType *type = &column->type;
  if (type->name.len == 0) return type->text;
  Buf out = {0};
  for (size_t i = 0; i < type->name.len; i++) buf_putc(&out, type->name.ptr[i] == '_' ? ' ' : type->name.ptr[i]);
  put_args(arena, &out, type);
  if (str_ends(type->text, STR(" unsigned"))) buf_put(&out, STR(" unsigned"));
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* Lower case, runs of blanks become one. */
static Str squeeze(Arena *arena, Str s) {
  s = str_trim(s);
  char *out = arena_alloc(arena, s.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < s.len; i++) {
    bool blank = s.ptr[i] == ' ' || s.ptr[i] == '\t' || s.ptr[i] == '\n';
    if (blank && len > 0 && out[len - 1] == ' ') continue;
    out[len++] = blank ? ' ' : s.ptr[i];
  }
  return expr_lower(arena, str_make(out, len));
}

/* Counts the arguments and keeps the first two; commas in quotes or parentheses do not count. */
static void split_args(TypeText *type) {
  for (size_t start = 0; start <= type->inside.len;) {
    size_t end = expr_part_end(type->inside, start);
    if (type->arg_count < 2) type->args[type->arg_count] = str_trim(str_sub(type->inside, start, end));
    type->arg_count++;
    start = end + 1;
  }
}

TypeText driver_split_type(Arena *arena, Str text) {
  TypeText type = {0};
  text = str_trim(text);
  size_t open = str_find(text, '(', 0), close = open;
  for (size_t i = open; i < text.len; i++)
    if (text.ptr[i] == ')') close = i;
  type.word = squeeze(arena, str_sub(text, 0, open));
  if (close <= open) return type;
  type.inside = str_sub(text, open + 1, close);
  type.rest = squeeze(arena, str_sub(text, close + 1, text.len));
  split_args(&type);
  return type;
}

/* ---- foreign keys ---- */

Str table_schema_name(const Table *table) { return table->schema != NULL ? table->schema->name : (Str){NULL, 0}; }

Str foreign_key_schema(const ForeignKey *key) {
  return key->ref != NULL ? table_schema_name(key->ref) : key->ref_schema;
}

bool foreign_key_is_self(const ForeignKey *key) {
  if (key->ref != NULL) return key->ref == key->table;
  return key->table != NULL && str_eq(key->ref_table, key->table->name);
}

bool attr_is_rename(Str name) { return str_eq(name, STR("renamed_from")); }

bool attrs_rename(const ModelAttrs *attrs, Str old) {
  return old.len > 0 && str_eq(model_attr(attrs, STR("renamed_from")), old);
}

bool check_holds(const Check *check) {
  return !str_eq(model_attr(&check->attrs, STR("not_valid")), STR("true")) &&
         !str_eq(model_attr(&check->attrs, STR("enforced")), STR("false"));
}

bool foreign_key_is_planned(const ForeignKey *key, unsigned clauses) {
  if ((clauses & CLAUSE_NO_KEYS) != 0) return false;
  return (clauses & CLAUSE_SELF_KEYS) == 0 || foreign_key_is_self(key);
}

Str ddl_drop_table(Planner *planner, const Table *table, unsigned clauses) {
  Ddl out = ddl_start(planner);
  ddl_word(&out, "DROP TABLE");
  if ((clauses & CLAUSE_IF_EXISTS) != 0) ddl_word(&out, "IF EXISTS");
  ddl_name(&out, table_schema_name(table), table->name);
  return ddl_done(&out);
}

void ddl_columns(Ddl *out, const Str *names, size_t count) {
  ddl_open(out);
  for (size_t i = 0; i < count; i++) {
    ddl_item(out, i);
    ddl_ident(out, names[i]);
  }
  ddl_close(out);
}

static void put_action(Ddl *out, Str words, Str action) {
  if (action.len == 0) return;
  ddl_phrase(out, words);
  ddl_phrase(out, action);
}

void ddl_keys_and_checks(Ddl *out, const Table *table, unsigned clauses, void (*key)(Ddl *, const ForeignKey *),
                         void (*check)(Ddl *, const Check *)) {
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    if (!foreign_key_is_planned(table->foreign_keys.items[i], clauses)) continue;
    ddl_next_line(out);
    key(out, table->foreign_keys.items[i]);
  }
  for (size_t i = 0; check != NULL && i < table->checks.len; i++) {
    ddl_next_line(out);
    check(out, table->checks.items[i]);
  }
}

void ddl_foreign_key(Ddl *out, const ForeignKey *key) {
  if (key->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, key->name);
  }
  ddl_word(out, "FOREIGN KEY");
  ddl_open(out);
  for (size_t i = 0; i < key->columns.len; i++) {
    ddl_item(out, i);
    ddl_ident(out, key->columns.items[i]->name);
  }
  ddl_close(out);
  ddl_word(out, "REFERENCES");
  ddl_name(out, foreign_key_schema(key), key->ref != NULL ? key->ref->name : key->ref_table);
  ddl_columns(out, key->ref_columns.items, key->ref_columns.len);
  put_action(out, STR("ON UPDATE"), key->on_update);
  put_action(out, STR("ON DELETE"), key->on_delete);
}
