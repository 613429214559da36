"""Faults as published words: both languages, no code needed to read them."""

from pipeline.faults import LANGUAGES, Fault


def in_languages(fault: Fault) -> dict[str, str]:
    """The text of a fault per language."""
    return {language: fault.text(language) for language in LANGUAGES}
