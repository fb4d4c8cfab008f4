"""The world as the maps of the Profile draw it: packaged outlines, and a policy for what is disputed."""
