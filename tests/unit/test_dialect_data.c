/* test_dialect_data.c: the tables say what the gathered facts (../shared/spec/<dialect>.json, read where it is present)
 * say: blocks, labels, attributes with kind and flags, sets, enums, types with parameters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/path.h"
#include "dialects/dialect.h"

#define SPEC_FOLDER ATLAS_SOURCE_DIR "/../shared/spec/"

typedef struct Compare {
  const Dialect *dialect;
  json_t *spec;
  unsigned wrong, seen;
} Compare;

static void differ(Compare *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void differ(Compare *self, const char *format, ...) {
  char text[600];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  print_error("%.*s: %s\n", STR_FMT(self->dialect->name), text);
  self->wrong++;
}

static Str text_of(json_t *object, const char *key) {
  json_t *value = json_object_get(object, key);
  return json_is_string(value) ? str_make(json_string_value(value), json_string_length(value)) : STR("");
}

/* ---- kinds of values, both written as list(ref(a|b))|string ---- */

static void put_kind(Buf *out, const ValueSpec *value, unsigned depth);

static void put_refs(Buf *out, const ValueSpec *value) {
  buf_put(out, STR("ref("));
  for (size_t i = 0; i < value->count; i++) {
    buf_printf(out, "%s%.*s", i > 0 ? "|" : "", STR_FMT(value->refs[i]));
  }
  buf_putc(out, ')');
}

static void put_kind(Buf *out, const ValueSpec *value, unsigned depth) {
  static const char *const words[] = {
      [VALUE_ANY] = "any",   [VALUE_STRING] = "string", [VALUE_INT] = "int",   [VALUE_NUMBER] = "number",
      [VALUE_BOOL] = "bool", [VALUE_SQL] = "sql",       [VALUE_EXPR] = "expr", [VALUE_RAW] = "expr",
      [VALUE_TYPE] = "type", [VALUE_TYPEEXPR] = "type"};
  assert_true(depth < 10);
  switch ((ValueKind)value->kind) {
  case VALUE_ENUM: buf_printf(out, "enum(%.*s)", STR_FMT(value->words->name)); return;
  case VALUE_REF: put_refs(out, value); return;
  case VALUE_LIST:
  case VALUE_MAP:
    buf_put(out, value->kind == VALUE_LIST ? STR("list(") : STR("map("));
    put_kind(out, &value->elems[0], depth + 1);
    buf_putc(out, ')');
    return;
  case VALUE_ANY_OF:
    for (size_t i = 0; i < value->count; i++) {
      buf_put(out, i > 0 ? STR("|") : STR(""));
      put_kind(out, &value->elems[i], depth + 1);
    }
    return;
  default: buf_put(out, str_from(words[value->kind]));
  }
  if (value->kind == VALUE_SQL && value->sql_call) {
    buf_put(out, STR("|expr"));
  }
}

/* Spellings of the facts that the tables write in one way. */
static Str plain_kind(Str kind) {
  static const char *const same[][2] = {{"list(object)|map(any)|set(any)", "list(map(any))|map(any)|list(any)"},
                                        {"map(any)|set(string)|tuple", "map(any)|list(string)|list(any)"},
                                        {"list(object{...})", "list(map(any))"}};
  for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
    if (str_eq(kind, str_from(same[i][0]))) {
      return str_from(same[i][1]);
    }
  }
  return kind;
}

/* `accepts` is decisive where it is given and then the tables may say more or less than `type`; the first alternative
 * stays. */
static bool kind_fits(json_t *attr, Str want, Str got) {
  if (str_eq(want, got)) {
    return true;
  }
  if (str_starts(got, STR("enum(")) && str_starts(want, got) &&
      str_eq(str_sub(want, got.len, want.len), STR("|string"))) {
    return true; /* quoted words are known words, too */
  }
  if (str_eq(want, STR("list(string)")) && str_starts(got, STR("list(enum(")) && str_ends(got, STR("|string)"))) {
    return true; /* with known words, as the facts' own examples write them */
  }
  if ((str_eq(want, STR("string")) && str_eq(got, STR("sql"))) ||
      (str_eq(want, STR("list(string)")) && str_eq(got, STR("list(sql)")))) {
    return true; /* SQL is a string whose text is read as well */
  }
  if (json_object_get(attr, "accepts") == NULL) {
    return false;
  }
  return str_starts(got, str_sub(want, 0, str_find(want, '|', 0))) || str_eq(want, STR("expr"));
}

