/* lint_report.c: the table of codes; findings, what silences them, and where they stand. */
#include "diff/lint_internal.h"

enum {
#define LINT_ANALYZER(id, name_, report_, error_) KIND_##id,
#include "diff/lint_codes.def"
  KIND_END
};

static const LintKind kinds[] = {
#define LINT_ANALYZER(id, name_, report_, error_)                                                                      \
  {.name = STR_INIT(name_), .report = STR_INIT(report_), .error = error_},
#include "diff/lint_codes.def"
};

static const LintCode codes[] = {
#define LINT_CODE(code_, id, dialects_, asked_, title_)                                                                \
  {.code = STR_INIT(code_),                                                                                            \
   .kind = &kinds[KIND_##id],                                                                                          \
   .dialects = STR_INIT(dialects_),                                                                                    \
   .title = STR_INIT(title_),                                                                                          \
   .asked = asked_},
#include "diff/lint_codes.def"
};
enum { CODE_COUNT = sizeof codes / sizeof *codes };

const LintCode *lint_codes(size_t *count) {
  *count = CODE_COUNT;
  return codes;
}

const LintCode *lint_code(Str code) {
  for (size_t i = 0; i < CODE_COUNT; i++)
    if (str_eq(codes[i].code, code)) return &codes[i];
  return NULL;
}

size_t lint_rank(const LintKind *kind) { return (size_t)(kind - kinds); }

/* ---- options ---- */

const LintAnalyzer *lint_analyzer(const LintRun *self, Str name) {
  for (size_t i = 0; i < self->options->analyzer_count; i++)
    if (str_eq(self->options->analyzers[i].name, name)) return &self->options->analyzers[i];
  return NULL;
}

static const LintAnalyzer *code_options(const LintRun *self, Str code) {
  for (size_t i = 0; i < self->options->code_count; i++)
    if (str_eq(self->options->codes[i].name, code)) return &self->options->codes[i];
  return NULL;
}

Str lint_option(const LintRun *self, Str analyzer, Str name) {
  const LintAnalyzer *options = lint_analyzer(self, analyzer);
  return options != NULL ? model_attr(&options->attrs, name) : (Str){0};
}

bool lint_is_on(const LintRun *self, Str analyzer, Str name) {
  return !str_eq(lint_option(self, analyzer, name), STR("false"));
}

bool lint_is_asked(const LintRun *self, Str code) {
  const LintCode *known = lint_code(code);
  return !known->asked || code_options(self, code) != NULL;
}

/* ---- silence ---- */

static bool has_word(Str words, Str wanted) {
  for (size_t at = 0; at < words.len;) {
    size_t end = str_find(words, ' ', at);
    if (str_eq(str_sub(words, at, end), wanted)) return true;
    at = end + 1;
  }
  return false;
}

static bool names(Str words, const LintCode *code) {
  return has_word(words, code->code) || (code->kind->name.len > 0 && has_word(words, code->kind->name));
}

static bool is_silenced(const LintRun *self, const LintCode *code) {
  const LintFile *file = self->file;
  const LintAnalyzer *own = code_options(self, code->code), *options = lint_analyzer(self, code->kind->name);
  if ((own != NULL && own->off) || (options != NULL && options->off)) return true;
  if (options != NULL && str_eq(model_attr(&options->attrs, STR("force")), STR("true"))) return false;
  if (file->silent || names(file->nolint, code)) return true;
  if (self->step >= file->step_count) return false;
  return file->steps[self->step].silent || names(file->steps[self->step].nolint, code);
}

static bool is_error(const LintRun *self, const LintCode *code) {
  const LintAnalyzer *own = code_options(self, code->code), *options = lint_analyzer(self, code->kind->name);
  if (own != NULL && own->has_error) return own->error;
  return options != NULL && options->has_error ? options->error : code->kind->error;
}

/* ---- places ---- */

static bool is_drop(const Change *change) { return change->from.any != NULL && change->to.any == NULL; }

static bool is_attr(const Change *change) {
  return change->kind == ADD_ATTR || change->kind == DROP_ATTR || change->kind == MODIFY_ATTR;
}

/* What was dropped from a table is missed in the block of the table as it is now. */
static void place(const LintRun *self, LintFinding *finding) {
  const Change *change = finding->change;
  Planner sides = {.from = self->file->from, .to = self->file->to};
  finding->pos = (ModelPos){.source = UINT32_MAX};
  if (change != finding->owner && (is_attr(change) || is_drop(change))) change = finding->owner;
  if (change == NULL) return;
  finding->pos = change_pos(&sides, change, &finding->realm);
}

void lint_report(LintRun *self, const char *name, const Change *cause, Str text, Str fix) {
  const LintCode *code = lint_code(str_from(name));
  if (is_silenced(self, code)) return;
  LintFinding finding = {.code = code->code,
                         .kind = code->kind,
                         .message = text,
                         .fix = fix,
                         .error = is_error(self, code),
                         .step = self->step,
                         .owner = self->owner,
                         .change = cause};
  place(self, &finding);
  array_push_in(self->arena, &self->findings, finding);
}

Str lint_quoted(Arena *arena, const Str *items, size_t count, const char *last) {
  Buf out = {0};
  for (size_t i = 0; i < count; i++) {
    if (i > 0) buf_put(&out, i + 1 == count ? str_from(last) : STR(", "));
    buf_printf(&out, "\"%.*s\"", STR_FMT(items[i]));
  }
  Str text = arena_str(arena, buf_str(&out));
  buf_free(&out);
  return text;
}
