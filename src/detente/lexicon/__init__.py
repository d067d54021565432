"""The lexicon floor: actors, offices, places, cues and measures, as data that is checked on load."""
