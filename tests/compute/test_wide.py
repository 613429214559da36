"""The cube of a wide export, against the same cells written out in plain Python."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compute.wide import remainder_category, underivable
from pipeline.organisation.model import EVERYONE, WideColumn
from tests.compute.organisations import GENDER, ORIGIN
from tests.compute.test_cube import counted
from tests.ingest.mapping.exports import checked, refused, sheet, source

UNITS = ("A", "B")


def wide(*columns: WideColumn, fields: tuple[str, ...] = ("unit",), **changes: object):
    return source(*fields, kind="wide", wide=columns, not_available=frozenset({"n.b."}), **changes)


def heads(heading: str, **of: object) -> WideColumn:
    return WideColumn((heading,), "headcount", **of)  # type: ignore[arg-type]


def fte(heading: str, **of: object) -> WideColumn:
    return WideColumn((heading,), "fte", **of)  # type: ignore[arg-type]


def women(heading: str = "V") -> WideColumn:
    return heads(heading, attribute="gender", category="f")


def men(heading: str = "M") -> WideColumn:
    return heads(heading, attribute="gender", category="m")


def count(of, *rows: tuple[str, ...]):
    headings = [of.columns[field][0] for field in of.columns] + [column.heading[0] for column in of.wide]
    return checked(of, sheet(headings, rows))


def cell(unit: str, attribute: str = EVERYONE, category: str = EVERYONE, scale: str | None = None):
    return (unit, scale, None, attribute, category)


AMOUNT = st.sampled_from(["0", "1", "5", "12", "1.234", "n.b."])
FTE = st.sampled_from(["0", "0,5", "11,333333", "n.b."])


def amount(text: str) -> Decimal | None:
    return None if text == "n.b." else Decimal(text.replace(".", "").replace(",", "."))


def total(*amounts: Decimal | None) -> Decimal | None:
    return None if any(each is None for each in amounts) else sum(amounts, Decimal(0))


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from([*UNITS, "Totaal"]), AMOUNT, FTE, AMOUNT, FTE), min_size=1, max_size=6))
def test_a_column_per_scale_is_melted_as_its_slow_twin_melts_it(rows: list[tuple[str, ...]]) -> None:
    of = wide(
        heads("10 n", scale="10"), fte("10 fte", scale="10"), heads("11 n", scale="11"), fte("11 fte", scale="11")
    )
    accepted = [row for row in rows if row[0] != "Totaal"]
    if not accepted:
        return
    cells: dict = {}
    for unit, *amounts in accepted:
        for place, scale in ((0, "10"), (2, "11")):
            key = cell(unit, scale=scale)
            before = cells.get(key, (Decimal(0), Decimal(0)))
            cells[key] = tuple(total(was, amount(amounts[place + n])) for n, was in enumerate(before))
    found = count(of, *rows)
    assert counted(found) == cells
    assert found.tally.people == sum(each or 0 for each, _ in cells.values())
    assert found.tally.balanced()


def rest(whole: Decimal | None, *parts: Decimal | None) -> Decimal | None:
    """Everyone less the others; not available when any of it is not, or when they are more than everyone."""
    others = total(*parts)
    return whole - others if whole is not None and others is not None and whole >= others else None


@pytest.mark.slow
@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(UNITS), AMOUNT, AMOUNT, AMOUNT, FTE, FTE), min_size=1, max_size=6))
def test_the_category_left_over_is_everyone_less_the_rest(rows: list[tuple[str, ...]]) -> None:
    of = wide(
        heads("Allen"),
        women(),
        heads("X", attribute="gender", category="x"),
        fte("Allen fte"),
        fte("V fte", attribute="gender", category="f"),
    )
    cells: dict = {}
    for unit, *texts in rows:
        everyone, f, x, everyone_fte, f_fte = map(amount, texts)
        row = {
            cell(unit): (everyone, everyone_fte),
            cell(unit, "gender", "f"): (f, f_fte),
            # Only one category of the heads is left over; of the fte two are, so neither can be told.
            cell(unit, "gender", "x"): (x, None),
            cell(unit, "gender", "m"): (rest(everyone, f, x), None),
        }
        for key, pair in row.items():
            before = cells.get(key, (Decimal(0), Decimal(0)))
            cells[key] = tuple(total(*each) for each in zip(before, pair, strict=True))
    assert counted(count(of, *rows)) == cells


def test_more_women_than_people_leave_no_negative_number_of_others() -> None:
    of = wide(heads("Allen"), women(), heads("X", attribute="gender", category="x"))
    found = counted(count(of, ("A", "3", "5", "0"), ("B", "9", "5", "0")))
    assert found[cell("A", "gender", "m")] == (None, None)
    assert found[cell("B", "gender", "m")] == (4, None)


def test_who_is_in_no_known_category_is_unknown() -> None:
    columns = (women(), men(), heads("X", attribute="gender", category="x"))
    with_everyone = counted(count(wide(heads("Allen"), *columns), ("A", "10", "4", "3", "1")))
    assert with_everyone[cell("A", "gender", "unknown")] == (2, None)
    without = counted(count(wide(*columns), ("A", "4", "3", "1")))
    assert cell("A", "gender", "unknown") not in without
    assert sum(number for number, _ in without.values()) == 8


def test_columns_of_one_meaning_are_added_up() -> None:
    of = wide(heads("Vast", scale="10"), heads("Tijdelijk", scale="10"))
    assert counted(count(of, ("A", "4", "3"))) == {cell("A", scale="10"): (7, None)}
    assert counted(count(of, ("A", "4", "n.b."))) == {cell("A", scale="10"): (None, None)}


def test_a_file_of_fte_alone_is_not_empty() -> None:
    found = count(wide(fte("Fte", scale="11")), ("A", "2,5"))
    assert counted(found) == {cell("A", scale="11"): (None, Decimal("2.5"))}


def test_rows_split_by_an_attribute_count_in_it() -> None:
    of = wide(heads("10", scale="10"), heads("11", scale="11"), fields=("unit", "gender"))
    found = counted(count(of, ("A", "V", "2", "3"), ("A", "m", "n.b.", "4")))
    assert found == {
        cell("A", scale="10"): (None, None),
        cell("A", scale="11"): (7, None),
        cell("A", "gender", "f", "10"): (2, None),
        cell("A", "gender", "f", "11"): (3, None),
        cell("A", "gender", "m", "10"): (None, None),
        cell("A", "gender", "m", "11"): (4, None),
    }


def test_stated_totals_are_checked_and_never_added() -> None:
    of = wide(heads("10", scale="10"), heads("11", scale="11"), heads("Som", total=True))
    right = count(of, ("A", "2", "3", "5"), ("B", "1", "n.b.", "9"))
    assert (right.notices, right.tally.people) == ((), 6)
    wrong = count(of, ("A", "2", "3", "6"), ("B", "1", "1", "2"))
    assert [(notice.code, notice.facts["count"]) for notice in wrong.notices] == [("stated_total", 1)]
    assert wrong.tally.people == 7


@pytest.mark.parametrize(("stated", "different"), [("4,24", 0), ("4,23", 0), ("4,31", 1), ("4", 0), ("5", 1)])
def test_a_stated_sum_of_fte_may_be_rounded(stated: str, different: int) -> None:
    of = wide(fte("10", scale="10"), fte("11", scale="11"), fte("Som", total=True))
    assert len(count(of, ("A", "1,11", "3,13", stated)).notices) == different


def test_a_total_beside_columns_of_categories_alone_is_no_difference() -> None:
    of = wide(women(), men(), heads("X", attribute="gender", category="x"), heads("Som", total=True))
    assert count(of, ("A", "1", "2", "0", "3")).notices == ()


def test_what_cannot_be_derived_is_refused_in_words() -> None:
    of = wide(women(), heads("Som", total=True))
    (fault,) = refused(of, sheet(["Eenheid", "V", "Som"], [["A", "1", "3"]]))
    assert (fault.code, fault.facts) == (
        "underivable",
        {"attribute": "gender", "categories": "m, x", "source": "hr"},
    )
    assert underivable(wide(heads("Allen"), women()), (GENDER,)) == {}
    assert underivable(wide(heads("Allen")), (GENDER, ORIGIN)) == {}


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (set(), None),
        ({"f"}, None),
        ({"f", "m"}, "x"),
        ({"f", "x"}, "m"),
        ({"f", "m", "x"}, "unknown"),
        ({"f", "m", "unknown"}, "x"),
        ({"f", "m", "x", "unknown"}, None),
    ],
)
def test_which_category_is_left_over(given: set[str], left: str | None) -> None:
    assert remainder_category(GENDER, frozenset(given)) == left
