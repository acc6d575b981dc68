/* libFuzzer target: any text as SQL that is read without a database, in two pieces on one catalog. Places of errors lie
 * inside of the text; what was read can be made a model and printed, whatever failed before. */
#include <stdio.h>
#include <stdlib.h>

#include "dialects/ddl_read.h"
#include "dialects/print.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fact, const char *problem) {
  if (fact) return;
  fprintf(stderr, "%s\n", problem);
  abort();
}

static void check_piece(DdlRead *read, Arena *arena, Str text, Str piece) {
  const DdlReader *reader = &postgresql_ddl_reader;
  uint32_t at;
  Str error;
  bool ok = reader->run(read, arena, piece, (uint32_t)(piece.ptr - text.ptr), &error, &at);
  need(ok || error.len > 0, "a failure without a reason");
  need(ok || at <= piece.len, "an error outside of the text");
}

static void check_model(DdlRead *read, Arena *arena, size_t size) {
  Str error = {0};
  Buf out = {0};
  Realm *realm = postgresql_ddl_reader.realm(read, arena, &error);
  need(realm != NULL, "no model");
  for (size_t i = 0; i < realm->schemas.len; i++)
    for (size_t k = 0; k < realm->schemas.items[i]->tables.len; k++)
      need(realm->schemas.items[i]->tables.items[k]->pos.span.end <= size, "a table outside of the text");
  print_hcl(realm, dialect_named(STR("postgresql")), &out, arena, &error);
  buf_free(&out);
  realm_free(realm);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  Arena arena;
  arena_init(&arena, 0);
  Str text = arena_str(&arena, str_make((const char *)data + 1, size - 1));
  size_t cut = text.len * data[0] / 256;
  DdlRead *read = postgresql_ddl_reader.open();
  postgresql_ddl_reader.source(read, STR("fuzz.sql"), text);
  check_piece(read, &arena, text, str_sub(text, 0, cut));
  check_piece(read, &arena, text, str_sub(text, cut, text.len));
  check_model(read, &arena, text.len);
  postgresql_ddl_reader.close(read);
  arena_free(&arena);
  return 0;
}
