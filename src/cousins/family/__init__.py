"""Families as genealogy speaks of them: persons, dates, links and the graph they make."""
