"""What stands round every page: the head with its links, the choosers' common way, the foot, and full stops."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.access.rules import Page
from dashboard.figures.palette import Palette
from dashboard.markup.drafts import owner
from dashboard.markup.marks import mark
from dashboard.markup.script import back_to_address, copy_links, follow_links, keep_drafts, name_skip_link, speak
from dashboard.markup.style import style
from dashboard.markup.terms import term, term_address
from dashboard.selection import LANGUAGES, PARTS
from dashboard.signed_out import sign_out
from dashboard.visit import Visit
from dashboard.wording.states import State
from dashboard.wording.words import Words

# The pages that are about one unit: their tab in the browser carries its name.
_OF_A_UNIT: tuple[Page, ...] = ("overview", "unit", "discussion", "talk")
# A page that is reached through another one: in the head that one stands for it.
_BEHIND: Mapping[Page, Page] = {"talk": "talks"}
_KEY_TEXTS: tuple[tuple[State, str], ...] = (
    ("met", "key_met"),
    ("on_course", "key_on_course"),
    ("unsure", "key_unsure"),
    ("below", "key_below"),
    ("not_shown", "key_hidden"),
)


def head(visit: Visit, page: Page) -> None:
    """The name of the product, the pages, the same page in the other language, and the way out."""
    words, other = visit.words, next(code for code in LANGUAGES if code != visit.selection.language)
    _name_tab(words, [*([visit.unit_name()] if page in _OF_A_UNIT else []), words(f"page_{page}")])
    links = "".join(
        # A form that is open stays on its own page.
        _link(visit.address(to, form=None), words(f"page_{to}"), current=to == _BEHIND.get(page, page))
        for to in visit.pages
        if to not in _BEHIND
    )
    turn = f'<a href="{escape(visit.address(page, language=other))}" target="_self" lang="{other}" hreflang="{other}">{words("other_language")}</a>'
    st.html(style(visit.colours))
    name = f"<strong>{words('product')}</strong>"
    st.html(f'<nav class="sc-nav" aria-label="{escape(words("pages"))}">{name}{links}{turn}</nav>')
    spoken = speak(words.language) + name_skip_link(words("skip_to_text"))
    scripts = follow_links() + copy_links() + keep_drafts(owner(visit.person.subject)) + back_to_address()
    st.html(spoken + scripts, unsafe_allow_javascript=True)
    if st.user.get("is_logged_in"):
        _way_out(visit)
    if visit.unfollowed:
        parts = ", ".join(words(f"part_{name}") for name in visit.unfollowed)
        day = words.day(visit.selection.snapshot)
        st.info(words("unfollowed", parts=parts, unit=visit.unit_name(), day=day))
    if visit.live is not None:
        _as_it_was(visit, page)
    if visit.confidential:
        _in_confidence(visit, page)


def choose(label: str, options: Sequence[str], now: str, name: str, written: Callable[[str], str]) -> None:
    """A box to choose from that writes its parameter into the address; the address alone is the truth."""
    st.session_state[name] = now
    st.selectbox(label, options, key=name, format_func=written, on_change=follow, args=(name,))


def follow(name: str) -> None:
    """Write what was chosen in the box of this name into the address."""
    chosen = st.session_state[name]
    if chosen:
        st.query_params[name] = chosen
    else:
        # Nothing chosen is "every target"; an address says so by leaving the name out.
        st.query_params.pop(name, None)


def foot(visit: Visit, page: Page, **pinned: str | None) -> None:
    """Remarks on the snapshot, how to read the marks, which publication this is, and the address to share.

    `pinned`: what is on screen without having been chosen, so that the address opens it later too.
    """
    words, now = visit.words, visit.selection.snapshot
    remarks = [words.name(text) for text in visit.edition.remarks_on(now)]
    if remarks:
        with st.expander(words("warnings", n=len(remarks))):
            st.html("<ul>" + "".join(f"<li>{escape(text)}</li>" for text in remarks) + "</ul>")
    with st.expander(words("reading")):
        st.html(_key(words, definitions_of(visit)))
    said = escape(words("footer", day=words.day(now), id=visit.edition.id))
    rounded = f"{escape(words('rounded'))}<br>" if visit.edition.rounded else ""
    link = f'<a href="{escape(visit.address(page, **pinned))}" target="_self">{escape(words("permanent"))}</a>'
    copy = f'<button type="button" class="sc-copy" data-copied="{escape(words("copied"))}">{escape(words("copy"))}</button>'
    st.html(f'<div class="sc-foot">{rounded}{said}<br>{link} {copy}<span role="status" class="sc-copied"></span></div>')


def definitions_of(visit: Visit) -> str:
    """The address of the page that says what every word means."""
    return visit.address("method", part=PARTS[0])


def terms_of(visit: Visit, codes: Sequence[str]) -> list[str]:
    """Per word, named by its code, the address of its definition; empty where it has none."""
    return [term_address(code, definitions_of(visit)) for code in codes]


def begin_stop(words: Words, colours: Palette, title: str, paragraphs: Sequence[str]) -> None:
    """A page that says why there is nothing to see and what to do. The caller may add to it."""
    _name_tab(words, [words(title)])
    st.html(style(colours))
    st.html(speak(words.language) + name_skip_link(words("skip_to_text")), unsafe_allow_javascript=True)
    st.title(words(title), anchor=False)
    for paragraph in paragraphs:
        st.markdown(paragraph)


def stop(words: Words, colours: Palette, title: str, paragraphs: Sequence[str]) -> None:
    """A page that says why there is nothing to see and what to do, and nothing after it."""
    begin_stop(words, colours, title, paragraphs)
    st.stop()


def _way_out(visit: Visit) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", key="way-out"):
        roles = ", ".join(visit.words(f"role_{role}") for role in visit.person.roles)
        called = visit.person.called or visit.words("somebody")
        st.html(f'<p class="sc-quiet sc-small">{escape(visit.words("signed_in_with", name=called, roles=roles))}</p>')
        st.button(visit.words("sign_out"), on_click=sign_out, key="sign_out", type="tertiary")


def _in_confidence(visit: Visit, page: Page) -> None:
    words = visit.words
    said = f"<strong>{escape(words('confidential'))}</strong> {escape(words('confidential_why'))}"
    link = f'<a href="{escape(visit.address(page, openly=True))}" target="_self">{escape(words("confidential_openly"))}</a>'
    if visit.live is not None:
        # An earlier release stands alone: which one everybody saw beside it is not known.
        link = ""
    st.html(f'<p class="sc-confidential" role="note">{said} {link}</p>')


def _as_it_was(visit: Visit, page: Page) -> None:
    words = visit.words
    now = f'<a href="{escape(visit.address(page, publication=None))}" target="_self">{escape(words("earlier_now"))}</a>'
    st.html(f'<p class="sc-earlier" role="note">{escape(words("earlier_why", id=visit.publication.id))} {now}</p>')


def _link(href: str, text: str, current: bool) -> str:
    here = ' aria-current="page"' if current else ""
    return f'<a href="{escape(href)}" target="_self"{here}>{escape(text)}</a>'


def _name_tab(words: Words, about: Sequence[str]) -> None:
    st.set_page_config(page_title=words("tab_title", about=" · ".join(about), product=words("product")))


def _key(words: Words, method: str) -> str:
    signs = [(mark(state), code) for state, code in _KEY_TEXTS]
    signs += [('<i class="sc-bar"></i>', "key_margin")]
    signs += [("", code) for code in ("key_lines", "key_need", "key_break", "key_as_of")]
    items = "".join(
        f'<li><span class="sc-swatch">{sign}</span><span>{_explained(words(code), term_address(code, method))}</span></li>'
        for sign, code in signs
    )
    return f'<ul class="sc-key">{items}</ul>'


def _explained(text: str, address: str) -> str:
    """The words before the colon are the link; all of them where there is no colon."""
    name, colon, rest = text.partition(":")
    return f"{term(name, address)}{escape(colon + rest)}"
