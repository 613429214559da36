"""To be written."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.visit import here

visit = here()
head(visit, "talks")
st.title(visit.words("page_talks"), anchor=False)
foot(visit, "talks")
