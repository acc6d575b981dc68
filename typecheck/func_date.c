/* func_date.c: formatdate and timeadd on RFC 3339 times such as 2025-01-31T10:00:00+02:00. */
#include <math.h>

#include "typecheck/func.h"

/* Seconds count from 1970 in the time's own zone. */
typedef struct Time {
  int64_t local;
  int year, month, day, hour, minute, second, weekday; /* weekday 0: Sunday */
  int offset;                                          /* minutes east of Greenwich */
} Time;

/* Days from 1970-01-01, of the proleptic Gregorian calendar. */
static int64_t days_of(int year, int month, int day) {
  int64_t y = year - (month <= 2 ? 1 : 0), era = (y >= 0 ? y : y - 399) / 400;
  int64_t of_era = y - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static Time time_of(int64_t local, int offset) {
  int64_t days = local / 86400 - (local % 86400 < 0 ? 1 : 0);
  int rest = (int)(local - days * 86400);
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), m = (5 * of_year + 2) / 153;
  Time time = {.local = local, .offset = offset};
  time.day = (int)(of_year - (153 * m + 2) / 5 + 1);
  time.month = (int)(m < 10 ? m + 3 : m - 9);
  time.year = (int)(year_of_era + era * 400 + (time.month <= 2 ? 1 : 0));
  time.hour = rest / 3600, time.minute = rest / 60 % 60, time.second = rest % 60;
  time.weekday = (int)(((days % 7) + 11) % 7);
  return time;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool number_at(Str text, size_t at, size_t digits, int *out) {
  *out = 0;
  if (at + digits > text.len) return false;
  for (size_t i = at; i < at + digits; i++) {
    if (!is_digit(text.ptr[i])) return false;
    *out = *out * 10 + (text.ptr[i] - '0');
  }
  return true;
}

static bool read_offset(Str zone, int *offset) {
  int hours, minutes;
  *offset = 0;
  if (str_eq(zone, STR("Z"))) return true;
  if (zone.len != 6 || (zone.ptr[0] != '+' && zone.ptr[0] != '-') || zone.ptr[3] != ':') return false;
  if (!number_at(zone, 1, 2, &hours) || !number_at(zone, 4, 2, &minutes) || hours > 23 || minutes > 59) return false;
  *offset = (hours * 60 + minutes) * (zone.ptr[0] == '-' ? -1 : 1);
  return true;
}

static bool read_time(Str text, Time *out) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year, month, day, hour, minute, second, offset;
  if (text.len < 20 || text.ptr[4] != '-' || text.ptr[7] != '-' || text.ptr[10] != 'T' || text.ptr[13] != ':' ||
      text.ptr[16] != ':')
    return false;
  if (!number_at(text, 0, 4, &year) || !number_at(text, 5, 2, &month) || !number_at(text, 8, 2, &day)) return false;
  if (!number_at(text, 11, 2, &hour) || !number_at(text, 14, 2, &minute) || !number_at(text, 17, 2, &second))
    return false;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1] + (leap && month == 2 ? 1 : 0)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  size_t zone = 19;
  if (text.ptr[zone] == '.')
    for (zone++; zone < text.len && is_digit(text.ptr[zone]);) zone++;
  if (!read_offset(str_sub(text, zone, text.len), &offset)) return false;
  *out = time_of(((days_of(year, month, day) * 24 + hour) * 60 + minute) * 60 + second, offset);
  return true;
}

/* ---- formatdate ---- */

static void put_number(Buf *out, size_t digits, int value) { buf_printf(out, digits == 1 ? "%d" : "%02d", value); }

static void put_name(Buf *out, Str name, bool whole) { buf_put(out, whole ? name : str_sub(name, 0, 3)); }

static void put_zone(Buf *out, const Time *time, size_t letters) {
  int minutes = time->offset < 0 ? -time->offset : time->offset;
  if (time->offset == 0 && letters == 1)
    buf_putc(out, 'Z');
  else if (time->offset == 0 && letters == 3)
    buf_put(out, STR("UTC"));
  else
    buf_printf(out, "%c%02d%s%02d", time->offset < 0 ? '-' : '+', minutes / 60, letters == 1 || letters == 5 ? ":" : "",
               minutes % 60);
}

