/* rules.c: what SQL Server asks of tables, columns and routines beyond names and values; keys are in rules_key.c. */
#include "dialects/rules.h"

/* ---- columns ---- */

/* tinyint, smallint, int, bigint, or decimal without a scale. */
static bool counts(RuleBlock *b) {
  static const char *const categories[] = {"integer", "decimal"};
  RuleType type;
  int64_t scale;
  if (!rule_type(b, STR("type"), &type) || type.spec == NULL) {
    return true; /* raw, or an alias */
  }
  return rule_category_is(b, categories, 2) && !(rule_type_int(&type, 1, &scale) && scale != 0);
}

static void identity_column(RuleBlock *column) {
  RuleBlock *identity;
  if (!rule_child(column, STR("identity"), 0, &identity)) {
    return;
  }
  common_identity_column(column);
  if (rule_is_generated(column)) {
    rule_report(column, rule_keyword(identity), "server-limit",
                "both identity and generation expression specified for column \"%.*s\"", STR_FMT(rule_label(column)));
  }
  if (!counts(column)) {
    rule_report(column, rule_value_span(column, STR("type")), "server-limit",
                "identity column \"%.*s\" must be of an integer type or a decimal type of scale 0",
                STR_FMT(rule_label(column)));
  }
}

/* Is the type the reference of a block of this kind? */
static bool type_block(RuleBlock *b, Str kind) {
  RuleBlock *target;
  Span at;
  return rule_ref(b, STR("type"), 0, &target, &at) && str_eq(rule_spec(target)->name, kind);
}

void sqlserver_column(RuleBlock *column) {
  static const char *const text[] = {"string"};
  static const char *const cursor[] = {"cursor"};
  RuleType type;
  common_decimal_scale(column);
  common_generated_default(column);
  identity_column(column);
  if (!rule_type(column, STR("type"), &type)) {
    return;
  }
  if (rule_has(column, STR("collate")) && type.spec != NULL && !rule_category_is(column, text, 1)) {
    rule_report(column, rule_value_span(column, STR("collate")), "server-limit",
                "column \"%.*s\" of type %.*s does not support collate", STR_FMT(rule_label(column)),
                STR_FMT(type.name));
  }
  if (rule_type_is(column, cursor, 1) || type_block(column, STR("type_table"))) {
    rule_report(column, type.span, "server-limit", "a column cannot be of type %.*s", STR_FMT(type.name));
  }
}

void sqlserver_identity(RuleBlock *identity) {
  int64_t increment;
  if (rule_int(identity, STR("increment"), &increment) && increment == 0) {
    rule_report(identity, rule_value_span(identity, STR("increment")), "server-limit", "increment cannot be 0");
  }
}

/* ---- tables ---- */

static bool is_hash(RuleBlock *key) {
  Str type;
  return rule_string(key, STR("type"), &type) && str_eq_nocase(type, STR("HASH"));
}

static void memory_table(RuleBlock *table, bool in_memory) {
  static const char *const kinds[] = {"primary_key", "index"};
  RuleBlock *key;
  bool any = false;
  for (size_t k = 0; k < 2; k++) {
    for (uint32_t i = 0; rule_child(table, str_from(kinds[k]), i, &key); i++) {
      any = true;
      if (!in_memory && is_hash(key)) {
        rule_report(table, rule_value_span(key, STR("type")), "server-limit",
                    "HASH needs memory_optimized = true on the table");
      }
    }
  }
  if (in_memory && !any) {
    rule_report(table, rule_keyword(table), "server-limit", "a memory-optimized table needs at least one index");
  }
}

void sqlserver_table(RuleBlock *table) {
  static const char *const words[] = {"rowversion", "timestamp"};
  RuleBlock *column;
  bool in_memory = false, seen = false;
  bool known = !rule_has(table, STR("memory_optimized")) || rule_bool(table, STR("memory_optimized"), &in_memory);
  common_single_identity(table);
  if (known) {
    memory_table(table, in_memory);
  }
  for (uint32_t i = 0; rule_child(table, STR("column"), i, &column); i++) {
    if (!rule_type_is(column, words, 2)) {
      continue;
    }
    if (seen) {
      rule_report(table, rule_value_span(column, STR("type")), "server-limit",
                  "a table can have only one rowversion column");
    }
    seen = true;
  }
}

/* ---- views, triggers, routines ---- */

