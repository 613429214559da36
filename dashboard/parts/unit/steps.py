"""What was agreed and done about the target that is shown, on screen, beside what the published figures were then."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.access.reach import former
from dashboard.followed.steps import Beside, beside_figures, lines_of, read_steps, undated_lines
from dashboard.keeping import registers_of
from dashboard.markup.links import link
from dashboard.markup.records import typed
from dashboard.standing import Standing
from dashboard.visit import Visit
from dashboard.wording.talking import short
from dashboard.wording.words import Words
from registers import Evidence, RegistersUnreachable, SchemaWrong

MOST = 12  # steps: those before them stand on the page of the talk


def draw_steps(visit: Visit, row: Standing) -> None:
    """A list of steps; nothing where there are none, where they may not be read, or where registers are not there."""
    found = _read(visit, row)
    if found is None or not (found.steps or found.undated):
        return
    words, edition, now = visit.words, visit.edition, visit.selection.snapshot
    every = beside_figures(lines_of(edition, row.unit, now, found, words), now)
    there = every[-MOST:]
    items = [_item(visit, each, there[:at]) for at, each in enumerate(there)]
    undated = words("steps_undated")
    items += [f"<li>{_told(undated, text)}</li>" for text in undated_lines(found)[:MOST]]
    more = max(0, len(every) - MOST) + max(0, len(found.undated) - MOST)
    said = [escape(words("steps_more", n=more))] if more else []
    said += [escape(words("followed_aside")), _way(visit, row.unit)]
    st.html(
        f'<h3 class="sc-h3" id="steps">{escape(words("steps_heading"))}</h3><ul class="sc-brief">{"".join(items)}</ul>'
        f'<p class="sc-quiet sc-small">{" ".join(said)}</p>'
    )


def _read(visit: Visit, row: Standing) -> Evidence | None:
    """What is on record about this target of this unit, as far as this reader may read it. Says nothing when it fails."""
    talks, acts = visit.reach("talk").reads, visit.reach("activities").reads
    renamed = {**visit.renamed("talk"), **visit.renamed("activities")}
    codes = former(renamed.get(row.unit, row.unit), renamed)
    if not any(seen is None or codes & seen for seen in (talks, acts)):
        return None
    try:
        return read_steps(registers_of(visit.processed), row.target, codes, talks, acts)
    except (SchemaWrong, RegistersUnreachable):
        # The page is about figures: whoever comes for what was agreed is told on the page of the talk.
        return None


def _item(visit: Visit, each: Beside, above: Sequence[Beside]) -> str:
    words, line = visit.words, each.line
    day = words.day(line.day)
    if line.kind == "break":
        return f'<li class="sc-quiet">{escape(day)} · {escape(line.said)}</li>'
    told = _told(f"{day} · {line.said}", line.free)
    if each.ahead:
        # Once, before the first of them: nothing after it has a figure.
        begins = not any(one.ahead for one in above)
        said = words("steps_ahead", day=words.day(visit.selection.snapshot))
        return f"{f'<li class=sc-quiet>{escape(said)}</li>' if begins else ''}<li>{told}</li>"
    then = _then(each, [one for one in above if one.line.kind == "step"], words)
    return f'<li>{told}<br><span class="sc-quiet">{escape(then)}</span></li>'


def _then(each: Beside, above: Sequence[Beside], words: Words) -> str:
    """The figure that stood on the day of a step; told once where it stood on the day of the step above too."""
    if each.figure is None:
        return words("steps_none_then")
    if above and above[-1].figure == each.figure:
        return words("steps_same")
    return words("steps_then", month=words.month(each.figure.day), said=each.figure.said)


def _told(begin: str, free: str) -> str:
    """Ours, then what somebody wrote: as text, and no longer than it takes to recognise it."""
    name = short(free)
    return f"<strong>{escape(begin)}</strong>{f': {typed(name)}' if name else ''}"


def _way(visit: Visit, unit: str) -> str:
    """To the page where it is written down; for whoever reads no talks, that of the activities."""
    reads, now = visit.reach("talk").reads, visit.renamed("talk").get(unit, unit)
    if reads is None or now in reads:
        return link(visit.address("talk", unit=unit), visit.words("brought_to_talk"))
    return link(visit.address("activities", unit=unit), visit.words("steps_to_activities"))