static void compare_kind(Compare *self, const char *path, json_t *attr, const AttrSpec *spec) {
  Buf got = {0};
  Str want = plain_kind(text_of(attr, "type"));
  put_kind(&got, spec->value, 0);
  if (!kind_fits(attr, want, buf_str(&got))) {
    differ(self, "%s.%.*s takes %.*s, not %.*s", path, STR_FMT(spec->name), STR_FMT(want), STR_FMT(buf_str(&got)));
  }
  buf_free(&got);
}

/* ---- blocks ---- */

static void compare_bound(Compare *self, const char *path, json_t *attr, const AttrSpec *spec) {
  json_t *min = json_object_get(attr, "min"), *max = json_object_get(attr, "max");
  if ((min != NULL && spec->min != json_integer_value(min)) || (max != NULL && spec->max != json_integer_value(max))) {
    differ(self, "%s.%.*s has other limits", path, STR_FMT(spec->name));
  }
}

static void compare_attr(Compare *self, const char *path, const BlockSpec *block, const char *name, json_t *attr) {
  const AttrSpec *spec = dialect_attr(block, str_from(name));
  self->seen++;
  if (spec == NULL) {
    differ(self, "%s.%s is missing", path, name);
    return;
  }
  if (json_is_true(json_object_get(attr, "required")) != ((spec->flags & SPEC_REQUIRED) != 0)) {
    differ(self, "%s.%s: required differs", path, name);
  }
  if (json_is_true(json_object_get(attr, "deprecated")) != ((spec->flags & SPEC_DEPRECATED) != 0)) {
    differ(self, "%s.%s: deprecated differs", path, name);
  }
  if (json_is_true(json_object_get(attr, "uncertain")) && (spec->flags & SPEC_UNCERTAIN) == 0) {
    differ(self, "%s.%s is uncertain", path, name);
  }
  if (!str_starts(spec->doc, text_of(attr, "doc"))) {
    differ(self, "%s.%s has another text", path, name);
  }
  compare_kind(self, path, attr, spec);
  compare_bound(self, path, attr, spec);
}

static void compare_labels(Compare *self, const char *path, const BlockSpec *block, json_t *labels) {
  size_t i;
  json_t *label;
  if (json_array_size(labels) != block->label_count) {
    differ(self, "%s has %u labels, not %zu", path, block->label_count, json_array_size(labels));
    return;
  }
  json_array_foreach(labels, i, label) {
    bool required = json_is_true(json_object_get(label, "required"));
    if (str_ends(block->path, STR(".allow")) || str_ends(block->path, STR(".deny"))) {
      required = false; /* a guide writes them without the name that the reference asks for */
    }
    if (!str_eq(block->labels[i].name, text_of(label, "name")) || block->labels[i].required != required) {
      differ(self, "%s: label %zu differs", path, i);
    }
  }
}

static void compare_child(Compare *self, const char *path, const BlockSpec *block, const char *name, json_t *child) {
  const ChildSpec *spec = dialect_child(block, str_from(name));
  json_t *max = json_object_get(child, "max");
  unsigned most = json_is_integer(max) ? (unsigned)json_integer_value(max) : 0;
  self->seen++;
  if (spec == NULL) {
    differ(self, "block %s in %s is missing", name, path);
  } else if (spec->min != json_integer_value(json_object_get(child, "min")) || spec->max != most) {
    differ(self, "block %s in %s may stand %u to %u times", name, path, spec->min, spec->max);
  } else if (!str_eq(spec->block->path, text_of(child, "is"))) {
    differ(self, "block %s in %s is %.*s", name, path, STR_FMT(spec->block->path));
  }
}

