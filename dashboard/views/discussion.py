"""To come."""

from dashboard.frame import foot, head
from dashboard.visit import here

visit = here()
head(visit, "discussion")
foot(visit, "discussion")
