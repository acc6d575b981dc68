# The language of Atlas lint rules files, as data: see docs/reference/dialect.md for the language of this file.
dialect "rule" {
  title            = "Atlas lint rules"
  language_id      = "atlas-rule"
  suffix           = ".rule.hcl"
  engine           = "rule"
  config_functions = true
  scope            = ["self"]
}

block "variable" {
  doc           = "Input value of the file. Set by `vars` in atlas.hcl, by extra attributes of the env, or by --var."
  labels        = ["name"]
  role          = variable
  referenced_as = "var.<name>"
  example       = <<-HCL
    variable "seed_file" {
      type    = string
      default = "seed.sql"
    }
  HCL
  attributes {
    type        = required(typeexpr, "Type constraint, not a string.", { role = type })
    default     = optional(any, "Value when none is supplied; no var.* or local.* in it.", { role = default })
    description = optional(string, "Free text.")
  }
}

block "predicate" {
  doc    = "A named condition on objects of one kind, which the first label selects."
  labels = [label("kind", ["schema", "table", "column", "view", "index", "index_part", "foreign_key", "check", "trigger", "function", "procedure", "arg", "policy", "role", "permission", "attr", "user"]), "name"]

  variant "schema" {
    doc           = "Reusable condition on: a database schema. All blocks inside must hold."
    referenced_as = "predicate.schema.<name>"
    pro           = true
    example       = <<-HCL
      predicate "schema" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind schema.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable = block("predicate.variable")
      name     = block("predicate.op_string", { max = 1 })
      comment  = block("predicate.op_string", { max = 1 })
      self     = block("predicate.self", { max = 1 })
      and      = block("predicate:schema.logic")
      or       = block("predicate:schema.logic")
      not      = block("predicate:schema.logic")
      all      = block("predicate:schema.quantifier")
      any      = block("predicate:schema.quantifier")
      exists   = block("predicate:schema.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          table {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        table      = block("predicate.quantified")
        view       = block("predicate.quantified")
        function   = block("predicate.quantified")
        procedure  = block("predicate.quantified")
        permission = block("predicate.quantified")
        policy     = block("predicate.quantified")
        attr       = block("predicate.quantified")
      }
    }
  }

  variant "table" {
    doc           = "Reusable condition on: a table. All blocks inside must hold."
    referenced_as = "predicate.table.<name>"
    pro           = true
    example       = <<-HCL
      predicate "table" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind table.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable              = block("predicate.variable")
      name                  = block("predicate.op_string", { max = 1 })
      comment               = block("predicate.op_string", { max = 1 })
      schema                = block("predicate.op_object", { max = 1 })
      primary_key           = block("predicate.op_object", { max = 1 })
      row_security_enabled  = block("predicate.op_bool", { max = 1 })
      row_security_enforced = block("predicate.op_bool", { max = 1 })
      self                  = block("predicate.self", { max = 1 })
      and                   = block("predicate:table.logic")
      or                    = block("predicate:table.logic")
      not                   = block("predicate:table.logic")
      all                   = block("predicate:table.quantifier")
      any                   = block("predicate:table.quantifier")
      exists                = block("predicate:table.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          column {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        column      = block("predicate.quantified")
        index       = block("predicate.quantified")
        foreign_key = block("predicate.quantified")
        check       = block("predicate.quantified")
        trigger     = block("predicate.quantified")
        permission  = block("predicate.quantified")
        policy      = block("predicate.quantified")
        attr        = block("predicate.quantified")
      }
    }
  }

  variant "column" {
    doc           = "Reusable condition on: a column. All blocks inside must hold."
    referenced_as = "predicate.column.<name>"
    pro           = true
    example       = <<-HCL
      predicate "column" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind column.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable    = block("predicate.variable")
      name        = block("predicate.op_string", { max = 1 })
      type        = block("predicate.op_any", { max = 1 })
      null        = block("predicate.op_bool", { max = 1 })
      default     = block("predicate.op_any", { max = 1 })
      comment     = block("predicate.op_string", { max = 1 })
      primary_key = block("predicate.op_any", { max = 1 })
      self        = block("predicate.self", { max = 1 })
      and         = block("predicate:column.logic")
      or          = block("predicate:column.logic")
      not         = block("predicate:column.logic")
      all         = block("predicate:column.quantifier")
      any         = block("predicate:column.quantifier")
      exists      = block("predicate:column.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          permission {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        permission = block("predicate.quantified")
      }
    }
  }

  variant "view" {
    doc           = "Reusable condition on: a view. All blocks inside must hold."
    referenced_as = "predicate.view.<name>"
    pro           = true
    example       = <<-HCL
      predicate "view" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind view.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable         = block("predicate.variable")
      name             = block("predicate.op_string", { max = 1 })
      query            = block("predicate.op_string", { max = 1 })
      comment          = block("predicate.op_string", { max = 1 })
      security_barrier = block("predicate.op_bool", { max = 1 })
      security_invoker = block("predicate.op_bool", { max = 1 })
      security         = block("predicate.op_string", { max = 1 })
      self             = block("predicate.self", { max = 1 })
      and              = block("predicate:view.logic")
      or               = block("predicate:view.logic")
      not              = block("predicate:view.logic")
      all              = block("predicate:view.quantifier")
      any              = block("predicate:view.quantifier")
      exists           = block("predicate:view.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          column {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        column     = block("predicate.quantified")
        index      = block("predicate.quantified")
        trigger    = block("predicate.quantified")
        permission = block("predicate.quantified")
      }
    }
  }

  variant "index" {
    doc           = "Reusable condition on: an index or primary key. All blocks inside must hold."
    referenced_as = "predicate.index.<name>"
    pro           = true
    example       = <<-HCL
      predicate "index" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind index.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable       = block("predicate.variable")
      name           = block("predicate.op_string", { max = 1 })
      comment        = block("predicate.op_string", { max = 1 })
      unique         = block("predicate.op_bool", { max = 1 })
      type           = block("predicate.op_string", { max = 1 })
      where          = block("predicate.op_string", { max = 1 })
      nulls_distinct = block("predicate.op_bool", { max = 1 })
      self           = block("predicate.self", { max = 1 })
      and            = block("predicate:index.logic")
      or             = block("predicate:index.logic")
      not            = block("predicate:index.logic")
      all            = block("predicate:index.quantifier")
      any            = block("predicate:index.quantifier")
      exists         = block("predicate:index.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          part {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        part = block("predicate.quantified")
      }
    }
  }

  variant "index_part" {
    doc           = "Reusable condition on: one key part of an index; the child block is called part. All blocks inside must hold."
    referenced_as = "predicate.index_part.<name>"
    pro           = true
    example       = <<-HCL
      predicate "index_part" "example" {
        column {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind index_part.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable = block("predicate.variable")
      column   = block("predicate.op_object", { max = 1 })
      expr     = block("predicate.op_string", { max = 1 })
      desc     = block("predicate.op_bool", { max = 1 })
      prefix   = block("predicate.op_number", { max = 1 })
      self     = block("predicate.self", { max = 1 })
      and      = block("predicate:index_part.logic")
      or       = block("predicate:index_part.logic")
      not      = block("predicate:index_part.logic")
    }
  }

  variant "foreign_key" {
    doc           = "Reusable condition on: a foreign key. All blocks inside must hold."
    referenced_as = "predicate.foreign_key.<name>"
    pro           = true
    example       = <<-HCL
      predicate "foreign_key" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind foreign_key.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable           = block("predicate.variable")
      name               = block("predicate.op_string", { max = 1 })
      comment            = block("predicate.op_string", { max = 1 })
      table              = block("predicate.op_object", { max = 1 })
      ref_table          = block("predicate.op_object", { max = 1 })
      on_update          = block("predicate.op_string", { max = 1 })
      on_delete          = block("predicate.op_string", { max = 1 })
      deferrable         = block("predicate.op_bool", { max = 1 })
      initially_deferred = block("predicate.op_bool", { max = 1 })
      self               = block("predicate.self", { max = 1 })
      and                = block("predicate:foreign_key.logic")
      or                 = block("predicate:foreign_key.logic")
      not                = block("predicate:foreign_key.logic")
      all                = block("predicate:foreign_key.quantifier")
      any                = block("predicate:foreign_key.quantifier")
      exists             = block("predicate:foreign_key.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          column {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        column     = block("predicate.quantified")
        ref_column = block("predicate.quantified")
      }
    }
  }

  variant "check" {
    doc           = "Reusable condition on: a check constraint. All blocks inside must hold."
    referenced_as = "predicate.check.<name>"
    pro           = true
    example       = <<-HCL
      predicate "check" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind check.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable = block("predicate.variable")
      name     = block("predicate.op_string", { max = 1 })
      expr     = block("predicate.op_string", { max = 1 })
      comment  = block("predicate.op_string", { max = 1 })
      self     = block("predicate.self", { max = 1 })
      and      = block("predicate:check.logic")
      or       = block("predicate:check.logic")
      not      = block("predicate:check.logic")
    }
  }

  variant "trigger" {
    doc           = "Reusable condition on: a trigger. All blocks inside must hold."
    referenced_as = "predicate.trigger.<name>"
    pro           = true
    example       = <<-HCL
      predicate "trigger" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind trigger.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable           = block("predicate.variable")
      name               = block("predicate.op_string", { max = 1 })
      for                = block("predicate.op_string", { max = 1 })
      event              = block("predicate.op_string", { max = 1 })
      body               = block("predicate.op_string", { max = 1 })
      table              = block("predicate.op_object", { max = 1 })
      view               = block("predicate.op_object", { max = 1 })
      comment            = block("predicate.op_string", { max = 1 })
      deferrable         = block("predicate.op_bool", { max = 1 })
      initially_deferred = block("predicate.op_bool", { max = 1 })
      self               = block("predicate.self", { max = 1 })
      and                = block("predicate:trigger.logic")
      or                 = block("predicate:trigger.logic")
      not                = block("predicate:trigger.logic")
    }
  }

  variant "function" {
    doc           = "Reusable condition on: a function. All blocks inside must hold."
    referenced_as = "predicate.function.<name>"
    pro           = true
    example       = <<-HCL
      predicate "function" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind function.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable      = block("predicate.variable")
      name          = block("predicate.op_string", { max = 1 })
      schema        = block("predicate.op_object", { max = 1 })
      lang          = block("predicate.op_string", { max = 1 })
      return        = block("predicate.op_any", { max = 1 })
      body          = block("predicate.op_string", { max = 1 })
      comment       = block("predicate.op_string", { max = 1 })
      security      = block("predicate.op_string", { max = 1 })
      volatility    = block("predicate.op_string", { max = 1 })
      strict        = block("predicate.op_bool", { max = 1 })
      leakproof     = block("predicate.op_bool", { max = 1 })
      parallel      = block("predicate.op_string", { max = 1 })
      deterministic = block("predicate.op_bool", { max = 1 })
      data_access   = block("predicate.op_string", { max = 1 })
      self          = block("predicate.self", { max = 1 })
      and           = block("predicate:function.logic")
      or            = block("predicate:function.logic")
      not           = block("predicate:function.logic")
      all           = block("predicate:function.quantifier")
      any           = block("predicate:function.quantifier")
      exists        = block("predicate:function.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          arg {
            condition = true
          }
          ge = 1
        }
      HCL
      attributes {
        eq = optional(number, "Equal to.")
        ne = optional(number, "Different from; `ne = null` tests presence.")
        lt = optional(number, "Less than.")
        le = optional(number, "At most.")
        gt = optional(number, "Greater than.")
        ge = optional(number, "At least.")
      }
      shared {
        arg = block("predicate.quantified")
      }
    }
  }

  variant "procedure" {
    doc           = "Reusable condition on: a procedure. All blocks inside must hold."
    referenced_as = "predicate.procedure.<name>"
    pro           = true
    example       = <<-HCL
      predicate "procedure" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind procedure.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable      = block("predicate.variable")
      name          = block("predicate.op_string", { max = 1 })
      schema        = block("predicate.op_object", { max = 1 })
      lang          = block("predicate.op_string", { max = 1 })
      body          = block("predicate.op_string", { max = 1 })
      comment       = block("predicate.op_string", { max = 1 })
      security      = block("predicate.op_string", { max = 1 })
      deterministic = block("predicate.op_bool", { max = 1 })
      data_access   = block("predicate.op_string", { max = 1 })
      self          = block("predicate.self", { max = 1 })
      and           = block("predicate:procedure.logic")
      or            = block("predicate:procedure.logic")
      not           = block("predicate:procedure.logic")
      all           = block("predicate:procedure.quantifier")
      any           = block("predicate:procedure.quantifier")
      exists        = block("predicate:procedure.quantifier")
    }

    block "count" {
      doc        = "Compares the number of fitting child objects."
      like       = "predicate:function.count"
      repeatable = true
      pro        = true
      example    = <<-HCL
        count {
          arg {
            condition = true
          }
          ge = 1
        }
      HCL
    }
  }

  variant "arg" {
    doc           = "Reusable condition on: an argument of a function or procedure. All blocks inside must hold."
    referenced_as = "predicate.arg.<name>"
    pro           = true
    example       = <<-HCL
      predicate "arg" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind arg.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable = block("predicate.variable")
      name     = block("predicate.op_string", { max = 1 })
      type     = block("predicate.op_any", { max = 1 })
      default  = block("predicate.op_any", { max = 1 })
      mode     = block("predicate.op_string", { max = 1 })
      self     = block("predicate.self", { max = 1 })
      and      = block("predicate:arg.logic")
      or       = block("predicate:arg.logic")
      not      = block("predicate:arg.logic")
    }
  }

  variant "policy" {
    doc           = "Reusable condition on: a row level security policy. All blocks inside must hold."
    referenced_as = "predicate.policy.<name>"
    pro           = true
    example       = <<-HCL
      predicate "policy" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind policy.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable    = block("predicate.variable")
      name        = block("predicate.op_string", { max = 1 })
      comment     = block("predicate.op_string", { max = 1 })
      for         = block("predicate.op_string", { max = 1 })
      using       = block("predicate.op_string", { max = 1 })
      check       = block("predicate.op_string", { max = 1 })
      restrictive = block("predicate.op_bool", { max = 1 })
      self        = block("predicate.self", { max = 1 })
      and         = block("predicate:policy.logic")
      or          = block("predicate:policy.logic")
      not         = block("predicate:policy.logic")
    }
  }

  variant "role" {
    doc           = "Reusable condition on: a role. All blocks inside must hold."
    referenced_as = "predicate.role.<name>"
    pro           = true
    example       = <<-HCL
      predicate "role" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind role.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable             = block("predicate.variable")
      name                 = block("predicate.op_string", { max = 1 })
      login                = block("predicate.op_bool", { max = 1 })
      superuser            = block("predicate.op_bool", { max = 1 })
      create_db            = block("predicate.op_bool", { max = 1 })
      create_role          = block("predicate.op_bool", { max = 1 })
      inherit              = block("predicate.op_bool", { max = 1 })
      replication          = block("predicate.op_bool", { max = 1 })
      bypass_rls           = block("predicate.op_bool", { max = 1 })
      conn_limit           = block("predicate.op_number", { max = 1 })
      account_locked       = block("predicate.op_bool", { max = 1 })
      max_connections      = block("predicate.op_number", { max = 1 })
      max_questions        = block("predicate.op_number", { max = 1 })
      max_updates          = block("predicate.op_number", { max = 1 })
      max_user_connections = block("predicate.op_number", { max = 1 })
      password_expired     = block("predicate.op_bool", { max = 1 })
      password_lifetime    = block("predicate.op_number", { max = 1 })
      self                 = block("predicate.self", { max = 1 })
      and                  = block("predicate:role.logic")
      or                   = block("predicate:role.logic")
      not                  = block("predicate:role.logic")
    }
  }

  variant "permission" {
    doc           = "Reusable condition on: a grant. All blocks inside must hold."
    referenced_as = "predicate.permission.<name>"
    pro           = true
    example       = <<-HCL
      predicate "permission" "example" {
        grantee {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind permission.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable  = block("predicate.variable")
      grantee   = block("predicate.op_any", { max = 1 })
      privilege = block("predicate.op_string", { max = 1 })
      grantable = block("predicate.op_bool", { max = 1 })
      table     = block("predicate.op_object", { max = 1 })
      view      = block("predicate.op_object", { max = 1 })
      column    = block("predicate.op_object", { max = 1 })
      schema    = block("predicate.op_object", { max = 1 })
      self      = block("predicate.self", { max = 1 })
      and       = block("predicate:permission.logic")
      or        = block("predicate:permission.logic")
      not       = block("predicate:permission.logic")
    }
  }

  variant "attr" {
    doc           = "Reusable condition on: any other attribute of a schema or table (charset, collate, engine ...), as a name and value pair. All blocks inside must hold."
    referenced_as = "predicate.attr.<name>"
    pro           = true
    example       = <<-HCL
      predicate "attr" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind attr.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable = block("predicate.variable")
      name     = block("predicate.op_string", { max = 1 })
      value    = block("predicate.op_any", { max = 1 })
      self     = block("predicate.self", { max = 1 })
      and      = block("predicate:attr.logic")
      or       = block("predicate:attr.logic")
      not      = block("predicate:attr.logic")
    }
  }

  variant "user" {
    doc           = "Reusable condition on: a user. All blocks inside must hold."
    referenced_as = "predicate.user.<name>"
    pro           = true
    example       = <<-HCL
      predicate "user" "example" {
        name {
          ne = null
        }
      }
    HCL
    attributes {
      condition = optional(bool, "HCL expression over self.")
      predicate = optional(ref(predicate), "Another predicate of kind user.")
      vars      = optional(map(any), "Values for its variables.")
    }
    shared {
      variable             = block("predicate.variable")
      name                 = block("predicate.op_string", { max = 1 })
      login                = block("predicate.op_bool", { max = 1 })
      superuser            = block("predicate.op_bool", { max = 1 })
      create_db            = block("predicate.op_bool", { max = 1 })
      create_role          = block("predicate.op_bool", { max = 1 })
      inherit              = block("predicate.op_bool", { max = 1 })
      replication          = block("predicate.op_bool", { max = 1 })
      bypass_rls           = block("predicate.op_bool", { max = 1 })
      conn_limit           = block("predicate.op_number", { max = 1 })
      account_locked       = block("predicate.op_bool", { max = 1 })
      max_connections      = block("predicate.op_number", { max = 1 })
      max_questions        = block("predicate.op_number", { max = 1 })
      max_updates          = block("predicate.op_number", { max = 1 })
      max_user_connections = block("predicate.op_number", { max = 1 })
      password_expired     = block("predicate.op_bool", { max = 1 })
      password_lifetime    = block("predicate.op_number", { max = 1 })
      self                 = block("predicate.self", { max = 1 })
      and                  = block("predicate:user.logic")
      or                   = block("predicate:user.logic")
      not                  = block("predicate:user.logic")
    }
  }
}

