"""The overview on a narrow screen: a card per unit, in the same order and with the same words as the rows."""

from collections.abc import Sequence
from html import escape

from dashboard.figures.overview import Row, highest_share
from dashboard.markup.marks import mark
from dashboard.wording.states import state_of


def cards(rows: Sequence[Row]) -> str:
    """A list of cards; each with its share, chance margin and target on a small strip of the same axis."""
    highest = highest_share([row.standing for row in rows])
    return f'<ul class="sc-cards">{"".join(_card(row, highest) for row in rows)}</ul>'


def _card(row: Row, highest: float) -> str:
    name = f'<a href="{escape(row.href)}" target="_self">{escape(row.label)}</a>'
    lead = escape(row.words.lead)
    lead = f"<strong>{lead}</strong>" if row.words.strong else lead
    rest = "<br>".join(escape(part) for part in (row.words.rest, row.words.beside) if part)
    rest = f'<span class="sc-quiet">{rest}</span>' if rest else ""
    whole = ' class="sc-whole"' if row.whole else ""
    return f"<li{whole}><div>{name}</div>{_strip(row, highest)}<div>{lead}</div>{rest}</li>"


def _strip(row: Row, highest: float) -> str:
    standing = row.standing
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
