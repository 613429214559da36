"""The overview on a narrow screen: a card per unit, in the same order and with the same words as the rows."""

from collections.abc import Sequence
from html import escape

from dashboard.figures.panel_words import BandHead, Cell, Line, band_breaks, said_of
from dashboard.figures.shares import highest_share
from dashboard.markup.marks import mark
from dashboard.standing import Standing
from dashboard.wording.states import state_of
from dashboard.wording.words import Words


def unit_cards(bands: Sequence[BandHead], lines: Sequence[Line], words: Words) -> str:
    """A list of cards, one per unit in the order of the picture, with its bands inside and the same words."""
    standings = [cell.standing for line in lines for cell in line.cells if cell.standing is not None]
    highest, once = highest_share(standings), band_breaks(bands, lines)
    told = "".join(_told(head, broken, words) for head, broken in zip(bands, once, strict=True))
    return f'{told}<ul class="sc-cards">{"".join(_unit(line, bands, once, highest, words) for line in lines)}</ul>'


def _told(head: BandHead, broken: str, words: Words) -> str:
    """What holds for a band on every card is said once, above them."""
    said = "; ".join(part for part in (head.note, words("breaks_here", reason=broken) if broken else "") if part)
    return f'<p class="sc-small"><strong>{escape(head.title)}</strong>: {escape(said)}</p>' if said else ""


def _unit(line: Line, bands: Sequence[BandHead], once: Sequence[str], highest: float, words: Words) -> str:
    name = f'<a href="{escape(line.href)}" target="_self">{escape(line.label)}</a>'
    inside = "".join(
        _band(head, said_of(cell, head, words, broken), cell, highest)
        for head, cell, broken in zip(bands, line.cells, once, strict=True)
        if not _is_gap(cell)
    )
    whole = ' class="sc-whole"' if line.whole else ""
    return f"<li{whole}><div>{name}</div><dl>{inside}</dl></li>"


def _is_gap(cell: Cell) -> bool:
    # A picture says in words why a place in it is empty; a card has no empty places.
    return cell.standing is None and cell.instead is None and cell.words is not None


def _band(head: BandHead, said: tuple[str, str, tuple[str, ...]], cell: Cell, highest: float) -> str:
    lead, rest, under = said
    strong = cell.words is not None and cell.words.strong
    first = f"<strong>{escape(lead)}</strong>" if strong else escape(lead)
    first = first if cell.standing is not None else f'<span class="sc-quiet">{first}</span>'
    quiet = "<br>".join(escape(part) for part in (rest, *under) if part)
    quiet = f'<br><span class="sc-quiet">{quiet}</span>' if quiet else ""
    strip = "" if cell.standing is None else _strip(cell.standing, highest)
    return f'<dt class="sc-quiet">{escape(head.title)}</dt><dd>{strip}{first}{quiet}</dd>'


def _strip(standing: Standing, highest: float) -> str:
    if not standing.shown or standing.share is None:
        return ""
    parts = []
    if standing.margin_low is not None and standing.margin_high is not None:
        width = (standing.margin_high - standing.margin_low) / highest
        parts.append(f'<i class="sc-margin" style="left:{standing.margin_low / highest:.2%};width:{width:.2%}"></i>')
    if standing.expected_share is not None and standing.expected_share != standing.target_share:
        parts.append(f'<i class="sc-path" style="left:{standing.expected_share / highest:.2%}"></i>')
    parts.append(f'<i class="sc-target" style="left:{standing.target_share / highest:.2%}"></i>')
    drawn = mark(state_of(standing.verdict, standing.shown))
    parts.append(f'<i class="sc-at" style="left:{standing.share / highest:.2%}">{drawn}</i>')
    return f'<div class="sc-strip" aria-hidden="true">{"".join(parts)}</div>'
