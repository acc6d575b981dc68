/* test_dialect.c: look-ups in the tables of the languages, and how sure the facts in them are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/path.h"
#include "dialects/dialect.h"
#include "grammar/format.h"
#include "typecheck/module.h"

static const Dialect *named(const char *name) {
  const Dialect *dialect = dialect_named(str_from(name));
  assert_non_null(dialect);
  return dialect;
}

static void assert_str(Str got, const char *want) {
  if (!str_eq(got, str_from(want))) {
    fail_msg("got \"%.*s\", want \"%s\"", STR_FMT(got), want);
  }
}

static void every_language_is_there(void **state) {
  static const char *const names[] = {"sqlite", "mysql",      "mariadb", "postgresql", "redshift",   "sqlserver",
                                      "oracle", "clickhouse", "spanner", "snowflake",  "databricks", "config",
                                      "test",   "plan",       "rule",    "script",     "dialect",    "txtar"};
  (void)state;
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
    named(names[i]);
  }
  assert_int_equal(dialect_count, sizeof(names) / sizeof(*names));
  assert_null(dialect_named(STR("postgres")));
}

static void found_by_language_id(void **state) {
  (void)state;
  for (size_t i = 0; i < dialect_count; i++) {
    assert_ptr_equal(dialect_for_language(dialect_all[i]->language_id), dialect_all[i]);
  }
  assert_ptr_equal(dialect_for_language(STR("atlas-schema-mssql")), named("sqlserver"));
  assert_null(dialect_for_language(STR("hcl")));
}

static void found_by_file_name(void **state) {
  (void)state;
  assert_ptr_equal(dialect_for_file(STR("db/schema.pg.hcl")), named("postgresql"));
  assert_ptr_equal(dialect_for_file(STR("schema.my.hcl")), named("mysql"));
  assert_ptr_equal(dialect_for_file(STR("schema.ma.hcl")), named("mariadb"));
  assert_ptr_equal(dialect_for_file(STR("schema.lt.hcl")), named("sqlite"));
  assert_ptr_equal(dialect_for_file(STR("/a/atlas.hcl")), named("config"));
  assert_ptr_equal(dialect_for_file(STR("x.test.hcl")), named("test"));
  assert_null(dialect_for_file(STR("schema.hcl")));
  assert_null(dialect_for_file(STR(".pg.hcl")));
  assert_null(dialect_for_file(STR("my-atlas.hcl")));
  assert_null(dialect_for_file(STR("")));
}

static void found_by_url(void **state) {
  static const struct {
    const char *url, *dialect;
  } cases[] = {{"sqlite://file.db", "sqlite"},
               {"sqlite3://file?mode=memory", "sqlite"},
               {"libsql+wss://host", "sqlite"},
               {"postgres://u:p@host/db?sslmode=disable", "postgresql"},
               {"postgresql://host", "postgresql"},
               {"docker://postgres/17/dev", "postgresql"},
               {"docker://postgres", "postgresql"},
               {"docker+postgres://org/image/dev", "postgresql"},
               {"docker+postgres://_/postgis/postgis:latest/dev", "postgresql"},
               {"mysql://root@localhost/app", "mysql"},
               {"mysql+unix:///tmp/sock", "mysql"},
               {"docker://mysql/8/dev", "mysql"},
               {"maria://root@localhost/app", "mariadb"},
               {"mariadb://root@localhost/app", "mariadb"},
               {"docker://maria/latest/test", "mariadb"},
               {"docker://mariadb?x=y", "mariadb"},
               {"docker+mariadb://img/dev", "mariadb"},
               {"POSTGRES://host", "postgresql"},
               {"docker://sqlserver/2022-latest", "sqlserver"},
               {"docker://clickhouse/23.11", "clickhouse"}};
  (void)state;
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    const Dialect *dialect = dialect_for_url(str_from(cases[i].url));
    if (dialect != named(cases[i].dialect)) {
      fail_msg("%s is taken for %.*s", cases[i].url, STR_FMT(dialect != NULL ? dialect->name : STR("nothing")));
    }
  }
  assert_null(dialect_for_url(STR("file://schema.hcl")));
  assert_null(dialect_for_url(STR("docker://")));
  assert_null(dialect_for_url(STR("postgres")));
  assert_null(dialect_for_url(STR("")));
  assert_null(dialect_for_url(STR("env://src")));
}

static void blocks_and_attributes(void **state) {
  const Dialect *pg = named("postgresql");
  (void)state;
  const BlockSpec *table = dialect_child(pg->root, STR("table"))->block;
  assert_int_equal(table->role, BLOCK_TABLE);
  assert_ptr_equal(dialect_block(pg, STR("table")), table);
  const BlockSpec *column = dialect_child(table, STR("column"))->block;
  assert_ptr_equal(dialect_block(pg, STR("table.column")), column);
  assert_ptr_equal(dialect_block(pg, STR("column")), column);
  assert_null(dialect_block(pg, STR("table.coulmn")));
  const AttrSpec *schema = dialect_attr(table, STR("schema"));
  assert_int_equal(schema->role, ATTR_SCHEMA);
  assert_true(schema->flags & SPEC_REQUIRED);
  assert_ptr_equal(dialect_attr_role(table, ATTR_SCHEMA), schema);
  assert_null(dialect_attr(table, STR("shcema")));
  assert_null(dialect_attr(table, STR("")));
  assert_null(dialect_child(table, STR("primray_key")));
  assert_int_equal(table->label_count, 2);
  assert_int_equal(table->label_min, 1);
  assert_false(table->labels[0].required);
  const BlockSpec *key = dialect_child(table, STR("foreign_key"))->block;
  const AttrSpec *refs = dialect_attr(key, STR("ref_columns"));
  assert_true(refs->flags & SPEC_SINGLE_TABLE);
  assert_str(refs->same_length, "columns");
  assert_true(dialect_attr(key, STR("columns"))->flags & SPEC_OWN);
}

static void for_each_is_on_top_level_blocks(void **state) {
  (void)state;
  for (size_t i = 0; i < dialect_count; i++) {
    const BlockSpec *table = dialect_block(dialect_all[i], STR("table"));
    if (!dialect_all[i]->is_schema) {
      continue;
    }
    assert_true(dialect_attr(table, STR("for_each"))->flags & SPEC_META);
    assert_null(dialect_attr(dialect_block(dialect_all[i], STR("variable")), STR("for_each")));
    assert_non_null(dialect_child(dialect_all[i]->root, STR("locals")));
  }
}

static void types_and_words(void **state) {
  const Dialect *mysql = named("mysql"), *maria = named("mariadb");
  (void)state;
  const TypeSpec *varchar = dialect_type(mysql, STR("varchar"));
  assert_int_equal(varchar->param_min, 1);
  assert_int_equal(varchar->params[0].max, 65535);
  assert_null(dialect_type(mysql, STR("intt")));
  assert_true(dialect_type(mysql, STR("inet4"))->server_lacks);
  assert_false(dialect_type(maria, STR("inet4"))->server_lacks);
  const EnumSpec *engine = dialect_enum(mysql, STR("engine"));
  assert_non_null(dialect_word(engine, STR("InnoDB")));
  assert_null(dialect_word(engine, STR("innodb")));
  assert_non_null(dialect_word(dialect_enum(mysql, STR("charset")), STR("gb18030")));
  assert_null(dialect_word(dialect_enum(maria, STR("charset")), STR("gb18030")));
  assert_true(dialect_enum(maria, STR("collation"))->count > dialect_enum(mysql, STR("collation"))->count);
}

static void mariadb_says_what_differs(void **state) {
  const Dialect *mysql = named("mysql"), *maria = named("mariadb");
  (void)state;
  assert_non_null(dialect_attr(dialect_block(maria, STR("table")), STR("system_versioned")));
  assert_null(dialect_attr(dialect_block(mysql, STR("table")), STR("system_versioned")));
  assert_int_equal(maria->type_count, mysql->type_count);
}

static void functions(void **state) {
  (void)state;
  assert_non_null(dialect_function(named("sqlite"), STR("sql")));
  assert_non_null(dialect_function(named("config"), STR("file")));
  assert_null(dialect_function(named("sqlite"), STR("file")));
  assert_null(dialect_function(named("sqlite"), STR("ileset")));
  const FuncSpec *format = dialect_function(named("sqlite"), STR("format"));
  assert_true(format->params[format->param_count - 1].variadic);
}

static void facts(void **state) {
  const FactTable *collations = dialect_facts(named("mysql"), STR("charset_default_collation"));
  (void)state;
  assert_str(dialect_fact(collations, STR("utf8mb4"))->cells[0], "utf8mb4_0900_ai_ci");
  collations = dialect_facts(named("mariadb"), STR("charset_default_collation"));
  assert_str(dialect_fact(collations, STR("utf8mb4"))->cells[0], "utf8mb4_general_ci");
  const FactTable *classes = dialect_facts(named("postgresql"), STR("operator_classes"));
  assert_int_equal(classes->column_count, 4);
  assert_non_null(dialect_fact(classes, STR("jsonb_path_ops")));
  assert_null(dialect_fact(classes, STR("jsonb_paths")));
  assert_null(dialect_facts(named("sqlite"), STR("operator_classes")));
}

static void variants(void **state) {
  const BlockSpec *data = dialect_block(named("config"), STR("data"));
  (void)state;
  const BlockSpec *sql = dialect_variant(data, STR("sql"));
  assert_str(sql->path, "data:sql");
  assert_str(sql->name, "data");
  assert_non_null(dialect_attr(sql, STR("query")));
  assert_ptr_equal(dialect_variant(data, STR("sqll")), data);
  assert_int_equal(data->role, BLOCK_DATA);
}

static void described(void **state) {
  const BlockSpec *key = dialect_block(named("sqlite"), STR("table.foreign_key"));
  Buf text = {0};
  (void)state;
  dialect_describe(dialect_attr(key, STR("columns"))->value, &text);
  assert_str(buf_str(&text), "list of references to column");
  buf_clear(&text);
  dialect_describe(dialect_attr(key, STR("on_delete"))->value, &text);
  assert_str(buf_str(&text), "CASCADE | NO_ACTION | RESTRICT | SET_DEFAULT | SET_NULL");
  buf_clear(&text);
  dialect_describe(dialect_attr(dialect_block(named("postgresql"), STR("table.index")), STR("type"))->value, &text);
  assert_true(str_ends(buf_str(&text), STR(" or string")));
  buf_free(&text);
}

/* Everything that is looked up by halving must be in order. */
static void tables_are_sorted(void **state) {
  (void)state;
  for (size_t d = 0; d < dialect_count; d++) {
    const Dialect *dialect = dialect_all[d];
    for (size_t i = 0; i < dialect->path_count; i++) {
      const BlockSpec *block = dialect->paths[i];
      assert_ptr_equal(dialect_block(dialect, block->path), block);
      for (size_t j = 0; j < block->attr_count; j++) {
        assert_ptr_equal(dialect_attr(block, block->attrs[j].name), &block->attrs[j]);
      }
      for (size_t j = 0; j < block->child_count; j++) {
        assert_ptr_equal(dialect_child(block, block->children[j].block->name), &block->children[j]);
      }
    }
    for (size_t i = 0; i < dialect->type_count; i++) {
      assert_ptr_equal(dialect_type(dialect, dialect->types[i].name), &dialect->types[i]);
    }
    for (size_t i = 0; i < dialect->enum_count; i++) {
      const EnumSpec *words = &dialect->enums[i];
      for (size_t j = 0; j < words->count; j++) {
        assert_ptr_equal(dialect_word(words, words->words[j].name), &words->words[j]);
      }
    }
  }
}