block "rule" {
  doc    = "A lint rule; the first label selects whether it looks at schemas or at migrations."
  labels = [label("kind", ["schema", "migrate"]), "name"]

  variant "schema" {
    doc           = "Checks the whole desired schema; reported by schema lint and migrate lint."
    referenced_as = "not referable"
    pro           = true
    example       = <<-HCL
      rule "schema" "primary-key-required" {
        description = "All tables must have a primary key"
        table {
          assert {
            predicate = predicate.table.has_primary_key
            message   = "Table $${self.name} must have a primary key"
          }
        }
      }
    HCL
    attributes {
      description = required(string, "Title in the report.")
    }
    shared {
      schema    = block("rule.walk:schema")
      table     = block("rule.walk:table")
      view      = block("rule.walk:view")
      function  = block("rule.walk:function")
      procedure = block("rule.walk:procedure")
      role      = block("rule.walk:role")
      user      = block("rule.walk:user")
    }
  }

  variant "migrate" {
    doc           = "Checks the changes made by the analyzed migrations; reported by migrate lint only."
    referenced_as = "not referable"
    pro           = true
    example       = <<-HCL
      rule "migrate" "no-drop" {
        description = "Tables may not be dropped"
        drop {
          table {
            assert {
              condition = false
              message   = "Table $${self.name} is dropped"
            }
          }
        }
      }
    HCL
    attributes {
      description = required(string, "Title in the report.")
    }
    shared {
      add    = block("rule.change")
      drop   = block("rule.change")
      modify = block("rule.change")
      rename = block("rule.change")
    }
  }
}