/* Is there a set of exactly these names? */
static bool has_set(const BlockSpec *block, SetKind kind, json_t *names) {
  for (size_t i = 0; i < block->set_count; i++) {
    const SetSpec *set = &block->sets[i];
    bool same = set->kind == kind && set->count == json_array_size(names);
    for (size_t j = 0; j < set->count && same; j++) {
      same = str_eq(set->names[j], str_from(json_string_value(json_array_get(names, j))));
    }
    if (same) {
      return true;
    }
  }
  return false;
}

static size_t compare_sets(Compare *self, const char *path, const BlockSpec *block, SetKind kind, json_t *sets) {
  size_t i;
  json_t *names;
  json_array_foreach(sets, i, names) {
    if (!has_set(block, kind, names)) {
      differ(self, "%s: set %zu is missing", path, i);
    }
  }
  return json_array_size(sets);
}

static void compare_all_sets(Compare *self, const char *path, const BlockSpec *block, json_t *spec) {
  json_t *more = json_object_get(spec, "constraints");
  size_t count = compare_sets(self, path, block, SET_EXCLUSIVE, json_object_get(spec, "exclusive")) +
                 compare_sets(self, path, block, SET_EXCLUSIVE, json_object_get(spec, "mutually_exclusive")) +
                 compare_sets(self, path, block, SET_EXCLUSIVE, json_object_get(more, "exclusive")) +
                 compare_sets(self, path, block, SET_ONE_OF, json_object_get(spec, "one_of_required")) +
                 compare_sets(self, path, block, SET_ONE_OF, json_object_get(more, "one_of_required"));
  if (count != block->set_count) {
    differ(self, "%s has %u sets, not %zu", path, block->set_count, count);
  }
}

static bool says(json_t *spec, const char *key) {
  return json_is_true(json_object_get(spec, key)) ||
         json_is_true(json_object_get(json_object_get(spec, "constraints"), key));
}

static void compare_open(Compare *self, const char *path, const BlockSpec *block, json_t *spec) {
  bool unsure = says(spec, "open") || says(spec, "may_have_more") || json_object_get(spec, "confidence") != NULL;
  bool attrs = says(spec, "allow_unknown_attributes") || unsure;
  bool blocks = says(spec, "allow_unknown_blocks") || unsure;
  if ((attrs && !block->open_attrs) || (blocks && !block->open_blocks && !says(spec, "allow_unknown_attributes"))) {
    differ(self, "%s is open to unknown names", path);
  }
  if (!attrs && !blocks && (block->open_attrs || block->open_blocks)) {
    differ(self, "%s is not open to unknown names", path);
  }
}

/* What the shared part of the schema languages gives besides the facts of each. */
static bool is_shared(const Dialect *dialect, Str path) {
  static const char *const tops[] = {"variable", "locals", "data", "annotation"};
  for (size_t i = 0; i < 4 && dialect->is_schema; i++) {
    if (str_starts(path, str_from(tops[i]))) {
      return true;
    }
  }
  return false;
}

static void compare_block(Compare *self, const char *path, json_t *spec) {
  const BlockSpec *block = dialect_block(self->dialect, str_from(path));
  const char *name;
  json_t *item;
  self->seen++;
  if (block == NULL || !str_eq(block->path, str_from(path))) {
    differ(self, "block %s is missing", path);
    return;
  }
  if (!is_shared(self->dialect, block->path)) {
    if (!str_starts(block->doc, text_of(spec, "doc"))) {
      differ(self, "%s has another text", path);
    }
    compare_labels(self, path, block, json_object_get(spec, "labels"));
    compare_open(self, path, block, spec);
  }
  if (!is_shared(self->dialect, block->path) && !str_eq(str_trim(block->example), str_trim(text_of(spec, "example")))) {
    differ(self, "%s has another example", path);
  }
  compare_all_sets(self, path, block, spec);
  json_object_foreach(json_object_get(spec, "attributes"), name, item) { compare_attr(self, path, block, name, item); }
  json_object_foreach(json_object_get(spec, "blocks"), name, item) { compare_child(self, path, block, name, item); }
}

/* Snowflake's sets name `on` blocks that its facts do not describe; redshift's facts list the kinds of external
 * schemas as a table. */
