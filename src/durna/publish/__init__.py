"""Turns figures into the Profile: one document model, and renderers that all read it."""
