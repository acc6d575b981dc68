/* diagnostic.c: the table of diagnostic codes, and sorting. */
#include "typecheck/diagnostic.h"

#include <stdlib.h>

const DiagInfo diag_info[DIAG_COUNT] = {
#define DIAG(id, code, severity, title) [DIAG_##id] = {STR_INIT(code), severity, STR_INIT(title)},
#include "typecheck/codes.def"
#undef DIAG
};

DiagCode diag_named(Str code) {
  int i = 0;
  while (i < (int)DIAG_COUNT && !str_eq(diag_info[i].code, code)) i++;
  return (DiagCode)i;
}

static int compare(const void *a, const void *b) {
  const Diagnostic *x = a, *y = b;
  if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end) return x->span.end < y->span.end ? -1 : 1;
  if (x->severity != y->severity) return x->severity < y->severity ? -1 : 1;
  return str_cmp(x->message, y->message);
}

void diag_sort(DiagList *list) {
  if (list->len > 1) qsort(list->items, list->len, sizeof *list->items, compare);
}