shape "predicate.op_string" {
  doc        = "Test of a text attribute."
  repeatable = true
  pro        = true
  example    = <<-HCL
    name {
      match = "^[a-z_]+$"
    }
  HCL
  attributes {
    eq            = optional(any, "Equal to.")
    ne            = optional(any, "Different from; `ne = null` tests presence.")
    eq_fold       = optional(string, "Equal without regard to case.")
    contains      = optional(string, "Has this substring.")
    contains_fold = optional(string, "Has this substring, case ignored.")
    in            = optional(list(any), "Is one of.")
    match         = optional(string, "Matches this regular expression.")
    condition     = optional(bool, "Any HCL expression over self, var.* and functions; self is the value the block names.")
    predicate     = optional(ref(predicate), "predicate.<kind>.<name> of the kind of this value.")
    vars          = optional(map(any), "Values for the variable blocks of that predicate.")
  }
}

shape "predicate.op_bool" {
  doc        = "Test of a yes/no attribute."
  repeatable = true
  pro        = true
  example    = <<-HCL
    name {
      match = "^[a-z_]+$"
    }
  HCL
  attributes {
    eq        = optional(any, "Equal to.")
    ne        = optional(any, "Different from; `ne = null` tests presence.")
    condition = optional(bool, "Any HCL expression over self, var.* and functions; self is the value the block names.")
    predicate = optional(ref(predicate), "predicate.<kind>.<name> of the kind of this value.")
    vars      = optional(map(any), "Values for the variable blocks of that predicate.")
  }
}

