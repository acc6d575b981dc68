/* options.c: reading the arguments, after one table of options. */
#define _GNU_SOURCE
#include "cli/options.h"

#include "base/buf.h"
#include "base/parallel.h"
#include "cli/cli.h"
#include "typecheck/check.h"

enum { MAX_JOBS = 256, MAX_TIMEOUT = 86400, MAX_LATEST = 1000000, MAX_INDENT = 8, DEFAULT_INDENT = 2 };

typedef struct Option {
  Str name; /* with the dashes */
  bool takes_value;
  bool (*apply)(CliOptions *self, Str value);
} Option;

static bool set_command(CliOptions *self, CliCommand command) {
  if (self->command_given && self->command != command) {
    cli_error("only one command can be given");
    return false;
  }
  self->command = command;
  self->command_given = true;
  return true;
}

static bool on_check(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_CHECK);
}

static bool on_fmt(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_FORMAT);
}

static bool on_erd(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_ERD);
}

static bool on_inspect(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_INSPECT);
}

static bool on_lint(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_LINT);
}

static bool on_version(CliOptions *self, Str value) {
  (void)value;
  return set_command(self, CLI_VERSION);
}

static bool on_stdio(CliOptions *self, Str value) {
  (void)value;
  self->transport = LSP_STDIO;
  return set_command(self, CLI_SERVE);
}

/* A decimal number of at most `max`; false for anything else. */
static bool read_number(Str text, unsigned max, unsigned *out) {
  unsigned n = 0;
  if (str_empty(text)) return false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    n = n * 10 + (unsigned)(text.ptr[i] - '0');
    if (n > max) return false;
  }
  *out = n;
  return true;
}

static bool on_socket(CliOptions *self, Str value) {
  unsigned port;
  if (!read_number(value, UINT16_MAX, &port) || port == 0) {
    cli_error("--socket wants a port number, not \"%.*s\"", STR_FMT(value));
    return false;
  }
  self->transport = LSP_SOCKET;
  self->port = (uint16_t)port;
  return set_command(self, CLI_SERVE);
}

static bool on_pipe(CliOptions *self, Str value) {
  self->transport = LSP_PIPE;
  self->pipe = value;
  return set_command(self, CLI_SERVE);
}

/* "sqlite, mysql, ...": the names of all dialects. */
static bool refuse_dialect(Str value) {
  Buf names = {0};
  for (size_t i = 0; i < dialect_count; i++)
    buf_printf(&names, "%s%.*s", i > 0 ? ", " : "", STR_FMT(dialect_all[i]->name));
  cli_error("unknown dialect \"%.*s\"; this version has: %s", STR_FMT(value), names.ptr != NULL ? names.ptr : "none");
  buf_free(&names);
  return false;
}

static bool on_dialect(CliOptions *self, Str value) {
  self->dialect = dialect_named(value);
  return self->dialect != NULL || refuse_dialect(value);
}

/* Index of `value` among the words; -1 with a message when it is none of them. */
static int choose(const char *option, Str value, const char *const *words) {
  Buf all = {0};
  for (int i = 0; words[i] != NULL; i++) {
    if (str_eq(value, str_from(words[i]))) {
      buf_free(&all);
      return i;
    }
    buf_printf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
  }
  cli_error("%s must be one of %s, not \"%.*s\"", option, all.ptr, STR_FMT(value));
  buf_free(&all);
  return -1;
}

static bool on_format(CliOptions *self, Str value) {
  self->format = value;
  if (str_empty(value)) cli_error("--format wants a word");
  return !str_empty(value);
}

static bool choose_report(CliOptions *self) {
  static const char *const words[] = {"human", "json", "sarif", "github", "gitlab", "junit", "checkstyle", NULL};
  int found = choose("--format", self->format, words);
  if (found >= 0) self->report = (CliReport)found;
  return found >= 0;
}

static bool choose_diagram(CliOptions *self) {
  static const char *const words[] = {"json", "mermaid", NULL}, *const later[] = {"dbml", "dot", "svg", "html"};
  for (size_t i = 0; i < sizeof later / sizeof *later; i++)
    if (str_eq(self->format, str_from(later[i]))) {
      cli_error("--format %s is not available in this version", later[i]);
      return false;
    }
  int found = choose("--format", self->format, words);
  if (found >= 0) self->erd = (CliErd)found;
  return found >= 0;
}

