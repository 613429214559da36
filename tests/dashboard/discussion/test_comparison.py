from dataclasses import replace

import pytest

from dashboard.discussion.comparison import COLUMNS, Beside, Comparison, comparison, comparison_heads, comparison_rows
from dashboard.wording.words import Words
from tests.dashboard.discussion.situations import DAY, ROOT, TARGET, UNIT, YEAR_AGO, count, hidden_count
from tests.dashboard.discussion.test_questions import only
from tests.dashboard.standings import hidden, standing

EN, NL = Words("en"), Words("nl")
BAND = {"nl": "Schalen 11-14", "en": "Scales 11-14"}
POOL = {"nl": "Schalen 1-10", "en": "Scales 1-10"}


def test_a_comparison_in_words_by_hand():
    rows = (
        Beside("unit", UNIT, BAND, count(346, 23, as_of=YEAR_AGO), standing(as_of=YEAR_AGO)),
        Beside("step_below", UNIT, POOL, count(120, 14), None),
        Beside("above", ROOT, BAND, hidden_count(1220), hidden(base=1220.0)),
        Beside("organisation", ROOT, BAND, count(4000, 300), None),
        Beside("organisation", ROOT, BAND, None, None),
    )
    said = comparison_rows(Comparison(TARGET, DAY, rows), EN)
    assert [row.texts for row in said] == [
        ("Behaviour, Scales 11-14", "23", "346", "6.6%", "5 people short, within chance", "December 2024"),
        ("Behaviour, Scales 1-10", "14", "120", "11.7%", "one step below", ""),
        ("University, Scales 11-14", "", "1,220", "", "not shown to protect people", ""),
        ("University, Scales 11-14", "300", "4,000", "7.5%", "no target of its own", ""),
        ("University, Scales 11-14", "", "", "", "not shown: not in the source", ""),
    ]
    assert [row.state for row in said] == ["unsure", "not_shown", "not_shown", "not_shown", "not_shown"]
    assert {(row.link.target, row.link.snapshot) for row in said} == {("t", DAY)}
    assert len(comparison_heads(EN)) == len(COLUMNS) == len(said[0].texts)


def test_a_target_in_fte_is_compared_in_fte():
    row = Beside("unit", UNIT, BAND, count(346, 100.4, noun="fte", base=304.6, share=0.33), standing(counts="fte"))
    assert comparison_rows(Comparison(TARGET, DAY, (row,)), NL)[0].texts[1:4] == ("100,4", "304,6 fte", "33,0%")


def test_a_share_stands_beside_those_who_are_known():
    """85 of the 1,094 that are known is 7.8%; of all 1,220 it would be 7.0%."""
    some = Beside("organisation", UNIT, BAND, count(1220, 85, unknown=126, share=85 / 1094), None)
    fte = Beside("unit", UNIT, BAND, count(346, 100.4, noun="fte", base=304.6, share=0.33, unknown=3), None)
    said = comparison_rows(Comparison(TARGET, DAY, (some, fte)), EN)
    assert [row.texts[1:4] for row in said] == [("85", "1,094 known", "7.8%"), ("100.4", "304.6 fte", "33.0%")]
    hidden_base = Beside("unit", UNIT, BAND, hidden_count(1220, unknown=126), None)
    assert comparison_rows(Comparison(TARGET, DAY, (hidden_base,)), EN)[0].texts[2] == "1,220"


def test_what_stands_beside_a_unit_is_what_was_published(invented):
    found = {each.target.code: each for each in comparison(invented, "EXU-BEH-EDU", DAY)}
    assert list(found) == ["world-11-14", "world-15up"]
    assert [row.role for row in found["world-15up"].rows] == ["unit", "step_below", "above", "organisation"]
    published = {
        (row["unit"], row["band"]): row
        for row in invented.tables["representation"].to_pylist()
        if row["snapshot"] == DAY and row["group"] == "world"
    }
    for each in found.values():
        for row in each.rows:
            band = "11-14" if row.role == "step_below" or each.target.code == "world-11-14" else "15+"
            there = published[row.unit.code, band]
            assert (row.count.members, row.count.headcount, row.count.share, row.count.as_of) == (
                there["members"], there["headcount"], there["share"], there["as_of"],
            )  # fmt: skip


def test_the_lowest_band_has_no_step_below(invented):
    (first, _) = comparison(invented, "EXU-BEH-EDU", DAY)
    assert [row.role for row in first.rows] == ["unit", "above", "organisation"]


def test_the_organisation_stands_alone_and_a_faculty_has_it_once(invented):
    assert [row.role for row in comparison(invented, "EXU", DAY)[0].rows] == ["unit"]
    assert [row.role for row in comparison(invented, "EXU-BEH", DAY)[0].rows] == ["unit", "organisation"]


def test_a_unit_that_may_not_be_seen_is_left_out(invented):
    seen = only(invented, "EXU-BEH-EDU", "EXU")
    (first, _) = comparison(seen, "EXU-BEH-EDU", DAY)
    assert [row.role for row in first.rows] == ["unit", "organisation"]
    (first, _) = comparison(only(invented, "EXU-BEH-EDU"), "EXU-BEH-EDU", DAY)
    assert [row.role for row in first.rows] == ["unit"]


def test_without_its_row_of_representation_a_standing_is_still_compared(invented):
    bare = replace(
        invented, tables={**invented.tables, "representation": invented.tables["representation"].slice(0, 0)}
    )
    (first, _) = comparison(bare, "EXU-BEH-EDU", DAY)
    assert {row.count for row in first.rows} == {None}
    assert comparison_rows(first, EN)


def test_an_unknown_unit_is_an_error(invented):
    with pytest.raises(KeyError):
        comparison(invented, "NO-SUCH", DAY)
