"""What every word and figure means, who decided the targets, and how nobody is recognisable."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.method.columns import dictionary
from dashboard.method.decisions import decisions
from dashboard.method.page import (
    ARRIVAL,
    contents_html,
    decisions_html,
    definitions_html,
    dictionary_html,
    privacy_html,
    style_html,
)
from dashboard.method.privacy import privacy
from dashboard.scope import about_for
from dashboard.selection import PARTS
from dashboard.visit import here

visit = here()
edition, words, part = visit.edition, visit.words, visit.selection.part

# read
about = about_for(visit.publication.about, edition)
names = {unit.code: unit.name for units in edition.units.values() for unit in units}

# draw
head(visit, "method")
st.title(words("method_title"), anchor=False)
st.html(style_html())
st.html(contents_html(words, {each: visit.address("method", part=each) for each in PARTS}, part))
if part == "definitions":
    st.html(definitions_html(words))
elif part == "decisions":
    st.html(decisions_html(decisions(about, names, words), words))
elif part == "privacy":
    st.html(privacy_html(privacy(about, words), words))
else:
    st.html(dictionary_html(dictionary(words), words))
foot(visit, "method")
st.html(ARRIVAL, unsafe_allow_javascript=True)
