"""The values that people get for their questions, their text, and their records for JSON."""
