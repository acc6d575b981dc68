/* types.c: column types of ClickHouse in the one spelling that statements use:
 *
 *     Int, with unsigned = true -> UInt32   Decimal32(2) -> Decimal(9, 2)   String, with null = true ->
 * Nullable(String)
 */
#include "dialects/clickhouse/driver.h"

typedef struct Family {
  const char *prefix;
  uint8_t family;
} Family;

static const Family families[] = {
    {"Int", TYPE_INTEGER},   {"UInt", TYPE_INTEGER},       {"Float", TYPE_FLOAT},
    {"BFloat", TYPE_FLOAT},  {"Decimal", TYPE_DECIMAL},    {"Bool", TYPE_BOOL},
    {"String", TYPE_STRING}, {"FixedString", TYPE_STRING}, {"LowCardinality", TYPE_STRING},
    {"UUID", TYPE_UUID},     {"Date", TYPE_TIME},          {"Time", TYPE_TIME},
    {"Enum", TYPE_ENUM},     {"IPv", TYPE_NETWORK},        {"JSON", TYPE_JSON},
    {"Array", TYPE_ARRAY},
};

/* One space after a comma, none elsewhere but between words. */
static Str even_blanks(Arena *arena, Str text) {
  char *out = arena_alloc(arena, text.len * 2 + 1), quote = '\0';
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (quote != '\0' || c == '\'' || c == '`') {
      quote = quote == '\0' ? c : c == quote ? '\0' : quote;
    } else if (blank) {
      char before = len > 0 ? out[len - 1] : '(', after = i + 1 < text.len ? text.ptr[i + 1] : ')';
      if (before == '(' || before == ' ' || after == ')' || after == ',' || after == '(' || after == ' ') continue;
      c = ' ';
    }
    out[len++] = c;
    if (quote == '\0' && c == ',') out[len++] = ' ';
  }
  return str_trim(str_make(out, len));
}

/* Decimal64(3) -> Decimal(18, 3) */
static Str decimal_text(Arena *arena, Str text) {
  static const char *const sizes[][2] = {
      {"Decimal32(", "9"}, {"Decimal64(", "18"}, {"Decimal128(", "38"}, {"Decimal256(", "76"}};
  for (size_t i = 0; i < 4; i++) {
    Str prefix = str_from(sizes[i][0]);
    if (!str_starts(text, prefix)) continue;
    Str scale = str_sub(text, prefix.len, text.len);
    return arena_printf(arena, "Decimal(%s, %.*s", sizes[i][1], STR_FMT(scale));
  }
  return text;
}

/* The type without what NULL makes of it. */
static Str base_text(Arena *arena, const Column *column) {
  const ColumnType *type = &column->type;
  Str text = type->text;
  bool is_unsigned = str_ends(text, STR(" unsigned")) || driver_true_attr(&column->attrs, STR("unsigned"));
  if (str_ends(text, STR(" unsigned"))) text = str_sub(text, 0, text.len - 9);
  if (type->name.len > 0) {
    Str args = str_sub(text, str_find(text, '(', 0), text.len);
    text = arena_printf(arena, "%.*s%.*s", STR_FMT(type->name), STR_FMT(args));
  }
  if (is_unsigned && str_starts(text, STR("Int"))) text = arena_printf(arena, "U%.*s", STR_FMT(text));
  return decimal_text(arena, even_blanks(arena, text));
}

static Str nullable(Arena *arena, Str text) {
  Str wrapper = STR("LowCardinality(");
  if (str_starts(text, STR("Nullable(")) || str_starts(text, STR("LowCardinality(Nullable("))) return text;
  if (!str_starts(text, wrapper)) return arena_printf(arena, "Nullable(%.*s)", STR_FMT(text));
  Str inside = str_sub(text, wrapper.len, text.len - 1);
  return arena_printf(arena, "LowCardinality(Nullable(%.*s))", STR_FMT(inside));
}

static uint8_t family_of(Str text) {
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (str_starts(text, str_from(families[i].prefix))) return families[i].family;
  return TYPE_OTHER;
}

void clickhouse_type(Arena *arena, const Column *column, DbType *out) {
  Str text = base_text(arena, column);
  *out = (DbType){.family = family_of(text), .word = str_sub(text, 0, str_find(text, '(', 0))};
  out->text = column->null && column->null_known ? nullable(arena, text) : text;
}
