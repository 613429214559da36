"""What is remembered of an export in numbers, and that JSON keeps all of it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import Fault, Message, Where
from pipeline.snapshot import Tally
from pipeline.validate.facts import BadCount, Facts, facts_of
from pipeline.validate.facts_json import from_json, to_json
from tests.ingest.mapping.exports import checked, rows_of, source
from tests.validate.facts import facts

WORDS = st.text(max_size=8)
HEADS = st.dictionaries(WORDS, st.integers(0, 10**9), max_size=3)
NOTICE = st.builds(
    Fault,
    code=WORDS,
    message=st.just(Message(en="{a} of {b}", nl="{a} van {b}")),
    where=st.builds(
        Where,
        file=st.none() | WORDS,
        sheet=st.none() | WORDS,
        line=st.none() | st.integers(1, 99),
        key=st.none() | WORDS,
        column=st.none() | WORDS,
        rows=st.lists(st.integers(1, 99), max_size=8).map(tuple),
    ),
    facts=st.fixed_dictionaries({"a": WORDS, "b": WORDS}),
)


@given(
    WORDS,
    HEADS,
    st.dictionaries(WORDS, HEADS, max_size=2),
    st.lists(NOTICE, max_size=2).map(tuple),
    st.builds(Tally, *[st.integers(0, 10**9)] * 5),
    st.lists(st.builds(BadCount, WORDS, WORDS, st.integers(0, 99)), max_size=2).map(tuple),
)
def test_to_json_and_back(file, units, categories, notices, tally, bad) -> None:
    before = facts("2025-12", units, categories, file=file, notices=notices, tally=tally, bad=bad)
    after: Facts = from_json(json.loads(json.dumps(to_json(before))))
    assert after == before
    assert after.snapshot == before.snapshot
    assert [notice.text("nl") for notice in after.notices] == [notice.text("nl") for notice in before.notices]


def test_the_facts_of_a_real_export_are_plain_json() -> None:
    hr = source("unit", "gender", "count", kind="counts", not_available=frozenset({"n.b."}))
    rows = [
        {"unit": "A", "gender": "f", "count": "3"},
        {"unit": "A", "gender": "m", "count": "n.b."},
        {"unit": "B", "gender": "f", "count": "4"},
        {"unit": "?", "gender": "f", "count": "9"},
        {"unit": "Totaal", "gender": "", "count": "16"},
    ]
    found = facts_of(checked(hr, rows_of(hr, rows)), "hr.csv", "print")
    assert from_json(json.loads(json.dumps(to_json(found)))) == found
    # One part of A is not available, so everyone of A is not; the categories that are known stay.
    assert found.heads_by_unit == {"A": 0, "B": 4}
    assert found.heads_by_category == {"gender": {"f": 7, "m": 0}}
    assert (found.heads, found.attributes, found.tally) == (4, {"gender"}, Tally(5, 3, 1, 1, 7))
    assert found.bad == (BadCount("Eenheid", "unknown_unit", 1, found.bad[0].first),)


def test_what_facts_become_in_json_does_not_change_what_they_were() -> None:
    one = facts("2025-12")
    to_json(one)["tally"]["read"] = -1
    assert one.tally.read == 100
