"""The people of the site: who they are, which institution they speak for, how they come in."""
