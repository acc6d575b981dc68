/* statements.c: splits a script into statements as Atlas does: at the delimiter, outside of quotes, comments,
 * parentheses, and of the BEGIN ... END bodies of triggers and routines.
 *
 *     -- atlas:delimiter \n\n      sets the delimiter of a whole file, in one of its first comments
 *     DELIMITER //                 sets it from here on, as in MySQL's client
 */
#define _GNU_SOURCE
#include "sql/keywords.h"
#include "sql/scan.h"

typedef struct Splitter {
  SqlScan scan;
  Str delimiter;
  char from_directive[32]; /* memory of a delimiter that had escapes */
  size_t start, end;       /* of the statement being read, from its first token to its last; start == NONE: none yet */
  uint32_t depth;          /* of parentheses */
  uint32_t blocks;         /* BEGIN and CASE that wait for their END */
  uint32_t words;          /* tokens read of the statement */
  bool creates, routine;   /* it starts with CREATE; ... of something that has a body */
  SqlWord last;            /* the word before */
  SqlSpans *out;
} Splitter;

static const size_t NONE = SIZE_MAX;

static void reset(Splitter *self) {
  self->start = NONE;
  self->depth = self->blocks = self->words = 0;
  self->creates = self->routine = false;
  self->last = SQL_WORD_OTHER;
}

static void finish(Splitter *self) {
  if (self->start != NONE) array_push(self->out, span_make((uint32_t)self->start, (uint32_t)self->end));
  reset(self);
}

/* BEGIN and CASE open; END closes unless it is the END of IF, LOOP and the like, which are not counted. */
static void count_block(Splitter *self, SqlWord word) {
  if (word == SQL_WORD_BEGIN || (word == SQL_WORD_CASE && self->last != SQL_WORD_END)) {
    self->blocks++;
  } else if (word == SQL_WORD_END && self->blocks > 0) {
    self->blocks--;
  } else if (self->last == SQL_WORD_END && (word == SQL_WORD_IF || word == SQL_WORD_LOOP)) {
    self->blocks++; /* the END before was theirs */
  }
}

static void read_word(Splitter *self, Str text) {
  SqlWord word = sql_word(text);
  if (self->words == 0) self->creates = word == SQL_WORD_CREATE;
  if (self->creates && self->words < 12 && word == SQL_WORD_ROUTINE) self->routine = true;
  if (self->routine) count_block(self, word);
  self->last = word;
}

static bool is_usual(const Splitter *self) { return str_eq(self->delimiter, STR(";")); }

/* A delimiter of one's own splits wherever it stands, but in quotes and comments. */
static bool at_delimiter(const Splitter *self) {
  const SqlScan *scan = &self->scan;
  if (is_usual(self) && (self->depth > 0 || self->blocks > 0)) return false;
  return str_starts(str_sub(scan->text, scan->at, scan->text.len), self->delimiter);
}

/* END$$ is a word and the delimiter. */
static void end_before_delimiter(Splitter *self, size_t start) {
  Str token = str_sub(self->scan.text, start, self->scan.at);
  const char *found = is_usual(self) || token.len < 2
                          ? NULL
                          : memmem(token.ptr + 1, token.len - 1, self->delimiter.ptr, self->delimiter.len);
  if (found != NULL) self->scan.at = start + (size_t)(found - token.ptr);
}

static void read_token(Splitter *self) {
  size_t at = self->scan.at;
  uint8_t kind = sql_scan_token(&self->scan);
  char c = self->scan.text.ptr[at];
  if (kind == SQL_WORD || kind == SQL_NUMBER || kind == SQL_PUNCT) end_before_delimiter(self, at);
  if (kind == SQL_PUNCT && c == '(') self->depth++;
  if (kind == SQL_PUNCT && c == ')' && self->depth > 0) self->depth--;
  if (kind == SQL_WORD)
    read_word(self, str_sub(self->scan.text, at, self->scan.at));
  else
    self->last = SQL_WORD_OTHER;
  if (self->start == NONE) self->start = at;
  self->end = self->scan.at;
  self->words++;
}

/* MySQL runs what stands in a comment with a version; a statement of a dump may be nothing else. */
static bool read_version_comment(Splitter *self) {
  SqlScan *scan = &self->scan;
  Str rest = str_sub(scan->text, scan->at, scan->text.len);
  if (!scan->flavor->hash_comments || (!str_starts(rest, STR("/*!")) && !str_starts(rest, STR("/*M!")))) return false;
  const char *end = memmem(rest.ptr, rest.len, "*/", 2);
  if (end == NULL) return false;
  if (self->start == NONE) self->start = scan->at;
  scan->at += (size_t)(end - rest.ptr) + 2;
  self->end = scan->at;
  self->words++;
  return true;
}

/* `DELIMITER //` at the start of a statement: takes the rest of the line. */
static bool read_command(Splitter *self) {
  Str rest = str_sub(self->scan.text, self->scan.at, self->scan.text.len), word = STR("DELIMITER ");
  if (self->start != NONE || rest.len <= word.len || !str_eq_nocase(str_sub(rest, 0, word.len), word)) return false;
  size_t end = str_find(rest, '\n', 0);
  Str delimiter = str_trim(str_sub(rest, word.len, end));
  if (str_empty(delimiter)) return false;
  self->delimiter = delimiter;
  self->scan.at += end;
  return true;
}

/* `\n\n` as written -> two newlines. */
static Str unescape(Splitter *self, Str text) {
  size_t len = 0;
  for (size_t i = 0; i < text.len && len < sizeof self->from_directive; i++) {
    char c = text.ptr[i], next = i + 1 < text.len ? text.ptr[i + 1] : '\0';
    bool escape = c == '\\' && (next == 'n' || next == 't' || next == 'r');
    self->from_directive[len++] = !escape ? c : next == 'n' ? '\n' : next == 't' ? '\t' : '\r';
    i += escape;
  }
  return str_make(self->from_directive, len);
}

/* The directive in the comments at the top of a file. */
static void find_directive(Splitter *self) {
  Str text = self->scan.text, mark = STR("-- atlas:delimiter ");
  for (size_t at = 0; at < text.len;) {
    size_t end = str_find(text, '\n', at);
    Str line = str_trim(str_sub(text, at, end));
    if (line.len > 0 && !str_starts(line, STR("--"))) return;
    if (str_starts(line, mark)) {
      Str delimiter = unescape(self, str_trim(str_sub(line, mark.len, line.len)));
      if (!str_empty(delimiter)) self->delimiter = delimiter;
      return;
    }
    at = end + 1;
  }
}

void sql_statements(const SqlFlavor *flavor, Str text, Str delimiter, SqlSpans *out) {
  Splitter self = {.scan = {flavor, text, 0}, .delimiter = STR(";"), .out = out};
  bool open = false;
  reset(&self);
  if (str_empty(delimiter))
    find_directive(&self);
  else
    self.delimiter = delimiter;
  while (self.scan.at < text.len) {
    if (at_delimiter(&self)) {
      self.scan.at += self.delimiter.len;
      finish(&self);
    } else if (read_version_comment(&self)) {
      continue;
    } else if (sql_scan_trivia(&self.scan, &open) || read_command(&self)) {
      continue;
    } else if (open) {
      if (self.start == NONE) self.start = self.scan.at;
      self.end = self.scan.at = text.len;
    } else {
      read_token(&self);
    }
  }
  finish(&self);
}
