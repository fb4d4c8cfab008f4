"""Reports in a donor's own form: a Word or Excel file with fields in double braces, filled from a project."""

from durna.web.cooperation.donor.fields import LISTS, SINGLE, Values, values
from durna.web.cooperation.donor.fill import fill, unknown_fields

__all__ = ["LISTS", "SINGLE", "Values", "fill", "unknown_fields", "values"]
