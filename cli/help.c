/* help.c: the texts of --help. */
#include "cli/cli.h"

static const char overview[] =
    "atlas-lsp: language server, type checker and formatter for Atlas HCL\n"
    "\n"
    "  atlas-lsp [--stdio | --socket PORT | --pipe PATH]   language server (standard input/output by default)\n"
    "  atlas-lsp --check [OPTION...] [PATH...]             type-check files and directories\n"
    "  atlas-lsp --fmt [--list | --diff] [PATH...]         format files in place\n"
    "  atlas-lsp --diff --from SRC --to SRC                print the migration between two schemas\n"
    "  atlas-lsp --lint --from SRC --to SRC                tell what is risky in that migration\n"
    "  atlas-lsp --lint --to file://DIR --latest N         tell what is risky in the newest migration files\n"
    "  atlas-lsp --erd [OPTION...] [PATH...]               print the entity-relationship diagram\n"
    "  atlas-lsp --inspect [OPTION...] SOURCE              print the schema of a database as HCL\n"
    "  atlas-lsp --version\n"
    "  atlas-lsp --help [COMMAND]                          COMMAND: check, fmt, diff, lint, erd, inspect, lsp\n"
    "\n"
    "Exit status: 0 nothing found, 1 errors found, 2 the request itself failed.\n";

static const char check[] =
    "atlas-lsp --check [OPTION...] [PATH...]\n"
    "\n"
    "Checks the HCL files named, and those below the directories named (default: the current one). A PATH chooses "
    "what\n"
    "is shown: the files that form one schema with it are always read as well.\n"
    "\n"
    "  --format F                human (default), json, sarif, github, gitlab, junit, checkstyle\n"
    "  --dialect NAME            language of all files: sqlite, mysql, mariadb, postgresql, config, ...\n"
    "  --config file://PATH      project file; default: the nearest atlas.hcl in the folder of a file or above\n"
    "  --env NAME                look only at this env of the project file\n"
    "  --var NAME=VALUE          value of an input variable; may be repeated\n"
    "  --exclude GLOB            leave out files, e.g. 'vendor/**'; may be repeated\n"
    "  --stdin-filepath PATH     check standard input as if it were this file\n"
    "  --jobs N                  number of threads; default: all processors\n"
    "  --color auto|always|never colours of the human format\n"
    "  --verbose                 also show the source, help, and why a file was taken for its dialect\n"
    "  --quiet                   no summary on standard error\n"
    "\n"
    "Exit status: 0 no error, 1 errors found, 2 an option was wrong or a file could not be read (what could be read "
    "is\n"
    "reported all the same).\n";

static const char fmt[] =
    "atlas-lsp --fmt [--list | --diff] [OPTION...] [PATH...]\n"
    "\n"
    "Formats the HCL files named, and those below the directories named (default: the current one), in place, and\n"
    "prints the names of those that changed. A file with syntax errors is reported and left alone.\n"
    "\n"
    "  --list                    only print the names of files that would change; exit status 1 when there are any\n"
    "  --diff                    only show what would change; exit status 1 when anything would\n"
    "  --stdin-filepath PATH     format standard input to standard output; PATH is its name in messages\n"
    "  --exclude GLOB            leave out files; may be repeated\n"
    "  --jobs N                  number of threads; default: all processors\n"
    "  --color auto|always|never colours of --diff\n"
    "  --quiet                   do not print the names of changed files\n";

static const char diff[] =
    "atlas-lsp --diff --from SRC --to SRC [OPTION...]\n"
    "\n"
    "Prints the SQL statements that turn the first schema into the second, in the order to run them. They are not "
    "run.\n"
    "SRC: file://PATH (HCL files, SQL files, a directory of migrations), git:REVISION:PATH, sqlite://FILE,\n"
    "postgres://..., mysql://..., maria://..., or env://src and the like with --env. --from and --to may be repeated.\n"
    "What differs and is not planned is told by name on standard error.\n"
    "\n"
    "  --format F                sql (default), summary, json\n"
    "  --schema NAME             compare only this schema, and write names without it\n"
    "  --dev-url URL             an empty database to try SQL on and to normalise HCL with; it is left as it was "
    "found\n"
    "                            (default: SQLite in memory where that will do)\n"
    "  --env NAME                environment of atlas.hcl, for env:// sources, its dev database and its policies\n"
    "  --config file://PATH      project file (default: atlas.hcl)\n"
    "  --run-programs            run the programs that the environment names for its sources (external_schema, "
    "external)\n"
    "  --exclude PATTERN         leave out what matches, e.g. 'public.*_log'; may be repeated\n"
    "  --include PATTERN         only tables and objects that match; may be repeated\n"
    "  --rename OLD=NEW          a table, TABLE.OLD=NEW a column, index:TABLE.OLD=NEW an index was renamed; != was "
    "not\n"
    "  --engine embedded|cli     cli: the program atlas on PATH is run instead; its SQL as sql or json\n"
    "  --timeout SECONDS         longest time for a statement (default 60)\n"
    "  --exit-code               exit status 1 when the schemas differ\n"
    "  --indent N                spaces before the parts of a CREATE TABLE (default 2); 0: one line per statement\n"
    "  --qualified               names with their schema, also where only one schema is compared\n"
    "  --qualifier NAME          this before the names, instead of their schema\n"
    "  --dialect NAME            language of all files: sqlite, mysql, mariadb, postgresql\n"
    "  --var NAME=VALUE          value of an input variable; may be repeated\n"
    "  --quiet                   nothing on standard error but errors\n"
    "\n"
    "Exit status: 0 done, 1 with --exit-code: the schemas differ, 2 a file has errors or a change cannot be made.\n";

