"""What to bring to the talk: one unit's standings, questions and comparison, in words and in one language."""

from dataclasses import dataclass
from datetime import date

from dashboard.discussion.agreed import AgreedPart
from dashboard.discussion.changes import change_clause, changes
from dashboard.discussion.comparison import RowTexts, compared, comparison_heads, comparison_rows
from dashboard.discussion.gather import Gathered, OutsideOf, gather
from dashboard.discussion.questions import chosen
from dashboard.discussion.saying import Said, say
from dashboard.edition import Edition
from dashboard.wording.rows import instead_words
from dashboard.wording.sentences import headline, standing_sentence
from dashboard.wording.words import Words

_DEFINITIONS = ("sheet_target", "key_need", "sheet_margin", "key_hidden", "key_as_of")


@dataclass(frozen=True)
class Lines:
    """One target: where it stands, and what changed since the figure before."""

    target: str
    standing: str
    change: str


@dataclass(frozen=True)
class Table:
    """The comparison of one target."""

    target: str
    heads: tuple[str, ...]
    rows: tuple[RowTexts, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet, as text. `notice` stands at the top, where whoever may read it is limited.

    `agreed` is what comes back from earlier talks; None for whoever may not read that, and then nothing is said of it.
    """

    language: str
    title: str
    of_when: str
    notice: str
    headline: str
    lines: tuple[Lines, ...]
    questions: tuple[Said, ...]
    tables: tuple[Table, ...]
    definitions: tuple[str, ...]
    agreed: AgreedPart | None = None


def sheet(
    edition: Edition, unit: str, snapshot: date, words: Words, outside: OutsideOf | None = None, notice: str = ""
) -> Sheet:
    """The sheet of one unit: published figures only, as this edition holds them. What was agreed is put in beside it.

    Raises KeyError for a unit that does not exist at that snapshot.
    """
    found = gather(edition, unit, snapshot)
    own = found.own()
    name = words.name(found.unit.name)
    return Sheet(
        language=words.language,
        title=words("sheet_title", unit=name),
        of_when=words(
            "sheet_when", organisation=words.name(edition.organisation), day=words.day(snapshot), id=edition.id
        ),
        notice=notice,
        headline=f"{headline(own, name, words)}." if own else words("sheet_no_targets", unit=name),
        lines=_lines(found, words),
        questions=tuple(say(each, words) for each in chosen(found, outside)),
        tables=_tables(found, words),
        definitions=tuple(words(code) for code in (*_DEFINITIONS, *(["rounded"] if edition.rounded else []))),
    )


def _lines(found: Gathered, words: Words) -> tuple[Lines, ...]:
    edition = found.edition
    told = {each.now.target: each for each in changes(edition, [found.unit.code], found.snapshot)}
    lines: list[Lines] = []
    for row in found.own():
        instead = instead_words(row, words)
        said = standing_sentence(row, words)
        lines.append(
            Lines(
                words.name(edition.target(row.target, row.version).name),
                f"{said} {words('sheet_wider', said=instead)}" if instead else said,
                change_clause(told[row.target], words),
            )
        )
    return tuple(lines)


def _tables(found: Gathered, words: Words) -> tuple[Table, ...]:
    return tuple(
        Table(words.name(each.target.name), comparison_heads(words), comparison_rows(each, words))
        for each in compared(found)
    )
