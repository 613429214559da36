"""Readers: the bytes of an export become tables of text."""

from pipeline.ingest.read.reader import open_export, read_sheets

__all__ = ["open_export", "read_sheets"]
