/* test_base_text.c: UTF-8, lines and positions in all units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

static void decoding_is_strict(void **state) {
  (void)state;
  static const struct {
    Str text;
    unsigned len;
    uint32_t code;
  } cases[] = {
      {STR_INIT("a"), 1, 'a'},
      {STR_INIT("\xC3\xA4"), 2, 0xE4},
      {STR_INIT("\xE2\x82\xAC"), 3, 0x20AC},
      {STR_INIT("\xF0\x9F\x98\x80"), 4, 0x1F600},
      {STR_INIT("\xF4\x8F\xBF\xBF"), 4, 0x10FFFF},
      {STR_INIT("\xC0\x80"), 0, 0xFFFD},         /* overlong */
      {STR_INIT("\xE0\x80\x80"), 0, 0xFFFD},     /* overlong */
      {STR_INIT("\xF0\x80\x80\x80"), 0, 0xFFFD}, /* overlong */
      {STR_INIT("\xED\xA0\x80"), 0, 0xFFFD},     /* surrogate */
      {STR_INIT("\xF4\x90\x80\x80"), 0, 0xFFFD}, /* beyond Unicode */
      {STR_INIT("\xE2\x82"), 0, 0xFFFD},         /* cut off */
      {STR_INIT("\x80"), 0, 0xFFFD},
      {STR_INIT("\xFF"), 0, 0xFFFD},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t code = 0;
    assert_int_equal(utf8_decode(cases[i].text, 0, &code), cases[i].len);
    assert_int_equal(code, cases[i].code);
    assert_int_equal(utf8_invalid(cases[i].text), cases[i].len == 0 ? 0 : cases[i].text.len);
  }
  assert_int_equal(utf8_invalid(STR("plain ascii, long enough \xC3\xA4 \xC3")), 28);
}

static void encoding_turns_back(void **state) {
  (void)state;
  for (uint32_t code = 0; code <= 0x110000; code += code < 0x3000 ? 1 : 0x101) {
    char bytes[4];
    uint32_t back = 0;
    unsigned len = utf8_write(code, bytes);
    assert_int_equal(utf8_decode(str_make(bytes, len), 0, &back), len);
    assert_int_equal(back, (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF ? 0xFFFD : code);
  }
}

static void widths(void **state) {
  (void)state;
  Str text = STR("a\xC3\xA4\xF0\x9F\x98\x80\xFFz"); /* a, a umlaut, emoji, invalid, z */
  assert_int_equal(text_width(text, TEXT_UTF8), 9);
  assert_int_equal(text_width(text, TEXT_UTF16), 6);
  assert_int_equal(text_width(text, TEXT_UTF32), 5);
  assert_int_equal(text_width(text, TEXT_GRAPHEME), 5);
  assert_int_equal(text_advance(text, 3, TEXT_UTF16), 3); /* inside the pair: its start */
  assert_int_equal(text_advance(text, 4, TEXT_UTF16), 7);
  assert_int_equal(text_advance(text, 99, TEXT_UTF32), 9);
  assert_int_equal(text_advance(STR("abcdefghijkl"), 5, TEXT_UTF16), 5);
  assert_int_equal(text_advance(STR("abcdefghijkl"), 0, TEXT_GRAPHEME), 0);
}

static void grapheme_clusters(void **state) {
  (void)state;
  static const struct {
    Str text;
    uint32_t clusters;
  } cases[] = {
      {STR_INIT(""), 0},
      {STR_INIT("plain"), 5},
      {STR_INIT("e\xCC\x81x"), 2},                                   /* combining acute */
      {STR_INIT("ab\xCC\x81\xCC\x82"), 2},                           /* two marks on the last of a run */
      {STR_INIT("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"), 1}, /* woman ZWJ girl */
      {STR_INIT("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD"), 1},             /* thumb with skin tone */
      {STR_INIT("\xE2\x9D\xA4\xEF\xB8\x8F"), 1},                     /* heart with variation selector */
      {STR_INIT("a\xE2\x80\x8D\xF0\x9F\x91\xA7"), 2},                /* ZWJ after a letter does not join */
      {STR_INIT("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7"), 2}, /* two flags */
      {STR_INIT("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB"), 2},                 /* a flag and a half */
      {STR_INIT("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8"), 1},                             /* Hangul L V T */
      {STR_INIT("\xEA\xB0\x80\xE1\x86\xA8\xEA\xB0\x81"), 2},                             /* LV T, LVT */
      {STR_INIT("\xE0\xA4\xA8\xE0\xA4\xBF"), 1}, /* Devanagari with spacing mark */
      {STR_INIT("\xD8\x80\xD9\xA1"), 1},         /* prepended number sign */
      {STR_INIT("a\r\nb"), 3},
      {STR_INIT("\n\xCC\x81"), 2}, /* nothing joins to a control */
      {STR_INIT("\xFF\xCC\x81"), 2},
      {STR_INIT("\xC2\xA0\xE6\xBC\xA2\xE5\xAD\x97"), 3}, /* wide characters count once */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(text_width(cases[i].text, TEXT_GRAPHEME), cases[i].clusters);
    assert_int_equal(text_advance(cases[i].text, cases[i].clusters, TEXT_GRAPHEME), cases[i].text.len);
  }
  assert_int_equal(text_advance(STR("ae\xCC\x81x"), 2, TEXT_GRAPHEME), 4);
}

static void positions(void **state) {
  (void)state;
  Str text = STR("ab\r\n\xC3\xA4\xF0\x9F\x98\x80x\n\nend");
  Lines lines = {0};
  lines_build(&lines, text);
  assert_int_equal(lines.len, 4);
  TextPos pos = text_position(text, &lines, 10, TEXT_UTF16);
  assert_int_equal(pos.line, 1);
  assert_int_equal(pos.character, 3);
  assert_int_equal(text_offset(text, &lines, pos, TEXT_UTF16), 10);
  assert_int_equal(text_offset(text, &lines, (TextPos){0, 99}, TEXT_UTF8), 2); /* before CRLF */
  assert_int_equal(text_offset(text, &lines, (TextPos){2, 5}, TEXT_UTF8), 12);
  assert_int_equal(text_offset(text, &lines, (TextPos){9, 0}, TEXT_UTF8), text.len);
  pos = text_position(text, &lines, 1000, TEXT_UTF8);
  assert_int_equal(pos.line, 3);
  assert_int_equal(pos.character, 3);
  assert_int_equal(text_newlines(text), 3);
  lines_free(&lines);
}

/* Offset -> position -> offset gives the same for every start of a character. */
static void positions_turn_back(void **state) {
  (void)state;
  Str text = STR("t \"\xC3\xA4\" {\r\n  \xF0\x9F\x98\x80 = e\xCC\x81\n}\n\xFF\n");
  Lines lines = {0};
  lines_build(&lines, text);
  for (uint32_t at = 0; at <= text.len; at++) {
    if (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) continue;
    if (at > 0 && text.ptr[at - 1] == '\r') continue; /* inside CRLF */
    for (TextUnit unit = TEXT_UTF8; unit <= TEXT_UTF32; unit++)
      assert_int_equal(text_offset(text, &lines, text_position(text, &lines, at, unit), unit), at);
  }
  lines_free(&lines);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decoding_is_strict),
      cmocka_unit_test(encoding_turns_back),
      cmocka_unit_test(widths),
      cmocka_unit_test(grapheme_clusters),
      cmocka_unit_test(positions),
      cmocka_unit_test(positions_turn_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
