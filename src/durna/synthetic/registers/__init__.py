"""The true registers of the institutions, one module a family of them, made from the same lives."""
