"""Standing relations between actors: who leans on whom, and who stands between."""
