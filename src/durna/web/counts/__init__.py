"""Cross-tables of records that somebody asks for: counts alone, through the same confidentiality as the editions."""
