/* server.h: the language server as the command line starts it. */
#ifndef ATLAS_LSP_SERVER_H
#define ATLAS_LSP_SERVER_H

#include "dialects/dialect.h"
#include "typecheck/module.h"

typedef enum LspTransport {
  LSP_STDIO,  /* standard input and output */
  LSP_SOCKET, /* TCP on 127.0.0.1: connects to `port`; when nobody listens there, waits for one client */
  LSP_PIPE    /* socket file: connects to `pipe`; when nobody listens there, waits for one client */
} LspTransport;

typedef struct LspOptions {
  LspTransport transport;
  uint16_t port;          /* SOCKET */
  Str pipe;               /* PIPE: a path */
  const Dialect *dialect; /* --dialect; NULL: found per file */
  const ModuleVar *vars;  /* --var */
  size_t var_count;
  Str version; /* of the program, for serverInfo */
} LspOptions;

/* Serves one client until it says `exit`, closes the connection or its process dies. Returns the exit status of the
 * program: 0 after `shutdown`, 1 when the client left without it, 2 when no connection could be made. */
int lsp_run(const LspOptions *options);

#endif
