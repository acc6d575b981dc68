/* transport.c: see transport.h. Standard streams may be pipes, terminals or plain files; files cannot be polled and
 * are read through the thread pool and written at once. */
#include "lsp/transport.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"

enum { CLOSE_WAIT_MS = 1000 };

typedef union Channel {
  uv_handle_t handle;
  uv_stream_t stream;
  uv_pipe_t pipe;
  uv_tcp_t tcp;
} Channel;

struct Transport {
  uv_loop_t *loop;
  TransportEvents events;
  const LspOptions *options;
  Channel in, out, listener; /* a socket uses `in` both ways */
  uv_stream_t *writer;       /* NULL: `out_file` */
  uv_connect_t connecting;
  uv_timer_t close_timer;
  uv_shutdown_t stopping;
  uv_fs_t reading; /* of a plain file */
  int in_file, out_file;
  bool in_open, out_open, listening, closing, file_busy;
  char path[108];
};

typedef struct WriteJob {
  uv_write_t request;
  char *bytes;
} WriteJob;

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf) {
  (void)suggested;
  Transport *self = handle->data;
  size_t size;
  char *space = self->events.space(self->events.context, &size);
  *buf = uv_buf_init(space, (unsigned)size);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *buf) {
  (void)buf;
  Transport *self = stream->data;
  if (count > 0) {
    self->events.filled(self->events.context, (size_t)count);
  } else if (count < 0) {
    uv_read_stop(stream);
    self->events.ended(self->events.context);
  }
}

static void read_file(Transport *self);

static void on_file_read(uv_fs_t *request) {
  Transport *self = request->data;
  ssize_t count = request->result;
  uv_fs_req_cleanup(request);
  self->file_busy = false;
  if (self->closing) return;
  if (count <= 0) {
    self->events.ended(self->events.context);
    return;
  }
  self->events.filled(self->events.context, (size_t)count);
  if (!self->closing) read_file(self);
}

static void read_file(Transport *self) {
  size_t size;
  char *space = self->events.space(self->events.context, &size);
  uv_buf_t buf = uv_buf_init(space, (unsigned)size);
  self->reading.data = self;
  self->file_busy = uv_fs_read(self->loop, &self->reading, self->in_file, &buf, 1, -1, on_file_read) == 0;
}

static void start_reading(Transport *self) {
  self->in.handle.data = self;
  uv_read_start(&self->in.stream, on_alloc, on_read);
}

static bool open_stdio(Transport *self) {
  if (uv_guess_handle(0) == UV_FILE) {
    self->in_file = 0;
    read_file(self);
  } else {
    uv_pipe_init(self->loop, &self->in.pipe, 0);
    self->in_open = true;
    if (uv_pipe_open(&self->in.pipe, 0) != 0) return false;
    start_reading(self);
  }
  if (uv_guess_handle(1) == UV_FILE) {
    self->out_file = 1;
    return true;
  }
  uv_pipe_init(self->loop, &self->out.pipe, 0);
  self->out_open = true;
  self->writer = &self->out.stream;
  return uv_pipe_open(&self->out.pipe, 1) == 0;
}

static int init_channel(Transport *self, Channel *channel) {
  channel->handle.data = self;
  return self->options->transport == LSP_SOCKET ? uv_tcp_init(self->loop, &channel->tcp)
                                                : uv_pipe_init(self->loop, &channel->pipe, 0);
}

static void fail(Transport *self, const char *what, int status) {
  fprintf(stderr, "atlas-lsp: %s: %s\n", what, uv_strerror(status));
  self->events.ended(self->events.context);
}

static void connected(Transport *self) {
  self->writer = &self->in.stream;
  if (self->options->transport == LSP_SOCKET) uv_tcp_nodelay(&self->in.tcp, 1);
  start_reading(self);
}

static void close_listener(Transport *self) {
  if (self->listening) uv_close(&self->listener.handle, NULL);
  self->listening = false;
}

static void on_client(uv_stream_t *listener, int status) {
  Transport *self = listener->data;
  if (status < 0 || self->in_open || self->closing) return;
  init_channel(self, &self->in);
  self->in_open = true;
  if (uv_accept(listener, &self->in.stream) == 0) connected(self);
  close_listener(self);
}

static int bind_listener(Transport *self) {
  if (self->options->transport == LSP_PIPE) return uv_pipe_bind(&self->listener.pipe, self->path);
  struct sockaddr_in address;
  uv_ip4_addr("127.0.0.1", self->options->port, &address);
  return uv_tcp_bind(&self->listener.tcp, (const struct sockaddr *)&address, 0);
}

