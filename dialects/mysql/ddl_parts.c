/* ddl_parts.c: columns, keys, indexes, checks and options as they stand inside statements of MySQL and MariaDB. */
#include "dialects/mysql/driver.h"

static bool is_mariadb(const Ddl *out) { return str_eq(out->planner->driver->dialect, STR("mariadb")); }

/* In double quotes, unless it is in quotes already. */
static Str quote(Arena *arena, Str s) {
  return expr_is_quoted(s, '"') || expr_is_quoted(s, '\'') ? s : expr_quote_double(arena, s);
}

static void put_comment(Ddl *out, ModelText comment) {
  if (!comment.present) return;
  ddl_word(out, "COMMENT");
  ddl_phrase(out, expr_quote_double(out->planner->arena, model_text(comment)));
}

/* ---- columns ---- */

static bool is_bare(uint8_t family) {
  return family == TYPE_BIT || family == TYPE_BOOL || family == TYPE_INTEGER || family == TYPE_DECIMAL ||
         family == TYPE_FLOAT;
}

/* 0x41, x'41' */
static bool is_hex(Str s) {
  bool quoted = s.len > 3 && (s.ptr[0] == 'x' || s.ptr[0] == 'X') && s.ptr[1] == '\'' && s.ptr[s.len - 1] == '\'';
  bool hex = quoted || (s.len > 2 && s.ptr[0] == '0' && (s.ptr[1] == 'x' || s.ptr[1] == 'X'));
  if (quoted) s.len--;
  for (size_t i = 2; hex && i < s.len; i++) hex = memchr("0123456789abcdefABCDEF", s.ptr[i], 22) != NULL;
  return hex;
}

bool mysql_is_from_server(const Planner *planner) {
  return planner->to != NULL && model_attr(&planner->to->attrs, STR("version")).len > 0;
}

/* MariaDB gives texts back in quotes: 'it''s'. */
static Str quote_as_server(Arena *arena, Str text) {
  Buf out = {0};
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '\'' || text.ptr[i] == '\\') buf_putc(&out, text.ptr[i]);
    buf_putc(&out, text.ptr[i]);
  }
  Str quoted = arena_printf(arena, "'%.*s'", STR_FMT(buf_str(&out)));
  buf_free(&out);
  return quoted;
}

static Str quote_text(const Ddl *out, Str text) {
  bool server = mysql_is_from_server(out->planner) && is_mariadb(out);
  return server ? quote_as_server(out->planner->arena, text) : expr_quote_double(out->planner->arena, text);
}

static void put_default(Ddl *out, const Column *column, uint8_t family) {
  Arena *arena = out->planner->arena;
  Str text = column->default_text;
  bool bare = is_bare(family);
  if (column->default_kind == DEFAULT_NONE) return;
  if (is_hex(text))
    bare = true;
  else if (column->default_kind == DEFAULT_EXPR) {
    bool wrapped = text.len >= 2 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')';
    bool now = family == TYPE_TIME && str_starts(expr_lower(arena, text), STR("current_timestamp"));
    bare = bare || wrapped || now || str_eq_nocase(text, STR("NULL"));
  }
  ddl_word(out, "DEFAULT");
  bool text_only = column->default_kind == DEFAULT_LITERAL && column->default_string;
  ddl_phrase(out, bare ? text : text_only ? quote_text(out, text) : quote(arena, text));
}

static void put_generated(Ddl *out, const Column *column) {
  Arena *arena = out->planner->arena;
  ddl_word(out, "AS");
  ddl_phrase(out, expr_wrap(arena, model_text(column->generated)));
  Str storage = expr_upper(arena, column->generated_type);
  if (str_eq(storage, STR("PERSISTENT"))) storage = STR("STORED");
  if (storage.len == 0 && out->planner->options.normalised) storage = STR("VIRTUAL");
  ddl_phrase(out, storage);
}