static bool choose_schema(CliOptions *self) {
  static const char *const words[] = {"hcl", "json", "sql", NULL};
  return choose("--format", self->format, words) >= 0;
}

static bool choose_plan(CliOptions *self) {
  static const char *const words[] = {"sql", "summary", "json", NULL};
  int found = choose("--format", self->format, words);
  if (found >= 0) self->plan = (CliPlan)found;
  return found >= 0;
}

/* What --format means depends on the command. */
static bool read_format(CliOptions *self) {
  if (str_empty(self->format)) return true;
  if (self->command == CLI_ERD) return choose_diagram(self);
  if (self->command == CLI_INSPECT) return choose_schema(self);
  if (self->command == CLI_DIFF) return choose_plan(self);
  if (self->command != CLI_FORMAT) return choose_report(self);
  cli_error("--format belongs to --check, --diff, --lint, --erd and --inspect");
  return false;
}

static bool on_color(CliOptions *self, Str value) {
  static const char *const words[] = {"auto", "always", "never", NULL};
  int found = choose("--color", value, words);
  if (found >= 0) self->color = (CliColor)found;
  return found >= 0;
}

static bool on_jobs(CliOptions *self, Str value) {
  if (read_number(value, MAX_JOBS, &self->jobs) && self->jobs > 0) return true;
  cli_error("--jobs wants a number from 1 to %d, not \"%.*s\"", MAX_JOBS, STR_FMT(value));
  return false;
}

static bool on_var(CliOptions *self, Str value) {
  size_t equals = str_find(value, '=', 0);
  if (equals == value.len || equals == 0) {
    cli_error("--var wants name=value, not \"%.*s\"", STR_FMT(value));
    return false;
  }
  ModuleVar var = {str_sub(value, 0, equals), str_sub(value, equals + 1, value.len)};
  array_push(&self->vars, var);
  return true;
}

/* "file://atlas.hcl" or plainly "atlas.hcl". */
static bool on_config(CliOptions *self, Str value) {
  if (str_starts(value, STR("file://"))) value = str_sub(value, 7, value.len);
  if (str_empty(value) || memmem(value.ptr, value.len, "://", 3) != NULL) {
    cli_error("--config wants file://PATH");
    return false;
  }
  self->config = value;
  return true;
}

static bool on_env(CliOptions *self, Str value) {
  self->env = value;
  return true;
}

static bool on_exclude(CliOptions *self, Str value) {
  array_push(&self->exclude, value);
  return true;
}

static bool on_include(CliOptions *self, Str value) {
  array_push(&self->include, value);
  return true;
}

/* "a,b": an empty name is the current schema. */
static bool on_schema(CliOptions *self, Str value) {
  for (size_t at = 0; at <= value.len;) {
    size_t end = str_find(value, ',', at);
    array_push(&self->schemas, str_sub(value, at, end));
    at = end + 1;
  }
  return true;
}

static bool on_tables_only(CliOptions *self, Str value) {
  (void)value;
  return self->tables_only = true;
}

static bool on_timeout(CliOptions *self, Str value) {
  if (read_number(value, MAX_TIMEOUT, &self->timeout) && self->timeout > 0) return true;
  cli_error("--timeout wants a number of seconds from 1 to %d, not \"%.*s\"", MAX_TIMEOUT, STR_FMT(value));
  return false;
}

static bool on_stdin(CliOptions *self, Str value) {
  self->stdin_path = value;
  if (str_empty(value)) cli_error("--stdin-filepath wants a file name");
  return !str_empty(value);
}

static bool on_quiet(CliOptions *self, Str value) {
  (void)value;
  return self->quiet = true;
}

static bool on_verbose(CliOptions *self, Str value) {
  (void)value;
  return self->verbose = true;
}

static bool on_list(CliOptions *self, Str value) {
  (void)value;
  return self->list = true;
}

static bool on_diff(CliOptions *self, Str value) {
  (void)value;
  return self->diff = true;
}

static bool on_from(CliOptions *self, Str value) {
  array_push(&self->from, value);
  return true;
}

