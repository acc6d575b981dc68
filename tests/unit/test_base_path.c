/* test_base_path.c: paths, URIs, globs, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

#define assert_str(got, want) assert_string_equal(arena_str(&arena, (got)).ptr, (want))

static Arena arena;

static void parts(void **state) {
  (void)state;
  assert_str(path_base(STR("a/b.hcl")), "b.hcl");
  assert_str(path_base(STR("b.hcl")), "b.hcl");
  assert_str(path_dir(STR("a/b.hcl")), "a");
  assert_str(path_dir(STR("b.hcl")), ".");
  assert_str(path_dir(STR("/x")), "/");
}

static void joining(void **state) {
  (void)state;
  static const char *cases[][3] = {
      {"a", "b", "a/b"},        {".", "./x", "x"},        {"a/b", "../c", "a/c"},  {"a", "../..", ".."},
      {"/a", "../../b", "/b"},  {"a", "/b/./c/", "/b/c"}, {"", "", "."},           {"..", "../x", "../../x"},
      {"../a", "../b", "../b"}, {"/", "x", "/x"},         {"a//b/", "c", "a/b/c"}, {"a", "..", "."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_str(path_join(&arena, str_from(cases[i][0]), str_from(cases[i][1])), cases[i][2]);
  assert_true(path_is_absolute(path_absolute(&arena, STR("x"))));
  assert_str(path_relative(&arena, STR("/a/b"), STR("/a/b/c/d")), "c/d");
  assert_str(path_relative(&arena, STR("/a/b"), STR("/a/bc")), "/a/bc");
  assert_str(path_relative(&arena, STR("/"), STR("/a")), "a");
}

static void uris(void **state) {
  (void)state;
  assert_str(uri_to_path(&arena, STR("file:///a%20b/c%C3%A4.hcl")), "/a b/c\xC3\xA4.hcl");
  assert_str(uri_to_path(&arena, STR("file://localhost/a")), "/a");
  assert_str(uri_from_path(&arena, STR("/a b/#1?.hcl")), "file:///a%20b/%231%3F.hcl");
  assert_str(uri_to_path(&arena, STR("file:///bad%zz%4")), "/bad%zz%4");
  assert_true(str_empty(uri_to_path(&arena, STR("untitled:1"))));
  assert_true(str_empty(uri_to_path(&arena, STR("file:///a%00b"))));
}

static void globs(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *path;
    bool want;
  } cases[] = {
      {"*.hcl", "a.hcl", true},
      {"*.hcl", "d/a.hcl", false},
      {"**/*.hcl", "a.hcl", true},
      {"**/*.hcl", "d/e/a.hcl", true},
      {"d/**", "d/e/f", true},
      {"d/**/f", "d/f", true},
      {"d/**/f", "dxf", false},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[]]", "]", true},
      {"{a,b}.hcl", "b.hcl", true},
      {"{a,b}.hcl", "c.hcl", false},
      {"*.{pg,my}.hcl", "x.my.hcl", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"[a", "[a", true},
      {"{a", "{a", true},
      {"", "", true},
      {"*", "", true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(glob_match(str_from(cases[i].pattern), str_from(cases[i].path)), cases[i].want);
  assert_false(glob_match(STR("*a*a*a*a*a*a*a*a*a*a*b"), STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
}

static void files(void **state) {
  (void)state;
  char dir[] = "/tmp/atlas-test-XXXXXX";
  assert_non_null(mkdtemp(dir));
  Str base = str_from(dir), name = path_join(&arena, base, STR("a.hcl")),
      link_name = path_join(&arena, base, STR("l.hcl"));
  Str content, error = {0};
  assert_false(file_read(&arena, name, &content, &error));
  assert_str(error, "no such file or directory");
  assert_false(file_read(&arena, base, &content, &error));
  assert_str(error, "is a directory");
  assert_true(file_write(&arena, name, STR("one\0two"), &error));
  assert_true(file_read(&arena, name, &content, &error));
  assert_true(str_eq(content, STR("one\0two")));
  assert_int_equal(chmod(name.ptr, 0640), 0);
  assert_int_equal(symlink("a.hcl", link_name.ptr), 0);
  assert_true(file_write(&arena, link_name, STR("new"), &error));
  struct stat st;
  assert_int_equal(lstat(link_name.ptr, &st), 0);
  assert_true(S_ISLNK(st.st_mode));
  assert_int_equal(stat(name.ptr, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0640);
  assert_int_equal(st.st_size, 3);
  StrList names = {0};
  assert_true(dir_list(&arena, base, &names, &error));
  assert_int_equal(names.len, 2); /* nothing temporary is left */
  assert_str(names.items[0], "a.hcl");
  assert_int_equal(file_kind(base), FILE_DIR);
  assert_int_equal(file_kind(name), FILE_REGULAR);
  assert_int_equal(file_kind(STR("/dev/null")), FILE_OTHER);
  assert_int_equal(file_kind(STR("a\0b")), FILE_NONE);
  assert_false(file_write(&arena, path_join(&arena, base, STR("no/x")), STR(""), &error));
  assert_false(file_write(&arena, base, STR(""), &error));
  array_free(&names);
  unlink(link_name.ptr);
  unlink(name.ptr);
  rmdir(dir);
}

static int setup(void **state) {
  (void)state;
  arena_init(&arena, 0);
  return 0;
}

static int teardown(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts), cmocka_unit_test(joining), cmocka_unit_test(uris),
      cmocka_unit_test(globs), cmocka_unit_test(files),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