static void check_text_attrs(Ddl *out, const Column *column, const DbType *type) {
  bool text = type->family == TYPE_STRING || type->family == TYPE_ENUM || type->family == TYPE_SET;
  bool given = model_attr(&column->attrs, STR("charset")).len > 0 || mysql_collate(&column->attrs).len > 0;
  if (type->error.len > 0)
    planner_error(out->planner, type->error);
  else if (!text && given)
    planner_error(out->planner, arena_printf(out->planner->arena,
                                             "column \"%.*s\" of type %.*s does not support the CHARSET and COLLATE "
                                             "attributes",
                                             STR_FMT(column->name), STR_FMT(type->text)));
}

/* Before 10.4.3 MariaDB did not see to it that a json column holds JSON. */
static void put_json_check(Ddl *out, const Column *column, uint8_t family) {
  long version = driver_version(out->planner->from, out->planner->to);
  if (family == TYPE_JSON && is_mariadb(out) && version != 0 && version < 100403)
    ddl_phrase(out, arena_printf(out->planner->arena, "CHECK (json_valid(%.*s))",
                                 STR_FMT(expr_quote_name(out->planner->arena, column->name, '`'))));
}

/* To MariaDB it belongs to the type. */
static void put_srid(Ddl *out, const Column *column, bool behind_type) {
  Str srid = model_attr(&column->attrs, STR("srid"));
  const char *word = is_mariadb(out) ? "REF_SYSTEM_ID=" : "SRID ";
  if (srid.len > 0 && behind_type == is_mariadb(out))
    ddl_phrase(out, arena_printf(out->planner->arena, "%s%.*s", word, STR_FMT(srid)));
}

/* Is a collation behind the expression of a generated column a syntax error? */
static bool collates_first(const Ddl *out) {
  long version = driver_version(out->planner->from, out->planner->to);
  return is_mariadb(out) || (version != 0 && version < 80000);
}

void mysql_ddl_column(Ddl *out, const Column *column) {
  DbType type;
  mysql_type(out->planner->arena, column, &type);
  check_text_attrs(out, column, &type);
  Str charset = mysql_own_charset(column), collate = mysql_own_collate(out->planner->driver, column);
  Str on_update = model_attr(&column->attrs, STR("on_update"));
  ddl_ident(out, column->name);
  ddl_phrase(out, type.text);
  put_srid(out, column, true);
  if (charset.len > 0) ddl_phrase(out, arena_printf(out->planner->arena, "CHARSET %.*s", STR_FMT(charset)));
  Str collation =
      collate.len > 0 ? arena_printf(out->planner->arena, "COLLATE %.*s", STR_FMT(collate)) : (Str){NULL, 0};
  bool early = column->generated.present && collates_first(out);
  if (early) ddl_phrase(out, collation);
  if (column->generated.present) put_generated(out, column);
  if (!column->generated.present || !is_mariadb(out)) ddl_phrase(out, column->null ? STR("NULL") : STR("NOT NULL"));
  put_default(out, column, type.family);
  put_json_check(out, column, type.family);
  if (early) collation = (Str){NULL, 0};
  if (on_update.len > 0) on_update = arena_printf(out->planner->arena, "ON UPDATE %.*s", STR_FMT(on_update));
  if (mysql_is_from_server(out->planner)) {
    if (column->auto_increment) ddl_word(out, "AUTO_INCREMENT");
    ddl_phrase(out, on_update);
    put_comment(out, column->comment);
    ddl_phrase(out, collation);
  } else {
    put_comment(out, column->comment);
    ddl_phrase(out, collation);
    ddl_phrase(out, on_update);
    if (column->auto_increment) ddl_word(out, "AUTO_INCREMENT");
  }
  if (driver_true_attr(&column->attrs, STR("invisible"))) ddl_word(out, "INVISIBLE");
  put_srid(out, column, false);
}

/* ---- keys ---- */

static void put_parts(Ddl *out, const Index *index) {
  ddl_open(out);
  for (size_t i = 0; i < index->parts.len; i++) {
    const IndexPart *part = &index->parts.items[i];
    Str prefix = model_attr(&part->attrs, STR("prefix"));
    ddl_item(out, i);
    if (part->expr.present)
      ddl_phrase(out, expr_wrap(out->planner->arena, model_text(part->expr)));
    else
      ddl_ident(out, part->column_name);
    if (prefix.len > 0) ddl_phrase(out, arena_printf(out->planner->arena, "(%.*s)", STR_FMT(prefix)));
    if (part->desc) ddl_word(out, "DESC");
  }
  ddl_close(out);
}

