"""The page, the JSON API and how they are served."""
