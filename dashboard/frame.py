"""What stands round every page: the head with its links, the choosers' common way, the foot, and full stops."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from dashboard.figures.palette import Palette
from dashboard.markup.marks import mark
from dashboard.markup.style import style
from dashboard.selection import LANGUAGES
from dashboard.visit import OVERVIEW, UNIT_PAGE, Visit
from dashboard.wording.states import State
from dashboard.wording.words import Words

_KEY_TEXTS: tuple[tuple[State, str], ...] = (
    ("met", "key_met"),
    ("on_course", "key_on_course"),
    ("unsure", "key_unsure"),
    ("below", "key_below"),
    ("not_shown", "key_hidden"),
)


def head(visit: Visit, page: str) -> None:
    """The name of the product, the pages, and the same page in the other language."""
    words, other = visit.words, next(code for code in LANGUAGES if code != visit.selection.language)
    pages = ((OVERVIEW, "overview"), (UNIT_PAGE, "unit_page"))
    links = "".join(_link(visit.address(to), words(name), current=to == page) for to, name in pages)
    turn = f'<a href="{escape(visit.address(page, language=other))}" target="_self" lang="{other}" hreflang="{other}">{words("other_language")}</a>'
    st.html(style(visit.colours))
    name = f"<strong>{words('product')}</strong>"
    st.html(f'<nav class="sc-nav" aria-label="{escape(words("pages"))}">{name}{links}{turn}</nav>')
    _speak(visit.selection.language)
    if visit.unfollowed:
        parts = ", ".join(words(f"part_{name}") for name in visit.unfollowed)
        day = words.day(visit.selection.snapshot)
        st.info(words("unfollowed", parts=parts, unit=visit.unit_name(), day=day))


def choose(label: str, options: Sequence[str], now: str, name: str, written: Callable[[str], str]) -> None:
    """A box to choose from that writes its parameter into the address; the address alone is the truth."""
    st.session_state[name] = now
    st.selectbox(label, options, key=name, format_func=written, on_change=_follow, args=(name,))


def foot(visit: Visit, page: str) -> None:
    """Remarks on the snapshot, how to read the marks, and which publication this is."""
    words, now = visit.words, visit.selection.snapshot
    remarks = [words.name(text) for text in visit.edition.remarks_on(now)]
    if remarks:
        with st.expander(words("warnings", n=len(remarks))):
            st.html("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in remarks) + "</ul>")
    with st.expander(words("reading")):
        st.html(_key(words))
    said = escape(words("footer", day=words.day(now), id=visit.edition.id))
    rounded = f"{escape(words('rounded'))}<br>" if visit.edition.rounded else ""
    link = f'<a href="{escape(visit.address(page))}" target="_self">{escape(words("permanent"))}</a>'
    st.html(f'<div class="sc-foot">{rounded}{said}<br>{link}</div>')


def stop(words: Words, colours: Palette, title: str, paragraphs: Sequence[str]) -> None:
    """A page that says why there is nothing to see and what to do, and nothing after it."""
    st.html(style(colours))
    _speak(words.language)
    st.title(words(title), anchor=False)
    for paragraph in paragraphs:
        st.markdown(paragraph)
    st.stop()


def _link(href: str, text: str, current: bool) -> str:
    here = ' aria-current="page"' if current else ""
    return f'<a href="{escape(href)}" target="_self"{here}>{escape(text)}</a>'


def _speak(language: str) -> None:
    # Streamlit says lang="en" of every page; a screen reader would read Dutch with English sounds.
    said = language if language in LANGUAGES else LANGUAGES[0]
    st.html(f'<script>document.documentElement.lang = "{said}";</script>', unsafe_allow_javascript=True)


def _key(words: Words) -> str:
    marks = [(mark(state), words(text)) for state, text in _KEY_TEXTS]
    others = [
        ('<i class="sc-bar"></i>', words("key_margin")),
        ("", words("key_lines")),
        ("", words("key_need")),
        ("", words("key_as_of")),
    ]
    items = "".join(
        f'<li><span class="sc-swatch">{sign}</span><span>{escape(text)}</span></li>' for sign, text in [*marks, *others]
    )
    return f'<ul class="sc-key">{items}</ul>'


def _follow(name: str) -> None:
    chosen = st.session_state[name]
    if chosen:
        st.query_params[name] = chosen
    else:
        # Nothing chosen is "every target"; an address says so by leaving the name out.
        st.query_params.pop(name, None)