shape "predicate.op_number" {
  doc        = "Test of a number."
  repeatable = true
  pro        = true
  example    = <<-HCL
    name {
      match = "^[a-z_]+$"
    }
  HCL
  attributes {
    eq        = optional(any, "Equal to.")
    ne        = optional(any, "Different from; `ne = null` tests presence.")
    lt        = optional(number, "Less than.")
    le        = optional(number, "At most.")
    gt        = optional(number, "Greater than.")
    ge        = optional(number, "At least.")
    in        = optional(list(any), "Is one of.")
    condition = optional(bool, "Any HCL expression over self, var.* and functions; self is the value the block names.")
    predicate = optional(ref(predicate), "predicate.<kind>.<name> of the kind of this value.")
    vars      = optional(map(any), "Values for the variable blocks of that predicate.")
  }
}

shape "predicate.op_any" {
  doc        = "Test of an attribute whose operators are not listed by the reference; all are allowed."
  repeatable = true
  pro        = true
  example    = <<-HCL
    name {
      match = "^[a-z_]+$"
    }
  HCL
  attributes {
    eq            = optional(any, "Equal to.")
    ne            = optional(any, "Different from; `ne = null` tests presence.")
    lt            = optional(number, "Less than.")
    le            = optional(number, "At most.")
    gt            = optional(number, "Greater than.")
    ge            = optional(number, "At least.")
    eq_fold       = optional(string, "Equal without regard to case.")
    contains      = optional(string, "Has this substring.")
    contains_fold = optional(string, "Has this substring, case ignored.")
    in            = optional(list(any), "Is one of.")
    match         = optional(string, "Matches this regular expression.")
    condition     = optional(bool, "Any HCL expression over self, var.* and functions; self is the value the block names.")
    predicate     = optional(ref(predicate), "predicate.<kind>.<name> of the kind of this value.")
    vars          = optional(map(any), "Values for the variable blocks of that predicate.")
  }
}

