"""The Profile as a Word document, in a ministry's own template or in one of this program."""
