/* test_eval.c: runs the cases of tests/eval/<name>.test: an expression, then what it gives.
 *
 *     # comment                       at the start of a line
 *     <<<                             definitions that the following cases see (HCL of the dialect)
 *     table "users" {...}
 *     >>>
 *     @dialect postgresql             language of the following definitions and cases
 *     @inside table users             the definition around the following expressions; alone: top level
 *     @attr table.column.type         the attribute that the following expressions belong to; alone: none
 *     @each                           for_each is around (and off again)
 *     @defaults                       defaults of variables do not count (and on again)
 *
 *     1 + 1                           an expression; a line break in it is written \~
 *     => 2                            its value; or
 *     !! Summary; Detail              its first mistake, and optionally
 *     at "a"                          what is underlined
 *
 * Values: null, true, 5, "x", [tuple], list[..], set[..], {object}, map{..}, unknown, unknown string, ref column.id,
 * kind table, type varchar, sql "...", word CASCADE. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/path.h"
#include "typecheck/val.h"

typedef struct Suite {
  Arena arena;
  Str file;
  size_t line, cases, failures;
  const Dialect *dialect;
  Module *module;
  File *defs;
  const SymDef *inside;
  const ValueSpec *expected;
  Str parent_type, attr_name;
  bool has_each, no_defaults;
} Suite;

typedef struct Mistake {
  bool seen;
  Span span;
  Str message;
} Mistake;

static void put_value(const Val *value, Buf *out, Arena *arena);

static void put_quoted(Str text, Buf *out) {
  buf_putc(out, '"');
  for (size_t i = 0; i < text.len; i++) {
    const char *special = "\\\"\n\t\r", *letters = "\\\"ntr";
    const char *found = text.ptr[i] != '\0' ? strchr(special, text.ptr[i]) : NULL;
    if (found != NULL)
      buf_printf(out, "\\%c", letters[found - special]);
    else
      buf_putc(out, text.ptr[i]);
  }
  buf_putc(out, '"');
}

static void put_content(const Val *value, Buf *out, Arena *arena) {
  bool list = value->kind == VAL_LIST;
  buf_put(out, value->flag ? STR("") : !list ? STR("map") : value->set ? STR("set") : STR("list"));
  buf_putc(out, list ? '[' : '{');
  for (uint32_t i = 0; i < value->count; i++) {
    if (i > 0) buf_put(out, STR(", "));
    if (!list) buf_printf(out, "%.*s = ", STR_FMT(value->as.fields[i].name));
    put_value(list ? value->as.items[i] : value->as.fields[i].value, out, arena);
  }
  buf_putc(out, list ? ']' : '}');
}

static void put_ref(const SymDef *def, Buf *out) {
  if (def->parent != NULL) {
    put_ref(def->parent, out);
    buf_putc(out, '.');
  }
  buf_put(out, def->type);
  if (def->qualifier.len > 0) buf_printf(out, ".%.*s", STR_FMT(def->qualifier));
  if (def->name.len > 0) buf_printf(out, ".%.*s", STR_FMT(def->name));
}

static void put_type(const Val *value, Buf *out, Arena *arena) {
  buf_printf(out, "type %.*s", STR_FMT(value->as.type.spec != NULL ? value->as.type.spec->name : STR("constraint")));
  for (uint32_t i = 0; i < value->count; i++) {
    buf_put(out, i == 0 ? STR("(") : STR(", "));
    put_value(value->as.type.args[i], out, arena);
  }
  if (value->count > 0) buf_putc(out, ')');
}

static void put_value(const Val *value, Buf *out, Arena *arena) {
  switch (value->kind) {
  case VAL_UNKNOWN:
    buf_put(out, STR("unknown"));
    if (value->type != NULL) buf_printf(out, " %.*s", STR_FMT(val_type_name(value, arena)));
    break;
  case VAL_NULL: buf_put(out, STR("null")); break;
  case VAL_BOOL: buf_put(out, value->flag ? STR("true") : STR("false")); break;
  case VAL_NUMBER: buf_put(out, val_to_string(value, arena)->as.string); break;
  case VAL_STRING:
    if (value->word)
      buf_printf(out, "word %.*s", STR_FMT(value->as.string));
    else
      put_quoted(value->as.string, out);
    break;
  case VAL_LIST:
  case VAL_OBJECT: put_content(value, out, arena); break;
  case VAL_REF:
    buf_put(out, STR("ref "));
    put_ref(value->as.ref.def, out);
    break;
  case VAL_KIND: buf_printf(out, "kind %.*s", STR_FMT(value->as.kind.kind_name)); break;
  case VAL_TYPE: put_type(value, out, arena); break;
  case VAL_RAW:
    buf_put(out, STR("sql "));
    put_quoted(value->as.string, out);
    break;
  }
}

static void on_mistake(void *context, DiagCode code, Span span, Str message) {
  Mistake *first = context;
  (void)code;
  if (!first->seen) *first = (Mistake){true, span, message};
}

static void fail_case(Suite *self, Str expr, Str expected, Str got) {
  self->failures++;
  print_message("%.*s:%zu: %.*s\n  expected %.*s\n  got      %.*s\n", STR_FMT(self->file), self->line, STR_FMT(expr),
                STR_FMT(expected), STR_FMT(got));
}

/* "a\~b" -> "a", newline, "b"; and the other way round with `back`. */
static Str newlines(Arena *arena, Str text, bool back) {
  Buf out = {0};
  for (size_t i = 0; i < text.len; i++) {
    bool mark = !back && text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == '~';
    if (mark)
      buf_putc(&out, '\n'), i++;
    else if (back && text.ptr[i] == '\n')
      buf_put(&out, STR("\\~"));
    else
      buf_putc(&out, text.ptr[i]);
  }
  Str result = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return result;
}

