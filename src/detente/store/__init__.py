"""The store room: records to JSON and back, reviews, and export formats, one file each."""
