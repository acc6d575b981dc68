/* rules.c: what Oracle asks of tables, columns and indexes beyond names and values. */
#include "dialects/rules.h"

void oracle_table(RuleBlock *table) { common_single_identity(table); }

void oracle_column(RuleBlock *column) {
  static const char *const others[] = {"string", "binary", "time", "interval", "json", "xml", "bool", "spatial"};
  RuleBlock *identity;
  common_generated_default(column);
  common_identity_column(column);
  if (rule_child(column, STR("identity"), 0, &identity) &&
      rule_category_is(column, others, sizeof(others) / sizeof(*others))) {
    rule_report(column, rule_value_span(column, STR("type")), "server-limit",
                "identity column \"%.*s\" must be of a numeric type", STR_FMT(rule_label(column)));
  }
}

void oracle_index(RuleBlock *index) {
  if (rule_has(index, STR("parameters")) && !rule_has(index, STR("domain"))) {
    rule_report(index, rule_value_span(index, STR("parameters")), "server-limit",
                "parameters are for indexes with a domain");
  }
}
