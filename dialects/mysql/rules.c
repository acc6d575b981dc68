/* rules.c: what MySQL, MariaDB and the planner of Atlas ask of tables, columns and keys beyond names and values. */
#include "dialects/rules.h"

/* Does the type list `attr` among the column attributes that have an effect with it? */
static bool type_takes(const TypeSpec *type, Str attr) {
  for (uint16_t i = 0; i < type->column_attr_count; i++) {
    if (str_eq(type->column_attrs[i], attr)) {
      return true;
    }
  }
  return false;
}

static bool is_category(RuleBlock *column, const char *category, const TypeSpec **spec) {
  RuleType type;
  if (!rule_type(column, STR("type"), &type) || type.spec == NULL) {
    return false;
  }
  *spec = type.spec;
  return str_eq(type.spec->category, str_from(category));
}

/* charset = "utf8mb4" on an int column */
static void attribute_without_effect(RuleBlock *column, const RuleType *type, Str attr, const char *what) {
  if (rule_has(column, attr) && !type_takes(type->spec, attr)) {
    rule_report(column, rule_value_span(column, attr), "server-limit",
                "column \"%.*s\" of type %.*s does not support %s", STR_FMT(rule_label(column)), STR_FMT(type->name),
                what);
  }
}

/* decimal(5, 10) */
static void decimal_scale(RuleBlock *column, const RuleType *type) {
  int64_t precision, scale;
  if (str_eq(type->spec->category, STR("decimal")) && rule_type_int(type, 0, &precision) &&
      rule_type_int(type, 1, &scale) && precision < scale) {
    rule_report(column, type->span, "type-parameter", "decimal type must have precision >= scale: %lld < %lld",
                (long long)precision, (long long)scale);
  }
}

/* enum("a", "b", "a"); the server compares without regard to case in the usual collations, here only equal texts count.
 */
static void duplicate_values(RuleBlock *column, const RuleType *type) {
  Str value, other;
  Span at, before;
  if (type->arg_count > 500) {
    return;
  }
  for (uint32_t i = 1; i < type->arg_count; i++) {
    for (uint32_t j = 0; j < i && rule_type_string(type, i, &value, &at); j++) {
      if (rule_type_string(type, j, &other, &before) && str_eq(value, other)) {
        rule_report(column, at, "server-limit", "value \"%.*s\" occurs twice in the %.*s of column \"%.*s\"",
                    STR_FMT(value), STR_FMT(type->name), STR_FMT(rule_label(column)));
        break;
      }
    }
  }
}

static void typed_column(RuleBlock *column, const RuleType *type) {
  bool is_unsigned;
  attribute_without_effect(column, type, STR("charset"), "the CHARSET attribute");
  attribute_without_effect(column, type, STR("collate"), "the COLLATE attribute");
  if (rule_bool(column, STR("unsigned"), &is_unsigned) && is_unsigned) {
    attribute_without_effect(column, type, STR("unsigned"), "unsigned: it has no effect");
  }
  attribute_without_effect(column, type, STR("on_update"), "on_update");
  attribute_without_effect(column, type, STR("srid"), "srid");
  decimal_scale(column, type);
  if (str_eq(type->name, STR("enum")) || str_eq(type->name, STR("set"))) {
    duplicate_values(column, type);
  }
}

void mysql_column(RuleBlock *column) {
  RuleType type;
  bool on;
  if (rule_type(column, STR("type"), &type) && type.spec != NULL) {
    typed_column(column, &type);
  }
  common_generated_default(column);
  mysql_name_length(column);
  if (rule_bool(column, STR("auto_increment"), &on) && on && rule_has(column, STR("default"))) {
    rule_report(column, rule_value_span(column, STR("default")), "server-limit",
                "auto_increment column \"%.*s\" cannot have a default", STR_FMT(rule_label(column)));
  }
}

/* MySQL: json, text, blob and spatial columns take no literal default. */
void mysql_literal_default(RuleBlock *column) {
  static const char *const words[] = {"json",     "tinytext",   "text",       "mediumtext", "longtext",
                                      "tinyblob", "blob",       "mediumblob", "longblob",   "geometry",
                                      "point",    "linestring", "polygon"};
  Str text;
  int64_t number;
  bool literal = rule_string(column, STR("default"), &text) || rule_int(column, STR("default"), &number);
  if (literal && rule_type_is(column, words, sizeof(words) / sizeof(*words))) {
    rule_report(column, rule_value_span(column, STR("default")), "server-limit",
                "column \"%.*s\" cannot have a literal default: write sql(\"(...)\")", STR_FMT(rule_label(column)));
  }
}

