"""Who is seen in a picture, and on which lines."""
