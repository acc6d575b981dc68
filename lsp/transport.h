/* transport.h: where bytes come from and go to: standard streams, a TCP socket or a socket file. Reading is
 * reported to callbacks on the loop; writing is queued and never blocks. */
#ifndef ATLAS_LSP_TRANSPORT_H
#define ATLAS_LSP_TRANSPORT_H

#include <uv.h>

#include "lsp/server.h"

typedef struct Transport Transport;

typedef struct TransportEvents {
  /* Where to read into. */
  char *(*space)(void *context, size_t *size);
  void (*filled)(void *context, size_t count);
  /* The other side closed, or reading failed. */
  void (*ended)(void *context);
  void *context;
} TransportEvents;

/* Opens the channel that the options ask for and starts reading (for a listener: when the client has come).
 * NULL: it could not be opened; a message went to standard error. */
Transport *transport_open(uv_loop_t *loop, const LspOptions *options, const TransportEvents *events);
/* Queues bytes for writing; takes over `bytes`, which came from malloc. */
void transport_write(Transport *self, char *bytes, size_t size);
/* Bytes that wait for the other side to read them. */
size_t transport_backlog(const Transport *self);
/* Stops reading and closes once all is written, or after a second. The memory goes when the loop ends: call
 * transport_free then. */
void transport_close(Transport *self);
void transport_free(Transport *self);

#endif
