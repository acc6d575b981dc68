# A small shop. Some mistakes were left in on purpose: run `atlas-lsp --check` to see them explained.

schema "public" {
}

enum "order_state" {
  schema = schema.public
  values = ["open", "paid", "shipped"]
}

table "customers" {
  schema = schema.public
  column "id" {
    type = bigint
    identity {
      generated = ALWAYS
    }
  }
  column "email" {
    type = varchr(320) # varchar
  }
  column "name" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.id]
  }
  index "customers_email" {
    unique  = true
    coulmns = [column.email] # columns
  }
}

table "orders" {
  schema = schema.public
  column "id" {
    type = bigint
    identity {
      generated = ALWAYS
    }
  }
  column "customer_id" {
    type = bigint
  }
  column "state" {
    type    = enum.order_state
    default = "open"
  }
  column "total" {
    type = numeric(12, 2)
  }
  primary_key {
    columns = [column.id]
  }
  foreign_key "orders_customer" {
    columns     = [column.customer_id]
    ref_columns = [table.customer.column.id] # customers
    on_delete   = CASCAD                     # CASCADE
  }
  check "total_positive" {
    expr = "total >= 0"
  }
}
