# What every schema language has besides its own blocks: input values, named values, data, annotations, for_each.

dialect "common" {
  scope = ["atlas", "self"]
}

block "variable" {
  doc           = "Declares an input value. It comes from --var name=value, from attributes of the env in atlas.hcl, or from default."
  labels        = ["name"]
  role          = variable
  referenced_as = "var.<name>"
  example       = <<-HCL
    variable "tenant" {
      type    = string
      default = "public"
    }
  HCL
  attributes {
    type        = required(typeexpr, "Type constraint, not a string: string, bool, number, int, list(T), set(T), map(T), tuple([...]), object({...}).", { role = type })
    default     = optional(any, "Value used when none is supplied. It may use literals and functions, neither var.* nor local.*.", { role = default })
    description = optional(string, "Free text for people.")
  }

  block "validation" {
    doc        = "A check on the value of the variable; may repeat. Only newer commercial builds know it."
    pro        = true
    repeatable = true
    example    = <<-HCL
      validation {
        condition     = can(regex("^[a-z_]+$", var.tenant))
        error_message = "tenant must be lower case"
      }
    HCL
    attributes {
      condition     = required(any, "Expression over var.<name> that must be true.")
      error_message = required(string, "Text shown when the condition is false.")
    }
  }
}

block "locals" {
  doc           = "Named values. Several blocks are merged; each attribute is one local. Values may use var, local and data."
  role          = locals
  referenced_as = "local.<attribute>"
  repeatable    = true
  open          = [attributes]
  example       = <<-HCL
    locals {
      prefix = "app_"
    }
  HCL
}

block "data" {
  doc           = "Without labels: rows of a lookup table, kept in sync. With a kind and a name: a data source, which only project files can evaluate."
  labels        = ["kind?", "name?"]
  role          = data
  referenced_as = "data.<kind>.<name>"
  repeatable    = true
  pro           = true
  open          = [attributes, blocks]
  example       = <<-HCL
    data {
      table = table.countries
      rows = [
        { code = "de", name = "Germany" },
      ]
    }
  HCL
  attributes {
    table = optional(ref(table), "Table that receives the rows.")
    rows  = optional(any, "Rows, each an object of column name to literal.")
  }
}

# At top level it declares the fields of annotations, inside an object it sets them.
block "annotation" {
  doc        = "Free-form notes on an object for tools and policies. With a label at top level it declares their fields. Any attributes and blocks are allowed inside."
  labels     = ["name?"]
  pro        = true
  repeatable = true
  open       = [attributes, blocks]
  example    = <<-HCL
    annotation "team" {
      attr "owner" {
        type = string
      }
    }
  HCL
}

top_level {
  attributes {
    for_each = optional(any, "Repeats the block for each element of a set, tuple or object; each.key and each.value are in scope.", { role = for_each, meta = true })
  }
}

enum "variable_type" {
  doc = "Type words of variables; the last five are written as calls."
  words = {
    string = "Text."
    bool   = "true or false."
    number = "Number."
    int    = "Same as number."
    any    = "Any value."
    list   = "List of one type: list(string)."
    set    = "Set of one type: set(string)."
    map    = "Map from text to one type: map(string)."
    tuple  = "Fixed sequence: tuple([string, number])."
    object = "Fixed attributes: object({ name = string }). There are no optional attributes."
  }
}
