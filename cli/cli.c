/* cli.c: picks the command, and what all commands share. */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void cli_error(const char *format, ...) {
  va_list args;
  fputs("atlas-lsp: ", stderr);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fputc('\n', stderr);
}

bool cli_print(Str text) {
  for (size_t at = 0; at < text.len;) {
    ssize_t n = write(STDOUT_FILENO, text.ptr + at, text.len - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      cli_error("cannot write to standard output: %s", strerror(errno));
      return false;
    }
    at += (size_t)n;
  }
  return true;
}

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return value != NULL && value[0] != '\0';
}

bool cli_use_color(const CliOptions *options, int stream) {
  if (options->color != CLI_COLOR_AUTO) return options->color == CLI_COLOR_ALWAYS;
  if (is_set("NO_COLOR")) return false;
  if (is_set("FORCE_COLOR") || is_set("CLICOLOR_FORCE")) return true;
  const char *term = getenv("TERM");
  return isatty(stream) == 1 && term != NULL && strcmp(term, "dumb") != 0;
}

static int print_version(void) { return cli_print(STR("atlas-lsp " ATLAS_VERSION "\n")) ? CLI_OK : CLI_FAILED; }

static int serve(const CliOptions *options) {
  LspOptions server = {.transport = options->transport,
                       .port = options->port,
                       .pipe = options->pipe,
                       .dialect = options->dialect,
                       .vars = options->vars.items,
                       .var_count = options->vars.len,
                       .version = STR(ATLAS_VERSION)};
  if (options->transport == LSP_STDIO && isatty(STDIN_FILENO) == 1)
    cli_error("this is the language server and wants a client on standard input; see atlas-lsp --help");
  return lsp_run(&server);
}

static int run(const CliOptions *options) {
  switch (options->command) {
  case CLI_CHECK: return cli_check(options);
  case CLI_DIFF: return cli_diff(options);
  case CLI_ERD: return cli_erd(options);
  case CLI_FORMAT: return cli_format(options);
  case CLI_INSPECT: return cli_inspect(options);
  case CLI_LINT: return cli_lint(options);
  case CLI_VERSION: return print_version();
  case CLI_HELP: return cli_help(options->paths.items[0]);
  case CLI_SERVE: break;
  }
  return serve(options);
}

int cli_main(int argc, char **argv) {
  CliOptions options;
  int status = options_parse(&options, argc, argv) ? run(&options) : CLI_FAILED;
  options_free(&options);
  return status;
}
