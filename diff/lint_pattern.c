/* lint_pattern.c: regular expressions of the configuration. They are written for RE2, as Go has it; PCRE2 reads its
 * syntax, and what RE2 refuses (back references) is refused here too. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "diff/lint_internal.h"

enum { MATCH_STEPS = 100000 }; /* a pattern that needs more on a name does not match */

struct LintPattern {
  Str text;
  pcre2_code *code;
};

static LintPattern *fail(LintRun *self, Str text, const char *what, Str why) {
  if (self->error.len == 0)
    self->error =
        arena_printf(self->arena, "%s: invalid regular expression \"%.*s\": %.*s", what, STR_FMT(text), STR_FMT(why));
  return NULL;
}

LintPattern *lint_pattern(LintRun *self, Str text, const char *what) {
  for (size_t i = 0; i < self->patterns.len; i++)
    if (str_eq(self->patterns.items[i]->text, text)) return self->patterns.items[i];
  int error;
  size_t offset;
  uint32_t references = 0;
  pcre2_code *code =
      pcre2_compile((PCRE2_SPTR)text.ptr, text.len, PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &error, &offset, NULL);
  if (code == NULL) {
    PCRE2_UCHAR why[160];
    int len = pcre2_get_error_message(error, why, sizeof why);
    return fail(self, text, what, str_make((const char *)why, len > 0 ? (size_t)len : 0));
  }
  pcre2_pattern_info(code, PCRE2_INFO_BACKREFMAX, &references);
  if (references > 0) {
    pcre2_code_free(code);
    return fail(self, text, what, STR("back references cannot be used"));
  }
  LintPattern *pattern = arena_new(self->arena, LintPattern);
  *pattern = (LintPattern){text, code};
  array_push(&self->patterns, pattern);
  return pattern;
}

bool lint_matches(const LintPattern *pattern, Str text) {
  pcre2_match_data *data = pcre2_match_data_create(1, NULL);
  pcre2_match_context *context = pcre2_match_context_create(NULL);
  pcre2_set_match_limit(context, MATCH_STEPS);
  const char *start = text.ptr != NULL ? text.ptr : "";
  int found = pcre2_match(pattern->code, (PCRE2_SPTR)start, text.len, 0, 0, data, context);
  pcre2_match_context_free(context);
  pcre2_match_data_free(data);
  return found >= 0;
}

void lint_free_patterns(LintRun *self) {
  for (size_t i = 0; i < self->patterns.len; i++) pcre2_code_free(self->patterns.items[i]->code);
  array_free(&self->patterns);
}
