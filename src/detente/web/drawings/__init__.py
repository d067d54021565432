"""Pictures as SVG, drawn on the server; numbers and words in, markup out."""
