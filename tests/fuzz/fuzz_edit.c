/* fuzz_edit.c: an edit script against parsing from scratch. The input is a text, a zero byte, and edits of the form
 * start (2 bytes), length (1 byte), length of the insertion (1 byte), insertion. */
#include <stdio.h>

#include "base/buf.h"
#include "tests/property/compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void edit(File *file, Buf *text, uint32_t start, uint32_t end, Str insert) {
  Buf changed = {0};
  buf_put(&changed, str_sub(buf_str(text), 0, start));
  buf_put(&changed, insert);
  buf_put(&changed, str_sub(buf_str(text), end, text->len));
  buf_free(text);
  *text = changed;
  file_edit(file, start, end, insert, NULL);
}

static void check(const File *file, const Buf *text) {
  File *fresh = file_parse(file->path, buf_str(text), file->dialect, true, 1);
  const char *difference = compare_files(file, fresh);
  if (difference != NULL) {
    fprintf(stderr, "after an edit differs: %s\n", difference);
    abort();
  }
  file_free(fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str input = str_make((const char *)data, size);
  size_t at = str_find(input, '\0', 0);
  Buf text = {0};
  buf_put(&text, str_sub(input, 0, at));
  File *file = file_parse(STR("a.hcl"), buf_str(&text), dialect_named(STR("postgresql")), true, 1);
  for (at++; at + 4 <= size;) {
    uint32_t start = ((uint32_t)data[at] << 8 | data[at + 1]) % ((uint32_t)text.len + 1);
    uint32_t end = start + data[at + 2] < text.len ? start + data[at + 2] : (uint32_t)text.len;
    Str insert = str_sub(input, at + 4, at + 4 + data[at + 3]);
    edit(file, &text, start, end, insert);
    check(file, &text);
    at += 4 + insert.len;
  }
  file_free(file);
  buf_free(&text);
  return 0;
}
