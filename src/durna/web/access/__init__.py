"""Who may do what: permissions, roles, one function that decides, and a gate before every page that asks it."""
