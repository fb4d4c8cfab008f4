"""How a Profile is arranged: a file that says which pages it has, in which order, and what stands on each."""
