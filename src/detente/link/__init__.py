"""The link room: readings to a dossier: stories, happenings, progress, disagreements, dates. Pure."""