shape "predicate.op_object" {
  doc        = "Test of an attribute that is an object, such as primary_key, schema or ref_table: use condition or predicate."
  like       = "predicate.op_bool"
  repeatable = true
  pro        = true
  example    = <<-HCL
    name {
      match = "^[a-z_]+$"
    }
  HCL
}

shape "predicate.self" {
  doc        = "Test of the object itself, mostly against null."
  repeatable = true
  pro        = true
  example    = <<-HCL
    self {
      ne = null
    }
  HCL
  attributes {
    eq = optional(any, "Equal to.")
    ne = optional(any, "Different from.")
  }
}

shape "predicate.variable" {
  doc           = "Parameter of the predicate; the caller passes it in vars."
  labels        = ["name"]
  referenced_as = "var.<name> (inside the predicate)"
  repeatable    = true
  pro           = true
  example       = <<-HCL
    variable "names" {
      type = list(string)
    }
  HCL
  attributes {
    type    = required(typeexpr, "Type constraint.", { role = type })
    default = optional(any, "Value when absent.", { role = default })
  }
}

shape "predicate.quantified" {
  doc        = "A child object inside a quantifier."
  repeatable = true
  pro        = true
  example    = <<-HCL
    column {
      predicate = predicate.column.not_null
    }
  HCL
  attributes {
    predicate = optional(ref(predicate), "Named predicate of the child's kind.")
    vars      = optional(map(any), "Values for its variables.")
    condition = optional(bool, "Expression over self, the child.")
  }
  one_of {
    names = ["predicate", "condition"]
  }
}

shape "predicate:schema.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind schema.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name    = block("predicate.op_string", { max = 1 })
    comment = block("predicate.op_string", { max = 1 })
    self    = block("predicate.self", { max = 1 })
    and     = block("predicate:schema.logic")
    or      = block("predicate:schema.logic")
    not     = block("predicate:schema.logic")
    all     = block("predicate:schema.quantifier")
    any     = block("predicate:schema.quantifier")
    exists  = block("predicate:schema.quantifier")
    count   = block("predicate:schema.count")
  }
}

shape "predicate:schema.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      table {
        condition = true
      }
    }
  HCL
  shared {
    table      = block("predicate.quantified")
    view       = block("predicate.quantified")
    function   = block("predicate.quantified")
    procedure  = block("predicate.quantified")
    permission = block("predicate.quantified")
    policy     = block("predicate.quantified")
    attr       = block("predicate.quantified")
  }
}

shape "rule.walk:schema" {
  doc        = "Visits: a database schema."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    schema {
      assert {
        condition = self.name != ""
        message   = "schema $${self.name}"
      }
    }
  HCL
  shared {
    match      = block("rule.match", { max = 1 })
    assert     = block("rule.assert")
    table      = block("rule.walk:table")
    view       = block("rule.walk:view")
    function   = block("rule.walk:function")
    procedure  = block("rule.walk:procedure")
    permission = block("rule.walk:permission")
    policy     = block("rule.walk:policy")
    attr       = block("rule.walk:attr")
  }
}

shape "predicate:table.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind table.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name                  = block("predicate.op_string", { max = 1 })
    comment               = block("predicate.op_string", { max = 1 })
    schema                = block("predicate.op_object", { max = 1 })
    primary_key           = block("predicate.op_object", { max = 1 })
    row_security_enabled  = block("predicate.op_bool", { max = 1 })
    row_security_enforced = block("predicate.op_bool", { max = 1 })
    self                  = block("predicate.self", { max = 1 })
    and                   = block("predicate:table.logic")
    or                    = block("predicate:table.logic")
    not                   = block("predicate:table.logic")
    all                   = block("predicate:table.quantifier")
    any                   = block("predicate:table.quantifier")
    exists                = block("predicate:table.quantifier")
    count                 = block("predicate:table.count")
  }
}

shape "predicate:table.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      column {
        condition = true
      }
    }
  HCL
  shared {
    column      = block("predicate.quantified")
    index       = block("predicate.quantified")
    foreign_key = block("predicate.quantified")
    check       = block("predicate.quantified")
    trigger     = block("predicate.quantified")
    permission  = block("predicate.quantified")
    policy      = block("predicate.quantified")
    attr        = block("predicate.quantified")
  }
}

shape "rule.walk:table" {
  doc        = "Visits: a table."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    table {
      assert {
        condition = self.name != ""
        message   = "table $${self.name}"
      }
    }
  HCL
  shared {
    match       = block("rule.match", { max = 1 })
    assert      = block("rule.assert")
    column      = block("rule.walk:column")
    index       = block("rule.walk:index")
    foreign_key = block("rule.walk:foreign_key")
    check       = block("rule.walk:check")
    trigger     = block("rule.walk:trigger")
    permission  = block("rule.walk:permission")
    policy      = block("rule.walk:policy")
    attr        = block("rule.walk:attr")
  }
}

shape "predicate:column.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind column.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name        = block("predicate.op_string", { max = 1 })
    type        = block("predicate.op_any", { max = 1 })
    null        = block("predicate.op_bool", { max = 1 })
    default     = block("predicate.op_any", { max = 1 })
    comment     = block("predicate.op_string", { max = 1 })
    primary_key = block("predicate.op_any", { max = 1 })
    self        = block("predicate.self", { max = 1 })
    and         = block("predicate:column.logic")
    or          = block("predicate:column.logic")
    not         = block("predicate:column.logic")
    all         = block("predicate:column.quantifier")
    any         = block("predicate:column.quantifier")
    exists      = block("predicate:column.quantifier")
    count       = block("predicate:column.count")
  }
}

shape "predicate:column.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      permission {
        condition = true
      }
    }
  HCL
  shared {
    permission = block("predicate.quantified")
  }
}

shape "rule.walk:column" {
  doc        = "Visits: a column."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    column {
      assert {
        condition = self.name != ""
        message   = "column $${self.name}"
      }
    }
  HCL
  shared {
    match      = block("rule.match", { max = 1 })
    assert     = block("rule.assert")
    permission = block("rule.walk:permission")
  }
}

