"""Kinship: pure questions over a family graph, in numbers and in words."""
