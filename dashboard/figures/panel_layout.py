"""Where everything in a picture of panels stands: blocks of panels, rows, axes, headings. In px, as far as possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from dashboard.figures.lettering import LINE_PX, Run, drawn, escaped, lines_of
from dashboard.figures.lettering import Line as TextLine
from dashboard.figures.palette import Palette
from dashboard.figures.panel_words import BandHead, Line, band_breaks
from dashboard.figures.shares import STEPS
from dashboard.figures.sheet import Margins, ticks
from dashboard.wording.words import Words

_ROW_PX = 40  # the least height of a row
_PAD_PX = 14  # above and under the words of a row together
_FOOT_PX = 30  # the words of an axis
_TOOLS_PX = 30  # the button of the picture, above the headings
_STANDOFF_PX = 18  # between a label and its axis: the sign of a break stands there


@dataclass(frozen=True)
class Form:
    """The columns of a picture: how many panels stand beside each other, and the px of labels and words."""

    columns: int
    label_px: int
    words_px: int
    axis_part: float  # of the plot's width, per panel
    most_ticks: int

    def domain(self, column: int) -> list[float]:
        """From where to where an axis of this column runs, as parts of the plot's width."""
        begin = column * (1 - self.axis_part) / max(self.columns - 1, 1)
        return [begin, begin + self.axis_part]

    def height(self, blocks: Sequence["Block"]) -> int:
        """The px of the whole picture."""
        return sum(block.outer_px for block in blocks) + _TOOLS_PX

    def margins(self, blocks: Sequence["Block"]) -> Margins:
        """Left the labels, right the words of the last panel."""
        return Margins(
            left=self.label_px + _STANDOFF_PX + 2,
            right=self.words_px + 16,
            top=_TOOLS_PX + blocks[0].head_px,
            bottom=_FOOT_PX,
        )


@dataclass(frozen=True)
class Block:
    """Panels beside each other over the same rows. `tops` has one more than there are rows; y runs down from 0."""

    number: int
    bands: tuple[int, ...]
    heads: tuple[str, ...]  # of each band, as Plotly draws it
    head_px: int
    tops: tuple[int, ...]

    @property
    def centres(self) -> tuple[float, ...]:
        """The middle of every row."""
        return tuple((top + end) / 2 for top, end in pairwise(self.tops))

    @property
    def rows_px(self) -> int:
        """The height of all rows."""
        return -self.tops[-1]

    @property
    def outer_px(self) -> int:
        """Heading, rows and the words of the axes."""
        return self.head_px + self.rows_px + _FOOT_PX

    @property
    def y(self) -> str:
        """Its axis of rows."""
        return "y" if self.number == 0 else f"y{self.number + 1}"

    def axis_of(self, band: int) -> str:
        """The axis of shares of one of its bands."""
        return "x" if band == 0 else f"x{band + 1}"


def form_of(bands: int, columns: int) -> Form:
    """The form of a picture with so many bands."""
    if min(bands, columns) == 1:
        return Form(1, label_px=220, words_px=330, axis_part=1.0, most_ticks=6)
    return Form(2, label_px=176, words_px=226, axis_part=0.27, most_ticks=4)


def blocks_of(
    bands: Sequence[BandHead],
    lines: Sequence[Line],
    said: Sequence[Sequence[Sequence[TextLine]]],
    form: Form,
    words: Words,
) -> tuple[Block, ...]:
    """The blocks from top to bottom; the rows of a block are as high as the longest words in them."""
    labels = [len(_label_lines(line, form)) for line in lines]
    once = band_breaks(bands, lines)
    found: list[Block] = []
    for number, begin in enumerate(range(0, len(bands), form.columns)):
        places = tuple(range(begin, min(begin + form.columns, len(bands))))
        heads = [_head(bands[place], once[place], form, words) for place in places]
        tall = [
            max(
                _ROW_PX,
                _PAD_PX + LINE_PX * max([labels[row], *(len(said[row][place]) for place in places)]),
            )
            for row in range(len(lines))
        ]
        tops = tuple(accumulate((-each for each in tall), initial=0))
        head_px = LINE_PX * max(len(head) for head in heads) + 14 + (20 if number else 0)
        found.append(Block(number, places, tuple(drawn(head) for head in heads), head_px, tops))
    return tuple(found)


def axes(
    blocks: Sequence[Block], lines: Sequence[Line], form: Form, highest: float, words: Words, colours: Palette
) -> dict[str, Any]:
    """Every axis of the picture, by its name in the layout."""
    found: dict[str, Any] = {}
    names = [_linked(line, form, colours) for line in lines]
    inner = sum(block.outer_px for block in blocks) - blocks[0].head_px - _FOOT_PX
    at, end = ticks(highest, STEPS, form.most_ticks), inner
    texts = [words.share(value) for value in at]
    for block in blocks:
        end -= block.head_px if block.number else 0
        found[block.y.replace("y", "yaxis")] = {
            **_PLAIN,
            "domain": [max(0.0, (end - block.rows_px) / inner), min(1.0, end / inner)],
            "range": [-block.rows_px, 0],
            "anchor": block.axis_of(block.bands[0]),
            "tickmode": "array",
            "tickvals": list(block.centres),
            "ticktext": names,
            "ticklabelstandoff": _STANDOFF_PX,
        }
        for column, band in enumerate(block.bands):
            found[block.axis_of(band).replace("x", "xaxis")] = {
                **_PLAIN,
                "domain": form.domain(column),
                "anchor": block.y,
                "range": [0, highest],
                "tickmode": "array",
                "tickvals": at,
                "ticktext": texts,
                "tickfont": {"color": colours.quiet},
                "showgrid": True,
                "gridcolor": colours.line,
                "gridwidth": 1,
                "layer": "below traces",
                "zeroline": True,
                "zerolinecolor": colours.line,
            }
        end -= block.rows_px + _FOOT_PX
    return found


# Each is said outright: nothing moves, nothing is made wider for long words.
_PLAIN: dict[str, Any] = {"fixedrange": True, "automargin": False, "showgrid": False, "zeroline": False}


def headings(blocks: Sequence[Block], bands: Sequence[BandHead], form: Form, colours: Palette) -> list[dict[str, Any]]:
    """A heading above every panel."""
    return [
        {
            "text": head,
            "x": 0,
            "xref": f"{block.axis_of(band)} domain",
            "xanchor": "left",
            "y": 1,
            "yref": f"{block.y} domain",
            "yanchor": "bottom",
            "yshift": 6,
            "align": "left",
            "showarrow": False,
            "font": {"color": colours.ink},
        }
        for block in blocks
        for band, head in zip(block.bands, block.heads, strict=True)
    ]


def _head(band: BandHead, broken: str, form: Form, words: Words) -> list[TextLine]:
    # As wide as the narrowest axis with its words: at least half a word of room is left.
    room = form.words_px + (150 if form.columns == 2 else 100)
    title = Run(band.title, strong=True)
    lines = lines_of([title, Run(f"· {band.note}" if band.note else "")], room)
    if len(lines) > 1:
        lines = lines_of([title], room) + lines_of([Run(band.note)], room)
    return lines + (lines_of([Run(f"// {words('breaks_here', reason=broken)}")], room) if broken else [])


def _label_lines(line: Line, form: Form) -> list[TextLine]:
    return lines_of([Run(line.label, strong=line.whole)], form.label_px) or [(Run("?"),)]


def _linked(line: Line, form: Form, colours: Palette) -> str:
    name = drawn(_label_lines(line, form))
    href = escaped(line.href).replace('"', "%22")
    return f'<a href="{href}" target="_self" style="color:{colours.ink}">{name}</a>'
