opendata-figures = Figures
opendata-indicators = Indicators and their definitions
opendata-codes = Codes and their names
opendata-revisions = Revisions since the edition before
opendata-package = Figures, definitions and codes as CSV with a description for programs
opendata-sdmx-data = Figures as SDMX-ML 3.0
opendata-sdmx-csv = Figures as SDMX-CSV 2.0
opendata-sdmx-structure = Structures and code lists as SDMX-ML 3.0
