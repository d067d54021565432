"""Positions: where actors stand on measures."""
