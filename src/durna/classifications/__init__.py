"""Classifications: what codes mean, in which language, and when they held. Data files, read by small functions."""
