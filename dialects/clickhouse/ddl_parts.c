/* ddl_parts.c: columns, keys, indexes, settings and storage as they stand inside statements of ClickHouse. */
#include "dialects/clickhouse/driver.h"

Str clickhouse_quote(Arena *arena, Str text) {
  Buf out = {0};
  buf_putc(&out, '\'');
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '\'' || c == '\\') buf_putc(&out, '\\');
    if (c == '\n')
      buf_put(&out, STR("\\n"));
    else
      buf_putc(&out, c);
  }
  buf_putc(&out, '\'');
  Str quoted = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return quoted;
}

/* ---- columns ---- */

Str clickhouse_default_kind(Arena *arena, const Column *column) {
  Str kind = expr_upper(arena, model_attr(&column->attrs, STR("default_kind")));
  if (column->default_kind == DEFAULT_NONE && !str_eq(kind, STR("EPHEMERAL"))) return (Str){0};
  return kind.len > 0 ? kind : STR("DEFAULT");
}

Str clickhouse_default(Arena *arena, const Column *column) {
  Str text = column->default_text;
  if (column->default_kind == DEFAULT_EXPR) return text;
  if (column->default_kind != DEFAULT_LITERAL) return (Str){0};
  return column->default_string ? clickhouse_quote(arena, text) : text;
}

Str clickhouse_codec(const Column *column) {
  Str codec = str_trim(model_attr(&column->attrs, STR("codec")));
  if (!str_starts(codec, STR("CODEC(")) || codec.ptr[codec.len - 1] != ')') return codec;
  return str_sub(codec, 6, codec.len - 1);
}

static void put_option(Ddl *out, Str words, Str value) {
  if (value.len == 0) return;
  ddl_phrase(out, words);
  ddl_phrase(out, value);
}

void clickhouse_ddl_column(Ddl *out, const Column *column) {
  Arena *arena = out->planner->arena;
  Str kind = clickhouse_default_kind(arena, column), codec = clickhouse_codec(column);
  DbType type;
  clickhouse_type(arena, column, &type);
  ddl_ident(out, column->name);
  ddl_phrase(out, type.text);
  ddl_phrase(out, kind);
  ddl_phrase(out, clickhouse_default(arena, column));
  if (model_text(column->comment).len > 0)
    put_option(out, STR("COMMENT"), clickhouse_quote(arena, model_text(column->comment)));
  if (codec.len > 0) ddl_phrase(out, arena_printf(arena, "CODEC(%.*s)", STR_FMT(codec)));
  put_option(out, STR("TTL"), model_attr(&column->attrs, STR("ttl")));
}

/* ---- indexes, checks, projections ---- */

void clickhouse_ddl_index(Ddl *out, const Index *index) {
  Str granularity = model_attr(&index->attrs, STR("granularity"));
  ddl_ident(out, index->name);
  if (index->parts.len > 0) ddl_phrase(out, model_text(index->parts.items[0].expr));
  put_option(out, STR("TYPE"), model_attr(&index->attrs, STR("type")));
  put_option(out, STR("GRANULARITY"), granularity.len > 0 ? granularity : STR("1"));
}

void clickhouse_ddl_check(Ddl *out, const Check *check) {
  ddl_named(out, STR("CONSTRAINT"), check->name);
  put_option(out, STR("CHECK"), model_text(check->expr));
}

void clickhouse_ddl_projection(Ddl *out, const Object *projection) {
  ddl_ident(out, projection->name);
  ddl_phrase(out, expr_wrap(out->planner->arena, model_attr(&projection->attrs, STR("as"))));
}

/* ---- keys ---- */

static Str quoted_name(Arena *arena, Str name) { return arena_printf(arena, "`%.*s`", STR_FMT(name)); }

KeyParts clickhouse_key_of_index(Arena *arena, const Index *key) {
  KeyParts parts = {0};
  for (size_t i = 0; key != NULL && i < key->parts.len; i++) {
    const IndexPart *part = &key->parts.items[i];
    Str text = part->expr.present ? model_text(part->expr) : quoted_name(arena, part->column_name);
    array_push_in(arena, &parts, text);
  }
  return parts;
}

