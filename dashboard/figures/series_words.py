"""The words on the picture of a series: at the lines, and at the foot of every break."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from dashboard.edition import Break
from dashboard.figures.lettering import LINE_PX, Run, drawn, lines_of, width_px
from dashboard.figures.palette import Palette
from dashboard.standing import Standing
from dashboard.wording.rows import as_of_words, noun_of
from dashboard.wording.words import Words

# On a phone the words of the need reach back over at most a year of months.
_BESIDE = 12
# The most px of the words of the need, and of those of a break, on one line: what a phone has beside them.
_NEED_PX, _BREAK_PX = 300, 140
_EARLY = 0.35  # of the axis: up to here a whole line of words has room at the right of a month, on a phone too
# The break lies between two snapshots; drawn half a month before the first one after it, no figure is on it.
_HALF_A_MONTH = timedelta(days=15)

Side = Literal["left", "center", "right"]


def label_words(now: Standing, series: Sequence[Standing], words: Words, colours: Palette) -> list[dict[str, Any]]:
    """The words of the need, where it is known, and of the people of one month, where they are shown."""
    last = series[-1]
    over = now.members is not None and last.need is not None and now.members > last.need
    found: list[dict[str, Any]] = []
    if last.need is not None and last.base is not None:
        # Below the need lies its path: words that stand below stand clear of as much of it as they are wide.
        lowest = min(value for row in series[-_BESIDE:] for value in (row.need, row.expected_need) if value is not None)
        at = (max(last.deadline, last.snapshot), lowest if over else last.need, _need_words(last, words, colours))
        found.append(_label(at, colours.ink, colours.paper, above=not over, side="right"))
    if now.shown and now.members is not None:
        part = _part_of_span(now, series)
        at = (now.snapshot, now.members, _people_words(now, part > _EARLY, words))
        above = over or _room_above(now, last)
        found.append(_label(at, colours.accent, colours.paper, above=above, side=_side(part)))
    return found


def _need_words(last: Standing, words: Words, colours: Palette) -> str:
    noun, need = noun_of(last), last.need or 0
    facts = {"need": words.number(need, noun), "base": words.number(last.base or 0, noun)}
    text = words("needed", share=words.share(last.target_share), **facts)
    of_when = as_of_words(last.carried, words)
    whole = f"{text}, {of_when}" if of_when else text
    text = whole if width_px(whole) <= _NEED_PX else f"{text},<br>{of_when}"
    if last.expected_need is not None and last.expected_need < need:
        text += f"<br><span style='color:{colours.quiet}'>{words('path')}</span>"
    return text


def _people_words(now: Standing, in_two: bool, words: Words) -> str:
    amount, of_when = words.amount(now.members or 0, noun_of(now)), as_of_words(now.carried, words)
    if not of_when:
        return f"<b>{words('now', amount=amount)}</b>"
    return f"<b>{words('then', amount=amount, as_of=f'<br>{of_when}' if in_two else of_when)}</b>"


def _part_of_span(now: Standing, series: Sequence[Standing]) -> float:
    """How far along the axis a month lies, from 0 to 1."""
    first, end = series[0].snapshot, max(series[-1].snapshot, series[-1].deadline)
    return (now.snapshot - first) / (end - first) if end > first else 1.0


def _side(part: float) -> Side:
    """Which side of words stands at a month, so that a phone does not cut them off.

    What is still to come lies at its right, where only the need and the path are drawn; near the end there is no room.
    """
    return "left" if part <= 0.5 else "center" if part <= 0.72 else "right"


def _room_above(now: Standing, last: Standing) -> bool:
    """Whether the words of the people stand clear above their line: the path runs on below it, the need well above."""
    if now.members is None or last.need is None or last.expected_need is None:
        return False
    return now.members > last.expected_need + last.need * 0.03 and last.need - now.members > last.need * 0.11


def _label(at: tuple[date, float, str], colour: str, paper: str, above: bool, side: Side) -> dict[str, Any]:
    return {
        "text": at[2],
        "x": at[0],
        "xanchor": side,
        "xshift": 4 if side == "left" else 0,
        "y": at[1],
        "yanchor": "bottom" if above else "top",
        "yshift": 5 if above else -5,
        "align": side,
        "bgcolor": paper,
        "borderpad": 1,
        "showarrow": False,
        "font": {"color": colour},
    }


def break_lines(breaks: Sequence[Break], colours: Palette) -> list[dict[str, Any]]:
    """A dashed line from top to bottom for each."""
    return [
        {
            "type": "line",
            "name": "break",
            "x0": each.snapshot - _HALF_A_MONTH,
            "x1": each.snapshot - _HALF_A_MONTH,
            "xref": "x",
            "y0": 0,
            "y1": 1,
            "yref": "y domain",
            "line": {"color": colours.quiet, "width": 1.2, "dash": "dash"},
            "layer": "below",
        }
        for each in breaks
    ]


def break_words(
    breaks: Sequence[Break], span: tuple[date, date], words: Words, colours: Palette
) -> list[dict[str, Any]]:
    """Their words at the foot; those of the next stand above those of the one before."""
    found: list[dict[str, Any]] = []
    stacked = 0
    for each in breaks:
        lines = lines_of([Run(words.name(each.reason))], _BREAK_PX)
        at = each.snapshot - _HALF_A_MONTH
        right = (at - span[0]) < (span[1] - span[0]) * 0.5
        found.append(_break_label(at, drawn(lines), right, stacked, colours))
        stacked += len(lines)
    return found


def _break_label(at: date, text: str, right: bool, stacked: int, colours: Palette) -> dict[str, Any]:
    anchor = "left" if right else "right"
    return {
        "text": text,
        "x": at,
        "xanchor": anchor,
        "xshift": 6 if right else -6,
        "y": 0,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6 + stacked * LINE_PX,
        "align": anchor,
        "showarrow": False,
        "bgcolor": colours.paper,
        "font": {"color": colours.quiet},
    }
