/* test_dialectc.c: mistakes in language.hcl are told with file and line, and nothing is written then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"

typedef struct Case {
  const char *text;    /* language.hcl after its dialect block, which takes line 1 */
  const char *message; /* expected, after the file name; NULL: it compiles */
} Case;

static const Case cases[] = {
    {"block \"t\" {\n  doc = \"T.\"\n}\n", NULL},
    {"block \"t\" {\n}\n", ":2: block t has no doc"},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optional(enum(x), \"A.\")\n  }\n}\n",
     ":5: there is no enum \"x\""},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optional(strin, \"A.\")\n  }\n}\n",
     ":5: unknown kind of value strin"},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optinal(string, \"A.\")\n  }\n}\n",
     ":5: required(...) or optional(...) is needed here"},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optional(string, \"A.\", { rol = name })\n  }\n}\n",
     ":5: unknown option rol of an attribute"},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optional(string, \"A.\", { role = nam })\n  }\n}\n",
     ":5: unknown role of an attribute nam"},
    {"block \"t\" {\n  doc = \"T.\"\n  attributes {\n    a = optional(string, \"A.\", { same_length = b })\n  }\n}\n",
     ":5: there is no attribute b beside it"},
    {"block \"t\" {\n  doc  = \"T.\"\n  role = tabel\n}\n", ":4: unknown role of a block tabel"},
    {"block \"t\" {\n  doc  = 5\n}\n", ":3: a string is needed here"},
    {"block \"t\" {\n  dco = \"T.\"\n}\n", ":3: unknown attribute dco of a block"},
    {"block \"t\" {\n  doc = \"T.\"\n  exclusive {\n    names = [\"a\", \"b\"]\n  }\n}\n", ":4: block t has no a"},
    {"block \"t\" {\n  doc = \"T.\"\n  shared {\n    u = block(\"u\")\n  }\n}\n", ":5: there is no block \"u\""},
    {"block \"t\" {\n  doc  = \"T.\"\n  like = \"u\"\n}\n", ":2: there is no block \"u\""},
    {"block \"t\" \"u\" {\n}\n", ":2: block takes 1 labels"},
    {"tpyes \"a\" {\n}\n", ":2: unknown block tpyes"},
    {"types \"a\" {\n  int = \"int\"\n}\n", ":3: type(SQL NAME, DOC, [PARAMETERS], { OPTIONS }) is needed here"},
    {"facts \"a\" {\n  columns = [\"x\", \"y\"]\n  rows = [[\"1\"]]\n}\n", ":4: a row of 2 cells is needed here"},
    {"block \"t\" {\n  doc = \n}\n", ":3: Invalid expression"},
};

typedef struct Place {
  Arena arena;
  Str folder, compiler;
} Place;

static Str beside_this_program(Arena *arena, const char *name) {
  char path[4096];
  ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
  assert_true(len > 0);
  return path_join(arena, path_dir(str_make(path, (size_t)len)), str_from(name));
}

static int make_folder(void **state) {
  static Place place;
  char name[] = "/tmp/dialectc-XXXXXX";
  arena_init(&place.arena, 0);
  assert_non_null(mkdtemp(name));
  place.folder = arena_str(&place.arena, str_from(name));
  place.compiler = beside_this_program(&place.arena, "dialectc");
  assert_int_equal(mkdir(path_join(&place.arena, place.folder, STR("x")).ptr, 0700), 0);
  assert_int_equal(mkdir(path_join(&place.arena, place.folder, STR("common")).ptr, 0700), 0);
  assert_int_equal(mkdir(path_join(&place.arena, place.folder, STR("out")).ptr, 0700), 0);
  *state = &place;
  return 0;
}

static int remove_folder(void **state) {
  Place *place = *state;
  Str command = arena_printf(&place->arena, "rm -r %.*s", STR_FMT(place->folder));
  int status = system(command.ptr);
  arena_free(&place->arena);
  return status;
}

/* Runs dialectc on the text; what it says goes to `said`. */
static int compile(Place *place, const char *text, Buf *said) {
  Str error;
  Str content = arena_printf(&place->arena, "dialect \"x\" { title = \"X\" }\n%s", text);
  assert_true(
      file_write(&place->arena, path_join(&place->arena, place->folder, STR("x/language.hcl")), content, &error));
  Str command = arena_printf(&place->arena, "ASAN_OPTIONS=detect_leaks=0 %.*s %.*s/out %.*s x 2>&1",
                             STR_FMT(place->compiler), STR_FMT(place->folder), STR_FMT(place->folder));
  FILE *pipe = popen(command.ptr, "r");
  assert_non_null(pipe);
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    buf_putc(said, (char)c);
  }
  return pclose(pipe);
}

static void check_case(Place *place, const Case *one) {
  Buf said = {0};
  Str output = path_join(&place->arena, place->folder, STR("out/x.c"));
  unlink(output.ptr);
  int status = compile(place, one->text, &said);
  bool written = file_kind(output) == FILE_REGULAR;
  Str want = arena_printf(&place->arena, "%.*s/x/language.hcl%s", STR_FMT(place->folder),
                          one->message != NULL ? one->message : "");
  bool right = one->message == NULL ? status == 0 && written && said.len == 0
                                    : status != 0 && !written && str_starts(buf_str(&said), want);
  if (!right) {
    fail_msg("for %s\nit says %.*s\nnot %.*s", one->text, STR_FMT(buf_str(&said)), STR_FMT(want));
  }
  buf_free(&said);
}

static void mistakes_are_told(void **state) {
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    check_case(*state, &cases[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(mistakes_are_told)};
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