/* The number of names whose facts are not confirmed may only fall: dialects/uncertain.txt has a line for each dialect.
 */
static void uncertainty_only_falls(void **state) {
  Arena arena;
  Str text, error;
  (void)state;
  arena_init(&arena, 0);
  assert_true(file_read(&arena, STR(ATLAS_SOURCE_DIR "/dialects/uncertain.txt"), &text, &error));
  for (size_t i = 0; i < dialect_count; i++) {
    const Dialect *dialect = dialect_all[i];
    unsigned ceiling = 0;
    for (size_t at = 0; at < text.len; at = str_find(text, '\n', at) + 1) {
      Str line = str_sub(text, at, str_find(text, '\n', at));
      size_t blank = str_find(line, ' ', 0);
      if (str_eq(str_sub(line, 0, blank), dialect->name)) {
        ceiling = (unsigned)strtoul(arena_str(&arena, str_sub(line, blank, line.len)).ptr, NULL, 10);
      }
    }
    print_message("%.*s: %u names uncertain, ceiling %u\n", STR_FMT(dialect->name), dialect->uncertain, ceiling);
    assert_true(dialect->uncertain <= ceiling);
  }
  arena_free(&arena);
}

/* docs/reference is what `make docs` writes. */
static void reference_pages_are_fresh(void **state) {
  Arena arena;
  Str page, error;
  (void)state;
  arena_init(&arena, 0);
  for (size_t i = 0; i < dialect_count; i++) {
    Buf fresh = {0};
    Str name = dialect_all[i]->name;
    Str path = arena_printf(&arena, ATLAS_SOURCE_DIR "/docs/reference/%.*s.md", STR_FMT(name));
    dialect_reference(dialect_all[i], &fresh);
    if (!file_read(&arena, path, &page, &error) || !str_eq(page, buf_str(&fresh))) {
      fail_msg("docs/reference/%.*s.md is not what the tables say: run make docs", STR_FMT(name));
    }
    buf_free(&fresh);
  }
  arena_free(&arena);
}