KeyParts clickhouse_key_of_block(Arena *arena, const Object *block) {
  KeyParts parts = {0};
  Str *names;
  if (block == NULL) return parts;
  uint32_t count = driver_names(arena, model_attr(&block->attrs, STR("columns")), &names);
  for (uint32_t i = 0; i < count; i++) array_push_in(arena, &parts, quoted_name(arena, names[i]));
  for (size_t i = 0; i < block->children.len; i++) {
    const ModelAttrs *attrs = &block->children.items[i]->attrs;
    bool column = driver_names(arena, model_attr(attrs, STR("column")), &names) > 0;
    array_push_in(arena, &parts, column ? quoted_name(arena, names[0]) : model_attr(attrs, STR("expr")));
  }
  return parts;
}

Str clickhouse_key_text(Arena *arena, const KeyParts *key) {
  Buf out = {0};
  if (key->len == 0) return (Str){0};
  for (size_t i = 0; i < key->len; i++) buf_printf(&out, "%s%.*s", i == 0 ? "(" : ", ", STR_FMT(key->items[i]));
  buf_putc(&out, ')');
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}

/* ---- settings and storage ---- */

static void add_setting(Arena *arena, Settings *out, Str item) {
  size_t equals = str_find(item, '=', 0);
  Str name = str_trim(str_sub(item, 0, equals)), value = str_trim(str_sub(item, equals + 1, item.len));
  if (name.len == 0) return;
  bool bare = expr_is_number(value) || str_eq(value, STR("true")) || str_eq(value, STR("false"));
  if (str_eq(value, STR("true"))) value = STR("1");
  if (str_eq(value, STR("false"))) value = STR("0");
  array_push_in(arena, out, ((Setting){name, bare ? value : clickhouse_quote(arena, value)}));
}

Settings clickhouse_settings(Arena *arena, Str map) {
  Settings settings = {0};
  map = str_trim(map);
  if (map.len < 2 || map.ptr[0] != '{') return settings;
  map = str_sub(map, 1, map.len - 1);
  for (size_t at = 0; at < map.len;) {
    size_t end = str_find(map, ',', at);
    add_setting(arena, &settings, str_sub(map, at, end));
    at = end + 1;
  }
  return settings;
}

void clickhouse_ddl_settings(Ddl *out, const Settings *settings) {
  for (size_t i = 0; i < settings->len; i++) {
    ddl_item(out, i);
    ddl_phrase(out, arena_printf(out->planner->arena, "%.*s = %.*s", STR_FMT(settings->items[i].name),
                                 STR_FMT(settings->items[i].value)));
  }
}

/* ReplicatedReplacingMergeTree(...) too. */
bool clickhouse_is_merge_tree(Str engine) {
  return str_ends(str_trim(str_sub(engine, 0, str_find(engine, '(', 0))), STR("MergeTree"));
}

void clickhouse_ddl_storage(Ddl *out, const Storage *storage) {
  Arena *arena = out->planner->arena;
  Settings settings = clickhouse_settings(arena, storage->settings);
  put_option(out, STR("ENGINE ="), storage->engine);
  put_option(out, STR("PARTITION BY"), clickhouse_key_text(arena, &storage->partition));
  put_option(out, STR("PRIMARY KEY"), clickhouse_key_text(arena, &storage->primary));
  put_option(out, STR("ORDER BY"), clickhouse_key_text(arena, &storage->sort));
  bool keyless = storage->primary.len == 0 && storage->sort.len == 0;
  if (keyless && clickhouse_is_merge_tree(storage->engine)) ddl_word(out, "ORDER BY tuple()");
  put_option(out, STR("TTL"), storage->ttl);
  if (settings.len == 0) return;
  ddl_word(out, "SETTINGS");
  clickhouse_ddl_settings(out, &settings);
}
