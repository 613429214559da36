"""What stands in the pack of the board: every unit directly below the organisation, per target, on one or two pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.edition import Edition, Unit
from dashboard.standing import Standing
from dashboard.wording.rows import row_words
from dashboard.wording.sentences import panel_sentence
from dashboard.wording.states import State, state_of
from dashboard.wording.words import Words
from packs.filling import definitions, of_when
from packs.tallies import Tallies, TallyRow, tally_rows

SHARED_BY = 2  # from this many units a target is a column; the targets of one unit stand in a list


@dataclass(frozen=True)
class Cell:
    """One unit against one target: where it stands, and the numbers. All empty where it has no such target."""

    state: State
    shown: bool
    lead: str
    rest: str


@dataclass(frozen=True)
class OwnTarget:
    """A target that one unit set itself."""

    unit: str
    target: str
    cell: Cell


@dataclass(frozen=True)
class TargetLine:
    """One target in a sentence: the organisation itself, and how many units are where."""

    target: str
    said: str


@dataclass(frozen=True)
class Overview:
    """The pack of the board. `rows` have a cell per column; the organisation is the first row."""

    language: str
    title: str
    organisation: str
    of_when: str
    foot: str
    notice: str
    notice_why: str
    lead: str
    lines: tuple[TargetLine, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    own: tuple[OwnTarget, ...]
    agreed: tuple[TallyRow, ...]  # empty where no registers were asked, or there are none
    agreed_note: str  # what is open with units that are not there; empty where nothing is
    definitions: tuple[str, ...]


def overview_of(
    edition: Edition, snapshot: date, words: Words, tallies: Tallies | None = None, *, confidential: bool = False
) -> Overview:
    """The overview of what this edition holds at one snapshot. `tallies`: None where no registers were asked."""
    whole = edition.root(snapshot)
    below = edition.children(snapshot, whole.code)
    standings = {(row.unit, row.target): row for row in edition.standings(snapshot, _codes((whole, *below)))}
    shared = [code for code in edition.target_codes if _many(code, below, standings)]
    names = {unit.code: words.name(unit.name) for unit in (whole, *below)}
    organisation = words.name(edition.organisation)
    return Overview(
        language=words.language,
        title=words("pack_board_title", organisation=organisation),
        organisation=organisation,
        of_when=of_when(edition, snapshot, words),
        foot=words("pack_board_foot", organisation=organisation, id=edition.id),
        notice=words("confidential") if confidential else "",
        notice_why=words("confidential_why") if confidential else "",
        lead=words("pack_board_lead" if standings else "pack_board_none"),
        lines=tuple(_line(code, whole, below, standings, edition, words) for code in shared),
        columns=tuple(words.name(_target_name(edition, code, standings)) for code in shared),
        rows=tuple(
            (words.name(unit.name), tuple(_cell(standings.get((unit.code, code)), words) for code in shared))
            for unit in (whole, *below)
            if shared
        ),
        own=tuple(
            OwnTarget(words.name(unit.name), words.name(_target_name(edition, code, standings)), _cell(row, words))
            for unit in (whole, *below)
            for code in edition.target_codes
            if code not in shared and (row := standings.get((unit.code, code))) is not None
        ),
        agreed=tally_rows(tallies, names, words) if tallies else (),
        agreed_note=words("pack_board_elsewhere", n=tallies.elsewhere) if tallies and tallies.elsewhere else "",
        definitions=definitions(edition, words),
    )


_Standings = dict[tuple[str, str], Standing]


def _codes(units: Sequence[Unit]) -> list[str]:
    return [unit.code for unit in units]


def _many(target: str, below: Sequence[Unit], standings: _Standings) -> bool:
    return sum((unit.code, target) in standings for unit in below) >= SHARED_BY


def _target_name(edition: Edition, code: str, standings: _Standings) -> dict[str, str]:
    row = next(row for (_, target), row in standings.items() if target == code)
    return dict(edition.target(code, row.version).name)


def _line(
    code: str, whole: Unit, below: Sequence[Unit], standings: _Standings, edition: Edition, words: Words
) -> TargetLine:
    rows = [standings[unit.code, code] for unit in below if (unit.code, code) in standings]
    said = panel_sentence(standings.get((whole.code, code)), rows, words.name(whole.name), words)
    return TargetLine(words.name(_target_name(edition, code, standings)), said)


def _cell(row: Standing | None, words: Words) -> Cell:
    if row is None:
        return Cell("not_shown", False, "", "")
    said = row_words(row, words)
    beside = said.beside if row.shown else ""
    return Cell(
        state_of(row.verdict, row.shown), row.shown, said.lead, ", ".join(text for text in (said.rest, beside) if text)
    )
