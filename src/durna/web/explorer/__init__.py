"""Editions and their figures, as readers find them."""
