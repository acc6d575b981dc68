/* rules.c: what Redshift asks of columns, distribution and sort keys beyond names and values. */
#include "dialects/rules.h"

typedef struct Encoding {
  const char *prefix;        /* of the encodings that this row is about */
  const char *categories[4]; /* of the types that they suit */
} Encoding;

/* encode = AZ64 on varchar(20) */
static void encoding(RuleBlock *column) {
  static const Encoding rows[] = {{"AZ64", {"integer", "decimal", "datetime"}},
                                  {"DELTA", {"integer", "decimal", "datetime"}},
                                  {"MOSTLY", {"integer", "decimal"}},
                                  {"TEXT", {"string"}}};
  Str word;
  RuleType type;
  if (!rule_string(column, STR("encode"), &word) || !rule_type(column, STR("type"), &type) || type.spec == NULL) {
    return;
  }
  for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
    size_t count = 0;
    while (count < 4 && rows[i].categories[count] != NULL) {
      count++;
    }
    if (str_starts(word, str_from(rows[i].prefix)) && !rule_category_is(column, rows[i].categories, count)) {
      rule_report(column, rule_value_span(column, STR("encode")), "server-limit", "encoding %.*s is not for type %.*s",
                  STR_FMT(word), STR_FMT(type.name));
    }
  }
}

void redshift_column(RuleBlock *column) {
  common_decimal_scale(column);
  encoding(column);
}

void redshift_distribution(RuleBlock *block) {
  Str style;
  if (!rule_string(block, STR("style"), &style)) {
    return;
  }
  bool by_key = str_eq(style, STR("KEY"));
  if (by_key && !rule_has(block, STR("column"))) {
    rule_report(block, rule_value_span(block, STR("style")), "server-limit", "distribution style KEY needs a column");
  } else if (!by_key && rule_has(block, STR("column"))) {
    rule_report(block, rule_value_span(block, STR("column")), "server-limit", "distribution style %.*s has no column",
                STR_FMT(style));
  }
}

void redshift_sort(RuleBlock *block) {
  Str style;
  if (!rule_string(block, STR("style"), &style)) {
    return;
  }
  uint32_t count = rule_list_length(block, STR("columns"));
  uint32_t most = str_eq(style, STR("INTERLEAVED")) ? 8 : 400;
  if (str_eq(style, STR("AUTO"))) {
    if (rule_has(block, STR("columns"))) {
      rule_report(block, rule_value_span(block, STR("columns")), "server-limit", "sort style AUTO has no columns");
    }
  } else if (!rule_has(block, STR("columns"))) {
    rule_report(block, rule_value_span(block, STR("style")), "server-limit", "sort style %.*s needs columns",
                STR_FMT(style));
  } else if (count > most) {
    rule_report(block, rule_value_span(block, STR("columns")), "server-limit",
                "sort style %.*s takes at most %u columns", STR_FMT(style), most);
  }
}
