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