/* Is the column the first part of a key of the table? */
static bool leads_key(RuleBlock *table, RuleBlock *column) {
  static const char *const kinds[] = {"primary_key", "index"};
  RuleBlock *key, *first;
  for (size_t k = 0; k < 2; k++) {
    for (uint32_t i = 0; rule_child(table, str_from(kinds[k]), i, &key); i++) {
      if (!rule_first_column(key, &first) || str_eq(rule_label(first), rule_label(column))) {
        return true; /* or it cannot be known */
      }
    }
  }
  return false;
}

static void auto_increments(RuleBlock *table) {
  RuleBlock *column;
  bool on, seen = false;
  for (uint32_t i = 0; rule_child(table, STR("column"), i, &column); i++) {
    if (!rule_bool(column, STR("auto_increment"), &on) || !on) {
      continue;
    }
    Span at = rule_value_span(column, STR("auto_increment"));
    if (seen) {
      rule_report(column, at, "server-limit", "a table can have only one auto_increment column");
    } else if (!leads_key(table, column)) {
      rule_report(column, at, "server-limit", "auto_increment column \"%.*s\" must be the first part of a key",
                  STR_FMT(rule_label(column)));
    }
    seen = true;
  }
}

void mysql_table(RuleBlock *table) {
  RuleBlock *column;
  if (!rule_child(table, STR("column"), 0, &column)) {
    rule_report(table, rule_keyword(table), "server-limit", "table \"%.*s\" has no columns",
                STR_FMT(rule_label(table)));
  }
  auto_increments(table);
  mysql_name_length(table);
}

/* A text or blob part needs a prefix, a number takes none. */
static void prefix(RuleBlock *part, RuleBlock *column, Span at, void *context) {
  static const char *const long_types[] = {"tinytext", "text", "mediumtext", "longtext",
                                           "tinyblob", "blob", "mediumblob", "longblob"};
  const TypeSpec *spec = NULL;
  bool has = rule_has(part, STR("prefix"));
  (void)context;
  if (!has && rule_type_is(column, long_types, sizeof(long_types) / sizeof(*long_types))) {
    rule_report(part, at, "server-limit", "column \"%.*s\" can be indexed only with a prefix length",
                STR_FMT(rule_label(column)));
  } else if (has && (is_category(column, "integer", &spec) || is_category(column, "decimal", &spec))) {
    rule_report(part, rule_value_span(part, STR("prefix")), "server-limit",
                "column \"%.*s\" of type %.*s cannot have a prefix length", STR_FMT(rule_label(column)),
                STR_FMT(spec->name));
  }
}

/* Is the value of the column computed when it is read? `as` alone and `as` blocks without a type are VIRTUAL. */
static bool is_virtual(RuleBlock *column) {
  RuleBlock *as;
  Str type;
  if (rule_has(column, STR("as"))) {
    return true;
  }
  if (!rule_child(column, STR("as"), 0, &as)) {
    return false;
  }
  return !rule_has(as, STR("type")) || (rule_string(as, STR("type"), &type) && str_eq_nocase(type, STR("VIRTUAL")));
}

static void virtual_part(RuleBlock *key, RuleBlock *column, Span at, void *context) {
  (void)context;
  if (is_virtual(column)) {
    rule_report(key, at, "server-limit", "generated column \"%.*s\" must be STORED to be part of a %s key",
                STR_FMT(rule_label(column)), str_eq(rule_spec(key)->name, STR("foreign_key")) ? "foreign" : "primary");
  }
}

void mysql_primary_key(RuleBlock *key) {
  mysql_index(key);
  rule_key_columns(key, virtual_part, NULL);
}

void mysql_index(RuleBlock *index) {
  Str type = STR("BTREE");
  bool unique;
  if (rule_has(index, STR("type")) && !rule_string(index, STR("type"), &type)) {
    return;
  }
  if (str_eq(type, STR("BTREE")) || str_eq(type, STR("HASH"))) {
    rule_key_columns(index, prefix, NULL);
  } else if (rule_bool(index, STR("unique"), &unique) && unique) {
    rule_report(index, rule_value_span(index, STR("unique")), "server-limit", "a %.*s index cannot be unique",
                STR_FMT(type));
  }
  mysql_name_length(index);
}

void mysql_foreign_key(RuleBlock *key) {
  static const char *const attrs[] = {"on_update", "on_delete"};
  rule_key_columns(key, virtual_part, NULL);
  for (size_t i = 0; i < 2; i++) {
    Str attr = str_from(attrs[i]), action;
    common_set_null(key, attr);
    if (rule_string(key, attr, &action) &&
        (str_eq(action, STR("SET_DEFAULT")) || str_eq_nocase(action, STR("SET DEFAULT")))) {
      rule_report(key, rule_value_span(key, attr), "server-limit", "InnoDB rejects SET DEFAULT");
    }
  }
  mysql_name_length(key);
}

void mysql_name_length(RuleBlock *block) {
  if (text_width(rule_label(block), TEXT_UTF32) > 64) {
    rule_report(block, rule_keyword(block), "server-limit", "the name has more than 64 characters");
  }
}
