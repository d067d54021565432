"""The pages, one module each: a view and a request in, the page out. None of them changes anything."""
