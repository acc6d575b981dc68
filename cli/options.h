/* options.h: the arguments of the command line. */
#ifndef ATLAS_CLI_OPTIONS_H
#define ATLAS_CLI_OPTIONS_H

#include "base/path.h"
#include "lsp/server.h"

typedef enum CliCommand {
  CLI_SERVE,
  CLI_CHECK,
  CLI_FORMAT,
  CLI_INSPECT,
  CLI_DIFF,
  CLI_LINT,
  CLI_ERD,
  CLI_VERSION,
  CLI_HELP
} CliCommand;

typedef enum CliReport { CLI_HUMAN, CLI_JSON, CLI_SARIF, CLI_GITHUB, CLI_GITLAB, CLI_JUNIT, CLI_CHECKSTYLE } CliReport;

typedef enum CliErd { CLI_ERD_JSON, CLI_ERD_MERMAID } CliErd;

typedef enum CliPlan { CLI_PLAN_SQL, CLI_PLAN_SUMMARY, CLI_PLAN_JSON } CliPlan;

typedef enum CliColor { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } CliColor;

/* Texts point into argv; lists are freed by options_free. */
typedef struct CliOptions {
  CliCommand command;
  bool command_given;
  LspTransport transport;
  uint16_t port;
  Str pipe;
  const Dialect *dialect; /* NULL: found per file */
  Str format;             /* of --format, until it is known what it is for */
  CliReport report;       /* of --check */
  CliErd erd;             /* of --erd */
  CliColor color;
  unsigned jobs;
  ARRAY(ModuleVar) vars;
  Str config;     /* path of the project file; empty: looked for */
  Str env;        /* empty: all */
  Str stdin_path; /* name of what is read from standard input; empty: nothing is */
  StrList exclude;
  StrList include, schemas; /* of --inspect */
  CliPlan plan;             /* of --diff */
  StrList from, to;         /* of --diff and --lint: sources */
  Str dev_url;              /* of --diff, --inspect and --lint: scratch database; empty: none */
  bool has_latest;          /* of --lint: this many files, the newest, are new; below 0: all */
  long latest;
  Str git_base, git_dir; /* of --lint: the files that were added since a commit; a folder of the work tree */
  StrList renames;       /* of --diff: answers, "users.a=b" */
  bool external;         /* of --diff: the Atlas CLI is asked */
  bool exit_code;        /* of --diff: status 1 when there are changes */
  unsigned indent;       /* of --diff and --inspect: spaces before the parts of a CREATE TABLE; 0: one line */
  bool indent_given;
  bool qualified; /* of --diff: names with their schema, also where there is only one */
  Str qualifier;  /* of --diff: written before names; empty: not given */
  bool tables_only;
  bool run_programs; /* programs that the project file names for its schemas may run */
  unsigned timeout; /* seconds for a statement; 0: default */
  StrList paths;
  bool quiet, verbose;
  bool list, diff; /* of --fmt; without it, diff is a command */
} CliOptions;

/* Reads the arguments. On a mistake it says so on standard error and returns false. */
bool options_parse(CliOptions *self, int argc, char **argv);
void options_free(CliOptions *self);

#endif
