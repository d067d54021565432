"""Detente reads diplomatic and conflict news and keeps the record."""

__version__ = "0.1.0"
