"""Layout: what of a plain text is headline, byline, dateline, caption, body, and what is page furniture."""