/* What is wrong with a verb of that many letters; NULL: nothing. */
static const char *wrong_letters(char verb, size_t count) {
  switch (verb) {
  case 'Y': return count == 2 || count == 4 ? NULL : ": year must either be \"YY\" or \"YYYY\"";
  case 'M': return count <= 4 ? NULL : ": month must be \"M\", \"MM\", \"MMM\", or \"MMMM\"";
  case 'D': return count <= 2 ? NULL : ": day of month must either be \"D\" or \"DD\"";
  case 'E': return count == 3 || count == 4 ? NULL : ": day of week must either be \"EEE\" or \"EEEE\"";
  case 'h': return count <= 2 ? NULL : ": 24-hour must either be \"h\" or \"hh\"";
  case 'H': return count <= 2 ? NULL : ": 12-hour must either be \"H\" or \"HH\"";
  case 'A': return count == 2 ? NULL : ": must be \"AA\"";
  case 'a': return count == 2 ? NULL : ": must be \"aa\"";
  case 'm': return count <= 2 ? NULL : ": minute must either be \"m\" or \"mm\"";
  case 's': return count <= 2 ? NULL : ": second must either be \"s\" or \"ss\"";
  case 'Z': return count != 2 && count <= 5 ? NULL : ": timezone must be Z, ZZZZ, or ZZZZZ";
  default: return "";
  }
}

static void put_verb(Buf *out, const Time *time, char verb, size_t letters) {
  static const Str months[] = {STR_INIT("January"),   STR_INIT("February"), STR_INIT("March"),    STR_INIT("April"),
                               STR_INIT("May"),       STR_INIT("June"),     STR_INIT("July"),     STR_INIT("August"),
                               STR_INIT("September"), STR_INIT("October"),  STR_INIT("November"), STR_INIT("December")};
  static const Str days[] = {STR_INIT("Sunday"),   STR_INIT("Monday"), STR_INIT("Tuesday"), STR_INIT("Wednesday"),
                             STR_INIT("Thursday"), STR_INIT("Friday"), STR_INIT("Saturday")};
  bool noon = time->hour >= 12;
  switch (verb) {
  case 'Y': buf_printf(out, letters == 2 ? "%02d" : "%04d", letters == 2 ? time->year % 100 : time->year); break;
  case 'M':
    if (letters <= 2)
      put_number(out, letters, time->month);
    else
      put_name(out, months[time->month - 1], letters == 4);
    break;
  case 'D': put_number(out, letters, time->day); break;
  case 'E': put_name(out, days[time->weekday], letters == 4); break;
  case 'h': put_number(out, letters, time->hour); break;
  case 'H': put_number(out, letters, time->hour % 12 == 0 ? 12 : time->hour % 12); break;
  case 'A': buf_put(out, noon ? STR("PM") : STR("AM")); break;
  case 'a': buf_put(out, noon ? STR("pm") : STR("am")); break;
  case 'm': put_number(out, letters, time->minute); break;
  case 's': put_number(out, letters, time->second); break;
  default: put_zone(out, time, letters); break;
  }
}

