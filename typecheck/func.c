/* func.c: finds the implementation of a function by its name.
 *
 * These give unknown values on purpose. They would read files, the environment or the clock: file, fileset, glob,
 * getenv, timestamp. Their text form is a language of its own: yamldecode, yamlencode, yamlmerge. Of the regular
 * expressions those that POSIX cannot say in the same way (see func_regex.c). */
#include "typecheck/func.h"

#include <stdarg.h>
#include <stdio.h>

const FuncEntry *func_named(Str name) {
  static const FuncEntry *const families[] = {func_strings, func_formats, func_numbers,     func_lists,
                                              func_maps,    func_sets,    func_conversions, func_encodings,
                                              func_dates,   func_urls,    func_regexes};
  for (size_t family = 0; family < sizeof families / sizeof *families; family++)
    for (const FuncEntry *entry = families[family]; entry->name != NULL; entry++)
      if (str_eq(str_from(entry->name), name)) return entry;
  return NULL;
}

__attribute__((format(printf, 3, 0))) static void set_error(FuncCall *call, int arg, const char *format, va_list args) {
  char text[512];
  int length = vsnprintf(text, sizeof text, format, args);
  size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
  call->error = arena_str(call->arena, str_make(text, kept));
  call->bad_arg = arg;
}

const Val *func_fail(FuncCall *call, const char *format, ...) {
  va_list args;
  va_start(args, format);
  set_error(call, -1, format, args);
  va_end(args);
  return NULL;
}

const Val *func_fail_arg(FuncCall *call, int arg, const char *format, ...) {
  va_list args;
  va_start(args, format);
  set_error(call, arg, format, args);
  va_end(args);
  return NULL;
}

bool func_int(FuncCall *call, uint32_t arg, int64_t *out, const char *what) {
  if (val_int(call->args[arg], out)) return true;
  func_fail(call, "%svalue must be a whole number, between -9223372036854775808 and 9223372036854775807", what);
  return false;
}