/* Nobody listens where we were told to connect: be the listener. */
static void listen_instead(Transport *self) {
  init_channel(self, &self->listener);
  self->listening = true;
  int status = bind_listener(self);
  if (status == 0) status = uv_listen(&self->listener.stream, 1, on_client);
  if (status != 0) fail(self, "cannot listen", status);
}

static void on_in_closed(uv_handle_t *handle) {
  Transport *self = handle->data;
  self->in_open = false;
  if (!self->closing) listen_instead(self);
}

static void on_connect(uv_connect_t *request, int status) {
  Transport *self = request->data;
  if (self->closing) return;
  if (status == 0) {
    connected(self);
  } else {
    uv_close(&self->in.handle, on_in_closed);
  }
}

static bool open_socket(Transport *self) {
  init_channel(self, &self->in);
  self->in_open = true;
  self->connecting.data = self;
  if (self->options->transport == LSP_PIPE) {
    if (self->options->pipe.len >= sizeof self->path) return false;
    memcpy(self->path, self->options->pipe.ptr, self->options->pipe.len);
    uv_pipe_connect(&self->connecting, &self->in.pipe, self->path, on_connect);
    return true;
  }
  struct sockaddr_in address;
  uv_ip4_addr("127.0.0.1", self->options->port, &address);
  return uv_tcp_connect(&self->connecting, &self->in.tcp, (const struct sockaddr *)&address, on_connect) == 0;
}

Transport *transport_open(uv_loop_t *loop, const LspOptions *options, const TransportEvents *events) {
  Transport *self = mem_zero(1, sizeof *self);
  self->loop = loop;
  self->options = options;
  self->events = *events;
  self->out_file = -1;
  uv_timer_init(loop, &self->close_timer);
  self->close_timer.data = self;
  bool opened = options->transport == LSP_STDIO ? open_stdio(self) : open_socket(self);
  if (opened) return self;
  fprintf(stderr, "atlas-lsp: cannot open the connection\n");
  transport_close(self);
  uv_run(loop, UV_RUN_DEFAULT);
  transport_free(self);
  return NULL;
}

static void on_written(uv_write_t *request, int status) {
  (void)status; /* a reader that went away is noticed when reading */
  WriteJob *job = (WriteJob *)request;
  free(job->bytes);
  free(job);
}

static void write_file(Transport *self, const char *bytes, size_t size) {
  while (size > 0) {
    ssize_t count = write(self->out_file, bytes, size);
    if (count < 0 && errno != EINTR) return;
    if (count > 0) bytes += count, size -= (size_t)count;
  }
}

void transport_write(Transport *self, char *bytes, size_t size) {
  if (self->writer == NULL || self->closing) {
    if (self->writer == NULL && self->out_file >= 0) write_file(self, bytes, size);
    free(bytes);
    return;
  }
  WriteJob *job = mem_alloc(sizeof *job);
  job->bytes = bytes;
  uv_buf_t buf = uv_buf_init(bytes, (unsigned)size);
  if (uv_write(&job->request, self->writer, &buf, 1, on_written) != 0) {
    free(bytes);
    free(job);
  }
}

size_t transport_backlog(const Transport *self) {
  return self->writer != NULL ? uv_stream_get_write_queue_size(self->writer) : 0;
}

static void close_all(Transport *self) {
  if (!uv_is_closing((uv_handle_t *)&self->close_timer)) uv_close((uv_handle_t *)&self->close_timer, NULL);
  if (self->in_open && !uv_is_closing(&self->in.handle)) uv_close(&self->in.handle, NULL);
  if (self->out_open && !uv_is_closing(&self->out.handle)) uv_close(&self->out.handle, NULL);
}

static void on_close_timer(uv_timer_t *timer) { close_all(timer->data); }

static void on_stopped(uv_shutdown_t *request, int status) {
  (void)status;
  close_all(request->data);
}

void transport_close(Transport *self) {
  if (self->closing) return;
  self->closing = true;
  close_listener(self);
  if (self->file_busy) uv_cancel((uv_req_t *)&self->reading);
  if (self->in_open && self->in.handle.type != UV_UNKNOWN_HANDLE) uv_read_stop(&self->in.stream);
  self->stopping.data = self;
  if (self->writer != NULL && uv_shutdown(&self->stopping, self->writer, on_stopped) == 0)
    uv_timer_start(&self->close_timer, on_close_timer, CLOSE_WAIT_MS, 0);
  else
    close_all(self);
}

void transport_free(Transport *self) { free(self); }
