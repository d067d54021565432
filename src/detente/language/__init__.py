"""The language floor: sentences, parse and encoder. The only importer of spaCy and onnxruntime; their objects never leave it."""
