/* describe.c: what an attribute takes, in words for hover and the reference pages. */
#include "base/buf.h"
#include "dialects/dialect.h"

/* a, b or c */
static void put_choice(Buf *out, const Str *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    buf_put(out, i == 0 ? STR("") : i + 1 == count ? STR(" or ") : STR(", "));
    buf_put(out, words[i]);
  }
}

static void put_words(Buf *out, const EnumSpec *words) {
  size_t shown = words->count > 8 ? 6 : words->count;
  for (size_t i = 0; i < shown; i++) {
    buf_printf(out, "%s%.*s", i > 0 ? " | " : "", STR_FMT(words->words[i].name));
  }
  if (shown < words->count) {
    buf_printf(out, " | ... (%u words)", words->count);
  }
}

static void describe(const ValueSpec *value, Buf *out, unsigned depth);

static void put_alternatives(const ValueSpec *value, Buf *out, unsigned depth) {
  for (size_t i = 0; i < value->count; i++) {
    buf_put(out, i == 0 ? STR("") : i + 1 == value->count ? STR(" or ") : STR(", "));
    describe(&value->elems[i], out, depth + 1);
  }
}

static void describe(const ValueSpec *value, Buf *out, unsigned depth) {
  static const char *const plain[] = {[VALUE_ANY] = "any value",
                                      [VALUE_STRING] = "string",
                                      [VALUE_INT] = "whole number",
                                      [VALUE_NUMBER] = "number",
                                      [VALUE_BOOL] = "bool",
                                      [VALUE_SQL] = "SQL text",
                                      [VALUE_EXPR] = "string, number, bool or sql(\"...\")",
                                      [VALUE_RAW] = "sql(\"...\")",
                                      [VALUE_TYPE] = "column type",
                                      [VALUE_TYPEEXPR] = "type expression",
                                      [VALUE_VERBATIM] = "expression"};
  if (depth > 20) {
    return;
  }
  switch ((ValueKind)value->kind) {
  case VALUE_ENUM: put_words(out, value->words); return;
  case VALUE_REF:
    buf_put(out, STR("reference to "));
    put_choice(out, value->refs, value->count);
    return;
  case VALUE_LIST:
  case VALUE_MAP: {
    bool many = value->elems[0].kind == VALUE_REF;
    buf_put(out, value->kind == VALUE_MAP ? STR("map of ") : STR("list of "));
    if (many) {
      buf_put(out, STR("references to "));
      put_choice(out, value->elems[0].refs, value->elems[0].count);
    } else {
      describe(&value->elems[0], out, depth + 1);
    }
    return;
  }
  case VALUE_ANY_OF: put_alternatives(value, out, depth); return;
  default: buf_put(out, str_from(plain[value->kind]));
  }
  if (value->kind == VALUE_SQL && value->sql_call) {
    buf_put(out, STR(" or sql(\"...\")"));
  }
}

void dialect_describe(const ValueSpec *value, struct Buf *out) { describe(value, out, 0); }
