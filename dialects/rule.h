/* rule.h: rules that data cannot say, as C in the dialect's folder (dialects/<name>/rules.c).
 *
 * A rule is called once for each block of its path that has no mistake so far. It reads the block through the
 * functions below, which the type checker implements, and reports what it finds:
 *
 *     void postgresql_float_precision(RuleBlock *b) {
 *       RuleType type;
 *       if (rule_type(b, STR("type"), &type) && str_eq(type.name, STR("float")) && rule_type_int(&type, 0, &n) && ...)
 *         rule_report(b, type.span, "type-parameter", "postgres: precision for type float must be ...: %lld", n);
 *     }
 * language.hcl names it in its block, `rules = ["postgresql_float_precision"]`, and rules.h declares it.
 */
#ifndef ATLAS_DIALECTS_RULE_H
#define ATLAS_DIALECTS_RULE_H

#include "dialects/dialect.h"

typedef struct RuleBlock RuleBlock; /* a block being checked; owned by the checker */

typedef struct RuleSpec {
  Str path; /* block path: "table.column"; "" : once per file, with its top-level blocks as children */
  void (*check)(RuleBlock *block);
} RuleSpec;

typedef struct RuleType {
  Str name;             /* type word, or text inside sql("...") in lower case when `raw` */
  const TypeSpec *spec; /* NULL when unknown or raw */
  Span span;
  bool raw;       /* sql("...") */
  bool reference; /* enum.x and the like; name: the label */
  uint32_t arg_count;
  const void *args_;
} RuleType;

/* The enclosing block, or NULL. */
RuleBlock *rule_parent(RuleBlock *b);
/* Child blocks of a keyword, in order; returns false past the last. */
bool rule_child(RuleBlock *b, Str type, uint32_t nth, RuleBlock **child);
Str rule_label(RuleBlock *b);
Str rule_file(RuleBlock *b); /* name of the file it stands in */
Span rule_keyword(RuleBlock *b);
const BlockSpec *rule_spec(RuleBlock *b);
bool rule_has(RuleBlock *b, Str attr);
/* Span of an attribute's value (of the keyword when absent). */
Span rule_value_span(RuleBlock *b, Str attr);
/* The value when it is known without a run: false for absent, unknown or another kind. */
bool rule_bool(RuleBlock *b, Str attr, bool *out);
bool rule_int(RuleBlock *b, Str attr, int64_t *out);
bool rule_string(RuleBlock *b, Str attr, Str *out); /* strings and enum words */
bool rule_raw(RuleBlock *b, Str attr, Str *out);    /* sql("...") */
bool rule_type(RuleBlock *b, Str attr, RuleType *out);
bool rule_type_int(const RuleType *type, uint32_t arg, int64_t *out);
/* Blocks that the references of an attribute lead to, in order; false past the last or when it cannot be known. */
bool rule_ref(RuleBlock *b, Str attr, uint32_t nth, RuleBlock **target, Span *span);
uint32_t rule_list_length(RuleBlock *b, Str attr); /* elements of a list; 0 when absent or unknown */
bool rule_list_empty(RuleBlock *b, Str attr);      /* a list that is known to have no elements */
/* The n-th key of an object; false past the last, or when it is unknown. */
bool rule_map_key(RuleBlock *b, Str attr, uint32_t nth, Str *out);
/* The string at a place of a list or among the arguments of a type; false when there is none or it is unknown. */
bool rule_list_string(RuleBlock *b, Str attr, uint32_t nth, Str *out, Span *span);
bool rule_type_string(const RuleType *type, uint32_t arg, Str *out, Span *span);
/* Reports with a code of typecheck/codes.def. */
void rule_report(RuleBlock *b, Span at, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
