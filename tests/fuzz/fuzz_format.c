/* libFuzzer target: formatting any text twice gives the same as once, and changes only blanks. */
#include <stdio.h>
#include <stdlib.h>

#include "grammar/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

/* Whether the texts are equal without their blanks. */
static bool same_without_blanks(Str a, Str b) {
  size_t i = 0, j = 0;
  for (;;) {
    while (i < a.len && is_blank(a.ptr[i])) i++;
    while (j < b.len && is_blank(b.ptr[j])) j++;
    if (i == a.len || j == b.len) return i == a.len && j == b.len;
    if (a.ptr[i++] != b.ptr[j++]) return false;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str text = str_make((const char *)data, size);
  Buf once = {0}, twice = {0};
  format_text(text, &once);
  format_text(buf_str(&once), &twice);
  if (!same_without_blanks(text, buf_str(&once))) {
    fputs("formatting changes more than blanks\n", stderr);
    abort();
  }
  if (!str_eq(buf_str(&once), buf_str(&twice))) {
    fputs("formatting again changes the text\n", stderr);
    abort();
  }
  buf_free(&once);
  buf_free(&twice);
  return 0;
}
