# atlas-lsp: dialect=dialect
# Functions of expressions: name = function(RESULT, DOC, [PARAMETERS]). `some` is required and may repeat.

functions "number" {
  abs      = function(number, "Absolute value.", [required(num, number)])
  ceil     = function(number, "Rounds up to a whole number.", [required(num, number)])
  floor    = function(number, "Rounds down to a whole number.", [required(num, number)])
  log      = function(number, "Logarithm of num to the base.", [required(num, number), required(base, number)])
  max      = function(number, "Largest argument; at least one is needed.", [variadic(numbers, number)])
  min      = function(number, "Smallest argument; at least one is needed.", [variadic(numbers, number)])
  pow      = function(number, "Raises num to the power.", [required(num, number), required(power, number)])
  signum   = function(number, "-1, 0 or 1 by the sign.", [required(num, number)])
  parseint = function(number, "Reads a whole number written in base 2 to 62.", [required(number, string), required(base, number)])
  range    = function(list(number), "Numbers from start (0) up to, not including, limit. One to three arguments: (limit), (start, limit), (start, limit, step). Declared as variadic; the order of meaning depends on the count.", [optional(start, number), required(limit, number), optional(step, number)])
}

functions "string" {
  chomp        = function(string, "Removes newlines at the end.", [required(str, string)])
  endswith     = function(bool, "True when s ends with suffix.", [required(s, string), required(suffix, string)])
  startswith   = function(bool, "True when s starts with prefix.", [required(s, string), required(prefix, string)])
  format       = function(string, "printf style text: %s %d %f %t %v %q %x %o %b %#v and widths; %[n] picks an argument.", [required(format, string), variadic(args, any)])
  formatlist   = function(list(string), "format applied to lists in parallel.", [required(format, string), variadic(args, any)])
  indent       = function(string, "Adds spaces before every line except the first.", [required(spaces, number), required(str, string)])
  join         = function(string, "Glues list elements; at least one list.", [required(separator, string), variadic(lists, list(string))])
  lower        = function(string, "Lower case.", [required(str, string)])
  upper        = function(string, "Upper case.", [required(str, string)])
  title        = function(string, "Upper case first letter of every word.", [required(str, string)])
  regex        = function("string|list(string)|map(string)", "First match of an RE2 pattern: text when there is no group, a tuple for plain groups, an object for named groups. No match is an error.", [required(pattern, string), required(string, string)])
  regexall     = function(list(any), "All matches, in the same shapes as regex.", [required(pattern, string), required(string, string)])
  regexpescape = function(string, "Escapes characters that are special in patterns.", [required(str, string)])
  regexreplace = function(string, "Replaces every match of a pattern; $1 or $${name} in the replacement. Argument order: text, pattern, replacement.", [required(str, string), required(pattern, string), required(replace, string)])
  replace      = function(string, "Replaces every literal occurrence. Unlike Terraform, /.../ does not make it a pattern.", [required(str, string), required(substr, string), required(replace, string)])
  split        = function(list(string), "Cuts text at a separator.", [required(separator, string), required(str, string)])
  strrev       = function(string, "Text backwards.", [required(str, string)])
  substr       = function(string, "Part of a text by characters; negative offset counts from the end, length -1 means the rest.", [required(str, string), required(offset, number), required(length, number)])
  trim         = function(string, "Removes any of the given characters at both ends.", [required(str, string), required(cutset, string)])
  trimprefix   = function(string, "Removes a beginning if present.", [required(str, string), required(prefix, string)])
  trimspace    = function(string, "Removes white space at both ends.", [required(str, string)])
  trimsuffix   = function(string, "Removes an ending if present.", [required(str, string), required(suffix, string)])
  regexmatch   = function(bool, "True when the pattern matches. In newer documents; argument order not confirmed.", [required(pattern, string), required(string, string)], { pro = true })
}

