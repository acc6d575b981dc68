# Rules: what is visited and asserted.

#==== not unknown-block: a rule on schema
rule "schema" "a" {
  description = "d"
  schema {
    assert {
      condition = self.name != ""
      message   = "schema ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on table
rule "schema" "a" {
  description = "d"
  table {
    assert {
      condition = self.name != ""
      message   = "table ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on view
rule "schema" "a" {
  description = "d"
  view {
    assert {
      condition = self.name != ""
      message   = "view ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on function
rule "schema" "a" {
  description = "d"
  function {
    assert {
      condition = self.name != ""
      message   = "function ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on procedure
rule "schema" "a" {
  description = "d"
  procedure {
    assert {
      condition = self.name != ""
      message   = "procedure ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on role
rule "schema" "a" {
  description = "d"
  role {
    assert {
      condition = self.name != ""
      message   = "role ${self.name}"
    }
  }
}

#==== not unknown-block: a rule on user
rule "schema" "a" {
  description = "d"
  user {
    assert {
      condition = self.name != ""
      message   = "user ${self.name}"
    }
  }
}

#==== not missing-attribute: rules as documented
rule "schema" "primary-key-required" {
  description = "All tables must have a primary key"
  table {
    assert {
      predicate = predicate.table.has_primary_key
      message   = "Table ${self.name} must have a primary key"
    }
  }
}
predicate "table" "has_primary_key" {
  primary_key {
    ne = null
  }
}

#==== not unknown-block: changes as documented
rule "migrate" "no-drop" {
  description = "Tables may not be dropped"
  drop {
    table {
      assert {
        condition = false
        message   = "Table ${self.name} is dropped"
      }
    }
  }
}

#==== missing-attribute: a rule without a description
rule "schema" "a" {
#^^^ error: missing required attribute description in block rule [missing-attribute]
  table {
    assert {
      condition = true
    }
  }
}

#==== label-value: a kind of rule that does not exist
rule "lint" "a" {
#    ^^^^^^ error: unknown kind lint in block of type rule [label-value]
  description = "d"
}

#==== label-count: a rule without a name
rule "schema" {
#^^^ error: rule block must have exactly 2 labels [label-count]
  description = "d"
}

#==== unknown-attribute: a misspelt description
rule "schema" "a" {
  descripton = "d"
# ^^^^^^^^^^^^^^^^ error: unknown attribute descripton in block of type rule (Did you mean description?) [unknown-attribute => description]
}

#==== unknown-block: changes in a rule on schemas
rule "schema" "a" {
  description = "d"
  drop {
# ^^^^ error: unknown block type drop in block of type rule [unknown-block]
    table {
    }
  }
}

#==== unknown-block: a misspelt assert
rule "schema" "a" {
  description = "d"
  table {
    asert {
#   ^^^^^ error: unknown block type asert in block of type table (Did you mean assert?) [unknown-block => assert]
      condition = true
    }
  }
}

#==== unknown-block: columns outside of tables
rule "schema" "a" {
  description = "d"
  columns {
# ^^^^^^^ error: unknown block type columns in block of type rule [unknown-block]
  }
}

#==== one-of-required: an assert of nothing
rule "schema" "a" {
  description = "d"
  table {
    assert {
#   ^^^^^^ error: one of predicate, condition is required in block assert [one-of-required]
      message = "m"
    }
  }
}

#==== value-kind: a condition that is no bool
rule "schema" "a" {
  description = "d"
  table {
    assert {
      condition = 5
#                 ^ error: value of attr "condition" cannot be read as bool: bool value is required [value-kind]
    }
  }
}

#==== value-kind: a message that is no text
rule "schema" "a" {
  description = "d"
  table {
    assert {
      condition = true
      message   = 5
#                 ^ error: value of attr "message" cannot be read as string: string value is required [value-kind]
    }
  }
}

#==== not unknown-reference: values for a predicate
predicate "table" "named" {
  variable "names" {
    type = list(string)
  }
  name {
    in = var.names
  }
}
rule "schema" "a" {
  description = "d"
  table {
    match {
      predicate = predicate.table.named
      vars = {
        names = ["users"]
      }
    }
    assert {
      condition = self.name != ""
    }
  }
}

#==== not unknown-variable: self in conditions and messages
rule "schema" "a" {
  description = "d"
  table {
    index {
      assert {
        condition = length(self.parts) > 0
        message   = "index ${self.name}"
      }
    }
  }
}

#==== unknown-variable: a name that is not in scope
rule "schema" "a" {
  description = "d"
  table {
    assert {
      condition = name != ""
#                 ^^^^ error: Unknown variable; There is no variable named "name". [unknown-variable]
    }
  }
}
