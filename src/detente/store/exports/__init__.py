"""Export formats, one file each. A module here has `export`, an Exporter; `registry.py` lists them."""
