/* literal.c: words, strings, numbers and lists in language.hcl. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "dialects/dialectc/model.h"

void model_error(Model *self, Place at, const char *format, ...) {
  va_list args;
  fprintf(stderr, "%.*s:%u: ", STR_FMT(at.file), at.line);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
  self->errors++;
}

Place source_place(const Source *self, Span span) {
  return (Place){self->path, text_newlines(str_sub(self->text, 0, span.start)) + 1};
}

Str read_string(const Source *self, const SynExpr *expr) {
  if (expr->kind == SYN_STRING) {
    return expr->as.text;
  }
  model_error(self->model, source_place(self, expr->span), "a string is needed here");
  return STR("");
}

Str read_word(const Source *self, const SynExpr *expr) {
  if (expr->kind == SYN_STRING) {
    return expr->as.text;
  }
  if (expr->kind == SYN_NULL) {
    return STR("null");
  }
  if (expr->kind != SYN_PATH) {
    model_error(self->model, source_place(self, expr->span), "a name is needed here");
    return STR("");
  }
  return span_of(expr->span, self->text);
}

bool read_bool(const Source *self, const SynExpr *expr) {
  if (expr->kind != SYN_BOOL) {
    model_error(self->model, source_place(self, expr->span), "true or false is needed here");
    return false;
  }
  return expr->flag;
}

int64_t read_int(const Source *self, const SynExpr *expr) {
  int64_t sign = 1;
  if (expr->kind == SYN_UNARY && expr->op == SYN_OP_NEG) {
    sign = -1;
    expr = expr->as.op.a;
  }
  if (expr->kind != SYN_NUMBER) {
    model_error(self->model, source_place(self, expr->span), "a whole number is needed here");
    return 0;
  }
  return sign * strtoll(arena_str(&self->model->arena, expr->as.text).ptr, NULL, 10);
}

void read_words(const Source *self, const SynExpr *expr, StrList *out) {
  if (expr->kind != SYN_TUPLE) {
    model_push(self->model, out, read_word(self, expr));
    return;
  }
  for (uint32_t i = 0; i < expr->count; i++) {
    model_push(self->model, out, read_word(self, expr->as.tuple.elems[i]));
  }
}

Str read_text(const Source *self, const SynExpr *expr) {
  if (expr->kind == SYN_STRING) {
    return expr->as.text;
  }
  return span_of(expr->span, self->text);
}

/* Index of a word in a list, or -1 with a message that gives the list. */
static int word_index(const Source *self, const SynExpr *expr, const char *what, const char *const *words, int count) {
  Str word = read_word(self, expr);
  for (int i = 0; i < count; i++) {
    if (str_eq(word, str_from(words[i]))) {
      return i;
    }
  }
  model_error(self->model, source_place(self, expr->span), "unknown %s %.*s", what, STR_FMT(word));
  return 0;
}

SqlShape read_sql_shape(const Source *self, const SynExpr *expr) {
  static const char *const words[] = {"fragment", "expression", "predicate", "query", "body", "script", "failing"};
  _Static_assert(sizeof(words) / sizeof(*words) == SQL_FAILING + 1, "one word for each SqlShape");
  return (SqlShape)word_index(self, expr, "shape of SQL", words, SQL_FAILING + 1);
}

AttrRole read_attr_role(const Source *self, const SynExpr *expr) {
  static const char *const words[] = {
      "plain",   "schema",       "name",           "type",      "null",       "columns",  "ref_columns", "column",
      "expr",    "default",      "values",         "for_each",  "depends_on", "comment",  "unique",      "charset",
      "collate", "renamed_from", "auto_increment", "on_update", "on_delete",  "unsigned", "where",       "include",
      "desc",    "definition",   "target",         "storage",   "generated",  "start",    "increment",   "language"};
  _Static_assert(sizeof(words) / sizeof(*words) == ATTR_LANGUAGE + 1, "one word for each AttrRole");
  return (AttrRole)word_index(self, expr, "role of an attribute", words, ATTR_LANGUAGE + 1);
}

BlockRole read_block_role(const Source *self, const SynExpr *expr) {
  static const char *const words[] = {"plain",        "schema",      "table",     "column",  "primary_key", "index",
                                      "index_part",   "foreign_key", "unique",    "check",   "enum",        "view",
                                      "materialized", "function",    "procedure", "trigger", "sequence",    "partition",
                                      "generated",    "variable",    "locals",    "data",    "env",         "realm",
                                      "identity",     "exclude"};
  _Static_assert(sizeof(words) / sizeof(*words) == BLOCK_EXCLUDE + 1, "one word for each BlockRole");
  return (BlockRole)word_index(self, expr, "role of a block", words, BLOCK_EXCLUDE + 1);
}
