"""How wide words are, and where their lines break: in px, before a browser has drawn them.

The widths are a tenth more than those of the font of the pages, so that what fits here fits on the page, and in
the fonts that stand in for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from unicodedata import category, east_asian_width

LINE_PX = 18  # from one line of words to the next, at 14 px

_NARROW, _WIDE = "ijlftr.,:;'|!()[]/- ·", "mwMWOQ%@—"


@dataclass(frozen=True)
class Run:
    """A piece of text in one colour (a CSS colour, empty for the ordinary one) and weight."""

    text: str
    colour: str = ""
    strong: bool = False


Line = tuple[Run, ...]


@lru_cache(maxsize=8192)
def width_px(text: str) -> float:
    """About how many px a text takes at 14 px; rather too many than too few."""
    return sum(_width(letter) for letter in text)


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """A name without signs that turn the direction of what follows or move the line; blanks made one."""
    kept = "".join(" " if category(each) in ("Cc", "Zl", "Zp") else each for each in text if each not in _TURNING)
    return " ".join(kept.split())


_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def lines_of(runs: Iterable[Run], room_px: float) -> list[Line]:
    """The runs in lines of at most so many px: broken between words, and inside one that is wider than a line."""
    lines: list[list[Run]] = []
    left = 0.0
    for run in runs:
        for word in _pieces(clean(run.text), room_px):
            wide = width_px(word) * (1.08 if run.strong else 1)
            if not lines or wide > left:
                lines.append([])
                left = room_px
            lines[-1].append(Run(word, run.colour, run.strong))
            left -= wide + width_px(" ")
    return [tuple(line) for line in lines]


def drawn(lines: Sequence[Line]) -> str:
    """Lines as Plotly draws them: names stay text, colours and weights are markup."""
    return "<br>".join(" ".join(_drawn(*style, list(runs)) for style, runs in _by_style(line)) for line in lines)


def escaped(text: str) -> str:
    """Text from the organisation's files as Plotly must show it: never as markup."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _by_style(line: Line) -> Iterable[tuple[tuple[str, bool], Iterable[Run]]]:
    return groupby(line, key=lambda run: (run.colour, run.strong))


def _drawn(colour: str, strong: bool, runs: Sequence[Run]) -> str:
    text = escaped(" ".join(run.text for run in runs))
    text = f"<b>{text}</b>" if strong else text
    return f"<span style='color:{colour}'>{text}</span>" if colour else text


def _pieces(text: str, room_px: float) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        rest = word
        while width_px(rest) > room_px:
            cut = _fits(rest, room_px - width_px("-"))
            pieces.append(f"{rest[:cut]}-")
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def _fits(word: str, room_px: float) -> int:
    """How many letters of a word that is wider than the room stand in it; one at least, so that it ends."""
    widths = accumulate(_width(letter) for letter in word)
    return max(1, sum(width <= room_px for width in widths))


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if east_asian_width(letter) in "WF" or ord(letter) > 0x1F000:
        return 18
    if letter in _NARROW:
        return 4.1
    return 11.2 if letter in _WIDE else 9 if letter.isupper() else 7.1
