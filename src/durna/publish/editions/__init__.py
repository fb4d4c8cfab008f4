"""Editions made from a workspace: what needs figures computed and documents written. The rest is in durna.editions."""
