"""The monthly bulletin: a few indicators, their last months, and what changed, from a template that is data."""