functions "collection" {
  alltrue         = function(bool, "True when every element is the boolean true; also true for an empty collection. An object literal or text is an error (collection must be a list, a map or a tuple).", [required(collection, "list(any)|set(any)|map(any)|tuple")])
  chunklist       = function("list(list(any))", "Cuts a list into lists of a size.", [required(list, list(any)), required(size, number)])
  coalescelist    = function(list(any), "First argument that is not empty.", [variadic(vals, list(any))])
  compact         = function(list(string), "Drops empty strings.", [required(list, list(string))])
  concat          = function(list(any), "Joins lists.", [variadic(seqs, list(any))])
  contains        = function(bool, "True when the list, tuple or set holds the value.", [required(list, "list(any)|set(any)|tuple"), required(value, any)])
  distinct        = function(list(any), "Drops repeated elements, keeps the first.", [required(list, list(any))])
  element         = function(any, "Element at an index that wraps around.", [required(list, list(any)), required(index, number)])
  empty           = function(bool, "True for an empty list, set, map or tuple. Text is an error. An object literal or text is an error (collection must be a list, a map or a tuple).", [required(collection, "list(any)|set(any)|map(any)|tuple")])
  flatten         = function(list(any), "Replaces nested lists by their elements.", [required(list, "list(any)|set(any)|tuple")])
  index           = function(any, "Element for a key or position, the function form of collection[key]. Terraform's index finds a position; this one does not.", [required(collection, "list(any)|map(any)"), required(key, any)])
  keys            = function(list(string), "Sorted keys of a map or object.", [required(inputMap, "map(any)|object")])
  length          = function(number, "Number of elements of a list, set, map or tuple. An object literal or text is an error (collection must be a list, a map or a tuple).", [required(collection, "list(any)|set(any)|map(any)|tuple")])
  merge           = function(map(any), "One map or object of all; later arguments win.", [variadic(maps, "map(any)|object")])
  reverse         = function(list(any), "List backwards. Use strrev for text.", [required(list, "list(any)|set(any)|tuple")])
  setintersection = function(set(any), "Elements that are in every set.", [required(first_set, set(any)), variadic(other_sets, set(any))])
  setproduct      = function(set(any), "All combinations; at least two arguments.", [variadic(sets, set(any))])
  setsubtract     = function(set(any), "Elements of a that are not in b.", [required(a, set(any)), required(b, set(any))])
  setunion        = function(set(any), "Elements that are in any set.", [required(first_set, set(any)), variadic(other_sets, set(any))])
  slice           = function(list(any), "Elements from start up to, not including, end.", [required(list, list(any)), required(start_index, number), required(end_index, number)])
  sort            = function(list(string), "Sorted copy.", [required(list, list(string))])
  values          = function(list(any), "Values in the order of the sorted keys.", [required(mapping, "map(any)|object")])
  zipmap          = function(map(any), "Map from a list of keys and a list of values.", [required(keys, list(string)), required(values, list(any))])
  anytrue         = function(bool, "True when at least one element is true. In newer documents; unknown to the open source build.", [required(collection, list(bool))], { pro = true })
}

functions "encoding" {
  csvdecode  = function("list(map(string))", "Rows of CSV text with a header line.", [required(str, string)])
  jsondecode = function(any, "Value of JSON text.", [required(str, string)])
  jsonencode = function(string, "JSON text of a value.", [required(val, any)])
  yamldecode = function(any, "Value of YAML text.", [required(src, string)])
  yamlencode = function(string, "YAML text of a value.", [required(value, any)])
  yamlmerge  = function(string, "Deep merge of YAML documents; null arguments are skipped, a type clash is an error.", [variadic(values, string)])
}

functions "time" {
  formatdate = function(string, "Writes an RFC 3339 time in a pattern such as YYYY-MM-DD or EEEE.", [required(format, string), required(time, string)])
  timeadd    = function(string, "Adds a Go duration to an RFC 3339 time.", [required(timestamp, string), required(duration, string)])
  timestamp  = function(string, "Current time, RFC 3339. In newer documents; unknown to the open source build.", [], { config_only = true, pro = true })
}

functions "conversion" {
  can      = function(bool, "True when the expression evaluates without error.", [required(expression, expr)])
  try      = function(any, "First argument that evaluates without error.", [variadic(expressions, expr)])
  tobool   = function(bool, "Conversion; of texts only \"true\" and \"false\".", [required(v, any)])
  tolist   = function(list(any), "Conversion of a set or tuple.", [required(v, any)])
  tonumber = function(number, "Conversion of decimal text.", [required(v, any)])
  toset    = function(set(any), "Conversion; drops repeats. Needed before for_each over a declared list.", [required(v, any)])
  tostring = function(string, "Conversion of a number or boolean.", [required(v, any)])
}

functions "debug" {
  print = function(any, "Writes the value to standard output and returns it.", [required(print, any)])
}

functions "url" {
  urlescape   = function(string, "Query escaping; a space becomes +.", [required(string, string)])
  urlqueryset = function(string, "Sets a query parameter; parameters come out sorted.", [required(url, string), required(key, string), required(value, string)])
  urlsetpath  = function(string, "Replaces the path.", [required(url, string), required(path, string)])
  urluserinfo = function(string, "Sets user and, when given, password, both escaped. The password is a variadic parameter, so more than three arguments do not fail.", [required(url, string), required(user, string), variadic(pass, string)])
}

functions "sql" {
  sql = function(expr, "Marks raw SQL: default = sql(\"now()\"), type = sql(\"...\"). Empty text is an error: empty expression.", [required(def, string)])
}

functions "file" {
  file    = function(string, "Content of a file; relative to the directory of atlas.hcl.", [required(path, string)], { config_only = true })
  fileset = function(list(string), "file:// URLs of the files that match a doublestar pattern (** allowed), relative to the directory of atlas.hcl.", [required(pattern, string)], { config_only = true })
  glob    = function(list(string), "Older form of fileset without **; deprecated.", [required(pattern, string)], { config_only = true, deprecated = true })
  getenv  = function(string, "Environment variable; empty when unset.", [required(key, string)], { config_only = true })
}
