/* preview.c: see diff.h.
 *
 *     -- 1 statement: git:HEAD -> schema.pg.hcl
 *
 *     -- Modify "users" table
 *     -- error DS103: Dropping non-virtual column "name"
 *     ALTER TABLE "users" DROP COLUMN "name"; */
#include "db/url.h"
#include "lsp/diff.h"

/* A comment of one line, whatever the text holds. */
static void put_comment(Buf *out, const char *head, Str text) {
  buf_printf(out, "-- %s", head);
  for (size_t i = 0; i < text.len; i++) buf_putc(out, text.ptr[i] == '\n' || text.ptr[i] == '\r' ? ' ' : text.ptr[i]);
  buf_putc(out, '\n');
}

static void put_finding(const LintFinding *finding, Buf *out) {
  buf_printf(out, "-- %s ", finding->error ? "error" : "warning");
  buf_put(out, finding->code);
  buf_printf(out, ": %.*s\n", STR_FMT(finding->message));
}

static void put_statement(const DiffStatement *statement, uint32_t number, const LintFindings *findings, Buf *out) {
  buf_putc(out, '\n');
  Buf comment = {0};
  buf_put(&comment, statement->comment);
  if (comment.len > 0 && comment.ptr[0] >= 'a' && comment.ptr[0] <= 'z') comment.ptr[0] = (char)(comment.ptr[0] - 32);
  put_comment(out, "", buf_str(&comment));
  buf_free(&comment);
  for (size_t i = 0; i < findings->len; i++)
    if (findings->items[i].step == number) put_finding(&findings->items[i], out);
  buf_put(out, statement->sql);
  buf_put(out, STR(";\n"));
}

static void put_question(const DiffRename *pair, Buf *out) {
  static const char *const kinds[] = {"table", "column", "index"};
  buf_printf(out, "-- a question: is %s \"%.*s\"", kinds[pair->kind], STR_FMT(pair->to));
  if (!str_empty(pair->table)) buf_printf(out, " of \"%.*s\"", STR_FMT(pair->table));
  buf_printf(out, " what was \"%.*s\"? The code action \"This is a rename\" says so.\n", STR_FMT(pair->from));
}

void preview_put(const DiffJob *job, const Diff *diff, const LintFindings *findings, Buf *out) {
  Arena arena;
  arena_init(&arena, 0);
  Str from = db_url_mask(&arena, job->from);
  Str to = str_empty(job->to) && job->paths.len > 0 ? path_base(job->paths.items[0]) : db_url_mask(&arena, job->to);
  size_t count = diff->statements.len;
  buf_printf(out, "-- %zu statement%s: %.*s -> %.*s", count, count == 1 ? "" : "s", STR_FMT(from), STR_FMT(to));
  if (str_empty(job->to) && job->paths.len > 1) buf_printf(out, " and %zu more", job->paths.len - 1);
  buf_putc(out, '\n');
  for (size_t i = 0; i < findings->len; i++)
    if (findings->items[i].step >= count) put_finding(&findings->items[i], out);
  for (size_t i = 0; i < diff->questions.len; i++) put_question(&diff->questions.items[i], out);
  for (size_t i = 0; i < diff->unplanned.len; i++) put_comment(out, "not planned: ", diff->unplanned.items[i].text);
  for (size_t i = 0; i < count; i++) put_statement(&diff->statements.items[i], (uint32_t)i, findings, out);
  arena_free(&arena);
}
