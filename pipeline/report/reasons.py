"""Why rows were set aside, in words: one phrase per column and reason, with the first rows."""

from pipeline.faults import ROWS_NAMED, Language, Message, Where
from pipeline.ingest import messages as ingest_messages
from pipeline.snapshot import Reason
from pipeline.validate import messages as validate_messages
from pipeline.validate.facts import BadCount

_REASONS = {
    each.code: each
    for module in (ingest_messages, validate_messages)
    for each in vars(module).values()
    if isinstance(each, Reason)
}
_MORE = Message(en=" and {n} more", nl=" en nog {n}")


def reason_words(code: str, language: Language) -> str:
    """The reason in words."""
    return _REASONS[code].message.fill(language, {}) if code in _REASONS else code


def rows_words(bad: BadCount, language: Language) -> str:
    """`rows 12, 40 and 3 more`."""
    rest = bad.rows - len(bad.first[:ROWS_NAMED])
    named = Where(rows=bad.first[:ROWS_NAMED]).text(language)
    return named + _MORE.fill(language, {"n": rest}) if rest else named


def bad_words(bad: BadCount, language: Language) -> str:
    """`column Schaal: scale is not in scales.csv (rows 12, 40)`."""
    place = Where(column=bad.column or None).text(language)
    said = reason_words(bad.reason, language)
    return f"{place}: {said} ({rows_words(bad, language)})" if place else f"{said} ({rows_words(bad, language)})"
