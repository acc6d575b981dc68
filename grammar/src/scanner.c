/* The external scanner: heredocs, whose end depends on their tag.
 *
 *     <<-EOT            HEREDOC_TAG, HEREDOC_LINE
 *       a ${b} c        HEREDOC_TEXT around the interpolation
 *       EOT             HEREDOC_END
 *
 * Heredocs nest through interpolations, so the open tags form a stack. It is kept in the form in which tree-sitter
 * stores it: for each open heredoc the bytes of the tag followed by their count. All memory is the Scanner. */
#include <string.h>

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

enum { HEREDOC_TAG, HEREDOC_LINE, HEREDOC_TEXT, HEREDOC_END, NEVER };
enum { MAX_TAG = 120, MAX_STACK = TREE_SITTER_SERIALIZATION_BUFFER_SIZE - 1 };

typedef struct Scanner {
  bool ending; /* the line that follows is the end of the innermost heredoc */
  unsigned length;
  char stack[MAX_STACK];
} Scanner;

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool is_blank(int32_t c) { return c == ' ' || c == '\t'; }

static bool is_tag_char(int32_t c, bool first) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 0x7f) return true;
  return !first && ((c >= '0' && c <= '9') || c == '-');
}

/* A character beyond ASCII counts as its low byte and its next byte: enough to tell tags apart. */
static unsigned tag_bytes(int32_t c, char out[2]) {
  out[0] = (char)(c & 0xff);
  out[1] = (char)((c >> 8) & 0xff);
  return c > 0x7f ? 2 : 1;
}

static unsigned top_size(const Scanner *self) {
  return self->length == 0 ? 0 : (unsigned char)self->stack[self->length - 1];
}

/* At the start of a line: does it hold the innermost tag and nothing else? Reads what agrees with the tag. */
static bool at_end(const Scanner *self, TSLexer *lexer) {
  unsigned size = top_size(self);
  const char *tag = self->stack + self->length - 1 - size;
  while (is_blank(lexer->lookahead)) advance(lexer);
  for (unsigned i = 0; i < size;) {
    char bytes[2];
    unsigned count = tag_bytes(lexer->lookahead, bytes);
    if (lexer->eof(lexer) || i + count > size || memcmp(tag + i, bytes, count) != 0) return false;
    advance(lexer);
    i += count;
  }
  while (is_blank(lexer->lookahead) || lexer->lookahead == '\r') advance(lexer);
  return lexer->lookahead == '\n' || lexer->eof(lexer);
}

static bool scan_tag(Scanner *self, TSLexer *lexer) {
  unsigned size = 0;
  while (is_tag_char(lexer->lookahead, size == 0)) {
    char bytes[2];
    unsigned count = tag_bytes(lexer->lookahead, bytes);
    if (size + count > MAX_TAG || self->length + size + count + 1 > MAX_STACK) return false;
    memcpy(self->stack + self->length + size, bytes, count);
    size += count;
    advance(lexer);
  }
  if (size == 0) return false;
  self->length += size + 1;
  self->stack[self->length - 1] = (char)size;
  lexer->result_symbol = HEREDOC_TAG;
  return true;
}

static bool scan_line(Scanner *self, TSLexer *lexer) {
  if (lexer->lookahead == '\r') advance(lexer);
  if (lexer->lookahead != '\n') return false;
  advance(lexer);
  lexer->mark_end(lexer);
  self->ending = at_end(self, lexer);
  lexer->result_symbol = HEREDOC_LINE;
  return true;
}

static bool scan_end(Scanner *self, TSLexer *lexer) {
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
  while (is_tag_char(lexer->lookahead, false)) advance(lexer);
  self->length -= top_size(self) + 1;
  self->ending = false;
  lexer->result_symbol = HEREDOC_END;
  return true;
}

/* Reads a run of '$' and '%', the token ending before its last one; true when that one opens "${" or "%{".
 * `$${` and `%%{` are text. *count is the number of characters before the opener. */
static bool scan_opener(TSLexer *lexer, unsigned *count) {
  int32_t previous = 0;
  bool escaped = false;
  while (lexer->lookahead == '$' || lexer->lookahead == '%') {
    lexer->mark_end(lexer);
    escaped = previous == lexer->lookahead;
    previous = lexer->lookahead;
    advance(lexer);
    ++*count;
  }
  if (lexer->lookahead != '{' || escaped) return false;
  --*count;
  return true;
}

/* Text up to "${", "%{" or the line of the end tag. */
static bool scan_text(Scanner *self, TSLexer *lexer) {
  unsigned count = 0;
  lexer->result_symbol = HEREDOC_TEXT;
  while (!lexer->eof(lexer)) {
    if (lexer->lookahead == '$' || lexer->lookahead == '%') {
      if (scan_opener(lexer, &count)) return count > 0;
      continue;
    }
    bool line_end = lexer->lookahead == '\n';
    advance(lexer);
    count++;
    if (!line_end) continue;
    lexer->mark_end(lexer);
    if (at_end(self, lexer)) {
      self->ending = true;
      return true;
    }
  }
  lexer->mark_end(lexer);
  return count > 0;
}

bool tree_sitter_atlas_hcl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  Scanner *self = payload;
  if (valid_symbols[NEVER]) return false; /* a missing token, or error recovery */
  if (valid_symbols[HEREDOC_TAG]) return scan_tag(self, lexer);
  if (self->length == 0) return false;
  if (valid_symbols[HEREDOC_LINE]) return scan_line(self, lexer);
  if (valid_symbols[HEREDOC_END] && self->ending) return scan_end(self, lexer);
  return valid_symbols[HEREDOC_TEXT] && !self->ending && scan_text(self, lexer);
}

unsigned tree_sitter_atlas_hcl_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *self = payload;
  if (self->length == 0) return 0;
  buffer[0] = (char)self->ending;
  memcpy(buffer + 1, self->stack, self->length);
  return self->length + 1;
}

void tree_sitter_atlas_hcl_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *self = payload;
  self->ending = length > 0 && buffer[0] != 0;
  self->length = length > 0 ? length - 1 : 0;
  if (self->length > 0) memcpy(self->stack, buffer + 1, self->length);
}

void *tree_sitter_atlas_hcl_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_atlas_hcl_external_scanner_destroy(void *payload) { ts_free(payload); }
