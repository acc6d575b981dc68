/* rules.c: what SQLite and the planner of Atlas ask of tables and columns beyond names and values. */
#include "dialects/rules.h"

/* auto_increment needs `integer` and the whole primary key: SQLite has AUTOINCREMENT on INTEGER PRIMARY KEY only. */
static void auto_increment(RuleBlock *column) {
  static const char *const integer[] = {"integer"};
  bool on;
  RuleType type;
  if (!rule_bool(column, STR("auto_increment"), &on) || !on) {
    return;
  }
  Span at = rule_value_span(column, STR("auto_increment"));
  if (rule_is_generated(column)) {
    rule_report(column, at, "generated-column",
                "both autoincrement and generation expression specified for column \"%.*s\"",
                STR_FMT(rule_label(column)));
  } else if (rule_type(column, STR("type"), &type) && !type.raw && !rule_type_is(column, integer, 1)) {
    rule_report(column, at, "server-limit", "auto_increment of column \"%.*s\" needs the type integer, not %.*s",
                STR_FMT(rule_label(column)), STR_FMT(type.name));
  }
}

void sqlite_column(RuleBlock *column) {
  auto_increment(column);
  common_generated_default(column);
}

static void key_column(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  (void)context;
  if (rule_is_generated(column)) {
    rule_report(key, at, "server-limit", "generated column \"%.*s\" cannot be part of the primary key",
                STR_FMT(rule_label(column)));
  }
}

/* STRICT tables take six type words only; sql("ANY") is the sixth. */
static void strict_column(RuleBlock *column) {
  static const char *const words[] = {"int", "integer", "real", "text", "blob"};
  RuleType type;
  if (!rule_type(column, STR("type"), &type) || type.reference) {
    return;
  }
  bool any = type.raw && str_eq(type.name, STR("any"));
  for (size_t i = 0; i < sizeof(words) / sizeof(*words) && !any; i++) {
    any = str_eq(type.name, str_from(words[i]));
  }
  if (!any) {
    rule_report(column, type.span, "server-limit",
                "a STRICT table has no type %.*s: use int, integer, real, text, blob or sql(\"ANY\")",
                STR_FMT(type.name));
  }
}

/* instead_of is for views, before and after are for tables. */
void sqlite_trigger(RuleBlock *trigger) {
  static const char *const timings[] = {"before", "after", "instead_of"};
  RuleBlock *target, *timing;
  Span at;
  if (!rule_ref(trigger, STR("on"), 0, &target, &at)) {
    return;
  }
  bool view = rule_spec(target)->role == BLOCK_VIEW;
  for (size_t i = 0; i < 3; i++) {
    bool instead = i == 2;
    if (rule_child(trigger, str_from(timings[i]), 0, &timing) && view != instead) {
      rule_report(trigger, rule_keyword(timing), "server-limit",
                  instead ? "instead_of triggers are for views" : "%s triggers are for tables", timings[i]);
    }
  }
}

static void without_rowid(RuleBlock *table, bool has_key) {
  RuleBlock *column;
  bool on;
  Span at = rule_value_span(table, STR("without_rowid"));
  if (!has_key) {
    rule_report(table, at, "server-limit", "a WITHOUT ROWID table needs a primary key");
  }
  for (uint32_t i = 0; rule_child(table, STR("column"), i, &column); i++) {
    if (rule_bool(column, STR("auto_increment"), &on) && on) {
      rule_report(column, rule_value_span(column, STR("auto_increment")), "server-limit",
                  "auto_increment does not work in a WITHOUT ROWID table");
    }
  }
}

void sqlite_table(RuleBlock *table) {
  RuleBlock *key, *column;
  bool has_key = rule_child(table, STR("primary_key"), 0, &key), on;
  if (has_key) {
    rule_key_columns(key, key_column, NULL);
  }
  if (rule_bool(table, STR("without_rowid"), &on) && on) {
    without_rowid(table, has_key);
  }
  if (!rule_bool(table, STR("strict"), &on) || !on) {
    return;
  }
  for (uint32_t i = 0; rule_child(table, STR("column"), i, &column); i++) {
    strict_column(column);
  }
}
