# Predicates that rules refer to.

#==== wrong-reference: a predicate of columns for a table
predicate "column" "not-null" {
  null {
    eq = false
  }
}
rule "schema" "a" {
  description = "d"
  table {
    assert {
      predicate = predicate.column.not-null
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^ error: a predicate of kind column cannot be used for a table [wrong-reference]
    }
  }
}

#==== wrong-reference: a predicate of tables that chooses columns
predicate "table" "named" {
  name {
    ne = null
  }
}
rule "migrate" "a" {
  description = "d"
  add {
    table {
      column {
        match {
          predicate = predicate.table.named
#                     ^^^^^^^^^^^^^^^^^^^^^ error: a predicate of kind table cannot be used for a column [wrong-reference]
        }
        assert {
          condition = false
        }
      }
    }
  }
}

#==== not wrong-reference: predicates of the kind that is visited
predicate "column" "not-null" {
  null {
    eq = false
  }
}
predicate "table" "named" {
  name {
    ne = null
  }
}
rule "schema" "a" {
  description = "d"
  table {
    match {
      predicate = predicate.table.named
    }
    column {
      assert {
        predicate = predicate.column.not-null
      }
    }
  }
}

#==== variable: a value is missing
predicate "table" "in" {
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
    assert {
      predicate = predicate.table.in
#                 ^^^^^^^^^^^^^^^^^^ error: missing value for required variable "names" [variable]
    }
  }
}

#==== variable: a value for a variable that does not exist
predicate "table" "in" {
  variable "names" {
    type    = list(string)
    default = []
  }
  name {
    in = var.names
  }
}
rule "schema" "a" {
  description = "d"
  table {
    assert {
      predicate = predicate.table.in
      vars = {
#            ^ +2:8 error: predicate "in" has no variable "nmaes" [variable]
        nmaes = ["users"]
      }
    }
  }
}

#==== not variable: all values are given, or known only when it runs
predicate "table" "in" {
  variable "names" {
    type = list(string)
  }
  name {
    in = var.names
  }
}
variable "all" {
  type = map(list(string))
}
rule "schema" "a" {
  description = "d"
  table {
    match {
      predicate = predicate.table.in
      vars = {
        names = ["users"]
      }
    }
    assert {
      predicate = predicate.table.in
      vars      = var.all
    }
  }
}

#==== unknown-reference: an input variable that nobody declares
variable "limit" {
  type = number
}
predicate "table" "small" {
  variable "most" {
    type = number
  }
  condition = length(self.columns) < var.mots
#                                       ^^^^^ error: Unsupported attribute; This object does not have an attribute named "mots". [unknown-reference]
}

#==== not unknown-reference: input variables of the file and of the predicate
variable "limit" {
  type = number
}
predicate "table" "small" {
  variable "most" {
    type = number
  }
  condition = length(self.columns) < var.most && var.most < var.limit
}
