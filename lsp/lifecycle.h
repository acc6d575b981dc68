/* lifecycle.h: from `initialize` to `exit`: what the client can do, what the server offers, settings. */
#ifndef ATLAS_LSP_LIFECYCLE_H
#define ATLAS_LSP_LIFECYCLE_H

#include "lsp/session.h"

json_t *lifecycle_initialize(LspServer *self, const json_t *params, LspError *error);
void lifecycle_initialized(LspServer *self, const json_t *params);
json_t *lifecycle_shutdown(LspServer *self, const json_t *params, LspError *error);
void lifecycle_exit(LspServer *self, const json_t *params);
void lifecycle_set_trace(LspServer *self, const json_t *params);
json_t *lifecycle_command(LspServer *self, const json_t *params, LspError *error);
/* An answer to one of our own requests; result NULL: it failed. */
void lifecycle_answer(LspServer *self, const json_t *id, const json_t *result);
/* didChangeConfiguration; settings come with it or are asked for. */
void lifecycle_configuration(LspServer *self, const json_t *params);
void lifecycle_free(LspServer *self);

/* client.c: reads the capabilities of the client. */
LspClient client_read(const json_t *params);
/* capabilities.c: what the server offers, and the registrations that it makes later. */
json_t *capabilities_offer(const LspServer *self);
void capabilities_register(LspServer *self);

/* pages.c: the link to the documentation page of a diagnostic code; empty when there is none. */
Str pages_link(LspServer *self, Arena *arena, Str code);
/* The page about risky changes; empty when there is none. */
Str pages_lint(LspServer *self, Arena *arena);

/* settings.c: takes the object under "atlas"; returns whether anything changed. */
bool settings_read(LspSettings *self, const json_t *atlas);
/* The severity that the user wants for a diagnostic; 0: not shown. */
int settings_severity(const LspSettings *self, Str code, int usual);

#endif
