/* rules.c: what Snowflake asks of tables, tasks, policies and tags beyond names and values. */
#include "dialects/rules.h"

void snowflake_column(RuleBlock *column) { common_decimal_scale(column); }

void snowflake_hybrid_table(RuleBlock *table) {
  RuleBlock *key;
  if (!rule_child(table, STR("primary_key"), 0, &key)) {
    rule_report(table, rule_keyword(table), "server-limit", "a hybrid table needs a primary key");
  }
}

void snowflake_task(RuleBlock *task) {
  if (rule_has(task, STR("schedule")) && rule_has(task, STR("after"))) {
    rule_report(task, rule_value_span(task, STR("after")), "server-limit",
                "a task runs by schedule or after other tasks, not both");
  }
}

void snowflake_storage_lifecycle_policy(RuleBlock *policy) {
  static const char *const names[] = {"archive_tier", "archive_for_days"};
  for (size_t i = 0; i < 2; i++) {
    if (rule_has(policy, str_from(names[i])) && !rule_has(policy, str_from(names[1 - i]))) {
      rule_report(policy, rule_value_span(policy, str_from(names[i])), "server-limit", "%s needs %s", names[i],
                  names[1 - i]);
    }
  }
}

/* tag { value = "x" }: one of the values that the tag allows. */
void snowflake_tag(RuleBlock *tag) {
  RuleBlock *target;
  Span at;
  Str value, allowed;
  if (!rule_string(tag, STR("value"), &value) || !rule_ref(tag, STR("ref"), 0, &target, &at)) {
    return;
  }
  uint32_t count = rule_list_length(target, STR("allowed_values"));
  for (uint32_t i = 0; i < count; i++) {
    if (!rule_list_string(target, STR("allowed_values"), i, &allowed, &at) || str_eq(allowed, value)) {
      return;
    }
  }
  if (count > 0) {
    rule_report(tag, rule_value_span(tag, STR("value")), "server-limit",
                "tag \"%.*s\" does not allow the value \"%.*s\"", STR_FMT(rule_label(target)), STR_FMT(value));
  }
}