shape "predicate:view.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind view.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name             = block("predicate.op_string", { max = 1 })
    query            = block("predicate.op_string", { max = 1 })
    comment          = block("predicate.op_string", { max = 1 })
    security_barrier = block("predicate.op_bool", { max = 1 })
    security_invoker = block("predicate.op_bool", { max = 1 })
    security         = block("predicate.op_string", { max = 1 })
    self             = block("predicate.self", { max = 1 })
    and              = block("predicate:view.logic")
    or               = block("predicate:view.logic")
    not              = block("predicate:view.logic")
    all              = block("predicate:view.quantifier")
    any              = block("predicate:view.quantifier")
    exists           = block("predicate:view.quantifier")
    count            = block("predicate:view.count")
  }
}

shape "predicate:view.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      column {
        condition = true
      }
    }
  HCL
  shared {
    column     = block("predicate.quantified")
    index      = block("predicate.quantified")
    trigger    = block("predicate.quantified")
    permission = block("predicate.quantified")
  }
}

shape "rule.walk:view" {
  doc        = "Visits: a view."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    view {
      assert {
        condition = self.name != ""
        message   = "view $${self.name}"
      }
    }
  HCL
  shared {
    match      = block("rule.match", { max = 1 })
    assert     = block("rule.assert")
    column     = block("rule.walk:column")
    index      = block("rule.walk:index")
    trigger    = block("rule.walk:trigger")
    permission = block("rule.walk:permission")
  }
}

shape "predicate:index.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind index.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name           = block("predicate.op_string", { max = 1 })
    comment        = block("predicate.op_string", { max = 1 })
    unique         = block("predicate.op_bool", { max = 1 })
    type           = block("predicate.op_string", { max = 1 })
    where          = block("predicate.op_string", { max = 1 })
    nulls_distinct = block("predicate.op_bool", { max = 1 })
    self           = block("predicate.self", { max = 1 })
    and            = block("predicate:index.logic")
    or             = block("predicate:index.logic")
    not            = block("predicate:index.logic")
    all            = block("predicate:index.quantifier")
    any            = block("predicate:index.quantifier")
    exists         = block("predicate:index.quantifier")
    count          = block("predicate:index.count")
  }
}

shape "predicate:index.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      part {
        condition = true
      }
    }
  HCL
  shared {
    part = block("predicate.quantified")
  }
}

shape "rule.walk:index" {
  doc        = "Visits: an index or primary key."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    index {
      assert {
        condition = self.name != ""
        message   = "index $${self.name}"
      }
    }
  HCL
  shared {
    match      = block("rule.match", { max = 1 })
    assert     = block("rule.assert")
    part       = block("rule.walk:index_part")
    index_part = block("rule.walk:index_part")
  }
}

shape "predicate:index_part.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind index_part.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name   = block("predicate.op_string", { max = 1 })
    column = block("predicate.op_object", { max = 1 })
    expr   = block("predicate.op_string", { max = 1 })
    desc   = block("predicate.op_bool", { max = 1 })
    prefix = block("predicate.op_number", { max = 1 })
    self   = block("predicate.self", { max = 1 })
    and    = block("predicate:index_part.logic")
    or     = block("predicate:index_part.logic")
    not    = block("predicate:index_part.logic")
  }
}

shape "rule.walk:index_part" {
  doc        = "Visits: one key part of an index; the child block is called part."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    index_part {
      assert {
        condition = self.name != ""
        message   = "index_part $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:foreign_key.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind foreign_key.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name               = block("predicate.op_string", { max = 1 })
    comment            = block("predicate.op_string", { max = 1 })
    table              = block("predicate.op_object", { max = 1 })
    ref_table          = block("predicate.op_object", { max = 1 })
    on_update          = block("predicate.op_string", { max = 1 })
    on_delete          = block("predicate.op_string", { max = 1 })
    deferrable         = block("predicate.op_bool", { max = 1 })
    initially_deferred = block("predicate.op_bool", { max = 1 })
    self               = block("predicate.self", { max = 1 })
    and                = block("predicate:foreign_key.logic")
    or                 = block("predicate:foreign_key.logic")
    not                = block("predicate:foreign_key.logic")
    all                = block("predicate:foreign_key.quantifier")
    any                = block("predicate:foreign_key.quantifier")
    exists             = block("predicate:foreign_key.quantifier")
    count              = block("predicate:foreign_key.count")
  }
}

shape "predicate:foreign_key.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      column {
        condition = true
      }
    }
  HCL
  shared {
    column     = block("predicate.quantified")
    ref_column = block("predicate.quantified")
  }
}

shape "rule.walk:foreign_key" {
  doc        = "Visits: a foreign key."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    foreign_key {
      assert {
        condition = self.name != ""
        message   = "foreign_key $${self.name}"
      }
    }
  HCL
  shared {
    match      = block("rule.match", { max = 1 })
    assert     = block("rule.assert")
    column     = block("rule.walk:column")
    ref_column = block("rule.walk:column")
  }
}

shape "predicate:check.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind check.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name    = block("predicate.op_string", { max = 1 })
    expr    = block("predicate.op_string", { max = 1 })
    comment = block("predicate.op_string", { max = 1 })
    self    = block("predicate.self", { max = 1 })
    and     = block("predicate:check.logic")
    or      = block("predicate:check.logic")
    not     = block("predicate:check.logic")
  }
}

