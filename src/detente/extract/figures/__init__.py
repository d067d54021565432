"""Figures: numbers as reports give them, with unit, comparator, change, period, source and what they measure."""
