"""Pictures in the words of each format: SVG, HTML, PNG, PDF, text and others."""
