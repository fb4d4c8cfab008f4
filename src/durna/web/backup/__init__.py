"""One file that holds everything of a place: the workspace, the vault, the keys, the site's files and its database."""
