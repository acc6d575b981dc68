# The language that these files are written in, described in itself.
dialect "dialect" {
  title       = "Atlas language data"
  language_id = "atlas-dialect"
  file_name   = "language.hcl"
  engine      = "dialect"
  scope       = []
}

block "dialect" {
  doc     = "Heads the description of a language: what it is called, and how its files and databases are known."
  labels  = ["name"]
  example = <<-HCL
    dialect "sqlite" {
      title       = "SQLite"
      language_id = "atlas-schema-sqlite"
      suffix      = ".lt.hcl"
      schema      = true
    }
  HCL
  attributes {
    title            = optional(string, "Name for people.")
    language_id      = optional(string, "Language id of editors.")
    suffix           = optional(string, "End of its file names, such as .lt.hcl.")
    file_name        = optional(string, "Whole file name, when there is just one.")
    engine           = optional(string, "Name of the engine in texts of Atlas.")
    extends          = optional(string, "The dialect that this one changes: all of it is loaded first.")
    url_schemes      = optional(list(string), "Schemes of database URLs that mean this dialect.")
    docker_hosts     = optional(list(string), "Hosts of docker:// URLs that mean it.")
    scope            = optional(list(string), "Names in scope of expressions besides blocks, var, local, data and each.")
    rules            = optional(list(string), "C functions that are called once for a file.")
    open             = optional(enum(open_part) || list(enum(open_part)), "Which unknown names are taken at the top of a file.")
    schema           = optional(bool, "Describes a database schema: the folder common is part of the language.")
    config_functions = optional(bool, "file, glob, getenv and the like are in scope.")
    text             = optional(bool, "Its files are no HCL: each is one piece of text.")
    open_types       = optional(bool, "The list of column types is not confirmed: an unknown type word is an error only when it is close to a known one.")
  }
}

block "block" {
  doc     = "A block of the language; nested blocks mirror the language. A block that is there already is changed."
  labels  = ["name"]
  example = <<-HCL
    block "table" {
      doc    = "A table."
      labels = ["schema?", "name"]
      role   = table
      attributes {
        comment = optional(string, "Free text.", { role = comment })
      }
    }
  HCL
  attributes {
    doc           = optional(string, "One or two sentences for hover and the reference.")
    labels        = optional(verbatim, "Labels in order; \"schema?\" is optional, label(\"kind\", words) takes the words of an enum.")
    role          = optional(enum(block_role), "What the block means to the checker and the model.")
    referenced_as = optional(string, "How it is referenced: table.<name> | table.<schema>.<name>.")
    example       = optional(string, "HCL that checks clean inside its parents.")
    like          = optional(string, "Path of a block with the same labels, attributes, sets and blocks.")
    min           = optional(int, "How often it must stand in its parent.", { min = 0 })
    max           = optional(int, "How often it may stand there; 0 or absent: any number.", { min = 0 })
    repeatable    = optional(bool, "Two blocks of the same labels may stand in one parent.")
    open          = optional(enum(open_part) || list(enum(open_part)), "Which unknown names are taken inside, by design.")
    unconfirmed   = optional(bool, "The list of names inside is not confirmed: an unknown one is no error, and a hint when it is close to a known one.")
    may_have_more = optional(bool, "The list was complete once and has grown: an unknown name close to a known one is a hint.")
    verbatim      = optional(bool, "The values of unknown attributes are not evaluated.")
    types_only    = optional(bool, "The values of unknown attributes are type words.")
    names_type    = optional(bool, "The block may stand as a column type.")
    ordered       = optional(bool, "The order of blocks of this kind has a meaning.")
    uncertain     = optional(bool, "The block is not confirmed; it is never the reason for an error.")
    pro           = optional(bool, "Only the commercial build reads it.")
    deprecated    = optional(bool, "Replaced by something else.")
    rules         = optional(list(string), "C functions that check what data cannot say; declared in dialects/rules.h.")
    remove        = optional(list(string), "Attributes and blocks of the dialect that this one extends which do not exist here.")
  }
  shared {
    block   = block("block")
    variant = block("block", { doc = "The block as it is when its first label is this word." })
  }

  block "attributes" {
    doc      = "The attributes: name = required(KIND, DOC, { OPTIONS }) or optional(...). Options: role, default, min, max, unless, same_length, suggest, injected, url, message, own, single_table, meta, pro, deprecated, uncertain."
    open     = [attributes]
    verbatim = true
    max      = 1
    example  = <<-HCL
      attributes {
        schema = required(ref(schema), "Schema that owns the table.", { role = schema })
      }
    HCL
  }

  block "shared" {
    doc      = "Blocks that are described elsewhere: name = block(\"PATH\", { min, max, doc })."
    open     = [attributes]
    verbatim = true
    max      = 1
    example  = <<-HCL
      shared {
        annotation = block("annotation", { max = 1 })
      }
    HCL
  }

  block "exclusive" {
    doc        = "Attributes and blocks of which at most one may be given. \"as (attribute)\" and \"as (block)\" tell two of one name apart."
    repeatable = true
    example    = <<-HCL
      exclusive {
        names = ["columns", "on"]
      }
    HCL
    attributes {
      names   = required(list(string), "Names of the set.")
      message = optional(string, "Own text, with {label}, {table}, {position} and {block}.")
      late    = optional(bool, "Reported only in a block without other mistakes.")
    }
  }

  block "one_of" {
    doc        = "Attributes and blocks of which one must be given."
    like       = "block.exclusive"
    repeatable = true
    example    = <<-HCL
      one_of {
        names = ["columns", "on"]
        late  = true
      }
    HCL
  }
}

