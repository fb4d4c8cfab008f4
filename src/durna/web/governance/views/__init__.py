"""Pages of a round, one module a step of the process."""
