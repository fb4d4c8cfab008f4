"""The kinds of lives, one module for those that resemble each other."""
