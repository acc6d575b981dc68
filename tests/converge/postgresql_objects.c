/* postgresql_objects.c: random views, triggers, policies, partitions ... of PostgreSQL, over the tables. */
#include "tests/converge/postgresql.h"

static bool has_tables(const Gen *self) {
  for (size_t i = 0; i < self->elems.len; i++)
    if (self->elems.items[i].kind == ELEM_TABLE) return true;
  return false;
}

/* ---- queries ---- */

/* What a query reads: a table, or something with columns a and b. */
static uint32_t pick_relation(Gen *self, uint32_t id) {
  static const char *const groups[] = {"view", "view", "materialized", "query_function", "foreign_table"};
  uint32_t other = gen_chance(self, 40) ? pgen_pick_object(self, groups[gen_below(self, 5)]) : 0;
  return other != 0 && other != id ? other : gen_pick(self, ELEM_TABLE);
}

static bool is_table(const Gen *self, uint32_t id) { return gen_get(self, id)->kind == ELEM_TABLE; }

/* #0, or #0() of a function. */
static void put_relation(Gen *self, uint32_t id, uint32_t relation, Buf *out) {
  bool call = pgen_in_group(gen_get(self, relation), "query_function");
  buf_printf(out, "#%u%s", pgen_refer(self, id, relation), call ? "()" : "");
}

/* t.$1, or t.a */
static Str column_text(Gen *self, uint32_t id, uint32_t relation) {
  uint32_t column = is_table(self, relation) ? gen_pick_child(self, relation, ELEM_COLUMN) : 0;
  if (column == 0) return str_from(GEN_ONE(self, "t.a", "t.b"));
  return arena_printf(self->arena, "t.$%u", pgen_refer(self, id, column));
}

static void put_second_column(Gen *self, uint32_t id, Buf *out, bool grouped) {
  uint32_t function = gen_chance(self, 20) ? pgen_pick_object(self, "int_function") : 0;
  if (grouped)
    buf_put(out, STR(", count(*)::int AS b"));
  else if (function != 0)
    buf_printf(out, ", #%u(1) AS b", pgen_refer(self, id, function));
  else
    buf_printf(out, ", %s AS b", GEN_ONE(self, "1", "2", "(1 + 2)"));
}

/* SELECT t."c" AS a, 1 AS b FROM "s"."t" AS t. `typed`: a is a text. */
static void put_query(Gen *self, uint32_t id, Buf *out, bool typed, bool simple) {
  uint32_t relation = pick_relation(self, id);
  Str column = column_text(self, id, relation);
  bool grouped = !simple && gen_chance(self, 15);
  const char *format =
      typed ? GEN_ONE(self, "%::text", "coalesce(%::text, 'it''s')") : GEN_ONE(self, "%", "%", "%::text");
  if (grouped) format = typed ? "max(%::text)" : GEN_ONE(self, "count(%)", "max(%::text)");
  buf_put(out, STR("SELECT "));
  for (const char *c = format; *c != '\0'; c++)
    if (*c == '%')
      buf_put(out, column);
    else
      buf_putc(out, *c);
  buf_put(out, STR(" AS a"));
  put_second_column(self, id, out, grouped);
  if (!typed && !grouped && gen_chance(self, 20)) buf_put(out, STR(", 'x'::text AS c"));
  buf_put(out, STR(" FROM "));
  put_relation(self, id, relation, out);
  buf_put(out, STR(" AS t"));
  if (!simple && gen_chance(self, 20)) {
    buf_put(out, STR(" LEFT JOIN "));
    put_relation(self, id, pick_relation(self, id), out);
    buf_put(out, STR(" AS u ON true"));
  }
  if (gen_chance(self, 25)) buf_printf(out, " WHERE %.*s IS NOT NULL", STR_FMT(column));
}

/* ---- views ---- */

static void put_columns(Gen *self, Buf *out) {
  buf_put(out, STR("  column \"a\" {\n    type = text\n"));
  if (gen_chance(self, 50)) buf_put(out, STR("    comment = \"it's a\"\n"));
  buf_put(out, STR("  }\n  column \"b\" {\n    type = int\n"));
  if (gen_chance(self, 30)) buf_printf(out, "    comment = \"%s\"\n", GEN_ONE(self, "b", "null"));
  buf_put(out, STR("  }\n"));
}

