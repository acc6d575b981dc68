/* preview.c: see diff.h.
 *
 *     -- 1 statement: git:HEAD -> schema.pg.hcl
 *
 *     -- Modify "users" table: schema.pg.hcl:4
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

/* Where the block stands that a statement comes from, in a form that editors follow: `schema.pg.hcl:4`, or the URI
 * `file:///w/schema.pg.hcl#L4` in a virtual document. */
static void put_source(const DiffJob *job, const Diff *diff, const DiffStatement *statement, Buf *out) {
  const Realm *realm = statement->realm;
  if (realm == NULL || realm != diff->to || statement->pos.source >= realm->sources.len) return;
  Str path = realm->sources.items[statement->pos.source].path;
  if (!path_is_absolute(path)) return;
  Arena arena;
  arena_init(&arena, 0);
  bool uri = job->shown || job->task == DIFF_CONTENT;
  Str name = uri ? uri_from_path(&arena, path) : path_relative(&arena, job->folder, path);
  buf_printf(out, ": %.*s%s%u", STR_FMT(name), uri ? "#L" : ":", statement->pos.range.start.line + 1);
  arena_free(&arena);
}

static void put_statement(const DiffJob *job, const Diff *diff, uint32_t number, const LintFindings *findings,
                          Buf *out) {
  const DiffStatement *statement = &diff->statements.items[number];
  buf_putc(out, '\n');
  Buf comment = {0};
  buf_put(&comment, statement->comment);
  if (comment.len > 0 && comment.ptr[0] >= 'a' && comment.ptr[0] <= 'z') comment.ptr[0] = (char)(comment.ptr[0] - 32);
  put_source(job, diff, statement, &comment);
  put_comment(out, "", buf_str(&comment));
  buf_free(&comment);
  for (size_t i = 0; i < findings->len; i++)
    if (findings->items[i].step == number) put_finding(&findings->items[i], out);
  buf_put(out, statement->sql);
  buf_put(out, STR(";\n"));
}

static void put_question(const DiffRename *pair, Buf *out) {
  static const char *const kinds[] = {"table", "column", "index"};
  buf_printf(out, "-- Was %s \"%.*s\"", kinds[pair->kind], STR_FMT(pair->to));
  if (!str_empty(pair->table)) buf_printf(out, " of \"%.*s\"", STR_FMT(pair->table));
  buf_printf(out, " called \"%.*s\"? The code action \"This is a rename\" says so.\n", STR_FMT(pair->from));
}

void preview_put_error(const DiffJob *job, Str error, Buf *out) {
  Arena arena;
  arena_init(&arena, 0);
  Str from = db_url_mask(&arena, job->from);
  Str to = job->paths.len > 0 ? path_base(job->paths.items[0]) : STR("");
  buf_printf(out, "-- No plan: %.*s -> %.*s\n", STR_FMT(from), STR_FMT(to));
  put_comment(out, "", error);
  arena_free(&arena);
}

void preview_put(const DiffJob *job, const Diff *diff, const LintFindings *findings, Buf *out) {
  Arena arena;
  arena_init(&arena, 0);
  Str from = db_url_mask(&arena, job->from);
  Str to = str_empty(job->to) && job->paths.len > 0 ? path_base(job->paths.items[0]) : db_url_mask(&arena, job->to);
  size_t count = diff->statements.len;
  if (count > 0)
    buf_printf(out, "-- %zu statement%s", count, count == 1 ? "" : "s");
  else
    buf_put(out, STR("-- No changes"));
  buf_printf(out, ": %.*s -> %.*s", STR_FMT(from), STR_FMT(to));
  if (str_empty(job->to) && job->paths.len > 1) buf_printf(out, " and %zu more", job->paths.len - 1);
  buf_putc(out, '\n');
  for (size_t i = 0; i < findings->len; i++)
    if (findings->items[i].step >= count) put_finding(&findings->items[i], out);
  for (size_t i = 0; i < diff->questions.len; i++) put_question(&diff->questions.items[i], out);
  for (size_t i = 0; i < diff->unplanned.len; i++) put_comment(out, "not planned: ", diff->unplanned.items[i].text);
  for (size_t i = 0; i < count; i++) put_statement(job, diff, (uint32_t)i, findings, out);
  arena_free(&arena);
}