/* 'quoted text', '' for a quote. Returns the end; 0 when it is not closed. */
static size_t put_quoted(Buf *out, Str format, size_t start) {
  if (start + 1 < format.len && format.ptr[start + 1] == '\'') {
    buf_putc(out, '\'');
    return start + 2;
  }
  for (size_t at = start + 1; at < format.len; at++) {
    bool quote = format.ptr[at] == '\'';
    if (quote && !(at + 1 < format.len && format.ptr[at + 1] == '\'')) return at + 1;
    buf_putc(out, format.ptr[at]);
    at += quote ? 1 : 0;
  }
  return 0;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool put_format(FuncCall *call, Buf *out, const Time *time) {
  Str format = func_text(call, 0);
  for (size_t at = 0, end; at < format.len; at = end) {
    char c = format.ptr[at];
    end = at + 1;
    if (c == '\'') {
      end = put_quoted(out, format, at);
      if (end == 0) func_fail_arg(call, 0, "unterminated literal '");
      if (end == 0) return false;
    } else if (!is_letter(c)) {
      buf_putc(out, c);
    } else {
      while (end < format.len && format.ptr[end] == c) end++;
      const char *wrong = wrong_letters(c, end - at);
      if (wrong != NULL)
        func_fail_arg(call, 0, "invalid date format verb \"%.*s\"%s", (int)(end - at), format.ptr + at, wrong);
      if (wrong != NULL) return false;
      put_verb(out, time, c, end - at);
    }
  }
  return true;
}

static const Val *format_date(FuncCall *call) {
  Time time;
  if (!read_time(func_text(call, 1), &time)) return func_fail_arg(call, 1, "not a valid RFC3339 timestamp");
  Buf out = {0};
  if (put_format(call, &out, &time)) return val_buf(call->arena, &out);
  buf_free(&out);
  return NULL;
}

/* ---- timeadd ---- */

/* "1h30m", "-10.5s" -> seconds, cut to whole ones; false after a mistake. */
static bool read_duration(FuncCall *call, Str text, int64_t *seconds) {
  static const struct {
    Str name;
    double seconds;
  } units[] = {{STR_INIT("ns"), 1e-9}, {STR_INIT("us"), 1e-6}, {STR_INIT("ms"), 1e-3},
               {STR_INIT("h"), 3600},  {STR_INIT("m"), 60},    {STR_INIT("s"), 1}};
  bool negative = str_starts(text, STR("-"));
  size_t at = negative || str_starts(text, STR("+")) ? 1 : 0, count = sizeof units / sizeof *units;
  double total = 0;
  *seconds = 0;
  if (str_eq(str_sub(text, at, text.len), STR("0"))) return true;
  bool good = at < text.len;
  while (at < text.len && good) {
    double value = 0, place = 1;
    size_t start = at, unit = 0;
    for (; at < text.len && is_digit(text.ptr[at]); at++) value = value * 10 + (text.ptr[at] - '0');
    if (at < text.len && text.ptr[at] == '.')
      for (at++; at < text.len && is_digit(text.ptr[at]); at++) value += (text.ptr[at] - '0') * (place /= 10);
    good = at > start;
    size_t end = at;
    while (end < text.len && text.ptr[end] != '.' && !is_digit(text.ptr[end])) end++;
    Str name = str_sub(text, at, end);
    while (unit < count && !str_eq(name, units[unit].name)) unit++;
    if (good && unit == count && name.len > 0)
      func_fail(call, "time: unknown unit \"%.*s\" in duration \"%.*s\"", STR_FMT(name), STR_FMT(text));
    else if (good && unit == count)
      func_fail(call, "time: missing unit in duration \"%.*s\"", STR_FMT(text));
    if (good && unit == count) return false;
    if (good) total += value * units[unit].seconds;
    at = end;
  }
  if (!good) func_fail(call, "time: invalid duration \"%.*s\"", STR_FMT(text));
  if (total > 1e10) return false;
  *seconds = (int64_t)(negative ? -total : total);
  return good;
}

static const Val *time_add(FuncCall *call) {
  Time time;
  int64_t seconds = 0;
  if (!read_time(func_text(call, 0), &time)) return func_fail(call, "not a valid RFC3339 timestamp");
  if (!read_duration(call, func_text(call, 1), &seconds)) return NULL;
  time = time_of(time.local + seconds, time.offset);
  Buf out = {0};
  buf_printf(&out, "%04d-%02d-%02dT%02d:%02d:%02d", time.year, time.month, time.day, time.hour, time.minute,
             time.second);
  put_zone(&out, &time, 1);
  return val_buf(call->arena, &out);
}

const FuncEntry func_dates[] = {{"formatdate", format_date, 0}, {"timeadd", time_add, 0}, {NULL, NULL, 0}};
