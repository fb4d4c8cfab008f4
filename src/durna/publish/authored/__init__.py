"""Paragraphs that people write: `texts/*.<language>.md` of a workspace, their figures bound like those of sentences."""