static bool on_to(CliOptions *self, Str value) {
  array_push(&self->to, value);
  return true;
}

static bool on_dev_url(CliOptions *self, Str value) {
  self->dev_url = value;
  if (str_empty(value)) cli_error("--dev-url cannot be empty");
  return !str_empty(value);
}

static bool on_latest(CliOptions *self, Str value) {
  unsigned n = 0;
  bool all = value.len > 1 && value.ptr[0] == '-';
  if (!read_number(all ? str_sub(value, 1, value.len) : value, MAX_LATEST, &n)) {
    cli_error("--latest wants a number of files, not \"%.*s\"", STR_FMT(value));
    return false;
  }
  self->has_latest = n > 0;
  self->latest = all ? -1 : (long)n;
  return true;
}

static bool on_git_base(CliOptions *self, Str value) {
  self->git_base = value;
  return true;
}

static bool on_git_dir(CliOptions *self, Str value) {
  self->git_dir = value;
  return true;
}

static bool on_rename(CliOptions *self, Str value) {
  array_push(&self->renames, value);
  return true;
}

static bool on_engine(CliOptions *self, Str value) {
  static const char *const words[] = {"embedded", "cli", NULL};
  int found = choose("--engine", value, words);
  self->external = found == 1;
  return found >= 0;
}

static bool on_exit_code(CliOptions *self, Str value) {
  (void)value;
  return self->exit_code = true;
}

static bool on_indent(CliOptions *self, Str value) {
  self->indent_given = true;
  if (read_number(value, MAX_INDENT, &self->indent)) return true;
  cli_error("--indent wants a number of spaces from 0 to %d, not \"%.*s\"", MAX_INDENT, STR_FMT(value));
  return false;
}

static bool on_qualified(CliOptions *self, Str value) {
  (void)value;
  return self->qualified = true;
}

static bool on_run_programs(CliOptions *self, Str value) {
  (void)value;
  return self->run_programs = true;
}

static bool on_qualifier(CliOptions *self, Str value) {
  self->qualifier = value;
  if (str_empty(value)) cli_error("--qualifier wants the name of a schema");
  return !str_empty(value);
}

/* Clients that start servers written for Node pass their process id this way; `initialize` carries it as well. */
static bool on_ignored(CliOptions *self, Str value) {
  (void)self;
  (void)value;
  return true;
}

static const Option all_options[] = {
    {STR_INIT("--check"), false, on_check},
    {STR_INIT("--fmt"), false, on_fmt},
    {STR_INIT("--inspect"), false, on_inspect},
    {STR_INIT("--erd"), false, on_erd},
    {STR_INIT("--version"), false, on_version},
    {STR_INIT("--stdio"), false, on_stdio},
    {STR_INIT("--socket"), true, on_socket},
    {STR_INIT("--pipe"), true, on_pipe},
    {STR_INIT("--dialect"), true, on_dialect},
    {STR_INIT("--format"), true, on_format},
    {STR_INIT("--color"), true, on_color},
    {STR_INIT("--jobs"), true, on_jobs},
    {STR_INIT("--var"), true, on_var},
    {STR_INIT("--config"), true, on_config},
    {STR_INIT("--env"), true, on_env},
    {STR_INIT("--exclude"), true, on_exclude},
    {STR_INIT("--include"), true, on_include},
    {STR_INIT("--schema"), true, on_schema},
    {STR_INIT("--tables-only"), false, on_tables_only},
    {STR_INIT("--timeout"), true, on_timeout},
    {STR_INIT("--stdin-filepath"), true, on_stdin},
    {STR_INIT("--quiet"), false, on_quiet},
    {STR_INIT("--verbose"), false, on_verbose},
    {STR_INIT("--list"), false, on_list},
    {STR_INIT("--diff"), false, on_diff},
    {STR_INIT("--from"), true, on_from},
    {STR_INIT("--to"), true, on_to},
    {STR_INIT("--dev-url"), true, on_dev_url},
    {STR_INIT("--lint"), false, on_lint},
    {STR_INIT("--dir"), true, on_to},
    {STR_INIT("--latest"), true, on_latest},
    {STR_INIT("--git-base"), true, on_git_base},
    {STR_INIT("--git-dir"), true, on_git_dir},
    {STR_INIT("--rename"), true, on_rename},
    {STR_INIT("--engine"), true, on_engine},
    {STR_INIT("--exit-code"), false, on_exit_code},
    {STR_INIT("--indent"), true, on_indent},
    {STR_INIT("--qualified"), false, on_qualified},
    {STR_INIT("--run-programs"), false, on_run_programs},
    {STR_INIT("--qualifier"), true, on_qualifier},
    {STR_INIT("--clientProcessId"), true, on_ignored},
};
enum { OPTION_COUNT = sizeof all_options / sizeof *all_options };

