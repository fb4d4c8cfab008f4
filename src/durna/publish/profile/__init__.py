"""The chapters of the Profile, written from the material in one language."""
