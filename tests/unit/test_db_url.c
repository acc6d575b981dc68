/* Reading and masking of database URLs. */
#include "db/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define assert_text(got, want)                                                                                         \
  do {                                                                                                                 \
    Str got_ = (got);                                                                                                  \
    assert_int_equal(got_.len, strlen(want));                                                                          \
    assert_memory_equal(got_.ptr != NULL ? got_.ptr : "", want, got_.len);                                             \
  } while (0)

static void reads_all_parts(void **state) {
  Arena arena;
  DbUrl url;
  (void)state;
  arena_init(&arena, 0);
  assert_true(
      db_url_parse(&arena, STR("postgres://jo%40e:p%2Fw@h.example:5433/app?search_path=a+b&sslmode=disable"), &url));
  assert_text(url.scheme, "postgres");
  assert_text(url.user, "jo@e");
  assert_text(url.password, "p/w");
  assert_text(url.host, "h.example");
  assert_text(url.port, "5433");
  assert_text(url.path, "app");
  assert_text(db_url_param(&url, STR("search_path")), "a b");
  assert_text(db_url_param(&url, STR("none")), "");
  assert_true(db_url_parse(&arena, STR("mysql://root@[::1]:3306/"), &url));
  assert_text(url.host, "::1");
  assert_text(url.path, "");
  assert_true(db_url_parse(&arena, STR("sqlite:///tmp/a%20b.db?mode=ro"), &url));
  assert_text(url.path, "/tmp/a%20b.db");
  assert_true(db_url_parse(&arena, STR("mysql+unix://root@/run/my.sock?database=app"), &url));
  assert_text(url.path, "/run/my.sock");
  arena_free(&arena);
}

static void refuses_what_is_no_url(void **state) {
  static const Str texts[] = {STR_INIT(""),     STR_INIT("a"),       STR_INIT("://x"),
                              STR_INIT("a:/b"), STR_INIT("a b://c"), STR_INIT("postgres://u:secret")};
  Arena arena;
  DbUrl url;
  (void)state;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_false(db_url_parse(&arena, texts[i], &url));
  arena_free(&arena);
}

static void masks_secrets(void **state) {
  static const char *const pairs[][2] = {
      {"postgres://u:secret@h/db", "postgres://u:xxxxx@h/db"},
      {"postgres://u@h/db", "postgres://u@h/db"},
      {"postgres://u:a@b@h/db", "postgres://u:xxxxx@h/db"},
      {"postgres://u:a/b@h/db", "postgres://u:xxxxx@h/db"},
      {"mysql://u:@h/", "mysql://u:xxxxx@h/"},
      {"libsql://h?authToken=abc&tls=1", "libsql://h?authToken=xxxxx&tls=1"},
      {"sqlite://a.db?mode=ro", "sqlite://a.db?mode=ro"},
      {"postgres://h/db?sslmode=disable&search_path=a&charset=b",
       "postgres://h/db?sslmode=disable&search_path=a&charset=b"},
      {"postgres://h/db?credential=a&SSLMODE=b&c", "postgres://h/db?credential=xxxxx&SSLMODE=b&c"},
      {"postgres://h/db?pass%77ord=a&sslmode%20=b&=c", "postgres://h/db?pass%77ord=xxxxx&sslmode%20=xxxxx&=xxxxx"},
      {"postgres://h/db?options=-c%20a.token%3Db", "postgres://h/db?options=xxxxx"},
      {"file://m?version=3&format=goose&auth=a", "file://m?version=3&format=goose&auth=xxxxx"},
      {"plain text", "plain text"},
      {"postgres://u:a?b@h/db", "postgres://u:xxxxx@h/db"},
      {"postgres://u:a?b@h/db?password=c", "postgres://u:xxxxx@h/db?password=xxxxx"},
      {"postgres://u:12?b@h/db", "postgres://u:xxxxx@h/db"},
      {"postgres://h:5432/db?user=a@b", "postgres://h:5432/db?user=a@b"},
      {"postgres://[::1]:5432/db", "postgres://[::1]:5432/db"},
      {"postgres://u:secret", "postgres://u:xxxxx"},
      {"u:secret@h/db", "u:xxxxx@h/db"},
      {"://u:secret@h", "://u:xxxxx@h"},
      {"postgres:u:secret@h", "postgres:xxxxx@h"},
      {"git:HEAD:a@b.hcl", "git:HEAD:a@b.hcl"},
      {"file://a:b.hcl", "file://a:b.hcl"},
      {"sqlite://C:/a@b.db", "sqlite://C:/a@b.db"},
  };
  Arena arena;
  (void)state;
  arena_init(&arena, 0);
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_text(db_url_mask(&arena, str_from(pairs[i][0])), pairs[i][1]);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_all_parts), cmocka_unit_test(refuses_what_is_no_url),
                                     cmocka_unit_test(masks_secrets)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
