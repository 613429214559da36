"""What the pictures show, in a sentence or two with numbers: for readers who do not see them."""

from collections.abc import Sequence

from dashboard.edition import Break
from dashboard.figures.funnel import Point, funnel_sentence
from dashboard.figures.panel_words import BandHead, Line
from dashboard.standing import Standing
from dashboard.wording.rows import noun_of, row_words
from dashboard.wording.words import Words


def overview_alt(bands: Sequence[BandHead], lines: Sequence[Line], words: Words) -> str:
    """Per panel: its target, how many units are shown and between which shares, in no order of merit."""
    parts: list[str] = []
    for place, head in enumerate(bands):
        rows = [line.cells[place].standing for line in lines if not line.whole]
        with_target = [row for row in rows if row is not None]
        shares = [(row.share, row.base) for row in with_target if row.shown and row.share is not None]
        name = f"{head.title} ({head.note})" if head.note else head.title
        parts += [
            words("alt_band", band=f"{line.label}, {name}", words=said.as_clause())
            for line in lines
            if line.whole and (said := line.cells[place].words) is not None
        ]
        if not with_target:
            continue
        facts = {"band": name, "all": words.number(len(with_target)), "shown": words.number(len(shares))}
        if shares:
            low, high = (words.share(*each) for each in (min(shares), max(shares)))
            parts.append(words("overview_alt_band", low=low, high=high, **facts))
        else:
            parts.append(words("overview_alt_none", **facts))
    return words("overview_alt", parts=" ".join(parts)).strip()


def funnel_alt(points: Sequence[Point], share: float, words: Words) -> str:
    """The sentence above the picture says it; the table names the units."""
    return funnel_sentence(points, share, words)


def position_alt(row: Standing, unit: str, target: str, words: Words) -> str:
    """Where the unit stands, with its numbers."""
    return words("position_alt", unit=unit, target=target, said=row_words(row, words).as_clause())


def series_alt(series: Sequence[Standing], unit: str, target: str, breaks: Sequence[Break], words: Words) -> str:
    """The first and the last figure that are shown, what is needed now, the months that are hidden, the breaks."""
    told = [(row, row.members) for row in series if row.shown and row.members is not None]
    if not told:
        return words("series_alt_none", unit=unit, target=target)
    (first, begin), (last, end) = told[0], told[-1]
    facts = {"from_month": words.month(first.snapshot), "to_month": words.month(last.snapshot)}
    need = series[-1].need
    parts = [
        words(
            "series_alt",
            unit=unit,
            target=target,
            first=words.amount(begin, noun_of(first)),
            last=words.amount(end, noun_of(last)),
            need="?" if need is None else words.amount(need, noun_of(series[-1])),
            **facts,
        )
    ]
    if len(told) < len(series):
        parts.append(words("series_alt_gaps", n=len(series) - len(told), all=len(series)))
    inside = [each for each in breaks if series[0].snapshot < each.snapshot <= series[-1].snapshot]
    if inside:
        said = "; ".join(f"{words.month(each.snapshot)}, {words.name(each.reason)}" for each in inside)
        parts.append(words("series_alt_breaks", breaks=said))
    return " ".join(parts)
