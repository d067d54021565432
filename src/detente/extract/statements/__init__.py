"""Statements: who said what, relayed by whom."""
