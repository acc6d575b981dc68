/* rules.c: mistakes in the data sources of atlas.hcl that their values show. */
#include "dialects/rules.h"

/* "constant://?val=x&decoder=binary" -> "binary"; empty when the URL names none. */
static Str decoder(Str url) {
  Str mark = STR("decoder=");
  for (size_t at = str_find(url, '?', 0); at < url.len; at = str_find(url, '&', at + 1)) {
    Str parameter = str_sub(url, at + 1, url.len);
    if (str_starts(parameter, mark)) {
      return str_sub(parameter, mark.len, str_find(parameter, '&', 0));
    }
  }
  return STR("");
}

void config_runtimevar(RuleBlock *block) {
  Str url;
  Str named = rule_string(block, STR("url"), &url) ? decoder(url) : STR("");
  if (!str_empty(named) && !str_eq(named, STR("string"))) {
    rule_report(block, rule_value_span(block, STR("url")), "data-source",
                "data.runtimevar.%.*s: unsupported decoder: \"%.*s\"", STR_FMT(rule_label(block)), STR_FMT(named));
  }
}

void config_external(RuleBlock *block) {
  if (rule_list_empty(block, STR("program"))) {
    rule_report(block, rule_value_span(block, STR("program")), "data-source",
                "data.external.%.*s: program cannot be empty", STR_FMT(rule_label(block)));
  }
}
