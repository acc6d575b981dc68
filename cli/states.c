/* states.c: see states.h. */
#include "cli/states.h"

#include <signal.h>

/* The running statement is stopped on the server and the connection closed. The only state that a handler can reach. */
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
  sigaction(SIGHUP, &action, NULL);
}

void cli_state_options(const CliOptions *options, StateOptions *out) {
  *out = (StateOptions){.dialect = options->dialect,
                        .config = options->config,
                        .env = options->env,
                        .schemas = options->schemas,
                        .exclude = options->exclude,
                        .include = options->include,
                        .tables_only = options->tables_only,
                        .run_programs = options->run_programs,
                        .dev_url = options->dev_url,
                        .connect = true,
                        .jobs = options->jobs,
                        .db = {.statement_ms = options->timeout * 1000, .cancel = &interrupted}};
  for (size_t i = 0; i < options->vars.len; i++) {
    /* name and value stand in one argument, with the sign between them */
    const ModuleVar *var = &options->vars.items[i];
    array_push(&out->vars, str_make(var->name.ptr, var->name.len + 1 + var->value.len));
  }
  catch_interrupt();
}

void cli_state_options_free(StateOptions *self) { array_free(&self->vars); }
