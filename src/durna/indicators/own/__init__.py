"""Indicators that a workspace defines for itself, one file each: docs/decisions/0019."""
