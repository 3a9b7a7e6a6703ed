"""Tools for AI assistants, by the Model Context Protocol: one for each row of the table of questions."""
