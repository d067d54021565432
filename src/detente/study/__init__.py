"""The study room: records to the world on a day, what-if, outlook, brief, matrices. Never sees text."""
