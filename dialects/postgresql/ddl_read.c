/* ddl_read.c: reads SQL of PostgreSQL without a server: opening, parsing, errors, positions, and from the catalog to
 * the model by way of the inspector. */
#include <pg_query.h>
#include <stdarg.h>
#include <stdio.h>

#include "dialects/postgresql/ddl_read_parts.h"
#include "sql/sql.h"

/* Longer chains of operands without a comma are not read: the parser's tree of them nests as deep. */
enum { MAX_CHAIN = 3000, TREE_VERSION = 150000 };

/* ---- errors, gaps, positions ---- */

bool pgddl_fail(DdlRead *self, const char *format, ...) {
  char text[1024];
  va_list args;
  if (self->error.ptr != NULL) return false;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  self->error = arena_str(self->error_arena, str_from(text));
  self->error_at = self->piece_at;
  return false;
}

void pgddl_gap(DdlRead *self, const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  array_push(&self->gaps, ((ModelGap){pgddl_keep(self, str_from(text)), pgddl_pos(self, -1, 0)}));
}

ModelPos pgddl_pos(const DdlRead *self, long location, size_t name_len) {
  if (self->sources.len == 0) return model_nowhere();
  const DdlSource *source = &array_last(&self->sources);
  ModelPos pos = {.source = (uint32_t)self->sources.len - 1};
  uint32_t start = self->statement_at, end = start + self->statement_len;
  uint32_t at = location >= 0 ? self->piece_at + (uint32_t)location : start;
  if (end > source->text.len) end = (uint32_t)source->text.len;
  if (at > end) at = end;
  pos.span = span_make(start, end);
  pos.name = span_make(at, at + name_len < end ? at + (uint32_t)name_len : end);
  pos.range = text_range(source->text, &source->lines, pos.span, TEXT_UTF16);
  pos.name_range = text_range(source->text, &source->lines, pos.name, TEXT_UTF16);
  return pos;
}

Str pgddl_keep(DdlRead *self, Str text) { return text.ptr == NULL ? text : arena_str(&self->arena, text); }

