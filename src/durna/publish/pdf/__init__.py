"""The Profile as a PDF for print and archive. Decision 22 says how it is made and why."""
