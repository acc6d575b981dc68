/* rules.c: what PostgreSQL and Atlas ask of columns, indexes, enums and triggers beyond names and values. */
#include "dialects/rules.h"

static bool type_in(const RuleType *type, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_eq(type->name, str_from(words[i]))) {
      return true;
    }
  }
  return false;
}

static bool is_integer(const RuleType *type) {
  static const char *const words[] = {"smallint", "integer", "int", "bigint", "int2", "int4", "int8", "int64"};
  return type_in(type, words, sizeof(words) / sizeof(*words));
}

static bool is_serial(const RuleType *type) {
  static const char *const words[] = {"serial", "smallserial", "bigserial", "serial2", "serial4", "serial8"};
  return !type->raw && !type->reference && type_in(type, words, sizeof(words) / sizeof(*words));
}

void postgresql_column(RuleBlock *column) {
  RuleType type;
  RuleBlock *identity;
  bool null;
  common_generated_default(column);
  if (!rule_type(column, STR("type"), &type)) {
    return;
  }
  if (is_serial(&type) && rule_bool(column, STR("null"), &null) && null) {
    rule_report(column, rule_value_span(column, STR("null")), "generated-column",
                "NOT NULL constraint is required for serial column \"%.*s\"", STR_FMT(rule_label(column)));
  }
  if (rule_child(column, STR("identity"), 0, &identity) && type.spec != NULL && !is_integer(&type)) {
    rule_report(column, type.span, "server-limit", "identity column \"%.*s\" must be smallint, integer or bigint",
                STR_FMT(rule_label(column)));
  }
}

void postgresql_index(RuleBlock *index) {
  Str type = STR("BTREE");
  bool unique, known = !rule_has(index, STR("type")) || rule_string(index, STR("type"), &type);
  if (rule_list_empty(index, STR("include"))) {
    rule_report(index, rule_value_span(index, STR("include")), "key-shape",
                "unexpected empty INCLUDE in index \"%.*s\" definition", STR_FMT(rule_label(index)));
  }
  if (!known) {
    return;
  }
  bool btree = str_eq_nocase(type, STR("BTREE"));
  if (!btree && str_eq(rule_spec(index)->name, STR("index")) && rule_bool(index, STR("unique"), &unique) && unique) {
    rule_report(index, rule_value_span(index, STR("unique")), "server-limit", "a %.*s index cannot be unique",
                STR_FMT(type));
  }
  if (rule_has(index, STR("page_per_range")) && !str_eq_nocase(type, STR("BRIN"))) {
    rule_report(index, rule_value_span(index, STR("page_per_range")), "server-limit",
                "page_per_range is for BRIN indexes");
  }
}

void postgresql_enum(RuleBlock *block) {
  Str value, other;
  Span at, before;
  uint32_t count = rule_list_length(block, STR("values"));
  if (count > 500) {
    return;
  }
  for (uint32_t i = 1; i < count; i++) {
    for (uint32_t j = 0; j < i && rule_list_string(block, STR("values"), i, &value, &at); j++) {
      if (rule_list_string(block, STR("values"), j, &other, &before) && str_eq(value, other)) {
        rule_report(block, at, "server-limit", "value \"%.*s\" occurs twice in enum \"%.*s\"", STR_FMT(value),
                    STR_FMT(rule_label(block)));
        break;
      }
    }
  }
}

void postgresql_exclude_part(RuleBlock *part) {
  Str op;
  Str name = rule_label(rule_parent(part));
  if (!rule_has(part, STR("op"))) {
    rule_report(part, rule_keyword(part), "key-shape", "missing operator for exclude constraint \"%.*s\"",
                STR_FMT(name));
  } else if (rule_string(part, STR("op"), &op) && str_empty(str_trim(op))) {
    rule_report(part, rule_value_span(part, STR("op")), "key-shape", "empty operator for exclude constraint \"%.*s\"",
                STR_FMT(name));
  }
}

void postgresql_trigger(RuleBlock *trigger) {
  RuleBlock *timing, *target;
  Span at;
  if (!rule_child(trigger, STR("instead_of"), 0, &timing)) {
    return;
  }
  if (rule_ref(trigger, STR("on"), 0, &target, &at) && rule_spec(target)->role == BLOCK_TABLE) {
    rule_report(trigger, rule_keyword(timing), "server-limit", "instead_of triggers are for views");
  }
}

void postgresql_sequence(RuleBlock *sequence) {
  RuleType type;
  if (rule_type(sequence, STR("type"), &type) && type.spec != NULL && !is_integer(&type)) {
    rule_report(sequence, type.span, "server-limit", "the type of a sequence must be smallint, integer or bigint");
  }
}

/* Privileges that an object of a kind has. */
typedef struct Grantable {
  const char *kind;
  const char *privileges[5];
} Grantable;

static const Grantable grantables[] = {{"schema", {"USAGE", "CREATE"}},
                                       {"sequence", {"SELECT", "UPDATE", "USAGE"}},
                                       {"function", {"EXECUTE"}},
                                       {"procedure", {"EXECUTE"}},
                                       {"column", {"SELECT", "INSERT", "UPDATE", "REFERENCES"}}};

static bool has_privilege(const Grantable *object, Str privilege) {
  bool found = str_eq(privilege, STR("ALL"));
  for (size_t i = 0; i < 5 && object->privileges[i] != NULL; i++) {
    found |= str_eq(privilege, str_from(object->privileges[i]));
  }
  return found;
}

void postgresql_permission(RuleBlock *permission) {
  RuleBlock *target;
  Span at;
  Str privilege;
  const Grantable *object = NULL;
  if (!rule_ref(permission, STR("for"), 0, &target, &at)) {
    return;
  }
  for (size_t i = 0; i < sizeof(grantables) / sizeof(*grantables); i++) {
    object = str_eq(rule_spec(target)->name, str_from(grantables[i].kind)) ? &grantables[i] : object;
  }
  for (uint32_t i = 0; object != NULL && rule_list_string(permission, STR("privileges"), i, &privilege, &at); i++) {
    if (!has_privilege(object, privilege)) {
      rule_report(permission, at, "server-limit", "a %s has no privilege %.*s", object->kind, STR_FMT(privilege));
    }
  }
}
