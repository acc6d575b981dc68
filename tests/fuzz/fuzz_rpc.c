/* fuzz_rpc.c: the language server as a whole against arbitrary bytes: framing, JSON, dispatch and handlers. The input
 * is given on standard input, once as it is and once as the bodies of well-framed messages, one per line, after a
 * proper `initialize`. Whatever comes, the server must end by itself when the input ends. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "lsp/rpc.h"
#include "lsp/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The reader alone: all ways to cut the input into pieces give the same events. */
static size_t count_messages(Str input, size_t piece) {
  RpcReader reader;
  rpc_init(&reader, 1 << 20);
  size_t count = 0;
  for (size_t at = 0; at < input.len; at += piece) {
    rpc_feed(&reader, str_sub(input, at, at + piece));
    char *message;
    size_t length;
    RpcEvent event;
    while ((event = rpc_next(&reader, &message, &length)) != RPC_MORE) {
      if (event != RPC_MESSAGE) continue;
      count++;
      rpc_repair(message, length);
    }
  }
  rpc_free(&reader);
  return count;
}

static void put_message(Buf *out, Str body) {
  buf_printf(out, "Content-Length: %zu\r\n\r\n", body.len);
  buf_put(out, body);
}

/* A session with an open document and each line of the input as one message. */
static void frame_lines(Buf *out, Str input) {
  put_message(out, STR("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}"));
  put_message(out, STR("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":"
                       "\"u:a.pg.hcl\",\"languageId\":\"atlas-schema-postgresql\",\"version\":1,\"text\":"
                       "\"table \\\"t\\\" {\\n  schema = schema.x\\n}\\n\"}}}"));
  for (size_t at = 0; at < input.len;) {
    size_t end = str_find(input, '\n', at);
    put_message(out, str_sub(input, at, end));
    at = end + 1;
  }
}

static void run_server(Str input) {
  int saved_in = dup(0), saved_out = dup(1);
  FILE *sink = tmpfile();
  FILE *source = tmpfile();
  if (sink == NULL || source == NULL || fwrite(input.ptr, 1, input.len, source) != input.len) abort();
  rewind(source);
  dup2(fileno(source), 0);
  dup2(fileno(sink), 1);
  LspOptions options = {.transport = LSP_STDIO, .version = STR("fuzz")};
  lsp_run(&options);
  dup2(saved_in, 0);
  dup2(saved_out, 1);
  close(saved_in);
  close(saved_out);
  fclose(sink);
  fclose(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str input = str_make((const char *)data, size);
  size_t whole = count_messages(input, size + 1);
  if (count_messages(input, 1) != whole || count_messages(input, 7) != whole) abort();
  Buf framed = {0};
  frame_lines(&framed, input);
  run_server(input);
  run_server(buf_str(&framed));
  buf_free(&framed);
  return 0;
}
