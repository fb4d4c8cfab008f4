"""One delivered file becomes a relation that DuckDB scans as columns in file order, with a row number."""

from durna.intake.reading.relation import MALFORMED, Malformed, Table
from durna.intake.reading.table import open_table, peek, sheets

__all__ = ["MALFORMED", "Malformed", "Table", "open_table", "peek", "sheets"]
