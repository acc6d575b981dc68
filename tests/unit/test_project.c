/* test_project.c: what atlas.hcl says about schema files, the dialect of a file, the files of a module. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "typecheck/project.h"

static Arena arena;

static int set_up(void **state) {
  (void)state;
  arena_init(&arena, 0);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(&arena);
  return 0;
}

static Project *parse(const char *text) { return project_parse(&arena, STR("/w/atlas.hcl"), str_from(text)); }

/* "local:postgresql:/w/a.hcl,/w/b; ..." */
static const char *sources(const char *text) {
  Project *project = parse(text);
  Buf out = {0};
  for (size_t i = 0; i < project->source_count; i++) {
    const ProjectSource *source = &project->sources[i];
    Str dialect = source->dialect != NULL ? source->dialect->name : STR("?");
    buf_printf(&out, "%s%.*s:%.*s:", i > 0 ? "; " : "", STR_FMT(source->env), STR_FMT(dialect));
    for (size_t k = 0; k < source->paths.len; k++)
      buf_printf(&out, "%s%.*s", k > 0 ? "," : "", STR_FMT(source->paths.items[k]));
    for (size_t k = 0; k < source->patterns.len; k++) buf_printf(&out, "~%.*s", STR_FMT(source->patterns.items[k]));
  }
  Str copy = arena_str(&arena, buf_str(&out));
  buf_free(&out);
  return copy.ptr;
}