static bool view(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  bool typed = gen_chance(self, 40), simple = gen_chance(self, 50);
  Buf out = {0};
  buf_put(&out, STR("view @9 {\n  schema = @8\n"));
  if (typed) put_columns(self, &out);
  buf_put(&out, STR("  as = \""));
  put_query(self, id, &out, typed, simple);
  buf_put(&out, STR("\"\n"));
  if (gen_chance(self, 20)) buf_printf(&out, "  security {\n    %s = true\n  }\n", GEN_ONE(self, "invoker", "barrier"));
  const Elem *own = gen_get(self, id);
  if (gen_chance(self, 50)) buf_printf(&out, "  depends_on = [@0%s]\n", own->ref_count > 2 ? ", @2" : "");
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool materialized(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  Buf out = {0};
  buf_put(&out, STR("materialized @9 {\n  schema = @8\n"));
  put_columns(self, &out);
  if (gen_chance(self, 50))
    buf_printf(&out, "  index \"mi%u\" {\n    columns = [column.%s]\n    unique = %s\n  }\n", id,
               GEN_ONE(self, "a", "b"), GEN_ONE(self, "true", "false"));
  if (gen_chance(self, 30))
    buf_printf(&out, "  index \"Mx %u\" {\n    on {\n      expr = \"%s\"\n    }\n    comment = \"it's\"\n  }\n", id,
               GEN_ONE(self, "lower(a)", "(b + 1)"));
  buf_put(&out, STR("  as = \""));
  put_query(self, id, &out, true, gen_chance(self, 50));
  buf_put(&out, STR("\"\n"));
  if (gen_chance(self, 20))
    buf_printf(&out, "  storage_params {\n    fillfactor = %s\n  }\n", GEN_ONE(self, "50", "70"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* ---- routines ---- */

static bool query_function(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  Buf out = {0};
  bool set = gen_chance(self, 70);
  buf_printf(&out, "function @9 {\n  schema = @8\n  lang = SQL\n%s",
             gen_chance(self, 30) ? "  volatility = STABLE\n" : "");
  if (set)
    buf_put(&out,
            STR("  return_table {\n    column \"a\" {\n      type = text\n    }\n    column \"b\" {\n      type = "
                "int\n    }\n  }\n"));
  else
    buf_put(&out, STR("  return = record\n  arg \"a\" {\n    type = text\n    mode = OUT\n  }\n  arg \"b\" {\n    type "
                      "= int\n    mode = OUT\n  }\n"));
  bool atomic = gen_chance(self, 30);
  buf_printf(&out, "  as = \"%s", atomic ? "BEGIN ATOMIC\\n " : "");
  put_query(self, id, &out, true, false);
  buf_printf(&out, "%s\"\n", atomic ? ";\\nEND" : "");
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool returning_function(Gen *self, uint32_t id, const char *type, const char *const *bodies) {
  Buf out = {0};
  buf_printf(&out, "function @9 {\n  schema = @8\n  lang = PLpgSQL\n  return = %s\n  as = \"%s\"\n", type,
             gen_one(self, bodies));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool trigger_function(Gen *self, uint32_t id) {
  static const char *const bodies[] = {"BEGIN RETURN NEW; END;",
                                       "\\nBEGIN\\n  -- it's $$ or $x$\\n  RETURN coalesce(NEW, OLD);\\nEND\\n",
                                       "BEGIN RETURN OLD; END", NULL};
  return returning_function(self, id, "trigger", bodies);
}

static bool event_function(Gen *self, uint32_t id) {
  static const char *const bodies[] = {"BEGIN NULL; END;", "BEGIN RETURN; END", NULL};
  return returning_function(self, id, "event_trigger", bodies);
}

/* A type for an argument: of the schema, or built in. */
static void put_arg(Gen *self, uint32_t id, Buf *out, const char *name) {
  static const char *const groups[] = {"domain_int", "composite", "range", "domain_text"};
  uint32_t type = gen_chance(self, 40) ? pgen_pick_object(self, groups[gen_below(self, 4)]) : 0;
  if (gen_chance(self, 15)) type = gen_pick(self, ELEM_ENUM);
  buf_printf(out, "  arg %s{\n    type = ", name);
  if (type != 0)
    buf_printf(out, "@%u", pgen_refer(self, id, type));
  else
    buf_put(out, str_from(GEN_ONE(self, "int", "text", "date", "sql(\"int[]\")", "numeric", "varchar(20)")));
  buf_put(out, STR("\n  }\n"));
}

/* May share its name with others. */
static bool overload(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_printf(&out, "function \"over\" {\n  schema = @8\n  lang = %s\n  return = int\n", GEN_ONE(self, "SQL", "SQL"));
  put_arg(self, id, &out, GEN_ONE(self, "\"a\" ", ""));
  if (gen_chance(self, 50)) put_arg(self, id, &out, "\"b\" ");
  buf_printf(&out, "  as = \"%s\"\n", GEN_ONE(self, "SELECT 1", "SELECT 2", "RETURN 3"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool same_overload(const Gen *self, const Elem *elem) {
  for (size_t i = 0; i < self->elems.len && self->elems.items[i].id != elem->id; i++)
    if (pgen_in_group(&self->elems.items[i], "overload") && self->elems.items[i].parent == elem->parent) return true;
  return false;
}

static bool procedure(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  uint32_t table = gen_pick(self, ELEM_TABLE);
  Buf out = {0};
  bool sql = gen_chance(self, 60);
  buf_printf(&out, "procedure @9 {\n  schema = @8\n  lang = %s\n", sql ? "SQL" : "PLpgSQL");
  if (gen_chance(self, 60)) put_arg(self, id, &out, "\"x\" ");
  if (!sql)
    buf_put(&out, str_from(GEN_ONE(self, "  as = \"BEGIN COMMIT; END;\"\n", "  as = \"BEGIN NULL; END\"\n")));
  else
    buf_printf(&out, "  as = \"%sDELETE FROM #%u%s\"\n", "", pgen_refer(self, id, table),
               GEN_ONE(self, "", " WHERE 1 = 1"));
  if (gen_chance(self, 20)) buf_put(&out, STR("  security = DEFINER\n"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool aggregate(Gen *self, uint32_t id) {
  uint32_t function = pgen_pick_object(self, "state_function");
  if (function == 0) return false;
  Buf out = {0};
  buf_printf(&out,
             "aggregate @9 {\n  schema = @8\n  arg {\n    type = int\n  }\n  state_type = int\n  state_func = @%u\n",
             pgen_refer(self, id, function));
  if (gen_chance(self, 60)) buf_printf(&out, "  initial_value = %s\n", GEN_ONE(self, "0", "1"));
  if (gen_chance(self, 30)) buf_put(&out, STR("  parallel = SAFE\n"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* ---- triggers ---- */

static void put_view_trigger(Gen *self, uint32_t id, uint32_t function, uint32_t target, Buf *out) {
  buf_printf(out, "  on = @%u\n  instead_of {\n    %s = true\n  }\n  for = ROW\n", pgen_refer(self, id, target),
             GEN_ONE(self, "insert", "update", "delete"));
  buf_printf(out, "  execute {\n    function = @%u\n  }\n", pgen_refer(self, id, function));
}

static void put_table_trigger(Gen *self, uint32_t id, uint32_t function, uint32_t table, Buf *out) {
  bool row = gen_chance(self, 60), before = gen_chance(self, 50), of = gen_chance(self, 30);
  buf_printf(out, "  on = @%u\n  %s {\n", pgen_refer(self, id, table), before ? "before" : "after");
  uint32_t column = gen_pick_child(self, table, ELEM_COLUMN);
  if (of)
    buf_printf(out, "    update_of = [@%u]\n", pgen_refer(self, id, column));
  else
    buf_printf(out, "    %s = true\n", GEN_ONE(self, "insert", "update", "delete"));
  if (!of && !row && gen_chance(self, 20)) buf_put(out, STR("    truncate = true\n"));
  buf_printf(out, "  }\n  for = %s\n", row ? "ROW" : "STATEMENT");
  if (row && of && gen_chance(self, 50))
    buf_printf(out, "  when = \"%s.$%u IS NOT NULL\"\n", GEN_ONE(self, "OLD", "NEW"), pgen_refer(self, id, column));
  if (row && !before && !of && gen_chance(self, 30))
    buf_printf(out, "  constraint = true\n  deferrable = %s\n",
               GEN_ONE(self, "INITIALLY_DEFERRED", "INITIALLY_IMMEDIATE"));
  buf_printf(out, "  execute {\n    function = @%u\n%s  }\n", pgen_refer(self, id, function),
             gen_chance(self, 20) ? "    args = [\"x\", \"it's\"]\n" : "");
}

static bool trigger(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  uint32_t function = pgen_pick_object(self, "trigger_function"), table = gen_pick(self, ELEM_TABLE);
  uint32_t target = gen_chance(self, 25) ? pgen_pick_object(self, "view") : 0;
  if (function == 0) return false;
  Buf out = {0};
  buf_put(&out, STR("trigger @9 {\n"));
  if (target != 0)
    put_view_trigger(self, id, function, target, &out);
  else
    put_table_trigger(self, id, function, table, &out);
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* A generated column has no value before the row is written. */
static bool bad_trigger(const Gen *self, const Elem *elem) {
  for (uint32_t i = 0; i < elem->ref_count; i++)
    if (gen_get(self, elem->refs[i])->kind == ELEM_COLUMN && gen_find_prop(self, elem->refs[i], "as") != NULL)
      return true;
  return false;
}

static bool event_trigger(Gen *self, uint32_t id) {
  uint32_t function = pgen_pick_object(self, "event_function");
  if (function == 0) return false;
  Buf out = {0};
  buf_printf(&out, "event_trigger @9 {\n  on = %s\n  execute = @%u\n",
             GEN_ONE(self, "ddl_command_start", "ddl_command_end", "sql_drop"), pgen_refer(self, id, function));
  if (gen_chance(self, 40))
    buf_printf(&out, "  tags = [%s]\n", GEN_ONE(self, "\"DROP TABLE\"", "\"DROP VIEW\", \"DROP TABLE\""));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* ---- policies ---- */

static bool policy(Gen *self, uint32_t id) {
  if (!has_tables(self)) return false;
  uint32_t table = gen_pick(self, ELEM_TABLE), column = gen_pick_child(self, table, ELEM_COLUMN);
  const char *command = GEN_ONE(self, "ALL", "SELECT", "INSERT", "UPDATE", "DELETE");
  Buf out = {0};
  buf_printf(&out, "policy @9 {\n  on = @%u\n  for = %s\n", pgen_refer(self, id, table), command);
  if (gen_chance(self, 30)) buf_put(&out, STR("  as = RESTRICTIVE\n"));
  if (gen_chance(self, 60))
    buf_printf(&out, "  to = [%s]\n", GEN_ONE(self, "PUBLIC", "\"pg_monitor\"", "\"postgres\", \"pg_monitor\""));
  Str test = arena_printf(self->arena, "$%u IS NOT NULL", pgen_refer(self, id, column));
  if (gen_chance(self, 30)) test = str_from(GEN_ONE(self, "true", "CURRENT_USER = 'it''s'"));
  uint32_t function = gen_chance(self, 15) ? pgen_pick_object(self, "int_function") : 0;
  if (function != 0) test = arena_printf(self->arena, "#%u(1) > 0", pgen_refer(self, id, function));
  if (strcmp(command, "INSERT") != 0) buf_printf(&out, "  using = \"%.*s\"\n", STR_FMT(test));
  bool writes = strcmp(command, "SELECT") != 0 && strcmp(command, "DELETE") != 0;
  if (strcmp(command, "INSERT") == 0 || (writes && gen_chance(self, 40)))
    buf_printf(&out, "  check = \"%.*s\"\n", STR_FMT(test));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* ---- partitions ---- */

/* Bounds that no other partition has: by the number of the element, or a new one. */
static bool partition(Gen *self, uint32_t id) {
  uint32_t table = 0;
  for (int i = 0; i < 8 && (table == 0 || pgen_partition_key(self, table) == 0); i++)
    table = gen_pick(self, ELEM_TABLE);
  const Elem *own = gen_get(self, id);
  if (own->ref_count > 0) table = own->refs[0];
  if (table == 0 || pgen_partition_key(self, table) == 0) return false;
  Str how = gen_find_prop(self, table, "partition")->text;
  uint32_t number = 10 * gen_below(self, 5);
  Buf out = {0};
  buf_printf(&out, "partition @9 {\n  schema = @8\n  of = @%u\n", pgen_refer(self, id, table));
  if (str_find(how, 'H', 0) < how.len)
    buf_printf(&out, "  hash {\n    modulus = 5\n    remainder = %u\n  }\n", number / 10);
  else if (gen_chance(self, 15))
    buf_put(&out, STR(""));
  else if (str_find(how, 'G', 0) < how.len)
    buf_printf(&out, "  range {\n    from = [\"%u\"]\n    to = [\"%u\"]\n  }\n", number, number + 10);
  else
    buf_printf(&out, "  list {\n    in = [\"%u\"%s]\n  }\n", number, gen_chance(self, 10) ? ", \"NULL\"" : "");
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool holds(Str text, const char *word) {
  for (size_t i = 0; i < text.len; i++)
    if (str_starts(str_sub(text, i, text.len), str_from(word))) return true;
  return false;
}

/* "{ from ... }" of its bound. */
static Str bound_of(Str text) {
  size_t start = str_find(text, '{', str_find(text, '{', 0) + 1);
  return str_sub(text, start < text.len ? start : text.len, str_find(text, '}', start < text.len ? start : text.len));
}

/* No two of one bound; one default, and one for NULL. */
static bool repeats_bound(const Elem *a, const Elem *b) {
  bool plain = !holds(a->text, "range {") && !holds(a->text, "list {") && !holds(a->text, "hash {");
  bool other = !holds(b->text, "range {") && !holds(b->text, "list {") && !holds(b->text, "hash {");
  if (!plain && !other && (str_eq(bound_of(a->text), bound_of(b->text)) || holds(a->text, "list {"))) {
    Str x = bound_of(a->text), y = bound_of(b->text);
    size_t at = str_find(x, '"', 0), end = str_find(x, '"', at + 1), from = str_find(y, '"', 0);
    if (str_eq(x, y) || str_starts(str_sub(y, from < y.len ? from : y.len, y.len), str_sub(x, at, end + 1)))
      return true;
  }
  return (plain && other) || (holds(a->text, "NULL") && holds(b->text, "NULL"));
}

static bool bad_partition(const Gen *self, const Elem *elem) {
  const Elem *how = elem->ref_count > 0 ? gen_find_prop(self, elem->refs[0], "partition") : NULL;
  if (how == NULL || pgen_partition_key(self, elem->refs[0]) == 0) return true;
  if (holds(elem->text, "range {") && !holds(how->text, "RANGE")) return true;
  if (holds(elem->text, "list {") && !holds(how->text, "LIST")) return true;
  if (holds(how->text, "HASH") && !holds(elem->text, "hash {")) return true;
  if (holds(elem->text, "hash {") && !holds(how->text, "HASH")) return true;
  for (size_t i = 0; i < self->elems.len && self->elems.items[i].id != elem->id; i++) {
    const Elem *other = &self->elems.items[i];
    if (pgen_in_group(other, "partition") && other->refs[0] == elem->refs[0] && repeats_bound(elem, other)) return true;
  }
  return false;
}

/* ---- of the database ---- */

static bool extension(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_printf(&out, "extension \"%s\" {\n  schema = @8\n}",
             GEN_ONE(self, "pg_trgm", "citext", "btree_gist", "hstore", "unaccent"));
  pgen_done(self, id, &out);
  return true;
}

/* The text names it: two of one name are alike but for the schema. */
static bool same_extension(const Gen *self, const Elem *elem) {
  for (size_t i = 0; i < self->elems.len && self->elems.items[i].id != elem->id; i++)
    if (str_eq(self->elems.items[i].text, elem->text)) return true;
  return false;
}

static bool cast(Gen *self, uint32_t id) {
  uint32_t type = pgen_pick_object(self, "composite");
  if (type == 0) return false;
  Buf out = {0};
  buf_printf(&out, "cast {\n  source = @%u\n  target = %s\n  with = \"INOUT\"\n%s}", pgen_refer(self, id, type),
             GEN_ONE(self, "jsonb", "xml"), GEN_ONE(self, "", "  as = ASSIGNMENT\n"));
  pgen_done(self, id, &out);
  return true;
}

static bool same_cast(const Gen *self, const Elem *elem) {
  for (size_t i = 0; i < self->elems.len && self->elems.items[i].id != elem->id; i++) {
    const Elem *other = &self->elems.items[i];
    if (pgen_in_group(other, "cast") && other->refs[0] == elem->refs[0]) return true;
  }
  return false;
}

/* ---- foreign data ---- */

static bool wrapper(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_put(&out, STR("extension \"postgres_fdw\" {\n  schema = @8\n}"));
  gen_get(self, id)->name = STR("postgres_fdw");
  pgen_done(self, id, &out);
  return true;
}

static bool server(Gen *self, uint32_t id) {
  uint32_t extension_id = pgen_pick_object(self, "wrapper");
  if (extension_id == 0) return false;
  Buf out = {0};
  buf_printf(&out, "server @9 {\n  fdw = @%u\n", pgen_refer(self, id, extension_id));
  if (gen_chance(self, 50))
    buf_printf(&out, "  options = {\n    host = \"%s\"\n    port = \"5432\"\n  }\n", GEN_ONE(self, "a", "b.c", "it's"));
  if (gen_chance(self, 20)) buf_put(&out, STR("  version = \"1\"\n"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool mapping(Gen *self, uint32_t id) {
  uint32_t server_id = pgen_pick_object(self, "server");
  if (server_id == 0) return false;
  Buf out = {0};
  buf_printf(&out, "user_mapping {\n  server = @%u\n  user = %s\n", pgen_refer(self, id, server_id),
             GEN_ONE(self, "PUBLIC", "\"postgres\""));
  if (gen_chance(self, 50)) buf_printf(&out, "  options = {\n    user = \"%s\"\n  }\n", GEN_ONE(self, "u", "v w"));
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* One of a server. */
static bool same_mapping(const Gen *self, const Elem *elem) {
  for (size_t i = 0; i < self->elems.len && self->elems.items[i].id != elem->id; i++)
    if (pgen_in_group(&self->elems.items[i], "mapping") && self->elems.items[i].refs[0] == elem->refs[0]) return true;
  return false;
}

static bool foreign_table(Gen *self, uint32_t id) {
  uint32_t server_id = pgen_pick_object(self, "server");
  if (server_id == 0) return false;
  Buf out = {0};
  buf_printf(&out, "foreign_table @9 {\n  schema = @8\n  server = @%u\n", pgen_refer(self, id, server_id));
  buf_put(&out,
          STR("  column \"a\" {\n    type = text\n    null = true\n  }\n  column \"b\" {\n    type = int\n  }\n"));
  if (gen_chance(self, 40)) buf_put(&out, STR("  column \"c\" {\n    type = date\n    null = true\n  }\n"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

const PgenMaker pgen_object_makers[] = {
    {"view", "v", 8, false, false, view, NULL},
    {"materialized", "m", 4, false, false, materialized, NULL},
    {"query_function", "q", 3, false, false, query_function, NULL},
    {"trigger_function", "tf", 3, false, false, trigger_function, NULL},
    {"event_function", "ef", 1, false, false, event_function, NULL},
    {"overload", "over", 2, false, false, overload, same_overload},
    {"procedure", "p", 2, false, false, procedure, NULL},
    {"aggregate", "a", 1, false, false, aggregate, NULL},
    {"trigger", "tr", 5, false, true, trigger, bad_trigger},
    {"event_trigger", "et", 1, false, true, event_trigger, NULL},
    {"policy", "po", 4, false, true, policy, NULL},
    {"partition", "part", 4, false, false, partition, bad_partition},
    {"extension", "x", 1, false, false, extension, same_extension},
    {"wrapper", "", 1, false, false, wrapper, same_extension},
    {"server", "sv", 1, false, true, server, NULL},
    {"mapping", "", 1, false, true, mapping, same_mapping},
    {"foreign_table", "ft", 1, false, false, foreign_table, NULL},
    {"cast", "", 1, false, true, cast, same_cast},
    {0},
};
