"""Identifiers of people are refused before anything of a file is kept: by heading and by content, in every column."""

from pipeline.ingest.screen.formulas import formula_values
from pipeline.ingest.screen.refuse import screen

__all__ = ["formula_values", "screen"]