static bool refuse_option(Str name) {
  Nearest nearest = nearest_start(name);
  for (size_t i = 0; i < OPTION_COUNT; i++) nearest_offer(&nearest, all_options[i].name);
  if (str_empty(nearest.best))
    cli_error("unknown option %.*s; see atlas-lsp --help", STR_FMT(name));
  else
    cli_error("unknown option %.*s (Did you mean %.*s?)", STR_FMT(name), STR_FMT(nearest.best));
  return false;
}

/* One option, "--jobs=4" or "--jobs" "4"; *at moves to the last argument used. */
static bool read_option(CliOptions *self, int argc, char **argv, int *at) {
  Str arg = str_from(argv[*at]);
  size_t equals = str_find(arg, '=', 0);
  Str name = str_sub(arg, 0, equals), value = {0};
  const Option *option = all_options;
  while (option < all_options + OPTION_COUNT && !str_eq(option->name, name)) option++;
  if (option == all_options + OPTION_COUNT) return refuse_option(name);
  bool joined = equals < arg.len;
  if (joined) value = str_sub(arg, equals + 1, arg.len);
  if (joined && !option->takes_value) {
    cli_error("%.*s takes no value", STR_FMT(name));
    return false;
  }
  if (option->takes_value && !joined) {
    if (*at + 1 >= argc) {
      cli_error("%.*s wants a value", STR_FMT(name));
      return false;
    }
    value = str_from(argv[++*at]);
  }
  return option->apply(self, value);
}

static bool fits_inspect(const CliOptions *self) {
  bool inspect = self->command == CLI_INSPECT, diff = self->command == CLI_DIFF;
  bool states = inspect || diff || self->command == CLI_LINT || self->to.len > 0;
  if (inspect && self->paths.len == 0)
    cli_error("--inspect wants one source: sqlite://FILE, postgres://..., mysql://..., maria://... or file://PATH");
  else if (!inspect && self->tables_only)
    cli_error("--tables-only belongs to --inspect");
  else if (!states && (self->include.len > 0 || self->timeout > 0 || self->schemas.len > 0 || self->dev_url.len > 0))
    cli_error("--schema, --include, --timeout and --dev-url belong to --inspect, --diff and --lint");
  else if (!states && self->run_programs)
    cli_error("--run-programs belongs to --inspect, --diff and --lint");
  else if (!inspect && !diff && self->indent_given)
    cli_error("--indent belongs to --inspect and --diff");
  else
    return true;
  return false;
}

/* --diff is a command of its own, or says how --fmt shows what it would do. */
static bool fits_diff(CliOptions *self) {
  if (self->diff && !self->command_given) self->command = CLI_DIFF;
  bool diff = self->command == CLI_DIFF, lint = self->command == CLI_LINT;
  if (self->diff && !diff && self->command != CLI_FORMAT)
    cli_error("only one command can be given");
  else if (diff && self->paths.len > 0)
    cli_error("--diff takes no paths; name its sources by --from and --to, e.g. --to file://%.*s",
              STR_FMT(self->paths.items[0]));
  else if (diff && (self->from.len == 0 || self->to.len == 0))
    cli_error("--diff wants --from and --to: file://PATH or the URL of a database");
  else if (!diff && !lint && self->command != CLI_ERD && (self->from.len > 0 || self->to.len > 0))
    cli_error("--from and --to belong to --diff, --lint and --erd");
  else if (self->command == CLI_ERD && (self->from.len > 0) != (self->to.len > 0))
    cli_error("--erd wants --from and --to, or neither");
  else if (self->command == CLI_ERD && self->to.len > 0 && self->paths.len > 0)
    cli_error("--erd wants --from and --to, or paths");
  else if (!diff && (self->exit_code || self->renames.len > 0 || self->external))
    cli_error("--exit-code, --rename and --engine belong to --diff");
  else if (!diff && (self->qualified || !str_empty(self->qualifier)))
    cli_error("--qualified and --qualifier belong to --diff");
  else if (self->qualified && !str_empty(self->qualifier))
    cli_error("--qualified and --qualifier exclude each other");
  else
    return true;
  return false;
}

