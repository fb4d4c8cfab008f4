"""Files that commands write for people to edit."""