block "shape" {
  doc     = "A block that stands in several places: it is described once and taken over by shared { name = block(\"PATH\") }."
  like    = "block"
  labels  = ["path"]
  example = <<-HCL
    shape "annotation" {
      doc  = "Notes."
      open = [attributes, blocks]
    }
  HCL
}

block "enum" {
  doc     = "Words that an attribute takes: enum(NAME). An enum that is there already is changed."
  labels  = ["name"]
  example = <<-HCL
    enum "fk_action" {
      strings = true
      words   = ["NO_ACTION", "CASCADE"]
    }
  HCL
  attributes {
    doc     = optional(string, "What the words are.")
    words   = optional(list(string) || map(string), "The words, or words with a text each.")
    add     = optional(list(string) || map(string), "More words than the dialect that this one extends has.")
    remove  = optional(list(string), "Words of it that do not exist here.")
    strings = optional(bool, "The words may be quoted.")
    open    = optional(bool, "Other words are taken as strings.")
  }
}

block "types" {
  doc        = "Column types of a category: name = type(SQL, DOC, [PARAMETERS], { OPTIONS }); parameters are required(NAME, KIND, { min, max, ... }) or optional(...)."
  labels     = ["category"]
  open       = [attributes]
  verbatim   = true
  repeatable = true
  example    = <<-HCL
    types "string" {
      char = type("char", "Fixed-length text.", [optional(size, int, { min = 0, max = 255 })])
    }
  HCL
}

block "functions" {
  doc        = "Functions of expressions: name = function(RESULT, DOC, [PARAMETERS], { OPTIONS }); parameters are required(NAME, TYPE), optional, variadic or some."
  labels     = ["category"]
  open       = [attributes]
  verbatim   = true
  repeatable = true
  example    = <<-HCL
    functions "number" {
      abs = function(number, "Absolute value.", [required(num, number)])
    }
  HCL
}

block "facts" {
  doc     = "A table of facts that completion, hover and rules look up; the first cell of a row is its key."
  labels  = ["name"]
  example = <<-HCL
    facts "charset_default_collation" {
      columns = ["charset", "collation"]
      rows = [
        ["ascii", "ascii_general_ci"],
      ]
    }
  HCL
  attributes {
    doc     = optional(string, "What the table says.")
    columns = optional(list(string), "Names of the cells.")
    rows    = optional(list(list(string)), "The rows.")
    remove  = optional(list(string), "Keys of rows of the dialect that this one extends which are wrong here.")
  }
}

block "sql" {
  doc     = "How the dialect writes SQL: quotes, comments, and what checks it."
  max     = 1
  example = <<-HCL
    sql {
      double_quotes = true
      parser        = "sqlite"
    }
  HCL
  attributes {
    double_quotes     = optional(bool, "\"a b\" is a name, not a string.")
    backtick_quotes   = optional(bool, "`a b` is a name.")
    bracket_quotes    = optional(bool, "[a b] is a name.")
    dollar_quotes     = optional(bool, "$$...$$ and $tag$...$tag$ are strings.")
    q_quotes          = optional(bool, "q'[...]' is a string.")
    triple_quotes     = optional(bool, "Strings in three quotes.")
    e_strings         = optional(bool, "E'...' is a string with escapes.")
    backslash_escapes = optional(bool, "A backslash escapes in every string.")
    hash_comments     = optional(bool, "# starts a comment.")
    nested_comments   = optional(bool, "/* */ comments nest.")
    lenient_quotes    = optional(bool, "A name in double quotes that does not exist is a string.")
    plain_bodies      = optional(bool, "Bodies of triggers have no variables.")
    known_names       = optional(bool, "Unknown tables and columns are worth a warning.")
    parser            = optional(string, "The parser that checks the syntax: postgresql or sqlite.")
    system            = optional(list(string), "Beginnings of the names of the tables that the database itself has.")
  }
}

block "top_level" {
  doc     = "Attributes of every top-level block of the schema languages."
  example = <<-HCL
    top_level {
      attributes {
        for_each = optional(any, "Repeats the block.", { role = for_each, meta = true })
      }
    }
  HCL
  shared {
    attributes = block("block.attributes", { max = 1 })
  }
}

enum "open_part" {
  words = ["attributes", "blocks"]
}

enum "block_role" {
  words = [
    "plain", "schema", "table", "column", "primary_key", "index", "index_part", "foreign_key", "unique", "check", "enum",
    "view", "materialized", "function", "procedure", "trigger", "sequence", "partition", "generated", "variable",
    "locals", "data", "env", "realm", "identity", "exclude",
  ]
}

types "declaration" {
  required = type("required", "A required attribute, or parameter of a type.", [required(kind, any), required(doc, any), optional(options, any)])
  optional = type("optional", "An optional attribute, or parameter of a type.", [required(kind, any), required(doc, any), optional(options, any)])
  type     = type("type", "A column type.", [required(sql, string), required(doc, string), optional(params, any), optional(options, any)])
  function = type("function", "A function of expressions.", [required(result, any), required(doc, string), optional(params, any), optional(options, any)])
  block    = type("block", "A block that is described elsewhere.", [required(path, string), optional(options, any)])
  label    = type("label", "A label that takes the words of an enum.", [required(name, string), required(words, any)])
}