/* A plan between two states, or the new files of one directory. */
static bool fits_lint(const CliOptions *self) {
  bool lint = self->command == CLI_LINT;
  bool detects = self->has_latest || !str_empty(self->git_base) || !str_empty(self->git_dir);
  if (!lint && detects)
    cli_error("--latest, --git-base and --git-dir belong to --lint");
  else if (lint && self->has_latest && !str_empty(self->git_base))
    cli_error("--latest and --git-base are mutually exclusive");
  else if (lint && detects && self->from.len > 0)
    cli_error("--from is for a plan; the new files of a directory are told by --latest or --git-base");
  else if (lint && self->from.len > 0 && self->to.len == 0)
    cli_error("--lint wants --to as well: file://PATH or the URL of a database");
  else if (lint && self->from.len == 0 && self->to.len > 1)
    cli_error("--lint takes one migration directory");
  else if (lint && self->paths.len > 0)
    cli_error("--lint wants --from and --to, or --to file://DIRECTORY");
  else
    return true;
  return false;
}

/* What the options mean together. */
static bool fits_together(CliOptions *self) {
  StrList *paths = &self->paths;
  bool fmt = self->command == CLI_FORMAT;
  if (!fits_diff(self) || !fits_inspect(self) || !fits_lint(self)) return false;
  if (!fmt && self->list)
    cli_error("--list belongs to --fmt");
  else if (fmt && self->list && self->diff)
    cli_error("--list and --diff exclude each other");
  else if (self->command == CLI_SERVE && paths->len == 2 && str_eq(paths->items[0], STR("tool")) &&
           str_eq(paths->items[1], STR("lsp")))
    return true; /* as the Atlas CLI starts its server */
  else if ((self->command == CLI_SERVE || self->command == CLI_VERSION) && paths->len > 0)
    cli_error("\"%.*s\": give a command before paths, e.g. --check", STR_FMT(paths->items[0]));
  else
    return true;
  return false;
}

/* "--help check", "--check --help": everything else is left unread. */
static bool wants_help(CliOptions *self, int argc, char **argv) {
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (strcmp(argv[i], "--help") != 0 && strcmp(argv[i], "-h") != 0) continue;
    self->command = CLI_HELP;
    Str topic = i + 1 < argc ? str_from(argv[i + 1]) : i > 1 ? str_from(argv[1]) : (Str){0};
    if (str_starts(topic, STR("--"))) topic = str_sub(topic, 2, topic.len);
    array_push(&self->paths, topic);
    return true;
  }
  return false;
}

bool options_parse(CliOptions *self, int argc, char **argv) {
  *self = (CliOptions){.command = CLI_SERVE, .jobs = parallel_processors(), .indent = DEFAULT_INDENT};
  if (self->jobs > MAX_JOBS) self->jobs = MAX_JOBS;
  if (wants_help(self, argc, argv)) return true;
  bool only_paths = false;
  for (int i = 1; i < argc; i++) {
    Str arg = str_from(argv[i]);
    if (!only_paths && str_eq(arg, STR("--")))
      only_paths = true;
    else if (only_paths || arg.len < 2 || arg.ptr[0] != '-')
      array_push(&self->paths, arg);
    else if (!read_option(self, argc, argv, &i))
      return false;
  }
  return fits_together(self) && read_format(self);
}

void options_free(CliOptions *self) {
  array_free(&self->vars);
  array_free(&self->exclude);
  array_free(&self->include);
  array_free(&self->schemas);
  array_free(&self->from);
  array_free(&self->to);
  array_free(&self->renames);
  array_free(&self->paths);
}
