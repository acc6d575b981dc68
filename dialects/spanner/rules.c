/* rules.c: what Spanner asks of columns, sequences and interleaved tables beyond names and values. */
#include "dialects/rules.h"

void spanner_column(RuleBlock *column) {
  static const char *const timestamp[] = {"TIMESTAMP", "timestamptz"};
  RuleBlock *options;
  RuleType type;
  bool on;
  common_generated_default(column);
  if (rule_child(column, STR("options"), 0, &options) && rule_bool(options, STR("allow_commit_timestamp"), &on) && on &&
      rule_type(column, STR("type"), &type) && type.spec != NULL && !rule_type_is(column, timestamp, 2)) {
    rule_report(column, rule_value_span(options, STR("allow_commit_timestamp")), "server-limit",
                "allow_commit_timestamp is for columns of type TIMESTAMP");
  }
}

void spanner_sequence(RuleBlock *sequence) {
  static const char *const names[] = {"skip_range_min", "skip_range_max"};
  for (size_t i = 0; i < 2; i++) {
    if (rule_has(sequence, str_from(names[i])) && !rule_has(sequence, str_from(names[1 - i]))) {
      rule_report(sequence, rule_value_span(sequence, str_from(names[i])), "server-limit", "%s needs %s", names[i],
                  names[1 - i]);
    }
  }
}

/* The columns of the parent's primary key begin that of the child. */
void spanner_interleave(RuleBlock *interleave) {
  RuleBlock *parent, *key, *own, *theirs, *mine;
  Span at;
  if (!rule_ref(interleave, STR("parent"), 0, &parent, &at) || !rule_child(parent, STR("primary_key"), 0, &key) ||
      !rule_child(rule_parent(interleave), STR("primary_key"), 0, &own)) {
    return;
  }
  Span place;
  for (uint32_t i = 0; rule_ref(key, STR("columns"), i, &theirs, &place); i++) {
    bool there = rule_ref(own, STR("columns"), i, &mine, &place);
    if (!there && rule_list_length(own, STR("columns")) != i) {
      return; /* unknown */
    }
    if (!there || !str_eq(rule_label(theirs), rule_label(mine))) {
      rule_report(interleave, at, "server-limit",
                  "the primary key must begin with the columns of the primary key of table \"%.*s\"",
                  STR_FMT(rule_label(parent)));
      return;
    }
  }
}
