"""The evidence library: laws, agreements, pages, files and figures, what each of them is cited for, and since when."""