static void test_sources(void **state) {
  (void)state;
  static const struct {
    const char *text, *sources;
  } cases[] = {
      {"", ""},
      {"env \"a\" {\n  src = \"file://s.hcl\"\n  dev = \"docker://postgres/17/dev\"\n}\n", "a:postgresql:/w/s.hcl"},
      {"env \"a\" {\n  src = \"db/s.hcl\"\n  url = \"mysql://h/d\"\n}\n", "a:mysql:/w/db/s.hcl"},
      {"env \"a\" {\n  src = [\"file://s.hcl\", \"file:///abs/t.hcl\"]\n}\n", "a:?:/w/s.hcl,/abs/t.hcl"},
      {"env {\n  name = \"n\"\n  src = \"file://s\"\n  dev = \"sqlite://dev?mode=memory\"\n}\n", "n:sqlite:/w/s"},
      {"env \"a\" {\n  src = \"file://s\"\n  url = \"postgres://${var.h}/x\"\n}\n", "a:postgresql:/w/s"},
      {"env \"a\" {\n  src = \"file://s\"\n  dev = \"docker://mariadb/11/d\"\n  url = var.u\n}\n", "a:mariadb:/w/s"},
      {"env \"a\" {\n  schema {\n    src = \"file://s\"\n  }\n}\n", "a:?:/w/s"},
      {"docker \"postgres\" \"dev\" {\n}\nenv \"a\" {\n  src = \"file://s\"\n  dev = docker.postgres.dev.url\n}\n",
       "a:postgresql:/w/s"},
      {"data \"hcl_schema\" \"app\" {\n  path = \"s.hcl\"\n}\nenv \"a\" {\n  src = data.hcl_schema.app.url\n"
       "  dev = \"sqlite://x\"\n}\n",
       "a:sqlite:/w/s.hcl"},
      {"data \"hcl_schema\" \"app\" {\n  paths = [\"a.hcl\", \"b.hcl\"]\n}\n", "app:?:/w/a.hcl,/w/b.hcl"},
      {"data \"composite_schema\" \"app\" {\n  schema \"x\" {\n    url = \"file://x.hcl\"\n  }\n  schema \"y\" {\n"
       "    url = data.hcl_schema.y.url\n  }\n}\ndata \"hcl_schema\" \"y\" {\n  path = \"y.hcl\"\n}\n"
       "env \"a\" {\n  src = data.composite_schema.app.url\n  dev = \"mysql://x\"\n}\n",
       "a:mysql:/w/x.hcl; a:mysql:/w/y.hcl"},
      /* through names, templates and lists of files */
      {"locals {\n  d = \"db\"\n  u = \"file://${local.d}/s.hcl\"\n}\nenv \"a\" {\n  src = local.u\n}\n",
       "a:?:/w/db/s.hcl"},
      {"variable \"s\" {\n  type = string\n  default = \"s.hcl\"\n}\nenv \"a\" {\n  src = \"file://${var.s}\"\n}\n",
       "a:?:/w/s.hcl"},
      {"locals {\n  l = [\"file://a.hcl\", local.b]\n  b = \"file://b.hcl\"\n}\nenv \"a\" {\n  src = local.l\n}\n",
       "a:?:/w/a.hcl,/w/b.hcl"},
      {"env \"a\" {\n  src = fileset(\"db/*.pg.hcl\")\n}\n", "a:?:~/w/db/*.pg.hcl"},
      {"data \"hcl_schema\" \"s\" {\n  paths = fileset(\"db/**.hcl\")\n}\n", "s:?:~/w/db/**.hcl"},
      {"env \"a\" {\n  src = fileset(\"../*.hcl\")\n}\nenv \"b\" {\n  src = fileset(\"/etc/*.hcl\")\n}\n", ""},
      {"locals {\n  a = local.b\n  b = local.a\n}\nenv \"a\" {\n  src = local.a\n}\n", ""},
      /* not known, no file, broken, endless */
      {"env \"a\" {\n  src = var.src\n}\nenv \"b\" {\n  src = \"ent://ent/schema\"\n}\n", ""},
      {"env \"a\" {\n  src = \"file://\"\n", ""},
      {"env \"a\" {\n  src = data.hcl_schema.x.url\n}\ndata \"hcl_schema\" \"x\" {\n  path = "
       "data.hcl_schema.x.url\n}\n",
       ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(sources(cases[i].text), cases[i].sources);
}

/* The sets of the sources of a project, one digit each. */
static const char *sets(const char *text) {
  static char out[32];
  Project *project = parse(text);
  size_t i = 0;
  for (; i < project->source_count; i++) out[i] = (char)('0' + project->sources[i].set);
  out[i] = '\0';
  return out;
}

static void test_sources_that_belong_together(void **state) {
  (void)state;
  const char *part = "data \"hcl_schema\" \"y\" {\n  path = \"y.hcl\"\n}\n";
  char text[1024];
  assert_string_equal(sets("env \"a\" {\n  src = \"file://a\"\n}\nenv \"b\" {\n  src = \"file://b\"\n}\n"), "12");
  snprintf(text, sizeof text,
           "%sdata \"composite_schema\" \"c\" {\n  schema \"x\" {\n    url = \"file://x\"\n  }\n  schema \"y\" {\n"
           "    url = data.hcl_schema.y.url\n  }\n}\nenv \"a\" {\n  src = data.composite_schema.c.url\n}\n",
           part);
  assert_string_equal(sets(text), "11");
  Project *project = parse(text);
  assert_int_equal(project_part(project, STR("/w/x/any.hcl")), 1);
  assert_int_equal(project_part(project, STR("/w/y.hcl")), 2);
  assert_int_equal(project_part(project, STR("/w/z.hcl")), 0);
  /* files that two envs share, by name, folder or pattern */
  assert_string_equal(sets("env \"a\" {\n  src = [\"file://a.hcl\", \"file://x.hcl\"]\n}\n"
                           "env \"b\" {\n  src = [\"file://b.hcl\", \"file://x.hcl\"]\n}\n"),
                      "11");
  assert_string_equal(sets("env \"a\" {\n  src = \"file://d\"\n}\nenv \"b\" {\n  src = \"file://e\"\n}\n"
                           "env \"c\" {\n  src = [\"file://d/x.hcl\", \"file://e/x.hcl\"]\n}\n"),
                      "111");
  assert_string_equal(sets("env \"a\" {\n  src = fileset(\"d/*.hcl\")\n}\nenv \"b\" {\n  src = \"file://d\"\n}\n"
                           "env \"c\" {\n  src = fileset(\"e/*.hcl\")\n}\n"),
                      "113");
}

static void test_source_by_pattern(void **state) {
  (void)state;
  Project *project = parse("env \"a\" {\n  src = fileset(\"db/*.pg.hcl\")\n}\n");
  assert_ptr_equal(project_source(project, STR("/w/db/x.pg.hcl")), &project->sources[0]);
  assert_null(project_source(project, STR("/w/db/x.my.hcl")));
  assert_null(project_source(project, STR("/w/x.pg.hcl")));
}

static void test_source_of_a_file(void **state) {
  (void)state;
  Project *project = parse("env \"a\" {\n  src = \"file://s.hcl\"\n}\nenv \"b\" {\n  src = \"file://dir\"\n}\n");
  assert_ptr_equal(project_source(project, STR("/w/s.hcl")), &project->sources[0]);
  assert_ptr_equal(project_source(project, STR("/w/dir/x.hcl")), &project->sources[1]);
  assert_null(project_source(project, STR("/w/dir/deep/x.hcl")));
  assert_null(project_source(project, STR("/w/dir/x.test.hcl")));
  assert_null(project_source(project, STR("/w/other.hcl")));
  assert_null(project_source(NULL, STR("/w/s.hcl")));
}

typedef struct GuessCase {
  const char *path, *language, *text, *dialect, *reason;
} GuessCase;

static void test_dialect_in_order(void **state) {
  (void)state;
  Project *project = parse("env \"a\" {\n  src = \"file://s.hcl\"\n  dev = \"docker://mysql/8/d\"\n}\n");
  static const GuessCase cases[] = {
      {"/w/x.pg.hcl", "", "\n\n// atlas-lsp: dialect=sqlite\n", "sqlite", "by its directive"},
      {"/w/x.pg.hcl", "", "# atlas-lsp:  dialect=mysql because\n", "mysql", "by its directive"},
      {"/w/x.pg.hcl", "", "\xef\xbb\xbf# atlas-lsp: dialect=mysql\r\n", "mysql", "by its directive"},
      {"/w/x.pg.hcl", "", "# atlas-lsp: dialect=nope\n", "postgresql", "by its suffix .pg.hcl"},
      {"/w/x.pg.hcl", "", "x = \"# atlas-lsp: dialect=sqlite\"\n", "postgresql", "by its suffix .pg.hcl"},
      {"/w/x.pg.hcl", "atlas-schema-mysql", "", "mysql", "by the language of the editor"},
      {"/w/x.pg.hcl", "hcl", "", "postgresql", "by its suffix .pg.hcl"},
      {"/w/atlas.hcl", "", "", "config", "by its name atlas.hcl"},
      {"/w/x.test.hcl", "", "", "test", "by its suffix .test.hcl"},
      {"/w/s.hcl", "", "", "mysql", "by dev of env \"a\" in atlas.hcl"},
      {"/w/t.hcl", "", "env \"x\" {\n  src = \"a\"\n}\n", "config", "by its content"},
      {"/w/t.hcl", "", "test \"schema\" \"x\" {\n  exec {\n    sql = \"select 1\"\n  }\n}\n", "test", "by its content"},
      {"/w/t.hcl", "",
       "extension \"x\" {\n  schema = schema.public\n}\ntable \"t\" {\n  schema = schema.public\n"
       "  column \"c\" {\n    type = tstzrange\n  }\n}\n",
       "postgresql", "by its content"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    DialectGuess guess = project_dialect(&arena, NULL, str_from(cases[i].language), str_from(cases[i].path),
                                         str_from(cases[i].text), project);
    assert_non_null(guess.dialect);
    assert_string_equal(arena_str(&arena, guess.dialect->name).ptr, cases[i].dialect);
    assert_string_equal(arena_str(&arena, guess.reason).ptr, cases[i].reason);
    assert_false(guess.ambiguous);
  }
  const Dialect *forced = dialect_named(STR("mysql"));
  DialectGuess guess = project_dialect(&arena, forced, STR(""), STR("/w/x.pg.hcl"), STR(""), NULL);
  assert_ptr_equal(guess.dialect, forced);
}

static void test_ambiguous_content(void **state) {
  (void)state;
  Str text =
      STR("schema \"main\" {\n}\ntable \"t\" {\n  schema = schema.main\n  column \"id\" {\n    type = int\n  }\n}\n");
  DialectGuess guess = project_dialect(&arena, NULL, STR(""), STR("/w/t.hcl"), text, NULL);
  assert_true(guess.ambiguous);
  assert_true(guess.candidate_count > 2);
  assert_ptr_equal(guess.dialect, guess.candidates[0]);
  assert_true(str_eq(guess.dialect->name, STR("sqlite"))); /* its default schema is main */
  for (size_t i = 0; i < guess.candidate_count; i++) assert_true(guess.candidates[i]->is_schema);
  guess = project_dialect(&arena, NULL, STR(""), STR("/w/t.hcl"), STR("\0\xff{{{\""), NULL);
  assert_true(guess.ambiguous);
}

static void write_text(const char *dir, const char *name) {
  Str error;
  Str path = path_join(&arena, str_from(dir), str_from(name));
  assert_true(file_write(&arena, path, STR("table \"t\" {\n}\n"), &error));
}

static void test_siblings(void **state) {
  (void)state;
  char dir[] = "/tmp/atlas-project-XXXXXX";
  assert_non_null(mkdtemp(dir));
  static const char *const names[] = {"a.pg.hcl", "b.hcl", "c.test.hcl", "atlas.hcl", "d.plan.hcl", "e.txt", "f.hcl"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) write_text(dir, names[i]);
  const Dialect *dialect = dialect_named(STR("postgresql"));
  Str a = path_join(&arena, str_from(dir), STR("a.pg.hcl")), b = path_join(&arena, str_from(dir), STR("b.hcl"));
  StrList files = {0};
  project_siblings(&arena, a, dialect, NULL, &files);
  assert_int_equal(files.len, 2);
  assert_true(str_eq(path_base(files.items[0]), STR("b.hcl")) && str_eq(path_base(files.items[1]), STR("f.hcl")));
  assert_true(str_eq(project_module_key(&arena, a, dialect, NULL), project_module_key(&arena, b, dialect, NULL)));

  Project *project =
      project_parse(&arena, path_join(&arena, str_from(dir), STR("atlas.hcl")),
                    STR("env \"x\" {\n  src = [\"file://a.pg.hcl\", \"file://f.hcl\", \"file://gone.hcl\"]\n}\n"));
  array_clear(&files);
  project_siblings(&arena, a, dialect, project, &files);
  assert_int_equal(files.len, 1);
  assert_true(str_eq(path_base(files.items[0]), STR("f.hcl")));
  assert_false(
      str_eq(project_module_key(&arena, a, dialect, project), project_module_key(&arena, b, dialect, project)));
  array_clear(&files);
  project_siblings(&arena, path_join(&arena, str_from(dir), STR("c.test.hcl")), dialect_named(STR("test")), project,
                   &files);
  assert_int_equal(files.len, 0);
  array_free(&files);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    unlink(path_join(&arena, str_from(dir), str_from(names[i])).ptr);
  rmdir(dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(sources),           TEST(sources_that_belong_together),
      TEST(source_by_pattern), TEST(source_of_a_file),
      TEST(dialect_in_order),  TEST(ambiguous_content),
      TEST(siblings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