Str pgddl_printf(DdlRead *self, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = arena_alloc(&self->arena, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return str_make(text, (size_t)len);
}

/* ---- opening and closing ---- */

static DdlRead *open_read(void) {
  DdlRead *self = mem_zero(1, sizeof *self);
  arena_init(&self->arena, 0);
  Item *item = pgddl_add(self, ITEM_SCHEMA, sizeof(Item), (Str){0}, STR("public"));
  item->comment = STR("standard public schema");
  item->pos = model_nowhere();
  array_push(&self->path, STR("public"));
  return self;
}

static void set_source(DdlRead *self, Str path, Str text) {
  DdlSource source = {.path = pgddl_keep(self, path), .text = text};
  lines_build(&source.lines, text);
  array_push(&self->sources, source);
}

static void free_table(CatTable *table) {
  for (size_t i = 0; i < table->indexes.len; i++) array_free(&table->indexes.items[i]->parts);
  for (size_t i = 0; i < table->foreign_keys.len; i++) {
    array_free(&table->foreign_keys.items[i]->columns);
    array_free(&table->foreign_keys.items[i]->ref_columns);
  }
  for (size_t i = 0; i < table->columns.len; i++) array_free(&table->columns.items[i]->parents);
  for (size_t i = 0; i < table->triggers.len; i++) array_free(&((CatTrigger *)table->triggers.items[i])->columns);
  array_free(&table->columns);
  array_free(&table->indexes);
  array_free(&table->checks);
  array_free(&table->foreign_keys);
  array_free(&table->triggers);
  array_free(&table->policies);
  array_free(&table->parents);
  array_free(&table->uses);
}

static void free_item(Item *item) {
  if (item->kind == ITEM_TABLE || item->kind == ITEM_VIEW) free_table((CatTable *)item);
  if (item->kind == ITEM_TYPE) {
    array_free(&((CatType *)item)->labels);
    array_free(&((CatType *)item)->checks);
    array_free(&((CatType *)item)->fields);
  }
  if (item->kind == ITEM_ROUTINE) array_free(&((CatRoutine *)item)->args);
}

static void close_read(DdlRead *self) {
  if (self == NULL) return;
  for (size_t i = 0; i < self->items.len; i++) free_item(self->items.items[i]);
  for (size_t i = 0; i < self->trees.len; i++) json_decref(self->trees.items[i]);
  for (size_t i = 0; i < self->sources.len; i++) lines_free(&self->sources.items[i].lines);
  array_free(&self->items);
  array_free(&self->trees);
  array_free(&self->sources);
  array_free(&self->gaps);
  array_free(&self->path);
  map_free(&self->names);
  arena_free(&self->arena);
  free(self);
}

/* ---- parsing ---- */

/* Is there a place with so many operands in a row that the tree of them would be too deep? */
static bool is_deep(const SqlTokens *tokens, Str text) {
  size_t chain = 0, depth = 0;
  for (size_t i = 0; i < tokens->len; i++) {
    const SqlToken *token = &tokens->items[i];
    char c = token->span.end > token->span.start ? text.ptr[token->span.start] : ' ';
    chain = c == ',' || c == ';' ? 0 : chain + 1;
    depth = c == '(' || c == '[' ? depth + 1 : depth > 0 && (c == ')' || c == ']') ? depth - 1 : depth;
    if (chain > MAX_CHAIN || depth > 400) return true;
  }
  return false;
}

/* Statements about rows: nothing of them is kept. */
static bool is_rows(Str word) {
  static const char *const words[] = {"insert",  "update",  "delete",   "copy",    "merge",   "vacuum",
                                      "analyze", "explain", "truncate", "lock",    "listen",  "notify",
                                      "fetch",   "move",    "close",    "declare", "reindex", "checkpoint",
                                      "show",    "load",    "discard",  "cluster", NULL};
  for (size_t i = 0; words[i] != NULL; i++)
    if (str_eq_nocase(word, str_from(words[i]))) return true;
  return false;
}

/* Offset of a 1-based position in characters. */
static uint32_t offset_of(Str text, int position) {
  size_t at = 0;
  for (; at < text.len; at++)
    if (((unsigned char)text.ptr[at] & 0xc0) != 0x80 && position-- <= 1) break;
  return (uint32_t)at;
}

/* ---- negative numbers ---- */

/* libpg_query leaves integers below 0 out of its tree: they are read from the text. */
typedef struct Negatives {
  Str text;
} Negatives;

/* "  - 12" at `at` -> -12; 0: another text. */
static long negative_at(Str text, size_t at, bool search) {
  while (search && at < text.len && text.ptr[at] != '-' && text.ptr[at] != ',' && text.ptr[at] != ';' &&
         (text.ptr[at] < '0' || text.ptr[at] > '9'))
    at++;
  if (at >= text.len || text.ptr[at] != '-') return 0;
  for (at++; at < text.len && strchr(" \t\r\n", text.ptr[at]) != NULL;) at++;
  long value = 0;
  for (; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9' && value < INT32_MAX; at++)
    value = value * 10 + (text.ptr[at] - '0');
  return -value;
}

static void mend(json_t *number, Str text, const json_t *place, bool search) {
  long at = tree_int(place, "location");
  if (!json_is_object(number) || json_object_size(number) > 0 || at < 0) return;
  long value = negative_at(text, (size_t)at, search);
  if (value != 0) json_object_set_new(number, "ival", json_integer(value));
}

static bool mend_node(json_t *node, void *user) {
  const Negatives *self = user;
  const json_t *constant = tree_get(node, "A_Const"), *option = tree_get(node, "DefElem");
  if (constant != NULL) mend(tree_get(constant, "ival"), self->text, constant, false);
  if (option != NULL) mend(tree_get(tree_get(option, "arg"), "Integer"), self->text, option, true);
  return true;
}

/* The tree of a text; NULL with the error. */
static json_t *parse(DdlRead *self, Str text, uint32_t offset) {
  size_t bad = utf8_invalid(text);
  if (bad < text.len && text.ptr != NULL) {
    pgddl_fail(self, "invalid byte sequence for encoding \"UTF8\": 0x%02x", (unsigned char)text.ptr[bad]);
    self->error_at = offset + (uint32_t)bad;
    return NULL;
  }
  Str copy = pgddl_keep(self, text);
  PgQueryParseResult result = pg_query_parse(copy.ptr);
  json_t *tree = NULL;
  if (result.error != NULL) {
    pgddl_fail(self, "%s", result.error->message);
    self->error_at = offset + (result.error->cursorpos > 0 ? offset_of(text, result.error->cursorpos) : 0);
  } else {
    json_error_t why;
    tree = json_loads(result.parse_tree, 0, &why);
    if (tree == NULL) pgddl_fail(self, "the statement is nested too deep to be read without a database");
  }
  pg_query_free_parse_result(result);
  return tree;
}

/* Blanks in front of a statement are no part of it. */
static void place_statement(DdlRead *self, const json_t *stmt, Str text, uint32_t offset) {
  long at = tree_int(stmt, "stmt_location"), len = tree_int(stmt, "stmt_len");
  size_t start = at > 0 ? (size_t)at : 0, end = len > 0 ? start + (size_t)len : text.len;
  while (start < end && start < text.len && strchr(" \t\r\n", text.ptr[start]) != NULL) start++;
  self->statement_at = offset + (uint32_t)start;
  self->statement_len = (uint32_t)(end > start ? end - start : 0);
}

static bool run_tree(DdlRead *self, const json_t *tree, Str text, uint32_t offset) {
  size_t count = tree_count(tree, "stmts");
  for (size_t i = 0; i < count; i++) {
    const json_t *stmt = tree_item(tree, "stmts", i);
    place_statement(self, stmt, text, offset);
    if (!pgddl_statement(self, tree_get(stmt, "stmt"))) {
      if (self->error.ptr == NULL) pgddl_fail(self, "the statement cannot be read");
      if (self->error_at == self->piece_at) self->error_at = self->statement_at;
      return false;
    }
  }
  return true;
}

static bool run_text(DdlRead *self, Str sql, uint32_t offset) {
  const SqlFlavor *flavor = dialect_named(STR("postgresql"))->sql;
  SqlTokens tokens = {0};
  sql_tokens(flavor, sql, &tokens);
  Str first = tokens.len > 0 ? span_of(tokens.items[0].span, sql) : (Str){0};
  bool deep = is_deep(&tokens, sql), rows = is_rows(first) || str_find(sql, '\0', 0) < sql.len;
  bool none = tokens.len == 0 || tokens.items[0].kind == SQL_END;
  array_free(&tokens);
  if (none || (rows && str_find(sql, ';', 0) == sql.len)) return true;
  if (deep) return pgddl_fail(self, "the statement is nested too deep to be read without a database");
  json_t *tree = parse(self, sql, offset);
  if (tree == NULL) return false;
  array_push(&self->trees, tree);
  Negatives negatives = {sql};
  pgddl_walk(tree, mend_node, &negatives);
  return run_tree(self, tree, sql, offset);
}

static bool run(DdlRead *self, Arena *arena, Str sql, uint32_t offset, Str *error, uint32_t *error_at) {
  self->error_arena = arena;
  self->error = (Str){0};
  self->error_at = 0;
  self->piece = sql;
  self->piece_at = self->statement_at = offset;
  self->statement_len = (uint32_t)sql.len;
  bool ok = run_text(self, sql, offset);
  *error = self->error;
  *error_at = self->error_at >= offset ? self->error_at - offset : 0;
  return ok;
}

/* ---- to the model ---- */

static bool give_rows(void *user, Arena *arena, PgRows which, DbRows *rows) {
  return pgddl_rows(user, arena, which, rows);
}

static void place_members(const DdlRead *self, Table *table) {
  const CatTable *made = pgddl_find_table(self, table->schema->name, table->name);
  if (made == NULL) return;
  table->pos = made->item.pos;
  for (size_t i = 0; i < table->columns.len; i++) {
    const CatColumn *column = pgddl_column(made, table->columns.items[i]->name);
    if (column != NULL) table->columns.items[i]->pos = column->item.pos;
  }
  for (size_t i = 0; i < made->indexes.len; i++) {
    const CatIndex *index = made->indexes.items[i];
    if (table->primary_key != NULL && index->primary) table->primary_key->pos = index->item.pos;
    for (size_t k = 0; k < table->indexes.len; k++)
      if (str_eq(table->indexes.items[k]->name, index->item.name)) table->indexes.items[k]->pos = index->item.pos;
  }
  for (size_t i = 0; i < made->foreign_keys.len; i++)
    for (size_t k = 0; k < table->foreign_keys.len; k++)
      if (str_eq(table->foreign_keys.items[k]->name, made->foreign_keys.items[i]->item.name))
        table->foreign_keys.items[k]->pos = made->foreign_keys.items[i]->item.pos;
  for (size_t i = 0; i < made->checks.len; i++)
    for (size_t k = 0; k < table->checks.len; k++)
      if (str_eq(table->checks.items[k]->name, made->checks.items[i]->item.name))
        table->checks.items[k]->pos = made->checks.items[i]->item.pos;
}

static void place_object(const DdlRead *self, Object *object) {
  static const uint8_t kinds[] = {ITEM_TYPE,      ITEM_VIEW,      ITEM_TABLE,         ITEM_SEQUENCE, ITEM_ROUTINE,
                                  ITEM_COLLATION, ITEM_EXTENSION, ITEM_EVENT_TRIGGER, ITEM_SERVER};
  for (size_t i = 0; i < sizeof kinds; i++) {
    Str schema = object->schema != NULL ? object->schema->name : (Str){0};
    const Item *item = kinds[i] == ITEM_ROUTINE
                           ? (const Item *)pgddl_routine_named(self, schema, object->name, SIZE_MAX)
                           : pgddl_find(self, (ItemKind)kinds[i], schema, object->name);
    if (item == NULL) continue;
    object->pos = item->pos;
    return;
  }
}

/* A trigger or policy, by the table that it is on. */
static void place_part(const DdlRead *self, Object *object) {
  for (size_t i = 0; i < self->items.len; i++) {
    const CatTable *table = (const CatTable *)self->items.items[i];
    if (table->item.dropped || (table->item.kind != ITEM_TABLE && table->item.kind != ITEM_VIEW)) continue;
    if (object->table != NULL && !str_eq(table->item.name, object->table->name)) continue;
    for (int list = 0; list < 2; list++) {
      const Items *parts = list == 0 ? &table->triggers : &table->policies;
      for (size_t k = 0; k < parts->len; k++)
        if (str_eq(parts->items[k]->name, object->name)) object->pos = parts->items[k]->pos;
    }
  }
}

static void place_all(const DdlRead *self, Realm *realm) {
  for (size_t i = 0; i < self->sources.len; i++)
    array_push(&realm->sources, ((ModelSource){.path = arena_str(&realm->arena, self->sources.items[i].path)}));
  for (size_t i = 0; i < realm->schemas.len; i++) {
    Schema *schema = realm->schemas.items[i];
    const Item *item = pgddl_find(self, ITEM_SCHEMA, (Str){0}, schema->name);
    if (item != NULL) schema->pos = item->pos;
    for (size_t k = 0; k < schema->tables.len; k++) place_members(self, schema->tables.items[k]);
    for (size_t k = 0; k < schema->objects.len; k++) place_object(self, schema->objects.items[k]);
  }
  for (size_t i = 0; i < realm->objects.len; i++) {
    place_object(self, realm->objects.items[i]);
    if (realm->objects.items[i]->for_table) place_part(self, realm->objects.items[i]);
  }
  for (size_t i = 0; i < self->gaps.len; i++) model_gap(realm, self->gaps.items[i].pos, self->gaps.items[i].reason);
}

static Realm *make_realm(DdlRead *self, Arena *arena, Str *error) {
  static const InspectOptions none = {0};
  Inspect reading = {.inspector = &postgresql_inspector, .options = &none};
  PgState state = {.version = TREE_VERSION, .rows = give_rows, .user = self};
  arena_init(&reading.arena, 0);
  reading.realm = self->realm = realm_new(postgresql_inspector.dialect);
  reading.dialect = dialect_named(postgresql_inspector.dialect);
  bool ok = pg_read(&reading, &state);
  if (ok) inspect_link(&reading);
  if (!ok) *error = arena_str(arena, reading.error);
  map_free(&reading.tables);
  arena_free(&reading.arena);
  Realm *realm = self->realm;
  self->realm = NULL;
  if (ok) place_all(self, realm);
  if (ok) return realm;
  realm_free(realm);
  return NULL;
}

const DdlReader postgresql_ddl_reader = {.dialect = STR_INIT("postgresql"),
                                         .open = open_read,
                                         .plain = pgddl_plain,
                                         .source = set_source,
                                         .run = run,
                                         .realm = make_realm,
                                         .close = close_read};
