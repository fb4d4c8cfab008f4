"""Durna: the statements a migration authority owes the world, made from its own records."""

__version__ = "0.1.0"
