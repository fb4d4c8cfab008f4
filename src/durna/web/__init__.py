"""The site: one place to work. It reads what the other rooms make, and nothing in them knows of it."""