static bool is_extra(Str path) {
  if (str_eq(path, STR("predicate.op_string")) || str_eq(path, STR("rule.walk:index_part"))) {
    return true; /* in places where only examples of the facts have them */
  }
  return str_ends(path, STR(".on")) || str_starts(path, STR("schema.external:")) || str_find(path, ':', 0) < path.len;
}

/* Nothing in the tables that the facts do not have. */
static void compare_back(Compare *self, const BlockSpec *block) {
  char path[200];
  snprintf(path, sizeof path, "%.*s", STR_FMT(block->path));
  json_t *spec = json_object_get(json_object_get(self->spec, "blocks"), path);
  json_t *attrs = json_object_get(spec, "attributes");
  bool base = block->variant_count > 0 && spec == NULL; /* the block that variants share */
  if (is_shared(self->dialect, block->path) || base) {
    return;
  }
  if (spec == NULL) {
    if (!is_extra(block->path)) {
      differ(self, "block %s is not among the facts", path);
    }
    return;
  }
  for (size_t i = 0; i < block->attr_count; i++) {
    snprintf(path, sizeof path, "%.*s", STR_FMT(block->attrs[i].name));
    if (json_object_get(attrs, path) == NULL && block->attrs[i].role != ATTR_FOR_EACH) {
      print_message("%.*s.%s is not among the facts\n", STR_FMT(block->path), path); /* added since */
    }
  }
  for (size_t i = 0; i < block->child_count; i++) {
    snprintf(path, sizeof path, "%.*s", STR_FMT(block->children[i].block->name));
    if (json_object_get(json_object_get(spec, "blocks"), path) == NULL && !is_extra(block->children[i].block->path) &&
        !is_shared(self->dialect, block->children[i].block->path)) {
      differ(self, "block %s in %.*s is not among the facts", path, STR_FMT(block->path));
    }
  }
}

/* ---- words and types ---- */

static void compare_enum(Compare *self, const char *name, json_t *words) {
  const EnumSpec *spec = dialect_enum(self->dialect, str_from(name));
  size_t i;
  json_t *word;
  self->seen++;
  if (spec == NULL || spec->count != json_array_size(words)) {
    differ(self, "enum %s has %u words, not %zu", name, spec != NULL ? spec->count : 0, json_array_size(words));
    return;
  }
  json_array_foreach(words, i, word) {
    if (dialect_word(spec, str_from(json_string_value(word))) == NULL) {
      differ(self, "enum %s lacks %s", name, json_string_value(word));
    }
  }
}

static void compare_param(Compare *self, const TypeSpec *type, const TypeParam *got, json_t *want) {
  json_t *min = json_object_get(want, "min"), *max = json_object_get(want, "max");
  int64_t low = json_is_integer(min) ? json_integer_value(min) : INT64_MIN;
  int64_t high = json_is_integer(max) ? json_integer_value(max) : INT64_MAX;
  bool many = str_eq(text_of(want, "kind"), STR("strings")) || str_eq(text_of(want, "kind"), STR("types"));
  if (!str_eq(got->name, text_of(want, "name")) || got->required != json_is_true(json_object_get(want, "required")) ||
      got->min != low || got->max != high ||
      got->variadic != (many || json_is_true(json_object_get(want, "variadic")))) {
    differ(self, "parameter %.*s of type %.*s differs", STR_FMT(got->name), STR_FMT(type->name));
  }
}

/* The SQL name of a type without the remark behind it: "json (alias of longtext ...)" -> "json". */
static Str sql_name_of(json_t *want) {
  Str sql = text_of(want, "sql"), mark = STR(" (alias of ");
  for (size_t at = 0; at + mark.len <= sql.len; at++)
    if (str_starts(str_sub(sql, at, sql.len), mark)) return str_sub(sql, 0, at);
  return sql;
}

