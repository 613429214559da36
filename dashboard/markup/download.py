"""The rows of a picture as CSV: see dashboard/downloads, where this moved to."""

from dashboard.downloads.comma_separated import as_csv

__all__ = ["as_csv"]
