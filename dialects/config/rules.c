/* rules.c: mistakes in the data sources of atlas.hcl that their values show. */
#include "dialects/rules.h"

/* "constant://?val=x&decoder=binary" and "decoder=" -> "binary"; empty when the URL has no such parameter. */
static Str parameter_of(Str url, Str mark) {
  for (size_t at = str_find(url, '?', 0); at < url.len; at = str_find(url, '&', at + 1)) {
    Str parameter = str_sub(url, at + 1, url.len);
    if (str_starts(parameter, mark)) {
      return str_sub(parameter, mark.len, str_find(parameter, '&', 0));
    }
  }
  return STR("");
}

/* "1h30m", "-1.5s", "0": numbers with units, as Go reads durations. */
static bool is_duration(Str text) {
  static const char *const units[] = {"ns", "us", "\xc2\xb5s", "ms", "s", "m", "h"};
  size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
  if (str_eq(str_sub(text, at, text.len), STR("0"))) return true;
  while (at < text.len) {
    size_t start = at, unit = 0;
    while (at < text.len && ((text.ptr[at] >= '0' && text.ptr[at] <= '9') || text.ptr[at] == '.')) at++;
    for (size_t i = 0; i < sizeof units / sizeof *units && unit == 0; i++) {
      if (str_starts(str_sub(text, at, text.len), str_from(units[i]))) unit = strlen(units[i]);
    }
    if (at == start || unit == 0) return false;
    at += unit;
  }
  return text.len > 0;
}

void config_runtimevar(RuleBlock *block) {
  Str url;
  if (!rule_string(block, STR("url"), &url)) return;
  Str named = parameter_of(url, STR("decoder=")), timeout = parameter_of(url, STR("timeout="));
  if (!str_empty(named) && !str_eq(named, STR("string"))) {
    rule_report(block, rule_value_span(block, STR("url")), "data-source",
                "data.runtimevar.%.*s: unsupported decoder: \"%.*s\"", STR_FMT(rule_label(block)), STR_FMT(named));
  } else if (!str_empty(timeout) && str_find(timeout, '%', 0) == timeout.len && !is_duration(timeout)) {
    rule_report(block, rule_value_span(block, STR("url")), "data-source",
                "data.runtimevar.%.*s: parsing timeout: time: invalid duration \"%.*s\"", STR_FMT(rule_label(block)),
                STR_FMT(timeout));
  }
}

void config_not_null(RuleBlock *block) {
  bool safe, check = false;
  if (!rule_bool(block, STR("lock_safe"), &safe) || !safe) return;
  if (rule_has(block, STR("check")) && (!rule_bool(block, STR("check"), &check) || check)) return;
  rule_report(block, rule_value_span(block, STR("lock_safe")), "exclusive", "lock_safe requires check = true");
}

void config_env(RuleBlock *block) {
  Str name;
  if (rule_string(block, STR("name"), &name) && str_empty(name)) {
    rule_report(block, rule_keyword(block), "missing-attribute", "all envs must have names on file \"%.*s\"",
                STR_FMT(rule_file(block)));
  }
}

void config_external(RuleBlock *block) {
  if (rule_list_empty(block, STR("program"))) {
    rule_report(block, rule_value_span(block, STR("program")), "data-source",
                "data.external.%.*s: program cannot be empty", STR_FMT(rule_label(block)));
  }
}
