/* cli.h: the command line: --check, --fmt, --diff, --lint, --inspect, --erd, --version, --help, and the language
 * server. */
#ifndef ATLAS_CLI_CLI_H
#define ATLAS_CLI_CLI_H

#include "cli/options.h"

/* Exit status of all commands. The larger outranks the smaller. */
enum { CLI_OK = 0, CLI_FOUND = 1, CLI_FAILED = 2 };

/* Runs the command that the arguments name; returns the exit status. */
int cli_main(int argc, char **argv);

/* The commands, one file each. */
int cli_check(const CliOptions *options);
int cli_diff(const CliOptions *options);
int cli_erd(const CliOptions *options);
int cli_erd_change(const CliOptions *options); /* erd_change.c */
/* erd_state.c: is one of the paths a source of another kind: a database, SQL files, files of a commit? */
bool cli_erd_wants_state(const CliOptions *options);
int cli_erd_state(const CliOptions *options);
int cli_format(const CliOptions *options);
int cli_inspect(const CliOptions *options);
int cli_lint(const CliOptions *options);
/* `topic`: "check", "fmt", "diff", "lint", "inspect", "erd", "lsp", or empty for the overview. */
int cli_help(Str topic);

/* "atlas-lsp: <message>" and a newline, on standard error. */
void cli_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Writes to standard output at once; false (with a message) when that fails. */
bool cli_print(Str text);
/* Are colours wanted on this stream (1: standard output, 2: standard error)? After --color, NO_COLOR, FORCE_COLOR. */
bool cli_use_color(const CliOptions *options, int stream);

#endif
