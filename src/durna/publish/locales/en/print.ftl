# Lists at the front of printed documents, and the caption over a further part of a table that is too wide for a page.
list-of-tables = Tables
list-of-charts = Figures
table-continued = { $label } (continued)
