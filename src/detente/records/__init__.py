"""The records: what a reading, a dossier and a world are made of. Frozen, slotted, and each answers `spans()`."""
