"""Pages of the room: the public ones, the measures and their coverage, what is told, reviews, the national plan."""
