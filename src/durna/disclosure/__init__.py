"""Confidentiality: policies, the protection of figures, and the attacker that tries them.

Neither protects by hope: every published figure is recomputed from protected counts, and what follows from all of them
together is bounded by `attacker` before anything leaves the house.
"""
