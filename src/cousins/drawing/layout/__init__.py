"""Where everybody stands: rows, order, sizes, places, routes."""
