"""Who and what a report names: mentions of actors and places, coreference resolved."""
