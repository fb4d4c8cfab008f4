"""Who did what, and who looked at what: entries that are only ever added, each sealed to the one before it."""
