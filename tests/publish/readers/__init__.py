"""Independent readers of what is published: each gives the tables of a document back as texts, by their numbers."""
