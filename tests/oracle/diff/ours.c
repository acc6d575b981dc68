/* ours.c: the plan of our engine for the same two files. */
#include "states/state.h"
#include "tests/oracle/diff/answer.h"
#include "typecheck/module.h"

static const Diagnostic *first_error(const File *file) {
  for (size_t i = 0; i < file->unit_count; i++)
    for (size_t k = 0; k < file->units[i]->diags.len; k++)
      if (file->units[i]->diags.items[k].severity == SEVERITY_ERROR) return &file->units[i]->diags.items[k];
  return NULL;
}

Str ours_mistake(const Dialect *dialect, Str hcl, Arena *arena) {
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  File *file = file_parse(STR("schema.hcl"), hcl, dialect, true, 1);
  module_add(module, file);
  module_check_all(module, 1);
  const Diagnostic *error = first_error(file);
  Str message = error != NULL ? arena_str(arena, error->message) : (Str){NULL, 0};
  module_free(module);
  return message;
}

static AnswerLine copy_line(const DiffStatement *statement, Arena *arena) {
  AnswerLine line = {.sql = arena_str(arena, statement->sql), .comment = arena_str(arena, statement->comment)};
  line.reverse_count = statement->reverse_count;
  line.reverse = arena_array(arena, Str, line.reverse_count + 1);
  for (uint32_t i = 0; i < line.reverse_count; i++) line.reverse[i] = arena_str(arena, statement->reverse[i]);
  return line;
}

/* As the command line reads them. */
static bool read_both(const Question *question, Arena *arena, StatePair *out, Str *error) {
  FilesText texts[] = {{STR("from/schema.hcl"), question->from}, {STR("to/schema.hcl"), question->to}};
  StateOptions options = {.dialect = question->dialect, .changes = true, .jobs = 1, .texts = texts, .text_count = 2};
  StrList from = {0}, to = {0};
  array_push(&from, STR("text:0"));
  array_push(&to, STR("text:1"));
  bool ok = state_read_pair(arena, &from, &to, &options, out, error);
  array_free(&from);
  array_free(&to);
  return ok;
}

Answer ours_ask(const Question *question, Arena *arena) {
  StatePair pair = {0};
  Answer answer = {.failed = true};
  if (!read_both(question, arena, &pair, &answer.error)) return answer;
  DiffOptions options = {.plan.qualify = question->qualify ? QUALIFY_SCHEMA : QUALIFY_NONE};
  Diff *diff = diff_run(pair.from->realm, pair.to->realm, &options);
  answer.failed = diff->errors.len > 0 || diff->unplanned.len > 0;
  if (diff->errors.len > 0)
    answer.error = arena_str(arena, diff->errors.items[0].text);
  else if (diff->unplanned.len > 0)
    answer.error = arena_str(arena, diff->unplanned.items[0].text);
  answer.count = answer.failed ? 0 : (uint32_t)diff->statements.len;
  answer.lines = arena_array(arena, AnswerLine, answer.count + 1);
  for (uint32_t i = 0; i < answer.count; i++) answer.lines[i] = copy_line(&diff->statements.items[i], arena);
  diff_free(diff);
  state_free_pair(&pair);
  return answer;
}
