"""Historic documents from a file: read any table, map its columns, check each row, store in batches."""
