/* states.h: the options of the command line that say how states are read: --diff, --inspect and --lint share them. */
#ifndef ATLAS_CLI_STATES_H
#define ATLAS_CLI_STATES_H

#include "cli/options.h"
#include "states/state.h"

/* Databases may be opened; a first Ctrl-C stops what is running and leaves the scratch database as it was found. The
 * caller frees `vars`. */
void cli_state_options(const CliOptions *options, StateOptions *out);
void cli_state_options_free(StateOptions *self);

#endif
