"""The register of activities: what is being done, what is still to be done about it, and the form of one of them."""

from datetime import UTC, datetime

from dashboard.form import form_of
from dashboard.frame import foot, head
from dashboard.parts.activities.form import draw_activity
from dashboard.parts.activities.register import draw_register
from dashboard.visit import here

visit = here()
today = datetime.now(UTC).astimezone().date()
form = form_of(visit.selection.form)

head(visit, "activities")
if form is not None and form.kind == "activity":
    draw_activity(visit, form)
else:
    draw_register(visit, today)
foot(visit, "activities")
