"""What may pass to publication: a table in which a hidden figure still stands, or of no day, cannot be made."""

from datetime import date

import pyarrow as pa
import pytest

from pipeline import published
from pipeline.released import FIGURES, Released
from tests.compute import twin
from tests.compute.draws import SNAPSHOT
from tests.compute.organisations import organisation

COUNTS = {"headcount": 30, "members": 10, "unknown": 0, "fte": 30.0, "members_fte": 10.0, "unknown_fte": 0.0}


def rows(**changes) -> pa.Table:
    key = {"snapshot": SNAPSHOT, "unit": "UNI", "band": "all", "group": "women", "scale_basis": "function"}
    judged = twin.judge(COUNTS, organisation({"UNI": None}))
    row = {**key, "as_of": SNAPSHOT, "counted": "person", **judged, **changes}
    return pa.Table.from_pylist([row], published.schema("representation"))


HIDDEN = {**dict.fromkeys(FIGURES), "as_of": None, "shown": False, "reason": "too_few_people"}


def test_what_is_released_can_be_joined():
    part = Released(rows())
    assert Released.together([part, Released(rows(**HIDDEN))]).table.num_rows == 2
    assert Released.together([]).table.schema == published.schema("representation")


def test_figures_of_an_earlier_day_may_stand():
    assert Released(rows(as_of=date(2025, 1, 31))).table["as_of"].to_pylist() == [date(2025, 1, 31)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"shown": False}, "reason exactly when"),
        ({"reason": "too_few_people"}, "reason exactly when"),
        ({"shown": False, "reason": "too_few_people"}, "date of its figures exactly when"),
        ({"as_of": None}, "date of its figures exactly when"),
        ({**HIDDEN, "as_of": SNAPSHOT}, "date of its figures exactly when"),
        ({"as_of": date(2025, 4, 1)}, "no figures from after its snapshot"),
        ({"shown": False, "reason": "too_few_people", "as_of": None}, "still holds figures: fte, members"),
        ({"members": None}, "has its headcount, members"),
        *(({**HIDDEN, name: COUNTS.get(name, 0.5)}, f"still holds figures: {name}") for name in FIGURES),
    ],
)
def test_a_half_hidden_row_cannot_be_released(changes, said):
    with pytest.raises(ValueError, match=said):
        Released(rows(**changes))


def test_another_shape_cannot_be_released():
    with pytest.raises(ValueError, match="columns of REPRESENTATION"):
        Released(rows().drop_columns(["share"]))