/* The language files are what they describe: formatted, and without a mistake in the eyes of their own dialect. */
static void check_language_file(Arena *arena, Str path, const Dialect *dialect) {
  Str text, error;
  Buf formatted = {0};
  assert_true(file_read(arena, path, &text, &error));
  format_text(text, &formatted);
  if (!str_eq(buf_str(&formatted), text)) {
    fail_msg("%.*s is not formatted", STR_FMT(path));
  }
  buf_free(&formatted);
  Module *module = module_new(&(ModuleOptions){0});
  module_add(module, file_parse(path, text, dialect, true, 1));
  module_check_all(module, 1);
  File *file = module_file(module, 0);
  for (size_t i = 0; i < file->unit_count; i++) {
    if (file->units[i]->diags.len > 0) {
      fail_msg("%.*s: %.*s", STR_FMT(path), STR_FMT(file->units[i]->diags.items[0].message));
    }
  }
  module_free(module);
}

static void language_files_check_clean(void **state) {
  Arena arena;
  StrList folders = {0};
  Str root = STR(ATLAS_SOURCE_DIR "/dialects"), error;
  size_t count = 0;
  (void)state;
  arena_init(&arena, 0);
  assert_true(dir_list(&arena, root, &folders, &error));
  for (size_t i = 0; i < folders.len; i++) {
    Str folder = path_join(&arena, root, folders.items[i]);
    StrList files = {0};
    if (file_kind(folder) == FILE_DIR) {
      assert_true(dir_list(&arena, folder, &files, &error));
    }
    for (size_t j = 0; j < files.len; j++) {
      if (str_ends(files.items[j], STR(".hcl"))) {
        check_language_file(&arena, path_join(&arena, folder, files.items[j]), named("dialect"));
        count++;
      }
    }
    array_free(&files);
  }
  assert_true(count >= dialect_count);
  array_free(&folders);
  arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_language_is_there),
                                     cmocka_unit_test(found_by_language_id),
                                     cmocka_unit_test(found_by_file_name),
                                     cmocka_unit_test(found_by_url),
                                     cmocka_unit_test(blocks_and_attributes),
                                     cmocka_unit_test(for_each_is_on_top_level_blocks),
                                     cmocka_unit_test(types_and_words),
                                     cmocka_unit_test(mariadb_says_what_differs),
                                     cmocka_unit_test(functions),
                                     cmocka_unit_test(facts),
                                     cmocka_unit_test(variants),
                                     cmocka_unit_test(described),
                                     cmocka_unit_test(tables_are_sorted),
                                     cmocka_unit_test(uncertainty_only_falls),
                                     cmocka_unit_test(reference_pages_are_fresh),
                                     cmocka_unit_test(language_files_check_clean)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
