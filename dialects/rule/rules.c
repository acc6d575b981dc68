/* rules.c: mistakes in rule files that data cannot tell. */
#include "dialects/rules.h"

/* Blocks whose name is the kind of the object that is visited. */
static bool is_kind(Str name) {
  static const char *const kinds[] = {"schema",      "table",   "view",     "column",   "index",
                                      "foreign_key", "trigger", "function", "procedure"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_eq(name, str_from(kinds[i]))) return true;
  }
  return false;
}

/* table { assert { predicate = predicate.column.x } }: the object is no column. */
void rule_predicate_kind(RuleBlock *block) {
  RuleBlock *target;
  Span at;
  if (rule_parent(block) == NULL || !rule_ref(block, STR("predicate"), 0, &target, &at)) return;
  const BlockSpec *around = rule_spec(rule_parent(block)), *predicate = rule_spec(target);
  if (around == NULL || predicate == NULL || !is_kind(around->name) || !is_kind(predicate->variant)) return;
  if (str_eq(around->name, predicate->variant)) return;
  rule_report(block, at, "wrong-reference", "a predicate of kind %.*s cannot be used for a %.*s",
              STR_FMT(predicate->variant), STR_FMT(around->name));
}

/* Is there a value for the variable? */
static bool has_key(RuleBlock *block, Str name) {
  Str key;
  for (uint32_t i = 0; rule_map_key(block, STR("vars"), i, &key); i++) {
    if (str_eq(key, name)) return true;
  }
  return false;
}

static bool has_variable(RuleBlock *predicate, Str name) {
  RuleBlock *variable;
  for (uint32_t i = 0; rule_child(predicate, STR("variable"), i, &variable); i++) {
    if (str_eq(rule_label(variable), name)) return true;
  }
  return false;
}

/* Values for all variables of the predicate without default, and for no others. */
void rule_predicate_vars(RuleBlock *block) {
  RuleBlock *target, *variable;
  Span at;
  Str key;
  bool given = rule_has(block, STR("vars"));
  if (!rule_ref(block, STR("predicate"), 0, &target, &at) || str_empty(rule_spec(target)->variant)) return;
  if (given && !rule_map_key(block, STR("vars"), 0, &key)) return; /* not known */
  for (uint32_t i = 0; rule_map_key(block, STR("vars"), i, &key); i++) {
    if (has_variable(target, key)) continue;
    rule_report(block, rule_value_span(block, STR("vars")), "variable", "predicate \"%.*s\" has no variable \"%.*s\"",
                STR_FMT(rule_label(target)), STR_FMT(key));
  }
  for (uint32_t i = 0; rule_child(target, STR("variable"), i, &variable); i++) {
    if (rule_has(variable, STR("default")) || has_key(block, rule_label(variable))) continue;
    rule_report(block, at, "variable", "missing value for required variable \"%.*s\"", STR_FMT(rule_label(variable)));
  }
}
