"""The notes of a workbook: what each column and each word in it means."""

from dataclasses import dataclass

from dashboard.downloads.columns import COLUMNS, called, empty_means, meaning, unit_of
from dashboard.method.links import definition_of
from dashboard.wording.words import Words
from pipeline.published import REASONS, STATEMENTS, VERDICTS

# Verdicts are defined on the method page; what the other two lists mean beside a row is said here.
_MEANS = {
    "figure": "download_figure_is",
    "pooled": "download_pooled_is",
    "heads": "download_heads_is",
    "nothing": "download_nothing_is",
    "too_few_people": "download_too_few_people_is",
    "low_response": "download_low_response_is",
    "not_available": "download_not_available_is",
    "nobody_here": "download_nobody_here_is",
}


@dataclass(frozen=True)
class Note:
    """One line of the notes: a column, or a word that can stand in one."""

    kind: str
    word: str
    code: str  # its name in CSV and in the data package
    means: str
    unit: str
    empty: str


def notes(words: Words) -> tuple[Note, ...]:
    """Every column in its order, then every verdict, statement and reason."""
    kind = words("download_column")
    columns = (
        Note(kind, words(told.heading), told.name, meaning(told, words), unit_of(told, words), empty_means(told, words))
        for told in COLUMNS
    )
    lists = (("download_verdict", VERDICTS), ("download_statement", STATEMENTS))
    said = (_word(words(heading), code, words) for heading, codes in lists for code in codes)
    return (*columns, *said, *reason_notes(words))


def reason_notes(words: Words) -> tuple[Note, ...]:
    """Every reason why a figure is not shown."""
    return tuple(_word(words("download_reason"), code, words) for code in REASONS)


def _word(kind: str, code: str, words: Words) -> Note:
    beside = words("download_no_unit")
    means = words(_MEANS[code] if code in _MEANS else f"method_{definition_of(code)}_is")
    return Note(kind, called(code, words), code, means, beside, beside)
