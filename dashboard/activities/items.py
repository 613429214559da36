"""One activity of the list as markup: what it is, what is to be done, its words as written, its history. Pure.

Whatever somebody wrote is text here: escaped, its line ends kept, in the direction of its own letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.activities.listing import Line
from dashboard.activities.naming import Called
from dashboard.activities.sentences import (
    COLUMNS,
    change_said,
    emphasised,
    labels_of,
    source_said,
    to_do,
    when_read,
)
from dashboard.wording.words import Words
from registers import LINKS, Change

LONGEST_NAME = 160  # characters of a name where it stands as a heading
LONGEST_SHOWN = 5_000  # characters of one text in the list; nobody reads further there
_AT_ONCE = ("who", "period")  # what stands there without unfolding: who does it, and when


@dataclass(frozen=True)
class Told:
    """What is needed to tell of activities: words, names, and per key the history."""

    words: Words
    called: Called
    histories: Mapping[str, Sequence[Change]]


@dataclass(frozen=True)
class Act:
    """A link under an activity: where to, what it says, and what it says to who hears it without its surroundings."""

    href: str
    text: str
    name: str


def item(line: Line, told: Told, acts: Sequence[Act]) -> str:
    """One activity as an item of a list, with a heading of the third level."""
    words, activity = told.words, line.activity
    work = to_do(line, words)
    marked = ""
    if line.kept.removed:
        marked = f'<p class="sc-work">{emphasised([words("act_is_removed")])}</p>'
    elif work:
        marked = f'<p class="sc-work">{escape(words("act_to_do"))}: {emphasised(work)}</p>'
    links = " · ".join(
        f'<a href="{escape(each.href)}" target="_self" aria-label="{escape(each.name)}">{escape(each.text)}</a>'
        for each in acts
    )
    offered = f'<p class="sc-acts">{links}</p>' if links else ""
    return (
        f'<li><h3 class="sc-h3" dir="auto">{escape(name_of(activity.what, words))}</h3>{marked}'
        f"{_columns(line, told, _AT_ONCE)}{_facts(line, told)}{offered}"
        f"{_folded(words('act_words'), _columns(line, told, (*COLUMNS, 'theme')))}{_history(line, told)}</li>"
    )


def name_of(what: str, words: Words) -> str:
    """The name of an activity on one line, cut where nobody reads on."""
    line = " ".join(what.split())
    return _cut(line, LONGEST_NAME) or words("act_no_name")


def text_html(text: str, words: Words) -> str:
    """What somebody wrote, as it was written; of a very long text its beginning, and how long it is."""
    if not text.strip():
        return f'<span class="sc-quiet">{escape(words("act_empty"))}</span>'
    rest = ""
    if len(text) > LONGEST_SHOWN:
        said = escape(words("act_cut", n=words.number(len(text))))
        rest = f' <span class="sc-quiet">({said})</span>'
    return f'<span class="sc-typed" dir="auto">{escape(_cut(text, LONGEST_SHOWN))}</span>{rest}'


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _columns(line: Line, told: Told, names: Sequence[str]) -> str:
    labels = labels_of(told.words)
    pairs = [(labels[name], text_html(str(getattr(line.activity, name)), told.words)) for name in names]
    return _pairs(pairs)


def _facts(line: Line, told: Told) -> str:
    """What was read in the words, or set beside them; nothing of what is not known."""
    words, called, activity, labels = told.words, told.called, line.activity, labels_of(told.words)
    facts = [(words("act_read_as"), when_read(activity, words)), (labels["unit"], called.unit(activity.unit))]
    facts += [(labels[kind], ", ".join(called.shown(kind, getattr(activity, kind)))) for kind in LINKS]
    facts += [(labels["source"], source_said(activity.source, words) if activity.source else "")]
    return _pairs(
        [(label, f'<span dir="auto">{escape(_cut(text, LONGEST_NAME))}</span>') for label, text in facts if text]
    )


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    inside = "".join(f"<div><dt>{escape(label)}</dt><dd>{text}</dd></div>" for label, text in pairs)
    return f'<dl class="sc-pairs">{inside}</dl>'


def _history(line: Line, told: Told) -> str:
    steps = told.histories.get(line.kept.key, ())
    if not steps:
        return ""
    listed = "".join(f"<li>{escape(change_said(each, told.words))}</li>" for each in steps)
    return _folded(told.words("act_history", n=len(steps)), f"<ol>{listed}</ol>")


def _folded(title: str, inside: str) -> str:
    return f'<details class="sc-folded"><summary>{escape(title)}</summary>{inside}</details>'