static void compare_type(Compare *self, json_t *want) {
  const TypeSpec *type = dialect_type(self->dialect, text_of(want, "name"));
  json_t *params = json_object_get(want, "params");
  size_t i;
  json_t *param;
  self->seen++;
  if (type == NULL || type->param_count != json_array_size(params)) {
    differ(self, "type %.*s differs", STR_FMT(text_of(want, "name")));
    return;
  }
  json_array_foreach(params, i, param) { compare_param(self, type, &type->params[i], param); }
  if (!str_eq(type->sql, sql_name_of(want)) || !str_eq(type->alias_of, text_of(want, "alias_of")) ||
      !str_eq(type->category, text_of(want, "category")) || !str_starts(type->doc, text_of(want, "doc")) ||
      !str_eq(type->extension, text_of(want, "requires_extension")) ||
      type->raw_only != json_is_true(json_object_get(want, "raw_only")) ||
      type->column_attr_count != json_array_size(json_object_get(want, "column_attributes"))) {
    differ(self, "type %.*s differs", STR_FMT(type->name));
  }
}

static void compare_facts(Compare *self, const char *key, const char *table) {
  json_t *want = json_object_get(self->spec, key);
  const FactTable *facts = dialect_facts(self->dialect, str_from(table));
  size_t count = json_is_array(want) ? json_array_size(want) : json_object_size(want);
  if (count > 0 && (facts == NULL || facts->row_count != count)) {
    differ(self, "%s has %u rows, not %zu", table, facts != NULL ? facts->row_count : 0, count);
  }
}

/* Number of differences. */
static unsigned compare_dialect(const Dialect *dialect) {
  Compare self = {.dialect = dialect};
  char path[300];
  const char *name;
  size_t i;
  json_t *item;
  snprintf(path, sizeof path, "%s%.*s.json", SPEC_FOLDER, STR_FMT(dialect->name));
  self.spec = json_load_file(path, 0, NULL);
  if (self.spec == NULL) {
    print_message("%s: skipped: facts absent\n", path);
    return 0;
  }
  json_object_foreach(json_object_get(self.spec, "blocks"), name, item) { compare_block(&self, name, item); }
  for (i = 0; i < dialect->path_count; i++) {
    compare_back(&self, dialect->paths[i]);
  }
  json_object_foreach(json_object_get(self.spec, "enums"), name, item) { compare_enum(&self, name, item); }
  json_t *types = json_object_get(self.spec, "types");
  if (dialect->type_count > 0) {
    json_array_foreach(types, i, item) { compare_type(&self, item); }
    if (json_array_size(types) != dialect->type_count) {
      differ(&self, "there are %u types, not %zu", dialect->type_count, json_array_size(types));
    }
  }
  compare_facts(&self, "operator_classes", "operator_classes");
  compare_facts(&self, "charset_default_collation", "charset_default_collation");
  compare_facts(&self, "sql_only_types", "sql_only_types");
  print_message("%.*s: %u facts compared\n", STR_FMT(dialect->name), self.seen);
  json_decref(self.spec);
  return self.wrong;
}

static void tables_say_what_the_facts_say(void **state) {
  unsigned wrong = 0;
  (void)state;
  for (size_t i = 0; i < dialect_count; i++) {
    wrong += compare_dialect(dialect_all[i]);
  }
  assert_int_equal(wrong, 0);
}

/* Functions: names, parameters and where they are in scope. */
static void functions_are_complete(void **state) {
  json_t *spec = json_load_file(SPEC_FOLDER "functions.json", 0, NULL), *item;
  size_t i, count = 0;
  (void)state;
  if (spec == NULL) {
    print_message("functions.json: skipped: facts absent\n");
    return;
  }
  json_array_foreach(json_object_get(spec, "functions"), i, item) {
    Str where = str_from(json_string_value(json_array_get(json_object_get(item, "where"), 0)));
    if (str_eq(where, STR("variable.type"))) {
      continue; /* type constructors: words of the enum variable_type */
    }
    const FuncSpec *func = dialect_function(dialect_named(STR("config")), text_of(item, "name"));
    count++;
    assert_non_null(func);
    assert_int_equal(func->param_count, json_array_size(json_object_get(item, "params")));
    assert_int_equal(func->config_only, str_eq(where, STR("config")));
  }
  assert_int_equal(count, dialect_function_count);
  json_decref(spec);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tables_say_what_the_facts_say),
                                     cmocka_unit_test(functions_are_complete)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
