"""What stands in a picture of panels, and its words: beside each row and above each panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import lettering
from dashboard.figures.lettering import Run, lines_of
from dashboard.figures.palette import Palette
from dashboard.standing import StandIn, Standing
from dashboard.wording.rows import RowWords
from dashboard.wording.states import state_of
from dashboard.wording.words import Words


@dataclass(frozen=True)
class BandHead:
    """The heading of a panel: the name of its band, and the target when all its rows share one (else empty)."""

    title: str
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """One unit in one band. `standing` is None when it has no target there, and `words` when nothing is to be said.

    `broken` says why its last year is not comparable; empty when it is. `instead`: in a band without targets, the
    figure that stands in for others that are hidden.
    """

    standing: Standing | None
    words: RowWords | None
    broken: str = ""
    instead: StandIn | None = None

    @property
    def drawn(self) -> Standing | StandIn | None:
        """What has a place on the axis of shares; None for words alone."""
        row = self.standing
        if row is not None and row.shown and row.share is not None:
            return row
        return self.instead if self.instead is not None and self.instead.share is not None else None


@dataclass(frozen=True)
class Line:
    """One row over all panels: a unit, the address of its page, and a cell per band."""

    label: str
    href: str
    whole: bool  # the unit the others are part of
    cells: tuple[Cell, ...]


def band_note(standings: Sequence[Standing | None], words: Words) -> str:
    """`target 8% by 2028` when all these rows ask for that, with the path of this moment.

    Empty when they differ, or when a row has no target in this band (None).
    """
    asked = {row and (row.target_share, row.deadline, row.expected_share, row.counts) for row in standings}
    row = standings[0] if len(asked) == 1 else None
    if row is None:
        return ""
    if row.expected_share is None or abs(row.expected_share - row.target_share) < 1e-9:
        return target_words(row, words)
    return f"{target_words(row, words)}, {words('path_line', share=words.share(round(row.expected_share, 3)))}"


def target_words(row: Standing, words: Words) -> str:
    """`target 8% by 2028`, in fte when it is."""
    code = "target_by_fte" if row.counts == "fte" else "target_by"
    return words(code, share=words.share(row.target_share), year=row.deadline.year)


def band_breaks(bands: Sequence[BandHead], lines: Sequence[Line]) -> tuple[str, ...]:
    """Per band, the break that touches all of its rows and is said once at its heading; empty when none does."""
    found: list[str] = []
    for place in range(len(bands)):
        with_target = [line.cells[place] for line in lines if line.cells[place].standing is not None]
        reasons = {cell.broken for cell in with_target}
        found.append(reasons.pop() if len(reasons) == 1 and len(with_target) > 1 else "")
    return tuple(found)


def said_of(cell: Cell, head: BandHead, words: Words, once: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The words of a cell: what leads, its numbers, and what stands under it. The same in pictures and on cards."""
    if cell.words is None:
        return words("no_target_here"), "", ()
    own = "" if head.note or cell.standing is None else target_words(cell.standing, words)
    broken = f"// {words('breaks_here', reason=cell.broken)}" if cell.broken and cell.broken != once else ""
    return cell.words.lead, cell.words.rest, tuple(text for text in (own, cell.words.beside, broken) if text)


def cell_lines(
    cell: Cell, head: BandHead, words: Words, colours: Palette, room_px: float, once: str
) -> list[lettering.Line]:
    """The words of a cell in lines of so many px."""
    lead, rest, under = said_of(cell, head, words, once)
    strong = cell.words is not None and cell.words.strong
    first = Run(lead, "", strong)
    lines = lines_of([first, Run(f"· {rest}" if rest else "", colours.quiet)], room_px)
    if len(lines) > 1:
        # Numbers are not torn apart: what does not fit beside the words stands under them.
        lines, under = lines_of([first], room_px), (rest, *under)
    for text in under:
        lines += lines_of([Run(text, colours.quiet)], room_px)
    return lines


def is_quiet(cell: Cell) -> bool:
    """Whether a cell is words alone."""
    if cell.standing is None:
        return cell.instead is None
    return state_of(cell.standing.verdict, cell.standing.shown) == "not_shown"
