/* rules_key.c: what SQL Server asks of indexes and keys. */
#include "dialects/rules.h"

enum { KEY_COLUMNS_MAX = 32 };

/* Values of these types are too large for a key: varchar(MAX), text, xml, geometry ... */
static bool is_large(RuleBlock *column, bool *deprecated) {
  static const char *const old[] = {"text", "ntext", "image"};
  static const char *const others[] = {"xml", "geometry", "geography"};
  RuleType type;
  Str word;
  Span at;
  *deprecated = rule_type_is(column, old, 3);
  if (*deprecated || rule_type_is(column, others, 3)) {
    return true;
  }
  return rule_type(column, STR("type"), &type) && rule_type_string(&type, 0, &word, &at) && str_eq(word, STR("MAX"));
}

static void key_column(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  RuleType type;
  bool deprecated;
  (void)context;
  if (is_large(column, &deprecated) && rule_type(column, STR("type"), &type)) {
    rule_report(key, at, "server-limit", "column \"%.*s\" of type %.*s cannot be part of a key",
                STR_FMT(rule_label(column)), STR_FMT(type.name));
  }
}

static void stored_column(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  RuleBlock *as;
  const char *what = context;
  Str type;
  if (!rule_is_generated(column)) {
    return;
  }
  bool persisted = rule_child(column, STR("as"), 0, &as) && rule_has(as, STR("type")) &&
                   (!rule_string(as, STR("type"), &type) || str_eq(type, STR("PERSISTED")));
  if (!persisted) {
    rule_report(key, at, "server-limit", "computed column \"%.*s\" must be PERSISTED to be part of a %s",
                STR_FMT(rule_label(column)), what);
  }
}

static void key_length(RuleBlock *key) {
  RuleBlock *part;
  uint32_t count = rule_list_length(key, STR("columns")), parts = 0;
  while (parts <= KEY_COLUMNS_MAX && rule_child(key, STR("on"), parts, &part)) {
    parts++;
  }
  if (count > KEY_COLUMNS_MAX || parts > KEY_COLUMNS_MAX) {
    rule_report(key, rule_value_span(key, STR("columns")), "server-limit", "a key has at most %d columns",
                KEY_COLUMNS_MAX);
  }
}

/* include and where are for indexes that are not clustered. */
static void clustered(RuleBlock *index) {
  static const char *const names[] = {"include", "where"};
  bool nonclustered;
  if (!rule_bool(index, STR("nonclustered"), &nonclustered) || nonclustered) {
    return;
  }
  for (size_t i = 0; i < 2; i++) {
    if (rule_has(index, str_from(names[i]))) {
      rule_report(index, rule_value_span(index, str_from(names[i])), "server-limit", "a clustered index has no %s",
                  names[i]);
    }
  }
}

void sqlserver_primary_key(RuleBlock *key) {
  rule_key_columns(key, key_column, NULL);
  rule_key_columns(key, stored_column, (void *)(uintptr_t) "primary key");
  key_length(key);
}

void sqlserver_index(RuleBlock *index) {
  RuleBlock *column;
  RuleType type;
  Span at;
  Str kind;
  bool deprecated;
  clustered(index);
  for (uint32_t i = 0; rule_ref(index, STR("include"), i, &column, &at); i++) {
    if (is_large(column, &deprecated) && deprecated && rule_type(column, STR("type"), &type)) {
      rule_report(index, at, "server-limit", "column \"%.*s\" of type %.*s cannot be included",
                  STR_FMT(rule_label(column)), STR_FMT(type.name));
    }
  }
  bool plain =
      !rule_has(index, STR("type")) || (rule_string(index, STR("type"), &kind) && str_eq_nocase(kind, STR("HASH")));
  if (plain) {
    rule_key_columns(index, key_column, NULL);
    key_length(index);
  }
}

void sqlserver_foreign_key(RuleBlock *key) {
  static const char *const attrs[] = {"on_update", "on_delete"};
  rule_key_columns(key, stored_column, (void *)(uintptr_t) "foreign key");
  for (size_t i = 0; i < 2; i++) {
    Str attr = str_from(attrs[i]), action;
    common_set_null(key, attr);
    if (rule_string(key, attr, &action) && str_eq_nocase(action, STR("RESTRICT"))) {
      rule_report(key, rule_value_span(key, attr), "server-limit", "SQL Server has no RESTRICT: use NO_ACTION");
    }
  }
}
