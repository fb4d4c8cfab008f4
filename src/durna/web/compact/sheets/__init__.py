"""Sheets that go out, as papers: the voluntary review, a good practice, a pledge, the plan's report of a year."""
