"""Per target of a unit: the unit, the level above, the organisation and the band one step below, side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.discussion.bands import band_below
from dashboard.discussion.counts import Count
from dashboard.discussion.gather import Gathered, gather
from dashboard.discussion.rests import Link, base_of
from dashboard.edition import Edition, Target, Unit
from dashboard.standing import Names, Standing
from dashboard.wording.rows import row_words
from dashboard.wording.states import State, state_of
from dashboard.wording.words import Words
from pipeline.published import REASONS

Role = Literal["unit", "above", "organisation", "step_below"]
COLUMNS = ("col_beside", "col_members", "col_base", "col_share", "col_state", "col_as_of")


@dataclass(frozen=True)
class Beside:
    """One count in a comparison. `standing` is None where that unit or band has no such target."""

    role: Role
    unit: Unit
    band_name: Names
    count: Count | None  # None: the publication has no such row
    standing: Standing | None


@dataclass(frozen=True)
class Comparison:
    """One target of a unit, with what stands beside it; the unit itself first."""

    target: Target
    snapshot: date
    rows: tuple[Beside, ...]


@dataclass(frozen=True)
class RowTexts:
    """A row of the comparison in words, a text per column of COLUMNS. A hidden row says why in `state`."""

    role: Role
    texts: tuple[str, ...]
    state: State
    link: Link


def comparison(edition: Edition, unit: str, snapshot: date) -> tuple[Comparison, ...]:
    """Every target of one unit beside the organisation and the step below; none for a unit without targets.

    Units that may not be seen are left out. Raises KeyError for a unit that does not exist at that snapshot.
    """
    return compared(gather(edition, unit, snapshot))


def compared(found: Gathered) -> tuple[Comparison, ...]:
    """The same, of what was gathered already."""
    return tuple(
        Comparison(found.edition.target(row.target, row.version), found.snapshot, tuple(_rows(found, row)))
        for row in found.own()
    )


def comparison_heads(words: Words) -> tuple[str, ...]:
    """The headings of the columns."""
    return tuple(words(code) for code in COLUMNS)


def comparison_rows(compared: Comparison, words: Words) -> tuple[RowTexts, ...]:
    """The rows of one comparison in words."""
    return tuple(_texts(row, compared, words) for row in compared.rows)


def _rows(found: Gathered, row: Standing) -> list[Beside]:
    edition = found.edition
    band = edition.target(row.target, row.version).band
    below = band_below(edition, band)
    name = edition.bands.get(band, {"en": band})
    above = [unit for unit in found.line[:-1] if unit.code != found.whole.code][-1:]
    whole = [found.whole] if found.whole.code != found.unit.code else []
    rows = [Beside("unit", found.unit, name, found.count(row), row)]
    if below is not None:
        rows.append(Beside("step_below", found.unit, edition.bands[below], found.count(row, band=below), None))
    rows += [_of(found, row, unit, "above") for unit in above]
    return [*rows, *(_of(found, row, unit, "organisation") for unit in whole)]


def _of(found: Gathered, row: Standing, unit: Unit, role: Role) -> Beside:
    band = found.edition.target(row.target, row.version).band
    same = found.standing(unit.code, row.target)
    name = found.edition.bands.get(band, {"en": band})
    return Beside(role, unit, name, found.count(row, unit.code), same)


def _texts(row: Beside, compared: Comparison, words: Words) -> RowTexts:
    name = f"{words.name(row.unit.name)}, {words.name(row.band_name)}"
    count = row.count
    numbers = ("", "", "", "")
    if count is not None:
        numbers = (*_numbers(count, words), words.month(count.carried) if count.carried else "")
    texts = (name, *numbers[:3], _said(row, words), numbers[3])
    state = state_of(row.standing.verdict, row.standing.shown) if row.standing else "not_shown"
    return RowTexts(row.role, texts, state, Link(row.unit.code, compared.target.code, compared.snapshot))


def _numbers(count: Count, words: Words) -> tuple[str, str, str]:
    members = "" if count.members is None else words.number(count.members, count.noun)
    base = "" if count.base is None else base_of(count, words)
    return members, base, "" if count.share is None else words.share(count.share, count.base)


def _said(row: Beside, words: Words) -> str:
    if row.standing is not None:
        return row_words(row.standing, words).lead
    if row.count is None or not row.count.shown:
        reason = row.count.reason if row.count else "not_available"
        return words(reason if reason in REASONS else "not_shown")
    return words("no_target_of_its_own") if row.role != "step_below" else words("one_step_below")