shape "rule.walk:check" {
  doc        = "Visits: a check constraint."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    check {
      assert {
        condition = self.name != ""
        message   = "check $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:trigger.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind trigger.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name               = block("predicate.op_string", { max = 1 })
    for                = block("predicate.op_string", { max = 1 })
    event              = block("predicate.op_string", { max = 1 })
    body               = block("predicate.op_string", { max = 1 })
    table              = block("predicate.op_object", { max = 1 })
    view               = block("predicate.op_object", { max = 1 })
    comment            = block("predicate.op_string", { max = 1 })
    deferrable         = block("predicate.op_bool", { max = 1 })
    initially_deferred = block("predicate.op_bool", { max = 1 })
    self               = block("predicate.self", { max = 1 })
    and                = block("predicate:trigger.logic")
    or                 = block("predicate:trigger.logic")
    not                = block("predicate:trigger.logic")
  }
}

shape "rule.walk:trigger" {
  doc        = "Visits: a trigger."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    trigger {
      assert {
        condition = self.name != ""
        message   = "trigger $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:function.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind function.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name          = block("predicate.op_string", { max = 1 })
    schema        = block("predicate.op_object", { max = 1 })
    lang          = block("predicate.op_string", { max = 1 })
    return        = block("predicate.op_any", { max = 1 })
    body          = block("predicate.op_string", { max = 1 })
    comment       = block("predicate.op_string", { max = 1 })
    security      = block("predicate.op_string", { max = 1 })
    volatility    = block("predicate.op_string", { max = 1 })
    strict        = block("predicate.op_bool", { max = 1 })
    leakproof     = block("predicate.op_bool", { max = 1 })
    parallel      = block("predicate.op_string", { max = 1 })
    deterministic = block("predicate.op_bool", { max = 1 })
    data_access   = block("predicate.op_string", { max = 1 })
    self          = block("predicate.self", { max = 1 })
    and           = block("predicate:function.logic")
    or            = block("predicate:function.logic")
    not           = block("predicate:function.logic")
    all           = block("predicate:function.quantifier")
    any           = block("predicate:function.quantifier")
    exists        = block("predicate:function.quantifier")
    count         = block("predicate:function.count")
  }
}

shape "predicate:function.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      arg {
        condition = true
      }
    }
  HCL
  shared {
    arg = block("predicate.quantified")
  }
}

shape "rule.walk:function" {
  doc        = "Visits: a function."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    function {
      assert {
        condition = self.name != ""
        message   = "function $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
    arg    = block("rule.walk:arg")
  }
}

shape "predicate:procedure.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind procedure.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name          = block("predicate.op_string", { max = 1 })
    schema        = block("predicate.op_object", { max = 1 })
    lang          = block("predicate.op_string", { max = 1 })
    body          = block("predicate.op_string", { max = 1 })
    comment       = block("predicate.op_string", { max = 1 })
    security      = block("predicate.op_string", { max = 1 })
    deterministic = block("predicate.op_bool", { max = 1 })
    data_access   = block("predicate.op_string", { max = 1 })
    self          = block("predicate.self", { max = 1 })
    and           = block("predicate:procedure.logic")
    or            = block("predicate:procedure.logic")
    not           = block("predicate:procedure.logic")
    all           = block("predicate:procedure.quantifier")
    any           = block("predicate:procedure.quantifier")
    exists        = block("predicate:procedure.quantifier")
    count         = block("predicate:procedure.count")
  }
}

shape "predicate:procedure.quantifier" {
  doc        = "all: every child object fits; any and exists: at least one does."
  repeatable = true
  pro        = true
  example    = <<-HCL
    exists {
      arg {
        condition = true
      }
    }
  HCL
  shared {
    arg = block("predicate.quantified")
  }
}

shape "rule.walk:procedure" {
  doc        = "Visits: a procedure."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    procedure {
      assert {
        condition = self.name != ""
        message   = "procedure $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
    arg    = block("rule.walk:arg")
  }
}

shape "predicate:arg.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind arg.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name    = block("predicate.op_string", { max = 1 })
    type    = block("predicate.op_any", { max = 1 })
    default = block("predicate.op_any", { max = 1 })
    mode    = block("predicate.op_string", { max = 1 })
    self    = block("predicate.self", { max = 1 })
    and     = block("predicate:arg.logic")
    or      = block("predicate:arg.logic")
    not     = block("predicate:arg.logic")
  }
}

