/* postgresql_types.c: random types, sequences and functions of PostgreSQL that tables may use. */
#include "tests/converge/postgresql.h"

/* ---- types ---- */

/* int, or text; a domain of the kind. */
static void put_base(Gen *self, uint32_t id, Buf *out, bool number) {
  const char *group = number ? "domain_int" : "domain_text";
  uint32_t other = gen_chance(self, 25) ? pgen_pick_object(self, group) : 0;
  if (other != 0 && other != id)
    buf_printf(out, "@%u", pgen_refer(self, id, other));
  else
    buf_put(out, str_from(number ? GEN_ONE(self, "int", "bigint", "smallint")
                                 : GEN_ONE(self, "text", "varchar(20)", "varchar(255)")));
}

static void put_domain_check(Gen *self, uint32_t id, Buf *out, bool number, int count) {
  uint32_t function = gen_chance(self, 30) ? pgen_pick_object(self, number ? "int_function" : "text_function") : 0;
  buf_printf(out, "  check \"%s%d\" {\n    expr = \"", GEN_ONE(self, "check", "Odd check"), count);
  if (function != 0)
    buf_printf(out, number ? "#%u(VALUE::int) %s" : "#%u(VALUE) %s", pgen_refer(self, id, function),
               number ? "> 0" : "<> ''");
  else
    buf_put(out, str_from(number ? GEN_ONE(self, "VALUE > 0", "VALUE BETWEEN 1 AND 100", "VALUE IN (1, 2)")
                                 : GEN_ONE(self, "length(VALUE) < 10", "VALUE <> 'it''s'", "VALUE ~ '^a'")));
  buf_put(out, STR("\"\n  }\n"));
}

