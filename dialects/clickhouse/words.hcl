# atlas-lsp: dialect=dialect
# Long lists of words of ClickHouse.

enum "table_engine_via_sql" {
  words = [
    "ReplacingMergeTree", "SummingMergeTree", "AggregatingMergeTree", "CollapsingMergeTree",
    "VersionedCollapsingMergeTree", "CoalescingMergeTree", "GraphiteMergeTree", "ReplicatedMergeTree",
    "ReplicatedReplacingMergeTree", "ReplicatedSummingMergeTree", "ReplicatedAggregatingMergeTree",
    "ReplicatedCollapsingMergeTree", "ReplicatedVersionedCollapsingMergeTree", "ReplicatedGraphiteMergeTree",
    "SharedReplacingMergeTree", "SharedSummingMergeTree", "SharedAggregatingMergeTree", "SharedCollapsingMergeTree",
    "SharedVersionedCollapsingMergeTree", "TinyLog", "StripeLog", "Log", "Distributed", "Dictionary", "Merge", "File",
    "Null", "Set", "Join", "URL", "Buffer", "GenerateRandom", "KeeperMap", "EmbeddedRocksDB", "Executable",
    "ExecutablePool", "FileLog", "Kafka", "NATS", "RabbitMQ", "S3", "S3Queue", "AzureBlobStorage", "AzureQueue",
    "HDFS", "Iceberg", "DeltaLake", "Hudi", "Hive", "MySQL", "PostgreSQL", "MaterializedPostgreSQL", "MongoDB",
    "Redis", "SQLite", "ODBC", "JDBC", "ExternalDistributed", "YTsaurus", "ArrowFlight",
  ]
}