shape "rule.walk:arg" {
  doc        = "Visits: an argument of a function or procedure."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    arg {
      assert {
        condition = self.name != ""
        message   = "arg $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:policy.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind policy.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name        = block("predicate.op_string", { max = 1 })
    comment     = block("predicate.op_string", { max = 1 })
    for         = block("predicate.op_string", { max = 1 })
    using       = block("predicate.op_string", { max = 1 })
    check       = block("predicate.op_string", { max = 1 })
    restrictive = block("predicate.op_bool", { max = 1 })
    self        = block("predicate.self", { max = 1 })
    and         = block("predicate:policy.logic")
    or          = block("predicate:policy.logic")
    not         = block("predicate:policy.logic")
  }
}

shape "rule.walk:policy" {
  doc        = "Visits: a row level security policy."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    policy {
      assert {
        condition = self.name != ""
        message   = "policy $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:role.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind role.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name                 = block("predicate.op_string", { max = 1 })
    login                = block("predicate.op_bool", { max = 1 })
    superuser            = block("predicate.op_bool", { max = 1 })
    create_db            = block("predicate.op_bool", { max = 1 })
    create_role          = block("predicate.op_bool", { max = 1 })
    inherit              = block("predicate.op_bool", { max = 1 })
    replication          = block("predicate.op_bool", { max = 1 })
    bypass_rls           = block("predicate.op_bool", { max = 1 })
    conn_limit           = block("predicate.op_number", { max = 1 })
    account_locked       = block("predicate.op_bool", { max = 1 })
    max_connections      = block("predicate.op_number", { max = 1 })
    max_questions        = block("predicate.op_number", { max = 1 })
    max_updates          = block("predicate.op_number", { max = 1 })
    max_user_connections = block("predicate.op_number", { max = 1 })
    password_expired     = block("predicate.op_bool", { max = 1 })
    password_lifetime    = block("predicate.op_number", { max = 1 })
    self                 = block("predicate.self", { max = 1 })
    and                  = block("predicate:role.logic")
    or                   = block("predicate:role.logic")
    not                  = block("predicate:role.logic")
  }
}

shape "rule.walk:role" {
  doc        = "Visits: a role."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    role {
      assert {
        condition = self.name != ""
        message   = "role $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:permission.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind permission.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name      = block("predicate.op_string", { max = 1 })
    grantee   = block("predicate.op_any", { max = 1 })
    privilege = block("predicate.op_string", { max = 1 })
    grantable = block("predicate.op_bool", { max = 1 })
    table     = block("predicate.op_object", { max = 1 })
    view      = block("predicate.op_object", { max = 1 })
    column    = block("predicate.op_object", { max = 1 })
    schema    = block("predicate.op_object", { max = 1 })
    self      = block("predicate.self", { max = 1 })
    and       = block("predicate:permission.logic")
    or        = block("predicate:permission.logic")
    not       = block("predicate:permission.logic")
  }
}

shape "rule.walk:permission" {
  doc        = "Visits: a grant."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    permission {
      assert {
        condition = self.name != ""
        message   = "permission $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:attr.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind attr.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name  = block("predicate.op_string", { max = 1 })
    value = block("predicate.op_any", { max = 1 })
    self  = block("predicate.self", { max = 1 })
    and   = block("predicate:attr.logic")
    or    = block("predicate:attr.logic")
    not   = block("predicate:attr.logic")
  }
}

shape "rule.walk:attr" {
  doc        = "Visits: any other attribute of a schema or table (charset, collate, engine ...), as a name and value pair."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    attr {
      assert {
        condition = self.name != ""
        message   = "attr $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "predicate:user.logic" {
  doc        = "Group: and needs all inner conditions, or needs one, not negates."
  repeatable = true
  pro        = true
  example    = <<-HCL
    or {
      name {
        eq = "id"
      }
    }
  HCL
  attributes {
    condition = optional(bool, "HCL expression over self.")
    predicate = optional(ref(predicate), "Another predicate of kind user.")
    vars      = optional(map(any), "Values for its variables.")
  }
  shared {
    name                 = block("predicate.op_string", { max = 1 })
    login                = block("predicate.op_bool", { max = 1 })
    superuser            = block("predicate.op_bool", { max = 1 })
    create_db            = block("predicate.op_bool", { max = 1 })
    create_role          = block("predicate.op_bool", { max = 1 })
    inherit              = block("predicate.op_bool", { max = 1 })
    replication          = block("predicate.op_bool", { max = 1 })
    bypass_rls           = block("predicate.op_bool", { max = 1 })
    conn_limit           = block("predicate.op_number", { max = 1 })
    account_locked       = block("predicate.op_bool", { max = 1 })
    max_connections      = block("predicate.op_number", { max = 1 })
    max_questions        = block("predicate.op_number", { max = 1 })
    max_updates          = block("predicate.op_number", { max = 1 })
    max_user_connections = block("predicate.op_number", { max = 1 })
    password_expired     = block("predicate.op_bool", { max = 1 })
    password_lifetime    = block("predicate.op_number", { max = 1 })
    self                 = block("predicate.self", { max = 1 })
    and                  = block("predicate:user.logic")
    or                   = block("predicate:user.logic")
    not                  = block("predicate:user.logic")
  }
}

shape "rule.walk:user" {
  doc        = "Visits: a user."
  repeatable = true
  pro        = true
  ordered    = true
  example    = <<-HCL
    user {
      assert {
        condition = self.name != ""
        message   = "user $${self.name}"
      }
    }
  HCL
  shared {
    match  = block("rule.match", { max = 1 })
    assert = block("rule.assert")
  }
}

shape "rule.match" {
  doc        = "Keeps only the objects that fit."
  repeatable = true
  pro        = true
  rules      = ["rule_predicate_kind", "rule_predicate_vars"]
  example    = <<-HCL
    match {
      predicate = predicate.table.in
      vars = {
        names = ["users"]
      }
    }
  HCL
  attributes {
    predicate = optional(ref(predicate), "Predicate of the visited kind.")
    vars      = optional(map(any), "Values for its variables.")
    condition = optional(bool, "Expression over self.")
  }
}

shape "rule.assert" {
  doc        = "Reports every visited object that does not fit."
  repeatable = true
  pro        = true
  rules      = ["rule_predicate_kind", "rule_predicate_vars"]
  example    = <<-HCL
    assert {
      predicate = predicate.table.has_primary_key
      message   = "Table $${self.name} needs a primary key"
    }
  HCL
  attributes {
    predicate = optional(ref(predicate), "Predicate of the visited kind.")
    vars      = optional(map(any), "Values for its variables.")
    condition = optional(bool, "Expression over self.")
    message   = optional(string, "Report text with $${self.name}, $${self.table.name}, $${self.schema.name}.")
  }
  one_of {
    names = ["predicate", "condition"]
  }
}

shape "rule.change" {
  doc        = "Objects that are added, dropped, modified or renamed."
  repeatable = true
  pro        = true
  example    = <<-HCL
    add {
      table {
        assert {
          predicate = predicate.table.has_primary_key
        }
      }
    }
  HCL
  shared {
    schema      = block("rule.walk:schema")
    table       = block("rule.walk:table")
    column      = block("rule.walk:column")
    view        = block("rule.walk:view")
    index       = block("rule.walk:index")
    foreign_key = block("rule.walk:foreign_key")
    check       = block("rule.walk:check")
    trigger     = block("rule.walk:trigger")
    function    = block("rule.walk:function")
    procedure   = block("rule.walk:procedure")
    arg         = block("rule.walk:arg")
    policy      = block("rule.walk:policy")
    role        = block("rule.walk:role")
    permission  = block("rule.walk:permission")
    attr        = block("rule.walk:attr")
    user        = block("rule.walk:user")
  }
}

enum "rule_kind" {
  words = ["schema", "migrate"]
}

enum "predicate_kind" {
  words = [
    "schema", "table", "column", "view", "index", "index_part", "foreign_key", "check", "trigger", "function",
    "procedure", "arg", "policy", "role", "permission", "attr", "user",
  ]
}

enum "change" {
  words = ["add", "drop", "modify", "rename"]
}

enum "quantifier" {
  words = ["all", "any", "exists", "count"]
}

enum "logic" {
  words = ["and", "or", "not"]
}