void sqlserver_view(RuleBlock *view) {
  RuleBlock *index;
  bool bound = false, unique = false;
  if (!rule_child(view, STR("index"), 0, &index)) {
    return;
  }
  if (!rule_has(view, STR("schema_bound")) || (rule_bool(view, STR("schema_bound"), &bound) && !bound)) {
    rule_report(view, rule_keyword(index), "server-limit", "an index of a view needs schema_bound = true on the view");
  }
  if (!rule_has(index, STR("unique")) || (rule_bool(index, STR("unique"), &unique) && !unique)) {
    rule_report(view, rule_keyword(index), "server-limit", "the first index of a view must be unique");
  }
}

void sqlserver_trigger(RuleBlock *trigger) {
  RuleBlock *target, *after;
  Span at;
  if (rule_child(trigger, STR("after"), 0, &after) && rule_ref(trigger, STR("on"), 0, &target, &at) &&
      str_eq(rule_spec(target)->name, STR("view"))) {
    rule_report(trigger, rule_keyword(after), "server-limit", "after triggers are for tables");
  }
}

void sqlserver_function(RuleBlock *function) {
  RuleBlock *table;
  if (rule_child(function, STR("return_table"), 0, &table) && rule_has(function, STR("return"))) {
    rule_report(function, rule_keyword(table), "exclusive",
                "attribute return and block return_table are mutually exclusive in block function");
  }
}

/* Arguments of functions and procedures: cursors and tables have rules of their own. */
void sqlserver_arg(RuleBlock *arg) {
  static const char *const cursor[] = {"cursor"};
  RuleType type;
  Str mode;
  bool readonly = false, known = !rule_has(arg, STR("readonly")) || rule_bool(arg, STR("readonly"), &readonly);
  if (!rule_type(arg, STR("type"), &type)) {
    return;
  }
  bool table = type_block(arg, STR("type_table"));
  if (known && table && !readonly) {
    rule_report(arg, type.span, "server-limit", "an argument of a table type needs readonly = true");
  } else if (readonly && !table && !type.raw) {
    rule_report(arg, rule_value_span(arg, STR("readonly")), "server-limit",
                "readonly is for arguments of a table type");
  }
  if (!rule_type_is(arg, cursor, 1)) {
    return;
  }
  if (str_eq(rule_spec(rule_parent(arg))->name, STR("function"))) {
    rule_report(arg, type.span, "server-limit", "only procedures have arguments of type cursor");
  } else if (!rule_string(arg, STR("mode"), &mode) || !str_eq_nocase(mode, STR("OUT"))) {
    rule_report(arg, type.span, "server-limit", "an argument of type cursor needs mode = OUT");
  }
}

void sqlserver_type_alias(RuleBlock *alias) {
  RuleType type;
  if (rule_type(alias, STR("type"), &type) && type.reference) {
    rule_report(alias, type.span, "server-limit", "an alias must be of a built-in type");
  }
}

void sqlserver_sequence(RuleBlock *sequence) {
  int64_t start, low, high;
  sqlserver_identity(sequence);
  if (!counts(sequence)) {
    rule_report(sequence, rule_value_span(sequence, STR("type")), "server-limit",
                "the type of a sequence must be an integer type or a decimal type of scale 0");
  }
  bool has_low = rule_int(sequence, STR("min_value"), &low), has_high = rule_int(sequence, STR("max_value"), &high);
  if (has_low && has_high && low >= high) {
    rule_report(sequence, rule_value_span(sequence, STR("max_value")), "server-limit",
                "max_value must be larger than min_value");
  } else if (rule_int(sequence, STR("start"), &start) && ((has_low && start < low) || (has_high && start > high))) {
    rule_report(sequence, rule_value_span(sequence, STR("start")), "server-limit",
                "start must lie between min_value and max_value");
  }
}

void sqlserver_partition_scheme(RuleBlock *scheme) {
  RuleBlock *function;
  Span at;
  if (!rule_ref(scheme, STR("partition"), 0, &function, &at)) {
    return;
  }
  uint32_t values = rule_list_length(function, STR("values")), groups = rule_list_length(scheme, STR("filegroups"));
  if (values > 0 && groups > 0 && groups != values + 1) {
    rule_report(scheme, rule_value_span(scheme, STR("filegroups")), "server-limit",
                "a scheme for %u values needs %u filegroups, not %u", values, values + 1, groups);
  }
}
