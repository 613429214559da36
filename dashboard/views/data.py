"""For the policy advisor: what each refresh did, what is held back, a new export to hand in, all figures to take along."""

import streamlit as st

from dashboard.frame import foot, head
from dashboard.parts.data.refreshes import choose_account, draw_account, draw_releases
from dashboard.parts.data.upload import draw_upload
from dashboard.parts.take_away import offer_package
from dashboard.visit import here
from dashboard.wording.refreshes import last_refresh
from pipeline.published.accounts import accounts

visit = here()
words = visit.words

# read
told = accounts(visit.processed)

# draw
head(visit, "data")
st.title(last_refresh(told, visit.edition.snapshots[-1], words), anchor=False)
st.html(f'<p class="sc-lead">{words("data_lead" if told else "data_lead_none")}</p>')
account = choose_account(visit, told)
if account is not None:
    draw_account(visit, account)
draw_releases(visit)
st.html(f'<h2 class="sc-h2">{words("data_section_all")}</h2><p class="sc-lead">{words("data_package_lead")}</p>')
offer_package(visit)
draw_upload(visit)
foot(visit, "data")
