"""To be written."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.visit import here

visit = here()
head(visit, "talk")
st.title(visit.words("page_talk"), anchor=False)
foot(visit, "talk")
