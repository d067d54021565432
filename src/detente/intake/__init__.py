"""Intake: files, pages, corpora and archives to reports."""
