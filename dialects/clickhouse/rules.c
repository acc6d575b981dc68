/* rules.c: what ClickHouse asks of tables, columns and views beyond names and values. */
#include "dialects/rules.h"

/* ---- columns ---- */

/* null = true and Nullable(...) go together; only raw types say which they are. */
static void nullable(RuleBlock *column, const RuleType *type) {
  bool null = false, known = !rule_has(column, STR("null")) || rule_bool(column, STR("null"), &null);
  bool wraps = str_starts(type->name, STR("nullable(")) || str_starts(type->name, STR("lowcardinality(nullable("));
  if (known && wraps && !null) {
    rule_report(column, type->span, "server-limit", "column \"%.*s\" of a Nullable type needs null = true",
                STR_FMT(rule_label(column)));
  } else if (known && !wraps && null) {
    rule_report(column, rule_value_span(column, STR("null")), "server-limit",
                "column \"%.*s\" may be null only with a Nullable type", STR_FMT(rule_label(column)));
  }
}

static void known_type(RuleBlock *column, const RuleType *type) {
  if (str_eq(type->spec->category, STR("decimal"))) {
    common_decimal_scale(column);
  }
  if (rule_has(column, STR("unsigned")) && !str_eq(type->spec->category, STR("integer"))) {
    rule_report(column, rule_value_span(column, STR("unsigned")), "server-limit",
                "column \"%.*s\" of type %.*s cannot be unsigned", STR_FMT(rule_label(column)), STR_FMT(type->name));
  }
}

static bool is_alias(RuleBlock *column) {
  Str kind;
  return rule_string(column, STR("default_kind"), &kind) && str_eq(kind, STR("ALIAS"));
}

static void default_kind(RuleBlock *column, Str kind) {
  static const char *const stored[] = {"codec", "ttl"};
  if (!str_eq(kind, STR("EPHEMERAL")) && !rule_has(column, STR("default"))) {
    rule_report(column, rule_value_span(column, STR("default_kind")), "server-limit", "default_kind %.*s needs default",
                STR_FMT(kind));
  }
  for (size_t i = 0; i < 2 && str_eq(kind, STR("ALIAS")); i++) {
    if (rule_has(column, str_from(stored[i]))) {
      rule_report(column, rule_value_span(column, str_from(stored[i])), "server-limit",
                  "an ALIAS column is not stored and has no %s", stored[i]);
    }
  }
}

void clickhouse_column(RuleBlock *column) {
  RuleType type;
  Str kind;
  if (rule_type(column, STR("type"), &type)) {
    if (type.raw) nullable(column, &type);
    if (type.spec != NULL) known_type(column, &type);
  }
  if (rule_string(column, STR("default_kind"), &kind)) {
    default_kind(column, kind);
  }
}

/* ---- tables ---- */

/* Name of the engine: MergeTree, sql("Kafka(...)") -> Kafka; false when it is unknown. */
static bool engine_name(RuleBlock *table, Str *out) {
  size_t len = 0;
  if (!rule_string(table, STR("engine"), out) && !rule_raw(table, STR("engine"), out)) {
    return false;
  }
  *out = str_trim(*out);
  while (len < out->len && out->ptr[len] != '(' && out->ptr[len] != ' ') {
    len++;
  }
  *out = str_sub(*out, 0, len);
  return true;
}

static void key_column(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  const char *what = context;
  if (is_alias(column)) {
    rule_report(key, at, "server-limit", "ALIAS column \"%.*s\" cannot be part of the %s", STR_FMT(rule_label(column)),
                what);
  } else if (rule_has(column, STR("ttl")) && strcmp(what, "partition key") != 0) {
    rule_report(key, at, "server-limit", "column \"%.*s\" of the %s cannot have a ttl", STR_FMT(rule_label(column)),
                what);
  }
}

/* The primary key is a prefix of the sort key. */
static void prefix(RuleBlock *primary, RuleBlock *sort) {
  RuleBlock *mine, *theirs;
  Span at, other;
  for (uint32_t i = 0; rule_ref(primary, STR("columns"), i, &mine, &at); i++) {
    bool there = rule_ref(sort, STR("columns"), i, &theirs, &other);
    if (!there && rule_list_length(sort, STR("columns")) != i) {
      return; /* by expressions, or unknown */
    }
    if (!there || !str_eq(rule_label(mine), rule_label(theirs))) {
      rule_report(primary, at, "server-limit", "the primary key must be a prefix of the sort key");
      return;
    }
  }
}

/* What only the engines of the MergeTree family have. */
static void other_engine(RuleBlock *table, Str engine) {
  static const char *const blocks[] = {"sort", "partition", "index", "projection"};
  RuleBlock *child;
  for (size_t i = 0; i < 4; i++) {
    if (rule_child(table, str_from(blocks[i]), 0, &child)) {
      rule_report(table, rule_keyword(child), "server-limit", "engine %.*s has no %s", STR_FMT(engine), blocks[i]);
    }
  }
  if (rule_has(table, STR("ttl"))) {
    rule_report(table, rule_value_span(table, STR("ttl")), "server-limit", "engine %.*s has no ttl", STR_FMT(engine));
  }
}

void clickhouse_table(RuleBlock *table) {
  Str engine;
  RuleBlock *primary = NULL, *sort = NULL, *partition;
  bool has_primary = rule_child(table, STR("primary_key"), 0, &primary);
  bool has_sort = rule_child(table, STR("sort"), 0, &sort);
  if (has_primary) rule_key_columns(primary, key_column, (void *)(uintptr_t) "primary key");
  if (has_sort) rule_key_columns(sort, key_column, (void *)(uintptr_t) "sort key");
  if (rule_child(table, STR("partition"), 0, &partition))
    rule_key_columns(partition, key_column, (void *)(uintptr_t) "partition key");
  if (has_primary && has_sort && rule_has(sort, STR("columns"))) prefix(primary, sort);
  if (!engine_name(table, &engine) || str_empty(engine)) {
    return;
  }
  if (!str_ends(engine, STR("MergeTree"))) {
    other_engine(table, engine);
  } else if (!has_primary && !has_sort) {
    rule_report(table, rule_keyword(table), "server-limit", "engine %.*s needs a primary_key or a sort",
                STR_FMT(engine));
  }
}

/* ---- views ---- */

void clickhouse_materialized(RuleBlock *view) {
  RuleBlock *refresh;
  bool populate;
  if (rule_child(view, STR("refresh"), 0, &refresh) && rule_bool(view, STR("populate"), &populate) && populate) {
    rule_report(view, rule_value_span(view, STR("populate")), "server-limit",
                "a view that is refreshed cannot be populated");
  }
}
