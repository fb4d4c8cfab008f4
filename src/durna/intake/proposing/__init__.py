"""A first mapping for a file, proposed from its own columns and values; a person then checks and corrects it."""
