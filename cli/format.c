/* format.c: the command --fmt. Files are formatted side by side; what is printed follows their order. */
#include <stdlib.h>

#include "base/parallel.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/line_diff.h"
#include "grammar/format.h"
#include "grammar/syntax.h"
#include "grammar/unit.h"

/* What became of one file. Owns `arena` and `result`. */
typedef struct Formatted {
  const Input *input;
  Arena arena;
  Str text;
  Buf result;
  Str problem;   /* it could not be read or written, or has a syntax error */
  bool readable; /* false: the problem is that of the system */
  bool changed;
} Formatted;

typedef struct FormatJob {
  const CliOptions *options;
  Formatted *files;
} FormatJob;

/* "4,7: Invalid expression": the first syntax error; empty when there is none. */
static Str syntax_problem(Arena *arena, Str text, const UnitSpan *span, uint32_t line) {
  Arena scratch;
  arena_init(&scratch, (size_t)span->len * 8 + 256);
  Str unit = str_make(text.ptr + span->start, span->len), problem = {0};
  const SynUnit *syn = syn_parse(&scratch, unit, span->start == 0);
  if (syn->errors != NULL) {
    Lines lines = {0};
    lines_build(&lines, unit);
    TextPos pos = text_position(unit, &lines, syn->errors->span.start, TEXT_GRAPHEME);
    problem =
        arena_printf(arena, "%u,%u: %s; not formatted", line + pos.line + 1, pos.character + 1, syn->errors->summary);
    lines_free(&lines);
  }
  arena_free(&scratch);
  return problem;
}

static Str find_problem(Arena *arena, Str text) {
  UnitSpans spans = {0};
  Str problem = {0};
  uint32_t line = 0;
  if (utf8_invalid(text) < text.len) return STR("not UTF-8 text; not formatted");
  unit_scan(text, &spans);
  for (size_t i = 0; i < spans.len && str_empty(problem); i++) {
    problem = syntax_problem(arena, text, &spans.items[i], line);
    line += spans.items[i].newlines;
  }
  array_free(&spans);
  return problem;
}

static void format_content(Formatted *file) {
  file->readable = true;
  file->problem = find_problem(&file->arena, file->text);
  if (!str_empty(file->problem)) return;
  format_text(file->text, &file->result);
  file->changed = !str_eq(buf_str(&file->result), file->text);
}

static void format_one(void *context, size_t index, unsigned worker) {
  (void)worker;
  FormatJob *job = context;
  Formatted *file = &job->files[index];
  if (!file_read(&file->arena, file->input->path, &file->text, &file->problem)) return;
  format_content(file);
  if (!file->changed || job->options->list || job->options->diff) return;
  file->readable = file_write(&file->arena, file->input->path, buf_str(&file->result), &file->problem);
}

/* Prints what is to be said of a file; returns the exit status that it asks for. */
static int report_one(const CliOptions *options, const Formatted *file, Buf *out) {
  if (!str_empty(file->problem)) {
    cli_error("%.*s:%s%.*s", STR_FMT(file->input->shown), file->readable ? "" : " ", STR_FMT(file->problem));
    return file->readable ? CLI_FOUND : CLI_FAILED;
  }
  if (!file->changed) return CLI_OK;
  if (options->diff)
    line_diff(file->input->shown, file->text, buf_str(&file->result), cli_use_color(options, 1), out);
  else if (options->list || !options->quiet)
    buf_printf(out, "%.*s\n", STR_FMT(file->input->shown));
  return options->list || options->diff ? CLI_FOUND : CLI_OK;
}

static int format_files(const CliOptions *options, const Inputs *inputs) {
  FormatJob job = {options, mem_zero(inputs->len, sizeof(Formatted))};
  Buf out = {0};
  int status = CLI_OK;
  for (size_t i = 0; i < inputs->len; i++) job.files[i].input = &inputs->items[i];
  parallel_for(inputs->len, options->jobs, format_one, &job);
  for (size_t i = 0; i < inputs->len; i++) {
    int one = report_one(options, &job.files[i], &out);
    if (one > status) status = one;
    buf_free(&job.files[i].result);
    arena_free(&job.files[i].arena);
  }
  if (!cli_print(buf_str(&out))) status = CLI_FAILED;
  buf_free(&out);
  free(job.files);
  return status;
}

/* Standard input to standard output; with --list or --diff as for a file. */
static int format_stdin(const CliOptions *options) {
  Input input = {options->stdin_path, options->stdin_path};
  Formatted file = {.input = &input};
  Buf out = {0};
  int status = CLI_FAILED;
  if (options->paths.len > 0) {
    cli_error("--stdin-filepath takes no other files");
  } else if (inputs_read_stdin(&file.arena, &file.text)) {
    format_content(&file);
    if (options->list || options->diff || !str_empty(file.problem)) {
      status = report_one(options, &file, &out);
    } else {
      buf_put(&out, buf_str(&file.result));
      status = CLI_OK;
    }
    if (!cli_print(buf_str(&out))) status = CLI_FAILED;
  }
  buf_free(&out);
  buf_free(&file.result);
  arena_free(&file.arena);
  return status;
}

int cli_format(const CliOptions *options) {
  if (!str_empty(options->stdin_path)) return format_stdin(options);
  Arena arena;
  Inputs inputs = {0};
  arena_init(&arena, 0);
  bool complete = inputs_collect(&inputs, &arena, options);
  int status = format_files(options, &inputs);
  inputs_free(&inputs);
  arena_free(&arena);
  return complete ? status : CLI_FAILED;
}
