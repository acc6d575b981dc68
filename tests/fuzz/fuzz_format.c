/* libFuzzer target: formatting changes only blanks, whatever the text is; and formatting a text without syntax errors
 * again changes nothing. (Formatting may add an error: `1. 2` becomes `1.2`, in hclwrite too.) */
#include <stdio.h>
#include <stdlib.h>

#include "grammar/format.h"
#include "grammar/syntax.h"

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

static bool is_valid(Str text) {
  Arena arena;
  arena_init(&arena, 0);
  bool valid = syn_parse(&arena, text, true)->errors == NULL;
  arena_free(&arena);
  return valid;
}

static void fail(const char *problem) {
  fprintf(stderr, "%s\n", problem);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str text = str_make((const char *)data, size);
  Buf once = {0}, twice = {0};
  format_text(text, &once);
  if (!same_without_blanks(text, buf_str(&once))) fail("formatting changes more than blanks");
  if (is_valid(text) && is_valid(buf_str(&once))) {
    format_text(buf_str(&once), &twice);
    if (!str_eq(buf_str(&once), buf_str(&twice))) fail("formatting again changes the text");
  }
  buf_free(&once);
  buf_free(&twice);
  return 0;
}
