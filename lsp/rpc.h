/* rpc.h: the framing of JSON-RPC over a byte stream: bytes in, messages out. Pure; knows no sockets and no JSON
 * beyond the repair of escapes. */
#ifndef ATLAS_LSP_RPC_H
#define ATLAS_LSP_RPC_H

#include "base/buf.h"

enum { RPC_LIMIT = 256 << 20 }; /* bytes of the largest message */

typedef enum RpcEvent {
  RPC_MORE,       /* nothing complete yet */
  RPC_MESSAGE,    /* one message */
  RPC_BAD_HEADER, /* unreadable header; the reader goes on at the next one that is readable */
  RPC_TOO_LARGE   /* a message above the limit was announced; it is skipped */
} RpcEvent;

/* Owns `buf`. */
typedef struct RpcReader {
  Buf buf;
  size_t at;      /* bytes already consumed */
  size_t body;    /* length of the body being read */
  size_t scanned; /* bytes after `at` that hold no end of a header */
  size_t limit;
  bool in_body;
  bool lost; /* looking for a readable header */
} RpcReader;

/* limit 0: RPC_LIMIT. */
void rpc_init(RpcReader *self, size_t limit);
void rpc_free(RpcReader *self);
/* Memory for at least 64 KiB of input (more when a large body is awaited); then rpc_filled tells how much came. */
char *rpc_space(RpcReader *self, size_t *size);
void rpc_filled(RpcReader *self, size_t count);
void rpc_feed(RpcReader *self, Str bytes);
/* The next event. `message` points into the reader and may be changed in place until the next call of any function. */
RpcEvent rpc_next(RpcReader *self, char **message, size_t *length);

/* Replaces in JSON text each \uXXXX escape of half a surrogate pair by \uFFFD, which is one UTF-16 unit as well, so
 * that positions stay the same: "a\ud83d" -> "a\uFFFD". In place, one pass. Returns how many were replaced. */
size_t rpc_repair(char *json, size_t length);

#endif
