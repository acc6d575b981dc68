/* ours.c: the plan of our engine for the same two files. */
#include "diff/diff.h"
#include "tests/oracle/diff/answer.h"
#include "typecheck/build.h"
#include "typecheck/module.h"

static Realm *build(const Dialect *dialect, Str hcl) {
  ModuleOptions options = {0};
  Module *module = module_new(&options);
  module_add(module, file_parse(STR("schema.hcl"), hcl, dialect, true, 1));
  Realm *realm = build_realm(module, NULL);
  if (realm->dialect.len == 0) realm->dialect = dialect->name;
  module_free(module);
  return realm;
}

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

Answer ours_ask(const Question *question, Arena *arena) {
  Realm *from = build(question->dialect, question->from), *to = build(question->dialect, question->to);
  DiffOptions options = {.plan.qualify = question->qualify ? QUALIFY_SCHEMA : QUALIFY_NONE};
  Diff *diff = diff_run(from, to, &options);
  Answer answer = {.failed = diff->errors.len > 0 || diff->unplanned.len > 0};
  if (diff->errors.len > 0)
    answer.error = arena_str(arena, diff->errors.items[0].text);
  else if (diff->unplanned.len > 0)
    answer.error = arena_str(arena, diff->unplanned.items[0].text);
  answer.count = answer.failed ? 0 : (uint32_t)diff->statements.len;
  answer.lines = arena_array(arena, AnswerLine, answer.count + 1);
  for (uint32_t i = 0; i < answer.count; i++) answer.lines[i] = copy_line(&diff->statements.items[i], arena);
  diff_free(diff);
  realm_free(from);
  realm_free(to);
  return answer;
}