/* Engines whose keys are hashes when nothing is said. */
static bool hashes(const Index *index) {
  const Column *column = index->parts.len > 0 ? index->parts.items[0].column : NULL;
  Str engine = column != NULL && column->table != NULL ? model_attr(&column->table->attrs, STR("engine")) : (Str){0};
  return str_eq_nocase(engine, STR("MEMORY")) || str_eq_nocase(engine, STR("NDB")) ||
         str_eq_nocase(engine, STR("NDBCLUSTER"));
}

static void put_using(Ddl *out, const Index *index) {
  Str type = model_attr(&index->attrs, STR("type"));
  bool hash = str_eq_nocase(type, STR("HASH")), tree = type.len == 0 || str_eq_nocase(type, STR("BTREE"));
  if (hash)
    ddl_word(out, "USING HASH");
  else if (tree && hashes(index))
    ddl_word(out, "USING BTREE");
}

void mysql_ddl_index(Ddl *out, const Index *index) {
  Str type = model_attr(&index->attrs, STR("type")), parser = model_attr(&index->attrs, STR("parser"));
  bool special = str_eq_nocase(type, STR("FULLTEXT")) || str_eq_nocase(type, STR("SPATIAL"));
  if (index->unique)
    ddl_word(out, "UNIQUE");
  else if (special)
    ddl_phrase(out, expr_upper(out->planner->arena, type));
  ddl_word(out, "INDEX");
  ddl_ident(out, index->name);
  put_using(out, index);
  put_parts(out, index);
  put_comment(out, index->comment);
  if (parser.len == 0 || !str_eq_nocase(type, STR("FULLTEXT"))) return;
  ddl_word(out, "WITH PARSER");
  ddl_ident(out, parser);
}

void mysql_ddl_primary_key(Ddl *out, const Index *key) {
  ddl_word(out, "PRIMARY KEY");
  put_using(out, key);
  put_parts(out, key);
}

void mysql_ddl_foreign_key(Ddl *out, const ForeignKey *key) {
  bool nulls = str_eq_nocase(key->on_update, STR("SET NULL")) || str_eq_nocase(key->on_delete, STR("SET NULL"));
  for (size_t i = 0; nulls && i < key->columns.len; i++) {
    const Column *column = key->columns.items[i];
    if (!column->null && column->null_known)
      planner_error(out->planner,
                    arena_printf(out->planner->arena,
                                 "foreign key constraint was \"%.*s\" SET NULL, but column \"%.*s\" is NOT NULL",
                                 STR_FMT(column->name), STR_FMT(column->name)));
  }
  ddl_foreign_key(out, key);
}

void mysql_ddl_check(Ddl *out, const Check *check) {
  Str enforced = model_attr(&check->attrs, STR("enforced"));
  if (check->name.len > 0) {
    ddl_word(out, "CONSTRAINT");
    ddl_ident(out, check->name);
  }
  ddl_word(out, "CHECK");
  ddl_phrase(out, expr_wrap(out->planner->arena, model_text(check->expr)));
  long version = driver_version(out->planner->from, out->planner->to);
  if (enforced.len == 0 || is_mariadb(out) || (version != 0 && version < 80016)) return;
  ddl_phrase(out, str_eq(enforced, STR("false")) ? STR("NOT ENFORCED") : STR("ENFORCED"));
}

/* ---- options ---- */

void mysql_ddl_option(Ddl *out, Str name, Str value) {
  if (str_eq(name, STR("system_versioned"))) {
    ddl_phrase(out, STR("WITH SYSTEM VERSIONING"));
    return;
  }
  if (str_eq(name, STR("comment"))) value = expr_quote_double(out->planner->arena, value);
  ddl_phrase(out, expr_upper(out->planner->arena, name));
  ddl_phrase(out, value);
}
