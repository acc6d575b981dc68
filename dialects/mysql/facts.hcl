# atlas-lsp: dialect=dialect
# Facts that completion, hover and the rules look up.

facts "charset_default_collation" {
  doc     = "Collation of a character set when none is named."
  columns = ["charset", "collation"]
  rows = [
    ["armscii8", "armscii8_general_ci"],
    ["ascii", "ascii_general_ci"],
    ["big5", "big5_chinese_ci"],
    ["binary", "binary"],
    ["cp1250", "cp1250_general_ci"],
    ["cp1251", "cp1251_general_ci"],
    ["cp1256", "cp1256_general_ci"],
    ["cp1257", "cp1257_general_ci"],
    ["cp850", "cp850_general_ci"],
    ["cp852", "cp852_general_ci"],
    ["cp866", "cp866_general_ci"],
    ["cp932", "cp932_japanese_ci"],
    ["dec8", "dec8_swedish_ci"],
    ["eucjpms", "eucjpms_japanese_ci"],
    ["euckr", "euckr_korean_ci"],
    ["gb18030", "gb18030_chinese_ci"],
    ["gb2312", "gb2312_chinese_ci"],
    ["gbk", "gbk_chinese_ci"],
    ["geostd8", "geostd8_general_ci"],
    ["greek", "greek_general_ci"],
    ["hebrew", "hebrew_general_ci"],
    ["hp8", "hp8_english_ci"],
    ["keybcs2", "keybcs2_general_ci"],
    ["koi8r", "koi8r_general_ci"],
    ["koi8u", "koi8u_general_ci"],
    ["latin1", "latin1_swedish_ci"],
    ["latin2", "latin2_general_ci"],
    ["latin5", "latin5_turkish_ci"],
    ["latin7", "latin7_general_ci"],
    ["macce", "macce_general_ci"],
    ["macroman", "macroman_general_ci"],
    ["sjis", "sjis_japanese_ci"],
    ["swe7", "swe7_swedish_ci"],
    ["tis620", "tis620_thai_ci"],
    ["ucs2", "ucs2_general_ci"],
    ["ujis", "ujis_japanese_ci"],
    ["utf16", "utf16_general_ci"],
    ["utf16le", "utf16le_general_ci"],
    ["utf32", "utf32_general_ci"],
    ["utf8", "utf8_general_ci"],
    ["utf8mb3", "utf8mb3_general_ci"],
    ["utf8mb4", "utf8mb4_0900_ai_ci"],
  ]
}

facts "sql_only_types" {
  doc     = "Types without a name in HCL; via_sql: sql(\"...\") works."
  columns = ["sql", "via_sql", "doc"]
  rows = [
    ["geomcollection", "yes", "MySQL 8 spelling of geometrycollection: parsed through sql() only."],
    ["integer, int1..int4, int8, middleint", "no", "Server synonyms without an HCL name: use int, tinyint, smallint, mediumint, bigint."],
    ["dec, fixed, double precision, float4, float8", "no", "Server synonyms without an HCL name: use decimal, double, float."],
    ["nchar, nvarchar, national varchar, character, character varying, long varchar", "no", "Server synonyms without an HCL name: use char, varchar, mediumtext with charset."],
    ["int(10) unsigned zerofill", "yes", "zerofill has no HCL attribute; write the full type in sql(). It implies unsigned and keeps the display width."],
    ["serial", "no", "Not understood even through sql(): the planner reports an unsupported type. Use bigint with unsigned and auto_increment."],
    ["vector(N)", "no", "MySQL 9 / MariaDB 11.7 vector type: not in the open source parser."],
  ]
}
