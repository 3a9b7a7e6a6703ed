"""Wikibase as it speaks of itself: ids, items, statements, ranks, and the JSON they travel in."""
