"""The command line: one module a verb under `commands`."""
