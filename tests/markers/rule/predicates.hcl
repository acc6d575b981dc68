# Predicates: conditions on objects of the schema.

#==== not unknown-block: predicate schema as documented
predicate "schema" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate schema
predicate "schema" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate table as documented
predicate "table" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate table
predicate "table" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate column as documented
predicate "column" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate column
predicate "column" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate view as documented
predicate "view" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate view
predicate "view" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate index as documented
predicate "index" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate index
predicate "index" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate index_part as documented
predicate "index_part" "example" {
  column {
    ne = null
  }
}

#==== unknown-block: varibale in predicate index_part
predicate "index_part" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate foreign_key as documented
predicate "foreign_key" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate foreign_key
predicate "foreign_key" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate check as documented
predicate "check" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate check
predicate "check" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate trigger as documented
predicate "trigger" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate trigger
predicate "trigger" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate function as documented
predicate "function" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate function
predicate "function" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate procedure as documented
predicate "procedure" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate procedure
predicate "procedure" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate arg as documented
predicate "arg" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate arg
predicate "arg" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate policy as documented
predicate "policy" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate policy
predicate "policy" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate role as documented
predicate "role" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate role
predicate "role" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate permission as documented
predicate "permission" "example" {
  grantee {
    ne = null
  }
}

#==== unknown-block: varibale in predicate permission
predicate "permission" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate attr as documented
predicate "attr" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate attr
predicate "attr" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-block: predicate user as documented
predicate "user" "example" {
  name {
    ne = null
  }
}

#==== unknown-block: varibale in predicate user
predicate "user" "a" {
  varibale {
# ^^^^^^^^ error: unknown block type varibale in block of type predicate (Did you mean variable?) [unknown-block => variable]
    eq = 1
  }
}

#==== not unknown-reference: a predicate with a hyphen
predicate "column" "not-null" {
  null {
    eq = false
  }
}
rule "schema" "a" {
  description = "d"
  table {
    column {
      assert {
        predicate = predicate.column.not-null
        message   = "m"
      }
    }
  }
}

#==== unknown-reference: a predicate that does not exist
predicate "column" "not-null" {
  null {
    eq = false
  }
}
rule "schema" "a" {
  description = "d"
  table {
    column {
      assert {
        predicate = predicate.column.not-nul
#                                   ^^^^^^^^ error: Unsupported attribute; This object does not have an attribute named "not-nul". [unknown-reference => not-null]
        message   = "m"
      }
    }
  }
}

#==== label-value: a kind that does not exist
predicate "tables" "a" {
#         ^^^^^^^^ error: unknown kind tables in block of type predicate (Did you mean table?) [label-value => "table"]
  name {
    ne = null
  }
}

#==== label-count: without a name
predicate "table" {
#^^^^^^^^ error: predicate block must have exactly 2 labels [label-count]
  name {
    ne = null
  }
}

#==== unknown-attribute: an operator that does not exist
predicate "table" "a" {
  name {
    equals = "x"
#   ^^^^^^^^^^^^ error: unknown attribute equals in block of type name [unknown-attribute]
  }
}

#==== unknown-attribute: a misspelt operator
predicate "table" "a" {
  name {
    contian = "x"
#   ^^^^^^^^^^^^^ error: unknown attribute contian in block of type name (Did you mean contains?) [unknown-attribute => contains]
  }
}

#==== value-kind: match is no text
predicate "table" "a" {
  name {
    match = 5
#           ^ error: value of attr "match" cannot be read as string: string value is required [value-kind]
  }
}

#==== not unknown-attribute: operators of texts
predicate "table" "a" {
  name {
    ne       = null
    contains = "x"
    match    = "^x"
  }
}

#==== not unknown-block: groups
predicate "table" "a" {
  or {
    name {
      eq = "x"
    }
    not {
      name {
        eq = "y"
      }
    }
  }
}

#==== not unknown-block: numbers of objects
predicate "table" "a" {
  count {
    column {
      condition = true
    }
    ge = 1
  }
}

#==== missing-attribute: a variable without a type
predicate "table" "a" {
  variable "names" {
# ^^^^^^^^ error: missing required attribute type in block variable [missing-attribute]
  }
}

#==== duplicate-name: two predicates of one name
predicate "column" "not-null" {
  null {
    eq = false
  }
}
predicate "column" "not-null" {
#                  ^^^^^^^^^^ error: duplicate predicate "not-null" [duplicate-name]
  null {
    eq = false
  }
}
