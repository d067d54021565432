"""The extract room: from a parse and the lexicon to records; one package a kind, all functions pure."""
