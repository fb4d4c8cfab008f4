"""Editions: a freeze that pins what was known, its figures, its documents, a signature over all of it."""
