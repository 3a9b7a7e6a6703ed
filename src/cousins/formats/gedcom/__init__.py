"""GEDCOM of every version, read and written."""
