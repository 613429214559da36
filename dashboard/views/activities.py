"""To be written."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.visit import here

visit = here()
head(visit, "activities")
st.title(visit.words("page_activities"), anchor=False)
foot(visit, "activities")
