/* test_lsp_rpc.c: framing and the repair of escapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lsp/rpc.h"

/* Reads all events; "M3" a message of 3 bytes, "H" a bad header, "L" a message too large. */
static void events(Str input, size_t piece, size_t limit, Buf *out) {
  RpcReader reader;
  rpc_init(&reader, limit);
  for (size_t at = 0; at < input.len; at += piece) {
    rpc_feed(&reader, str_sub(input, at, at + piece));
    char *message;
    size_t length;
    for (RpcEvent event; (event = rpc_next(&reader, &message, &length)) != RPC_MORE;) {
      if (event == RPC_MESSAGE) buf_printf(out, "M%.*s ", (int)length, message);
      if (event == RPC_BAD_HEADER) buf_put(out, STR("H "));
      if (event == RPC_TOO_LARGE) buf_put(out, STR("L "));
    }
  }
  rpc_free(&reader);
}

static void expect_limit(const char *input, const char *wanted, size_t limit) {
  for (size_t piece = 1; piece < 40; piece += 3) {
    Buf out = {0};
    buf_put(&out, STR(""));
    events(str_from(input), piece, limit, &out);
    assert_string_equal(out.len > 0 ? out.ptr : "", wanted);
    buf_free(&out);
  }
}

static void expect(const char *input, const char *wanted) { expect_limit(input, wanted, 0); }

static void test_messages(void **state) {
  (void)state;
  expect("Content-Length: 2\r\n\r\n{}", "M{} ");
  expect("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", "M{} M[1] ");
  expect("Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n1", "M M1 ");
  expect("Content-Length: 2\r\n\r\n{", "");
  expect("Content-Length: 2\r\n", "");
  expect("", "");
}

static void test_forms_of_headers(void **state) {
  (void)state;
  expect("content-length:2\n\n{}", "M{} ");
  expect("CONTENT-LENGTH:   2   \r\n\r\n{}", "M{} ");
  expect("Content-Type: x; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", "M{} ");
  expect("Content-Length: 2\r\nX: y\r\n\r\n{}", "M{} ");
}

static void test_bad_headers(void **state) {
  (void)state;
  expect("Content-Length: x\r\n\r\nContent-Length: 1\r\n\r\n1", "H M1 ");
  expect("Content-Length: -1\r\n\r\nContent-Length: 1\r\n\r\n1", "H M1 ");
  expect("Content-Length:\r\n\r\nContent-Length: 1\r\n\r\n1", "H M1 ");
  expect("nonsense\r\n\r\nmore\r\n\r\nContent-Length: 1\r\n\r\n1", "H M1 ");
  expect("X: 1\r\n\r\n{}Content-Length: 1\r\n\r\n1", "H M1 ");
  expect("\r\n\r\nContent-Length: 1\r\n\r\n1", "H M1 ");
}

static void test_limit(void **state) {
  (void)state;
  expect_limit("Content-Length: 11\r\n\r\n12345678901Content-Length: 1\r\n\r\n1", "L M1 ", 10);
  expect_limit("Content-Length: 10\r\n\r\n1234567890", "M1234567890 ", 10);
  expect_limit("Content-Length: 99999999999999999999999\r\n\r\n1Content-Length: 1\r\n\r\n1", "L M1 ", 10);
}

static void expect_repair(const char *input, const char *wanted, size_t count) {
  char text[64];
  size_t length = strlen(input);
  memcpy(text, input, length + 1);
  assert_int_equal(rpc_repair(text, length), count);
  assert_string_equal(text, wanted);
}

static void test_repair(void **state) {
  (void)state;
  expect_repair("\"a\\ud83d\"", "\"a\\uFFFD\"", 1);
  expect_repair("\"\\udc00\"", "\"\\uFFFD\"", 1);
  expect_repair("\"\\ud83d\\udc00\"", "\"\\ud83d\\udc00\"", 0);
  expect_repair("\"\\uD83D\\uDC00\"", "\"\\uD83D\\uDC00\"", 0);
  expect_repair("\"\\ud83d\\ud83d\\udc00\"", "\"\\uFFFD\\ud83d\\udc00\"", 1);
  expect_repair("\"\\udc00\\ud83d\"", "\"\\uFFFD\\uFFFD\"", 2);
  expect_repair("\"\\\\ud83d\"", "\"\\\\ud83d\"", 0);     /* an escaped backslash */
  expect_repair("\"\\\\\\ud83d\"", "\"\\\\\\uFFFD\"", 1); /* and an escape behind one */
  expect_repair("\"\\ud83", "\"\\ud83", 0);
  expect_repair("\\", "\\", 0);
  expect_repair("\"\\u0041\\n\"", "\"\\u0041\\n\"", 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_messages), cmocka_unit_test(test_forms_of_headers), cmocka_unit_test(test_bad_headers),
      cmocka_unit_test(test_limit),    cmocka_unit_test(test_repair),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
