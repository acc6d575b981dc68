/* check_report.c: records diagnostics with their fixes and related places. */
#include <stdarg.h>
#include <stdio.h>

#include "typecheck/check_internal.h"

__attribute__((format(printf, 2, 0))) static Str format_text(Arena *arena, const char *format, va_list args) {
  va_list copy;
  va_copy(copy, args);
  int len = vsnprintf(NULL, 0, format, copy);
  va_end(copy);
  if (len <= 0) return STR("");
  char *text = arena_alloc(arena, (size_t)len + 1);
  vsnprintf(text, (size_t)len + 1, format, args);
  return str_make(text, (size_t)len);
}

static Diagnostic *push(Check *check, Diagnostic diagnostic) {
  DiagList *list = &check->found;
  if (list->len == list->cap) {
    size_t cap = list->cap > 0 ? list->cap * 2 : 8;
    Diagnostic *items = arena_array(check->scratch, Diagnostic, cap);
    if (list->len > 0) memcpy(items, list->items, list->len * sizeof *items);
    list->items = items;
    list->cap = cap;
  }
  list->items[list->len] = diagnostic;
  return &list->items[list->len++];
}

Diagnostic *check_report(Check *check, DiagCode code, Span span, const char *format, ...) {
  va_list args;
  va_start(args, format);
  Diagnostic diagnostic = {.code = code, .severity = diag_info[code].severity, .span = span};
  diagnostic.message = format_text(check->scratch, format, args);
  va_end(args);
  check->reported++;
  if (check->options != NULL && (check->options->disabled >> code & 1) != 0) {
    check->muted = diagnostic;
    return &check->muted;
  }
  return push(check, diagnostic);
}

void check_edit(Check *check, Diagnostic *diagnostic, Span span, Str text, const char *title) {
  DiagFix *fix = arena_new(check->scratch, DiagFix);
  *fix = (DiagFix){str_from(title), span, text};
  diagnostic->fix = fix;
}

void check_fix(Check *check, Diagnostic *diagnostic, Span span, Str text) {
  check_edit(check, diagnostic, span, text, arena_printf(check->scratch, "Change to `%.*s`", STR_FMT(text)).ptr);
}

void check_relate(Check *check, Diagnostic *diagnostic, const Unit *unit, Span span, const char *format, ...) {
  if (span.end <= span.start) return;
  va_list args;
  va_start(args, format);
  uint32_t count = diagnostic->related_count;
  DiagRelated *related = arena_array(check->scratch, DiagRelated, count + 1);
  if (count > 0) memcpy(related, diagnostic->related, count * sizeof *related);
  related[count] = (DiagRelated){unit == check->unit ? NULL : unit, span, format_text(check->scratch, format, args)};
  va_end(args);
  diagnostic->related = related;
  diagnostic->related_count = count + 1;
}

Str check_hint(Check *check, const Nearest *nearest) {
  if (str_empty(nearest->best)) return STR("");
  return arena_printf(check->scratch, " (Did you mean %.*s?)", STR_FMT(nearest->best));
}