/* The value or first mistake of an expression, as the cases write it. */
static Str evaluate(Suite *self, Arena *arena, Str expr, Str *at) {
  Str source = arena_printf(arena, "probe = %.*s\n", STR_FMT(newlines(arena, expr, false)));
  SynUnit *unit = syn_parse(arena, source, false);
  *at = STR("");
  if (unit->errors != NULL) {
    *at = span_of(unit->errors->span, source);
    return arena_printf(arena, "!! %s; %.*s", unit->errors->summary, STR_FMT(unit->errors->detail));
  }
  Mistake mistake = {0};
  Scope scope = {.module = self->module,
                 .unit = self->defs->units[0],
                 .dialect = self->dialect,
                 .inside = self->inside,
                 .expected = self->expected,
                 .parent_type = self->parent_type,
                 .attr_name = self->attr_name,
                 .has_each = self->has_each,
                 .defaults = !self->no_defaults,
                 .arena = arena,
                 .report = on_mistake,
                 .report_context = &mistake};
  const Val *value = eval_expr(&scope, unit->body.attrs->value);
  if (mistake.seen) {
    *at = newlines(arena, span_of(mistake.span, source), true);
    return arena_printf(arena, "!! %.*s", STR_FMT(newlines(arena, mistake.message, true)));
  }
  Buf out = {0};
  buf_put(&out, STR("=> "));
  put_value(value, &out, arena);
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

static void define(Suite *self, Str source) {
  static const ModuleVar vars[] = {{STR_INIT("given"), STR_INIT("7")}};
  ModuleOptions options = {vars, 1};
  if (self->module != NULL) module_free(self->module);
  self->module = module_new(&options);
  self->defs = file_parse(STR("defs.hcl"), source, self->dialect, true, 1);
  module_add(self->module, self->defs);
  self->inside = NULL;
}

static const SymDef *find_def(Suite *self, Str path) {
  size_t blank = str_find(path, ' ', 0), count = 0;
  const ModuleDef *defs =
      module_defs(self->module, str_sub(path, 0, blank), str_sub(path, blank + 1, path.len), &count);
  return count > 0 ? defs[0].def : NULL;
}

/* "table.column.type": the attribute `type` of the block `table.column`. */
static void set_attr(Suite *self, Str path) {
  size_t dot = path.len;
  while (dot > 0 && path.ptr[dot - 1] != '.') dot--;
  self->expected = NULL;
  if (dot == 0) return;
  Str block = str_sub(path, 0, dot - 1);
  const BlockSpec *spec = dialect_block(self->dialect, block);
  self->attr_name = str_sub(path, dot, path.len);
  const AttrSpec *attr = spec != NULL ? dialect_attr(spec, self->attr_name) : NULL;
  assert_non_null(attr);
  self->parent_type = spec->name;
  self->expected = attr->value;
}

static void directive(Suite *self, Str line) {
  size_t blank = str_find(line, ' ', 0);
  Str name = str_sub(line, 1, blank), rest = str_trim(str_sub(line, blank, line.len));
  if (str_eq(name, STR("dialect"))) {
    self->dialect = dialect_named(rest);
    assert_non_null(self->dialect);
    define(self, STR(""));
  }
  if (str_eq(name, STR("inside"))) self->inside = rest.len > 0 ? find_def(self, rest) : NULL;
  if (str_eq(name, STR("attr"))) set_attr(self, rest);
  if (str_eq(name, STR("each"))) self->has_each = !self->has_each;
  if (str_eq(name, STR("defaults"))) self->no_defaults = !self->no_defaults;
}

static Str next_line(Str text, size_t *at) {
  size_t end = str_find(text, '\n', *at);
  Str line = str_sub(text, *at, end);
  *at = end + 1;
  return line;
}

static void check_case(Suite *self, Str expr, Str expected, Str place) {
  Arena arena;
  Str at;
  arena_init(&arena, 0);
  Str got = evaluate(self, &arena, expr, &at);
  self->cases++;
  if (!str_eq(got, expected))
    fail_case(self, expr, expected, got);
  else if (place.len > 0 && !str_eq(at, place))
    fail_case(self, expr, place, at);
  arena_free(&arena);
}

static void run_text(Suite *self, Str text) {
  Str expr = {0};
  for (size_t at = 0; at < text.len;) {
    size_t start = at;
    Str line = next_line(text, &at);
    self->line++;
    if (str_eq(line, STR("<<<"))) {
      size_t body = at;
      while (at < text.len && !str_eq(next_line(text, &at), STR(">>>"))) self->line++;
      self->line++;
      define(self, str_sub(text, body, at - 4));
    } else if (str_starts(line, STR("@"))) {
      directive(self, line);
    } else if (str_starts(line, STR("=> ")) || str_starts(line, STR("!! "))) {
      size_t next = at;
      Str place = at < text.len ? next_line(text, &next) : STR("");
      check_case(self, expr, line, str_starts(place, STR("at ")) ? str_sub(place, 3, place.len) : STR(""));
    } else if (line.len > 0 && line.ptr[0] != '#' && !str_starts(line, STR("at "))) {
      expr = str_sub(text, start, start + line.len);
    }
  }
}

static void run_file(const char *name, size_t least) {
  Suite suite = {.dialect = dialect_named(STR("postgresql")), .file = str_from(name)};
  arena_init(&suite.arena, 0);
  Str content, error;
  Str path = arena_printf(&suite.arena, "%s/tests/eval/%s.test", ATLAS_SOURCE_DIR, name);
  if (!file_read(&suite.arena, path, &content, &error)) fail_msg("%.*s: %.*s", STR_FMT(path), STR_FMT(error));
  define(&suite, STR(""));
  run_text(&suite, content);
  print_message("%s: %zu cases, %zu failures\n", name, suite.cases, suite.failures);
  module_free(suite.module);
  arena_free(&suite.arena);
  assert_true(suite.cases >= least);
  assert_int_equal(suite.failures, 0);
}

static void test_language(void **state) {
  (void)state;
  run_file("language", 150);
}
static void test_functions(void **state) {
  (void)state;
  run_file("functions", 150);
}
static void test_scope(void **state) {
  (void)state;
  run_file("scope", 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_language), cmocka_unit_test(test_functions),
                                     cmocka_unit_test(test_scope)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
