"""The order of reading."""