static const char lint[] =
    "atlas-lsp --lint --from SRC --to SRC [OPTION...]\n"
    "atlas-lsp --lint --to file://DIR (--latest N | --git-base REF) [OPTION...]\n"
    "\n"
    "Tells what is risky: data that is lost, statements that can fail on the rows that are there, locks, broken names. "
    "The\n"
    "first form looks at the plan between two states (see --help diff), the second one at the new files of a "
    "migration\n"
    "directory, which are run statement by statement on a scratch database. No other database is changed.\n"
    "\n"
    "  --latest N                the newest N files are new; a negative number: all\n"
    "  --git-base REF            the files from the first one on that was added since REF are new\n"
    "  --git-dir DIR             work tree for --git-base; default: the current folder\n"
    "  --dir file://DIR          the same as --to\n"
    "  --dev-url URL             scratch database, which must be empty; default: that of the environment\n"
    "  --config file://PATH      project file with the policy; default: atlas.hcl\n"
    "  --env NAME                environment of the project file\n"
    "  --run-programs            run the programs that the environment names for its sources\n"
    "  --var NAME=VALUE          value of an input variable; may be repeated\n"
    "  --format F                human (default), json, sarif, github, gitlab, junit, checkstyle\n"
    "  --verbose                 of a plan: also the statements, and what to do\n"
    "  --quiet                   of a plan: no summary on standard error\n"
    "\n"
    "Exit status: 0 no error, 1 a finding is an error, 2 the run failed.\n";

static const char erd[] =
    "atlas-lsp --erd [OPTION...] [PATH...]\n"
    "\n"
    "Prints the entity-relationship diagram of the schema that the files describe. A PATH chooses the tables that are\n"
    "shown: the files that form one schema with it are always read as well, and tables in them that are referred to\n"
    "appear as external ones. A file with syntax errors is reported, and all that can be read of it is shown.\n"
    "A source that is no path of HCL files is drawn as well: a database URL, SQL files, git:REV:PATH (see --help "
    "diff).\n"
    "With --from SRC --to SRC it is the diagram of a change: what differs says how.\n"
    "\n"
    "  --format F                json (default), mermaid\n"
    "  --dialect NAME            language of all files: sqlite, mysql, mariadb, postgresql, ...\n"
    "  --config file://PATH      project file; default: the nearest atlas.hcl in the folder of a file or above\n"
    "  --env NAME                look only at this env of the project file\n"
    "  --var NAME=VALUE          value of an input variable; may be repeated\n"
    "  --exclude GLOB            leave out files, e.g. 'vendor/**'; may be repeated\n"
    "  --stdin-filepath PATH     read standard input as if it were this file\n"
    "  --jobs N                  number of threads; default: all processors\n"
    "\n"
    "Exit status: 0 no error, 1 a file has syntax errors, 2 an option was wrong or a file could not be read.\n";

static const char inspect[] =
    "atlas-lsp --inspect [OPTION...] SOURCE\n"
    "\n"
    "Reads a schema and prints it. SOURCE: sqlite://FILE, postgres://..., mysql://..., maria://..., file://PATH (HCL\n"
    "files, SQL files, a directory of migrations), git:REVISION:PATH, or env://src and the like with --env. Nothing "
    "is\n"
    "changed on the database.\n"
    "\n"
    "  --format F                hcl (default), json, sql\n"
    "  --indent N                of sql: spaces before the parts of a CREATE TABLE (default 2)\n"
    "  --dev-url URL             an empty database to try SQL on and to normalise HCL with\n"
    "  --env NAME                environment of atlas.hcl; NAME[KEY]: one of a for_each\n"
    "  --config file://PATH      project file (default: atlas.hcl)\n"
    "  --run-programs            run the programs that the environment names for its sources (external_schema, "
    "external)\n"
    "  --schema NAME,...         only these schemas\n"
    "  --exclude PATTERN         leave out what matches, e.g. 'public.*_log'; may be repeated\n"
    "  --include PATTERN         only tables and objects that match; may be repeated\n"
    "  --tables-only             no views, functions, triggers, sequences and the like\n"
    "  --timeout SECONDS         longest time for a query (default 60)\n"
    "\n"
    "Exit status: 0 printed, 2 failed.\n";

static const char lsp[] = "atlas-lsp [--stdio | --socket PORT | --pipe PATH] [OPTION...]\n"
                          "\n"
                          "Serves one client of the Language Server Protocol.\n"
                          "\n"
                          "  --stdio                   on standard input and output (default)\n"
                          "  --socket PORT             on a TCP port of this machine\n"
                          "  --pipe PATH               on a socket file\n"
                          "  --dialect NAME            language of all files; default: found for each file\n"
                          "  --var NAME=VALUE          value of an input variable; may be repeated\n"
                          "\n"
                          "`atlas-lsp tool lsp --stdio` does the same.\n";

int cli_help(Str topic) {
  static const struct {
    Str name;
    const char *text;
  } topics[] = {{STR_INIT(""), overview},       {STR_INIT("check"), check}, {STR_INIT("fmt"), fmt},
                {STR_INIT("diff"), diff},       {STR_INIT("lint"), lint},   {STR_INIT("erd"), erd},
                {STR_INIT("inspect"), inspect}, {STR_INIT("lsp"), lsp}};
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
    if (str_eq(topics[i].name, topic)) return cli_print(str_from(topics[i].text)) ? CLI_OK : CLI_FAILED;
  cli_error("no help on \"%.*s\"; there is help on check, fmt, diff, lint, erd, inspect and lsp", STR_FMT(topic));
  return CLI_FAILED;
}
