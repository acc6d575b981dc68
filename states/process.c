/* process.c: see process.h. */
#define _GNU_SOURCE
#include "states/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 50, GRACE_MS = 500, MAX_OUTPUT = 64 << 20 };

extern char **environ;

typedef struct Process {
  pid_t pid;
  struct pollfd pipes[2]; /* what it prints; fd < 0: closed */
  uint64_t deadline;      /* in ms */
  const atomic_bool *cancel;
} Process;

static uint64_t now_ms(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000 + (uint64_t)at.tv_nsec / 1000000;
}

/* In a group of its own, so that what it starts can be ended with it. */
static bool start(Process *self, char *const *argv, const char *folder, const int ends[2]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attrs;
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attrs);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[0], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  if (folder != NULL) posix_spawn_file_actions_addchdir_np(&actions, folder);
  posix_spawnattr_setpgroup(&attrs, 0);
  posix_spawnattr_setsigdefault(&attrs, &defaults);
  posix_spawnattr_setflags(&attrs, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  int failed = posix_spawnp(&self->pid, argv[0], &actions, &attrs, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attrs);
  return failed == 0;
}

static void read_pipe(struct pollfd *pipe, Buf *out) {
  char bytes[16 << 10];
  ssize_t count = read(pipe->fd, bytes, sizeof bytes);
  if (count > 0 && out->len < MAX_OUTPUT) buf_put(out, str_make(bytes, (size_t)count));
  if (count > 0 || (count < 0 && errno == EINTR)) return;
  close(pipe->fd);
  pipe->fd = -1;
}

static bool is_over(const Process *self, ProcessResult *out) {
  bool cancelled = self->cancel != NULL && atomic_load(self->cancel);
  if (!cancelled && now_ms() < self->deadline) return false;
  out->kind = cancelled ? PROCESS_CANCELLED : PROCESS_TIMEOUT;
  return true;
}

/* Asked to end, and forced to after a moment. */
static void end(const Process *self) {
  int status;
  kill(-self->pid, SIGTERM);
  for (uint64_t until = now_ms() + GRACE_MS; now_ms() < until;) {
    if (waitpid(self->pid, &status, WNOHANG) == self->pid) {
      kill(-self->pid, SIGKILL);
      return;
    }
    poll(NULL, 0, LOOK_MS / 5);
  }
  kill(-self->pid, SIGKILL);
  waitpid(self->pid, &status, 0);
}

/* Reads until it has ended. */
static void follow(Process *self, ProcessResult *out) {
  int status = 0;
  while (self->pipes[0].fd >= 0 || self->pipes[1].fd >= 0) {
    if (is_over(self, out)) {
      end(self);
      return;
    }
    if (poll(self->pipes, 2, LOOK_MS) <= 0) continue;
    if (self->pipes[0].revents != 0) read_pipe(&self->pipes[0], &out->output);
    if (self->pipes[1].revents != 0) read_pipe(&self->pipes[1], &out->errors);
  }
  while (waitpid(self->pid, &status, WNOHANG) == 0) {
    if (is_over(self, out)) {
      end(self);
      return;
    }
    poll(NULL, 0, LOOK_MS / 10);
  }
  out->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void process_run(char *const *argv, const char *folder, unsigned limit_ms, const atomic_bool *cancel,
                 ProcessResult *out) {
  Process self = {.cancel = cancel, .deadline = now_ms() + limit_ms};
  int output[2], errors[2];
  *out = (ProcessResult){.kind = PROCESS_MISSING};
  if (pipe2(output, O_CLOEXEC) != 0) return;
  if (pipe2(errors, O_CLOEXEC) != 0) {
    close(output[0]);
    close(output[1]);
    return;
  }
  bool started = start(&self, argv, folder, (int[]){output[1], errors[1]});
  close(output[1]);
  close(errors[1]);
  self.pipes[0] = (struct pollfd){.fd = output[0], .events = POLLIN};
  self.pipes[1] = (struct pollfd){.fd = errors[0], .events = POLLIN};
  if (started) {
    out->kind = PROCESS_ENDED;
    follow(&self, out);
  }
  for (int i = 0; i < 2; i++)
    if (self.pipes[i].fd >= 0) close(self.pipes[i].fd);
}

void process_free(ProcessResult *self) {
  buf_free(&self->output);
  buf_free(&self->errors);
}
