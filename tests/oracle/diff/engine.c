/* engine.c: talks to the engine of Go through two pipes. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/oracle/diff/answer.h"

static void run_child(const char *program, const char *dialect, const int *to, const int *from) {
  dup2(to[0], STDIN_FILENO);
  dup2(from[1], STDOUT_FILENO);
  close(to[1]);
  close(from[0]);
  execl(program, program, "serve", dialect, (char *)NULL);
  perror(program);
  _exit(127);
}

bool engine_start(Engine *self, const char *program, const char *dialect) {
  int to[2], from[2];
  if (pipe(to) != 0 || pipe(from) != 0) return false;
  self->pid = fork();
  if (self->pid < 0) return false;
  if (self->pid == 0) run_child(program, dialect, to, from);
  close(to[0]);
  close(from[1]);
  self->in = fdopen(to[1], "w");
  self->out = fdopen(from[0], "r");
  return self->in != NULL && self->out != NULL;
}

void engine_stop(Engine *self) {
  fclose(self->in);
  fclose(self->out);
  waitpid(self->pid, NULL, 0);
}

static void gone(void) {
  fputs("the engine ended\n", stderr);
  exit(2);
}

static Str read_text(Engine *self, Arena *arena, size_t len) {
  char *text = arena_alloc(arena, len + 1);
  if (fread(text, 1, len, self->out) != len) gone();
  text[len] = '\0';
  return str_sub((Str){text, len}, 0, len);
}

static void read_reverse(Engine *self, Arena *arena, AnswerLine *line) {
  line->reverse = arena_array(arena, Str, line->reverse_count + 1);
  for (uint32_t i = 0; i < line->reverse_count; i++) {
    size_t len;
    if (fscanf(self->out, "%zu", &len) != 1 || fgetc(self->out) != '\n') gone();
    line->reverse[i] = read_text(self, arena, len);
  }
}

static void read_line(Engine *self, Arena *arena, AnswerLine *line) {
  size_t sql, comment;
  if (fscanf(self->out, "%zu %zu %u", &sql, &comment, &line->reverse_count) != 3 || fgetc(self->out) != '\n') gone();
  line->sql = read_text(self, arena, sql);
  line->comment = read_text(self, arena, comment);
  read_reverse(self, arena, line);
}

static Answer read_answer(Engine *self, Arena *arena) {
  Answer answer = {0};
  char word[8];
  size_t number;
  if (fscanf(self->out, "%7s %zu", word, &number) != 2 || fgetc(self->out) != '\n') gone();
  if (strcmp(word, "error") == 0) {
    answer.error = read_text(self, arena, number);
    answer.refused = str_starts(answer.error, STR("load: "));
    answer.failed = !answer.refused;
    return answer;
  }
  answer.count = (uint32_t)number;
  answer.lines = arena_array(arena, AnswerLine, number + 1);
  for (uint32_t i = 0; i < answer.count; i++) read_line(self, arena, &answer.lines[i]);
  return answer;
}

Answer engine_ask(Engine *self, const Question *question, Arena *arena) {
  fprintf(self->in, "%d %zu %zu\n", question->qualify, question->from.len, question->to.len);
  fwrite(question->from.ptr, 1, question->from.len, self->in);
  fwrite(question->to.ptr, 1, question->to.len, self->in);
  if (fflush(self->in) != 0) gone();
  return read_answer(self, arena);
}