static bool make_domain(Gen *self, uint32_t id, bool number) {
  Buf out = {0};
  buf_put(&out, STR("domain @9 {\n  schema = @8\n  type = "));
  put_base(self, id, &out, number);
  buf_putc(&out, '\n');
  if (gen_chance(self, 60)) buf_put(&out, STR("  null = true\n"));
  if (gen_chance(self, 30))
    buf_printf(&out, "  default = %s\n",
               number ? GEN_ONE(self, "1", "7", "sql(\"(1 + 2)\")")
                      : GEN_ONE(self, "\"x\"", "\"\"", "\"it's\"", "sql(\"lower('A')\")"));
  for (int i = 0; i < 2; i++)
    if (gen_chance(self, 30)) put_domain_check(self, id, &out, number, i);
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool int_domain(Gen *self, uint32_t id) { return make_domain(self, id, true); }
static bool text_domain(Gen *self, uint32_t id) { return make_domain(self, id, false); }

static void put_field(Gen *self, uint32_t id, Buf *out, const char *name) {
  uint32_t other = 0;
  if (gen_chance(self, 20)) other = gen_pick(self, ELEM_ENUM);
  if (gen_chance(self, 10)) other = pgen_pick_object(self, "composite");
  buf_printf(out, "  field \"%s\" {\n    type = ", name);
  if (other != 0 && other != id)
    buf_printf(out, "@%u", pgen_refer(self, id, other));
  else if (gen_chance(self, 30))
    put_base(self, id, out, gen_chance(self, 50));
  else
    buf_put(out, str_from(GEN_ONE(self, "int", "text", "numeric(10,2)", "timestamptz", "jsonb", "boolean")));
  buf_put(out, STR("\n  }\n"));
}

static bool composite(Gen *self, uint32_t id) {
  static const char *const names[] = {"x", "y", "Big Z", "order"};
  Buf out = {0};
  buf_put(&out, STR("composite @9 {\n  schema = @8\n"));
  put_field(self, id, &out, "first");
  for (int i = 0; i < 4; i++)
    if (gen_chance(self, 30)) put_field(self, id, &out, names[i]);
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool range(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_printf(&out, "range @9 {\n  schema = @8\n  subtype = %s\n",
             GEN_ONE(self, "int", "numeric", "text", "date", "double_precision"));
  if (gen_chance(self, 30)) buf_printf(&out, "  multirange_type_name = \"multi%u\"\n", id);
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool collation(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_put(&out, STR("collation @9 {\n  schema = @8\n"));
  buf_put(&out, str_from(GEN_ONE(self, "  provider = \"icu\"\n  locale = \"en-u-kn-true\"\n",
                                 "  provider = \"icu\"\n  locale = \"de\"\n  deterministic = false\n",
                                 "  locale = \"C\"\n", "  provider = \"libc\"\n  locale = \"POSIX\"\n")));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* ---- sequences ---- */

static bool sequence(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_put(&out, STR("sequence @9 {\n  schema = @8\n"));
  if (gen_chance(self, 40)) buf_printf(&out, "  type = %s\n", GEN_ONE(self, "smallint", "int", "bigint"));
  if (gen_chance(self, 40)) buf_printf(&out, "  start = %s\n", GEN_ONE(self, "1", "5", "100"));
  if (gen_chance(self, 40)) buf_printf(&out, "  increment = %s\n", GEN_ONE(self, "1", "2", "10"));
  if (gen_chance(self, 20)) buf_put(&out, STR("  min_value = 1\n"));
  if (gen_chance(self, 20)) buf_printf(&out, "  max_value = %s\n", GEN_ONE(self, "1000", "32767"));
  if (gen_chance(self, 20)) buf_printf(&out, "  cache = %s\n", GEN_ONE(self, "1", "20"));
  if (gen_chance(self, 20)) buf_put(&out, STR("  cycle = true\n"));
  uint32_t table = gen_chance(self, 30) ? gen_pick(self, ELEM_TABLE) : 0;
  if (table != 0 && gen_get(self, table)->parent == gen_get(self, id)->parent)
    buf_printf(&out, "  owner = @%u\n", pgen_refer(self, id, gen_pick_child(self, table, ELEM_COLUMN)));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

/* A column and its sequence are in one schema. */
static bool bad_sequence(const Gen *self, const Elem *elem) {
  const Elem *column = elem->ref_count > 0 ? gen_get(self, elem->refs[0]) : NULL;
  return column != NULL && gen_get(self, column->parent)->parent != elem->parent;
}

/* ---- functions ---- */

static void put_options(Gen *self, Buf *out) {
  if (gen_chance(self, 20)) buf_put(out, STR("  strict = true\n"));
  if (gen_chance(self, 10)) buf_put(out, STR("  leakproof = true\n"));
  if (gen_chance(self, 15)) buf_put(out, STR("  security = DEFINER\n"));
  if (gen_chance(self, 20)) buf_printf(out, "  parallel = %s\n", GEN_ONE(self, "SAFE", "RESTRICTED", "UNSAFE"));
  if (gen_chance(self, 10)) buf_put(out, STR("  config_params = {\n    search_path = \"pg_catalog\"\n  }\n"));
  pgen_put_comment(self, out);
}

typedef struct Body {
  const char *lang, *text; /* %: the argument */
} Body;

static const Body int_bodies[] = {{"SQL", "SELECT % + 1"},
                                  {"SQL", "RETURN % * 2"},
                                  {"SQL", "BEGIN ATOMIC\\n  SELECT % - 1;\\nEND"},
                                  {"PLpgSQL", "BEGIN RETURN % + 3; END;"},
                                  {"PLpgSQL", "DECLARE\\n  n int := %;\\nBEGIN\\n  -- it's one\\n  RETURN n;\\nEND"}};
static const Body text_bodies[] = {{"SQL", "SELECT upper(%)"},
                                   {"SQL", "RETURN lower(%)"},
                                   {"SQL", "SELECT coalesce(%, 'it''s')"},
                                   {"PLpgSQL", "\\nBEGIN\\n  RETURN % || 'x';\\nEND;\\n"}};

static void put_body(Buf *out, const char *text, const char *arg) {
  buf_put(out, STR("  as = \""));
  for (; *text != '\0'; text++)
    if (*text == '%')
      buf_put(out, str_from(arg));
    else
      buf_putc(out, *text);
  buf_put(out, STR("\"\n"));
}

/* One argument in, the same type out; may be part of an index. */
static bool make_scalar(Gen *self, uint32_t id, const char *type, const char *group, const Body *bodies, size_t count) {
  const Body *body = &bodies[gen_below(self, (uint32_t)count)];
  const char *arg = GEN_ONE(self, "v", "v", "v", "w");
  Buf out = {0};
  uint32_t other = gen_chance(self, 15) ? pgen_pick_object(self, group) : 0;
  if (other == id) other = 0;
  buf_printf(&out, "function @9 {\n  schema = @8\n  lang = %s\n  volatility = IMMUTABLE\n  return = %s\n",
             other != 0 ? "SQL" : body->lang, type);
  buf_printf(&out, "  arg \"%s\" {\n    type = %s\n", arg, type);
  if (gen_chance(self, 10)) buf_printf(&out, "    default = %s\n", strcmp(type, "int") == 0 ? "1" : "\"x\"");
  buf_put(&out, STR("  }\n"));
  if (other != 0)
    buf_printf(&out, "  as = \"SELECT #%u(%s)\"\n", pgen_refer(self, id, other), arg);
  else
    put_body(&out, body->text, arg);
  put_options(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

static bool int_function(Gen *self, uint32_t id) {
  return make_scalar(self, id, "int", "int_function", int_bodies, sizeof int_bodies / sizeof *int_bodies);
}

static bool text_function(Gen *self, uint32_t id) {
  return make_scalar(self, id, "text", "text_function", text_bodies, sizeof text_bodies / sizeof *text_bodies);
}

static bool state_function(Gen *self, uint32_t id) {
  Buf out = {0};
  buf_printf(&out,
             "function @9 {\n  schema = @8\n  lang = SQL\n  return = int\n  volatility = IMMUTABLE\n"
             "  arg \"a\" {\n    type = int\n  }\n  arg \"b\" {\n    type = int\n  }\n  as = \"%s\"\n",
             GEN_ONE(self, "SELECT a + b", "SELECT greatest(a, b)", "RETURN a * b"));
  pgen_put_comment(self, &out);
  buf_put(&out, STR("}"));
  pgen_done(self, id, &out);
  return true;
}

const PgenMaker pgen_type_makers[] = {
    {"int_function", "f", 3, true, false, int_function, NULL},
    {"text_function", "f", 2, true, false, text_function, NULL},
    {"state_function", "f", 1, true, false, state_function, NULL},
    {"sequence", "s", 3, true, false, sequence, bad_sequence},
    {"domain_int", "d", 3, true, false, int_domain, NULL},
    {"domain_text", "d", 3, true, false, text_domain, NULL},
    {"composite", "k", 3, true, false, composite, NULL},
    {"range", "g", 1, true, false, range, NULL},
    {"collation", "l", 1, true, false, collation, NULL},
    {0},
};
