"""The method page as HTML: real headings with stable ids, definition lists and tables with captions. All text escaped."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from dashboard.method.columns import Described, Table
from dashboard.method.decisions import Decided, Version
from dashboard.method.definitions import CHAPTERS, Entry, entries
from dashboard.method.privacy import Section
from dashboard.wording.words import Words

_RULES = Path(__file__).with_name("page.css")
# Streamlit builds its page after the browser has looked for what an address points at (`#term-gap`): a reader who
# follows a link to a definition would stay at the top. Nothing of a reader or a file is in this script.
ARRIVAL = (
    "<script>{const at = document.getElementById(location.hash.slice(1)); if (at) {"
    ' at.closest("details")?.setAttribute("open", ""); at.tabIndex = -1; at.scrollIntoView();'
    " at.focus({preventScroll: true}); }}</script>"
)
SECTIONS = ("definitions", "decisions", "privacy", "dictionary")


def contents_html(words: Words, addresses: Mapping[str, str] | None = None, current: str = "") -> str:
    """Links to the parts of the page and to the chapters of the definitions; works without a script.

    `addresses` says where each part is to be found when they are not all on one page, `current` which one is open.
    """
    items = "".join(
        _content(section, (addresses or {}).get(section), section == current, words) for section in SECTIONS
    )
    return f'<nav class="sc-contents" aria-label="{escape(words("method_contents"))}"><ul>{items}</ul></nav>'


@cache
def style_html() -> str:
    """The rules of style that this page adds to those of the others."""
    return f"<style>{_RULES.read_text(encoding='utf-8')}</style>"


@cache
def definitions_html(words: Words) -> str:
    """Every definition: a heading per part, per chapter and per term."""
    chapters = "".join(_chapter(chapter, words) for chapter in CHAPTERS)
    return f"<section>{_heading('definitions', words)}{chapters}</section>"


def decisions_html(decided: Sequence[Decided], words: Words) -> str:
    """Every target with its versions, the latest first."""
    lead = words("method_decisions_lead" if decided else "method_decisions_none")
    body = "".join(_target(each) for each in decided)
    return f'<section>{_heading("decisions", words)}<p class="sc-lead">{escape(lead)}</p>{body}</section>'


def privacy_html(sections: Sequence[Section], words: Words) -> str:
    """The privacy page."""
    lead = f'<p class="sc-lead">{escape(words("method_privacy_lead"))}</p>'
    return f"<section>{_heading('privacy', words)}{lead}{''.join(_privacy(each) for each in sections)}</section>"


def dictionary_html(tables: Sequence[Table], words: Words) -> str:
    """A table per published table, each folded away under its name."""
    lead = f'<p class="sc-lead">{escape(words("method_dictionary_lead"))}</p>'
    return f"<section>{_heading('dictionary', words)}{lead}{''.join(_table(each, words) for each in tables)}</section>"


def _content(section: str, address: str | None, current: bool, words: Words) -> str:
    inner, here = "", ' aria-current="page"' if current else ""
    if section == "definitions" and (current or address is None):
        links = (f'<li><a href="#chapter-{each}">{escape(_chapter_name(each, words))}</a></li>' for each in CHAPTERS)
        inner = f"<ul>{''.join(links)}</ul>"
    href, name = escape(address or f"#{section}"), escape(words(f"method_section_{section}"))
    return f'<li><a href="{href}" target="_self"{here}>{name}</a>{inner}</li>'


def _heading(section: str, words: Words) -> str:
    return f'<h2 class="sc-h2" id="{section}">{escape(words(f"method_section_{section}"))}</h2>'


def _chapter_name(chapter: str, words: Words) -> str:
    return words(f"method_chapter_{chapter}")


def _chapter(chapter: str, words: Words) -> str:
    body = "".join(_definition(entry, words) for entry in entries(chapter, words))
    name = escape(_chapter_name(chapter, words))
    return f'<section><h3 class="sc-h3" id="chapter-{chapter}">{name}</h3>{body}</section>'


def _definition(entry: Entry, words: Words) -> str:
    parts = {"how": entry.how, "example": entry.example, "because": entry.because, "source": entry.source}
    lines = [(words(f"method_label_{part}"), text) for part, text in parts.items() if text]
    return (
        f'<div class="sc-term"><h4 id="{entry.anchor}">{escape(entry.term)}</h4>'
        f"<p>{escape(entry.meaning)}</p>{_lines(lines)}</div>"
    )


def _lines(lines: Sequence[tuple[str, str]]) -> str:
    if not lines:
        return ""
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in lines)
    return f'<dl class="sc-lines">{items}</dl>'


def _target(decided: Decided) -> str:
    versions = "".join(_version(each) for each in decided.versions)
    return f'<section class="sc-term"><h3 class="sc-h3">{escape(decided.name)}</h3>{versions}</section>'


def _version(version: Version) -> str:
    return f"<h4>{escape(version.title)}</h4>{_lines(version.lines)}"


def _privacy(section: Section) -> str:
    head = f'<h3 class="sc-h3" id="privacy-{section.code}">{escape(section.title)}</h3>'
    if len(section.points) == 1:
        return f'{head}<p class="sc-points">{escape(section.points[0])}</p>'
    items = "".join(f"<li>{escape(point)}</li>" for point in section.points)
    return f'{head}<ul class="sc-points">{items}</ul>'


def _table(table: Table, words: Words) -> str:
    heads = ("name", "type", "unit", "meaning", "empty")
    head = "".join(f'<th scope="col" class="sc-words">{escape(words(f"method_column_{each}"))}</th>' for each in heads)
    body = "".join(_row(column) for column in table.columns)
    name = escape(table.title)
    # The box scrolls sideways on a phone, so it must be reachable by keyboard and carry a name.
    return (
        f'<details class="sc-fold" id="table-{table.code}"><summary>{name}</summary>'
        f'<div class="sc-scroll" tabindex="0" role="region" aria-label="{name}"><table class="sc-table sc-dictionary">'
        f"<caption>{name}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def _row(column: Described) -> str:
    cells = (column.kind, column.unit, column.meaning, column.empty)
    written = "".join(f'<td class="sc-words">{_coded(text)}</td>' for text in cells)
    return f'<tr><th scope="row"><code>{escape(column.name)}</code></th>{written}</tr>'


def _coded(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
