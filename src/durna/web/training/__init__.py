"""The Regional Training Centre on Migration: from the catalogue to the certificate, and what became of it."""
