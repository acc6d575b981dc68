# MariaDB: what differs from MySQL.
dialect "mariadb" {
  extends      = "mysql"
  title        = "MariaDB"
  language_id  = "atlas-schema-mariadb"
  suffix       = ".ma.hcl"
  engine       = "mysql"
  url_schemes  = ["mariadb", "maria", "mariadb+unix", "maria+unix", "docker+mariadb", "docker+maria"]
  docker_hosts = ["mariadb", "maria"]
  schema       = true
}

block "schema" {
  example = <<-HCL
    schema "shop" {
      charset = "utf8mb4"
      collate = "utf8mb4_general_ci"
    }
  HCL
}

block "table" {
  example = <<-HCL
    table "orders" {
      schema = schema.shop
      engine = InnoDB
      system_versioned = true
      column "id" {
        type           = bigint
        unsigned       = true
        auto_increment = true
      }
      column "note" {
        type = varchar(100)
        null = true
      }
      primary_key {
        columns = [column.id]
      }
      auto_increment = 1000
    }
  HCL
  attributes {
    system_versioned = optional(bool, "Keeps row history (WITH SYSTEM VERSIONING). Needs Atlas Pro.", { pro = true })
  }

  block "column" {
    rules = ["mysql_column"] # text, blob and json columns take literal defaults here
    attributes {
      invisible = optional(bool, "Leaves the column out of SELECT * (MariaDB 10.3.10 and later).", { pro = true })
    }
  }

  block "index" {
    block "on" {
      attributes {
        expr = optional(sql, "Indexed expression - MariaDB servers have no functional indexes.", { role = expr })
      }
    }
  }

  block "check" {
    attributes {
      enforced = optional(bool, "false keeps the constraint without enforcing it; MariaDB has no such state.", { default = true })
    }
  }
}

enum "engine_string_suggestions" {
  words = ["Aria", "RocksDB", "ColumnStore", "S3", "Spider", "Archive", "Blackhole", "Connect", "Federated", "MRG_MyISAM"]
}
