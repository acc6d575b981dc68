/* The formatter: the layout rules of hclwrite, in four passes over the tokens of a text.
 *
 * Tokens are grouped in lines, a line in three cells: `lead`, `assign` (from the '=' on, when what follows it is whole
 * on the line) and `comment`. The passes set the number of blanks before each token: indent by brackets, blanks by
 * pairs of tokens (format_spaces.c), then the '=' and the comments of adjacent lines are aligned. */
#include "grammar/format.h"

#include "base/array.h"
#include "grammar/format_spaces.h"

/* Cells of a line as indexes of tokens: lead [first, assign), assign [assign, comment), comment [comment, end). */
typedef struct FormatLine {
  uint32_t first, assign, comment, end;
} FormatLine;

typedef struct Formatter {
  Str text;
  ARRAY(FormatToken) tokens;
  ARRAY(FormatLine) lines;
  ARRAY(uint32_t) indents; /* for each level of indent how many brackets it opened */
} Formatter;

static bool is_newline(Str text, const FormatToken *token) {
  return token->kind == TOK_NEWLINE || (token->kind == TOK_COMMENT && text.ptr[token->end - 1] == '\n');
}

static int net_brackets(const FormatToken *tokens, uint32_t from, uint32_t to, bool stop_at_heredoc) {
  int net = 0;
  for (uint32_t i = from; i < to; i++) {
    net += format_bracket(tokens[i].kind);
    if (stop_at_heredoc && tokens[i].kind == TOK_OHEREDOC) break;
  }
  return net;
}

/* Splits [first, end) into cells: a trailing comment, and an '=' whose value closes all brackets it opens. */
static FormatLine split_line(const Formatter *self, uint32_t first, uint32_t end) {
  const FormatToken *tokens = self->tokens.items;
  FormatLine line = {.first = first, .end = end, .comment = end};
  if (end - first > 1 && tokens[end - 1].kind == TOK_COMMENT) line.comment = end - 1;
  line.assign = line.comment;
  for (uint32_t i = first + 1; i < line.comment; i++) {
    if (tokens[i].kind != TOK_EQUAL) continue;
    if (net_brackets(tokens, i, line.comment, false) == 0) line.assign = i;
    break;
  }
  return line;
}

/* Lexes the text; false when the lexer gave up before its end. */
static bool read_lines(Formatter *self, uint32_t start) {
  Lexer lexer;
  lex_init(&lexer, self->text, start);
  uint32_t first = 0, end = start;
  for (;;) {
    Token token = lex_next(&lexer);
    if (token.kind == TOK_EOF) break;
    if (token.kind == TOK_BAD_NEWLINE) continue; /* comes again as NEWLINE */
    FormatToken item = {.start = token.start, .end = token.end, .kind = token.kind};
    array_push(&self->tokens, item);
    end = token.end;
    if (!is_newline(self->text, &array_last(&self->tokens))) continue;
    uint32_t next = (uint32_t)self->tokens.len;
    array_push(&self->lines, split_line(self, first, next));
    first = next;
  }
  uint32_t next = (uint32_t)self->tokens.len;
  if (next > first) array_push(&self->lines, split_line(self, first, next));
  while (end < self->text.len && (self->text.ptr[end] == ' ' || self->text.ptr[end] == '\t')) end++;
  return end == self->text.len;
}

/* Leaves levels of indent until `closed` brackets are accounted for. */
static void close_brackets(Formatter *self, uint32_t closed) {
  while (closed > 0 && self->indents.len > 0) {
    uint32_t *opened = &array_last(&self->indents);
    if (closed < *opened) {
      *opened -= closed;
      return;
    }
    closed -= *opened;
    (void)array_pop(&self->indents);
  }
}

static void indent_line(Formatter *self, const FormatLine *line) {
  FormatToken *tokens = self->tokens.items;
  FormatToken *lead = &tokens[line->first];
  if (lead->kind == TOK_NEWLINE) return;
  int net = net_brackets(tokens, line->first, line->assign, true);
  net += net_brackets(tokens, line->assign, line->comment, false);
  if (net < 0) close_brackets(self, (uint32_t)-net);
  lead->spaces = 2 * (uint32_t)self->indents.len;
  if (net > 0) array_push(&self->indents, (uint32_t)net);
}

/* Blanks between the tokens of one cell. */
static void space_cell(Formatter *self, uint32_t from, uint32_t to) {
  FormatToken *tokens = self->tokens.items;
  for (uint32_t i = from; i + 1 < to; i++) {
    const FormatToken *before = i > from ? &tokens[i - 1] : NULL;
    tokens[i + 1].spaces = format_space_after(self->text, before, &tokens[i], &tokens[i + 1]) ? 1 : 0;
  }
}

static uint32_t columns(const Formatter *self, uint32_t from, uint32_t to) {
  uint32_t sum = 0;
  for (uint32_t i = from; i < to; i++) {
    const FormatToken *token = &self->tokens.items[i];
    sum += token->spaces + text_width(str_sub(self->text, token->start, token->end), TEXT_GRAPHEME);
  }
  return sum;
}

/* The token that starts the cell to align, or the end of the line when it has none. */
static uint32_t aligned_token(const FormatLine *line, bool comments) { return comments ? line->comment : line->assign; }

static bool is_aligned(const FormatLine *line, bool comments) {
  return comments ? line->comment < line->end : line->assign < line->comment;
}

/* Aligns the cells of the lines [from, to), which all have one. */
static void align_run(Formatter *self, size_t from, size_t to, bool comments) {
  uint32_t widest = 0;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = from; i < to; i++) {
      const FormatLine *line = &self->lines.items[i];
      uint32_t token = aligned_token(line, comments);
      uint32_t width = columns(self, line->first, token);
      if (pass == 0 && width > widest) widest = width;
      if (pass == 1) self->tokens.items[token].spaces = widest - width + 1;
    }
  }
}

/* Aligns in each run of adjacent lines that have the cell. */
static void align(Formatter *self, bool comments) {
  size_t from = 0;
  while (from < self->lines.len) {
    size_t to = from;
    while (to < self->lines.len && is_aligned(&self->lines.items[to], comments)) to++;
    if (to > from) align_run(self, from, to, comments);
    from = to + 1;
  }
}

static void write_tokens(const Formatter *self, uint32_t start, Buf *out) {
  for (size_t i = 0; i < self->tokens.len; i++) {
    const FormatToken *token = &self->tokens.items[i];
    if (token->spaces > 0) buf_repeat(out, ' ', token->spaces);
    buf_put(out, str_sub(self->text, token->start, token->end));
  }
  /* Blanks on a last line without a newline stay, like in hclwrite. */
  size_t end = self->tokens.len > 0 ? array_last(&self->tokens).end : start;
  buf_repeat(out, ' ', self->text.len - end);
}

void format_text(Str text, Buf *out) {
  Formatter self = {.text = text};
  uint32_t start = str_starts(text, STR("\xEF\xBB\xBF")) ? 3 : 0;
  if (!read_lines(&self, start)) {
    buf_put(out, text);
  } else {
    for (size_t i = 0; i < self.lines.len; i++) indent_line(&self, &self.lines.items[i]);
    for (size_t i = 0; i < self.lines.len; i++) {
      const FormatLine *line = &self.lines.items[i];
      space_cell(&self, line->first, line->assign);
      space_cell(&self, line->assign, line->comment);
    }
    align(&self, false);
    align(&self, true);
    buf_put(out, str_sub(text, 0, start));
    write_tokens(&self, start, out);
  }
  array_free(&self.tokens);
  array_free(&self.lines);
  array_free(&self.indents);
}
