/* rules.c: what the rules of several dialects ask about tables and columns. */
#include "dialects/rules.h"

bool rule_is_generated(RuleBlock *column) {
  RuleBlock *as;
  return rule_has(column, STR("as")) || rule_child(column, STR("as"), 0, &as);
}

bool rule_not_null(RuleBlock *column) {
  bool null;
  return rule_has(column, STR("null")) ? rule_bool(column, STR("null"), &null) && !null : true;
}

bool rule_type_is(RuleBlock *column, const char *const *words, size_t count) {
  RuleType type;
  if (!rule_type(column, STR("type"), &type) || type.raw || type.reference) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (str_eq(type.name, str_from(words[i]))) {
      return true;
    }
  }
  return false;
}

void rule_key_columns(RuleBlock *key, RuleColumnFn fn, void *context) {
  RuleBlock *column, *part;
  Span at;
  for (uint32_t i = 0; rule_ref(key, STR("columns"), i, &column, &at); i++) {
    fn(key, column, at, context);
  }
  for (uint32_t i = 0; rule_child(key, STR("on"), i, &part); i++) {
    if (rule_ref(part, STR("column"), 0, &column, &at)) {
      fn(part, column, at, context);
    }
  }
}

bool rule_first_column(RuleBlock *b, RuleBlock **column) {
  RuleBlock *part;
  Span at;
  if (rule_ref(b, STR("columns"), 0, column, &at)) {
    return true;
  }
  return rule_child(b, STR("on"), 0, &part) && rule_ref(part, STR("column"), 0, column, &at);
}

void common_generated_default(RuleBlock *column) {
  if (rule_is_generated(column) && rule_has(column, STR("default"))) {
    rule_report(column, rule_value_span(column, STR("default")), "server-limit",
                "generated column \"%.*s\" cannot have a default", STR_FMT(rule_label(column)));
  }
}

void common_decimal_scale(RuleBlock *column) {
  RuleType type;
  int64_t precision, scale;
  if (!rule_type(column, STR("type"), &type) || type.spec == NULL || type.spec->param_count < 2 ||
      !str_eq(type.spec->params[1].name, STR("scale"))) {
    return;
  }
  if (rule_type_int(&type, 0, &precision) && rule_type_int(&type, 1, &scale) && precision < scale) {
    rule_report(column, type.span, "server-limit", "decimal type must have precision >= scale: %lld < %lld",
                (long long)precision, (long long)scale);
  }
}

bool rule_category_is(RuleBlock *column, const char *const *categories, size_t count) {
  RuleType type;
  if (!rule_type(column, STR("type"), &type) || type.spec == NULL) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (str_eq(type.spec->category, str_from(categories[i]))) {
      return true;
    }
  }
  return false;
}

void common_single_identity(RuleBlock *table) {
  RuleBlock *column, *identity;
  bool seen = false;
  for (uint32_t i = 0; rule_child(table, STR("column"), i, &column); i++) {
    if (!rule_child(column, STR("identity"), 0, &identity)) {
      continue;
    }
    if (seen) {
      rule_report(table, rule_keyword(identity), "server-limit", "a table can have only one identity column");
    }
    seen = true;
  }
}

void common_identity_column(RuleBlock *column) {
  RuleBlock *identity;
  bool null;
  if (!rule_child(column, STR("identity"), 0, &identity)) {
    return;
  }
  if (rule_has(column, STR("default"))) {
    rule_report(column, rule_value_span(column, STR("default")), "server-limit",
                "identity column \"%.*s\" cannot have a default", STR_FMT(rule_label(column)));
  }
  if (rule_bool(column, STR("null"), &null) && null) {
    rule_report(column, rule_value_span(column, STR("null")), "server-limit",
                "identity column \"%.*s\" must be NOT NULL", STR_FMT(rule_label(column)));
  }
}

static void set_null_column(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  const Str *attr = context;
  (void)at;
  if (rule_not_null(column)) {
    rule_report(key, rule_value_span(key, *attr), "server-limit",
                "foreign key constraint was \"%.*s\" SET NULL, but column \"%.*s\" is NOT NULL",
                STR_FMT(rule_label(column)), STR_FMT(rule_label(column)));
  }
}

void common_set_null(RuleBlock *key, Str attr) {
  Str action;
  if (rule_string(key, attr, &action) && (str_eq(action, STR("SET_NULL")) || str_eq_nocase(action, STR("SET NULL")))) {
    rule_key_columns(key, set_null_column, &attr);
  }
}
