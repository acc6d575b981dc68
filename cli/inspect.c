/* inspect.c: the command --inspect: a live database, or HCL files, as canonical HCL or JSON. */
#include "dialects/inspect.h"

#include <signal.h>

#include "cli/cli.h"
#include "cli/load.h"
#include "dialects/print.h"
#include "typecheck/build.h"

/* Ctrl-C: the running statement is stopped on the server and the connection closed. */
static atomic_bool interrupted;

static void on_interrupt(int number) {
  (void)number;
  atomic_store(&interrupted, true);
}

static void catch_interrupt(void) {
  struct sigaction action = {.sa_handler = on_interrupt};
  action.sa_flags = (int)SA_RESETHAND; /* a second one ends the program */
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

static Realm *inspect_database(const CliOptions *options, Arena *arena, Str url) {
  InspectOptions inspect = {.schemas = options->schemas.items,
                            .schema_count = options->schemas.len,
                            .exclude = options->exclude.items,
                            .exclude_count = options->exclude.len,
                            .include = options->include.items,
                            .include_count = options->include.len,
                            .tables_only = options->tables_only,
                            .db = {.statement_ms = options->timeout * 1000, .cancel = &interrupted}};
  Str error;
  catch_interrupt();
  Realm *realm = inspect_url(arena, url, &inspect, &error);
  if (realm == NULL) cli_error("%.*s", STR_FMT(error));
  return realm;
}

/* ---- HCL files ---- */

/* Schema patterns are for what the files describe, not for the files. */
static bool keep_wanted(const CliOptions *options, Arena *arena, Realm *realm) {
  InspectOptions filter = {.exclude = options->exclude.items,
                           .exclude_count = options->exclude.len,
                           .include = options->include.items,
                           .include_count = options->include.len};
  Str error = {0}, scope = realm->schemas.len == 1 ? realm->schemas.items[0]->name : (Str){0};
  if (inspect_filter(arena, realm, scope, &filter, &error)) return true;
  cli_error("%.*s", STR_FMT(error));
  return false;
}

static Realm *build(const Load *load) {
  const Module *module = load->modules.items[0];
  const Dialect *dialect = module_file_count(module) > 0 ? module_file(module, 0)->dialect : NULL;
  if (dialect == NULL || !dialect->is_schema) {
    cli_error("the files describe no database schema");
    return NULL;
  }
  return build_realm(module, NULL);
}

static bool has_errors(const Load *load) {
  for (size_t i = 0; i < load->asked; i++) {
    const File *file = load->files.items[i]->file;
    for (size_t k = 0; file != NULL && k < file->unit_count; k++)
      for (size_t n = 0; n < file->units[k]->diags.len; n++)
        if (file->units[k]->diags.items[n].severity == SEVERITY_ERROR) return true;
  }
  return false;
}

static Realm *inspect_files(const CliOptions *options, Arena *arena, Str path) {
  CliOptions narrowed = *options;
  Inputs inputs = {0};
  Load load;
  Realm *realm = NULL;
  narrowed.paths = (StrList){0};
  narrowed.exclude = (StrList){0};
  array_push(&narrowed.paths, path);
  bool ok = inputs_collect(&inputs, arena, &narrowed);
  ok = load_run(&load, &inputs, &narrowed) && ok;
  load_check(&load);
  if (ok && load.modules.len == 1 && !has_errors(&load))
    realm = build(&load);
  else if (ok)
    cli_error(load.modules.len == 0  ? "no HCL files found in %.*s"
              : load.modules.len > 1 ? "%.*s holds several schemas"
                                     : "%.*s has errors; see atlas-lsp --check",
              STR_FMT(path));
  load_free(&load);
  inputs_free(&inputs);
  array_free(&narrowed.paths);
  if (realm == NULL || keep_wanted(options, arena, realm)) return realm;
  realm_free(realm);
  return NULL;
}

/* ---- output ---- */

static int put_realm(const CliOptions *options, Arena *arena, const Realm *realm) {
  const Dialect *dialect = dialect_named(realm->dialect);
  Buf out = {0};
  Str error = {0};
  bool ok = true;
  if (str_eq(options->format, STR("json")))
    print_json(realm, dialect, (Str){0}, &out);
  else
    ok = print_hcl(realm, dialect, &out, arena, &error);
  if (ok)
    ok = cli_print(buf_str(&out));
  else
    cli_error("%.*s", STR_FMT(error));
  buf_free(&out);
  return ok ? CLI_OK : CLI_FAILED;
}

int cli_inspect(const CliOptions *options) {
  static const Str file = STR_INIT("file://");
  Arena arena;
  Str source = options->paths.items[0];
  bool is_file = str_starts(source, file);
  arena_init(&arena, 0);
  Realm *realm = is_file ? inspect_files(options, &arena, str_sub(source, file.len, source.len))
                         : inspect_database(options, &arena, source);
  int status = realm != NULL ? put_realm(options, &arena, realm) : CLI_FAILED;
  realm_free(realm);
  arena_free(&arena);
  return status;
}
