"""What a command tells, in a form that a terminal and a machine can take."""

import unicodedata
from typing import Any

from pipeline.faults import LANGUAGES, Fault


def printable(text: str) -> str:
    """Without what a terminal would take for a command: a file's name or a heading may hold it."""
    return "".join("\ufffd" if unicodedata.category(each) == "Cc" and each != "\n" else each for each in text)


def plain_fault(fault: Fault) -> dict[str, Any]:
    """A fault for machines, with its text in both languages."""
    from pipeline.validate.facts_json import fault_to_json

    return {**fault_to_json(fault), "text": {language: fault.text(language) for language in LANGUAGES}}
