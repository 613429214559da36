"""Which questions are chosen, and what is gathered for one unit of a publication."""

import time
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from dashboard.discussion.gather import gather, situations
from dashboard.discussion.outside import outside_of, side_of
from dashboard.discussion.questions import FEWEST, MOST, choose, questions, raised
from dashboard.discussion.saying import say
from dashboard.wording.words import Words
from tests.dashboard.discussion.situations import (
    DAY,
    TARGET,
    before,
    count,
    hidden_count,
    situation,
)
from tests.dashboard.standings import STAND_IN, hidden, standing


def of_target(code, row=None, **changes):
    row = replace(row or standing(), target=code)
    return situation(row, target=replace(TARGET, code=code), **changes)


def codes(chosen):
    return [(each.rule.code, each.situation.target.code) for each in chosen]


def test_each_topic_is_asked_once_and_most_pressing_first():
    below = standing(verdict="below", deadline=date(2026, 6, 30))
    seen = [
        of_target("a", below, before=before(19.0), pool=count(1000, 60)),
        of_target("b", standing(verdict="met", gap=0.0), pool=count(1000, 60)),
        of_target("c", hidden(stand_in=STAND_IN)),
    ]
    assert codes(choose(raised(seen))) == [
        ("beyond_chance", "a"),
        ("deadline_near", "a"),
        ("met_thin", "b"),
        ("pool_thinner", "a"),
        ("hidden_instead", "c"),
    ]


def test_one_rule_asks_about_the_target_that_was_asked_about_least():
    seen = [of_target("a", hidden(stand_in=STAND_IN), pool=count(100, 9)), of_target("b", hidden(stand_in=STAND_IN))]
    assert codes(choose(raised(seen)))[:2] == [("pool_shown", "a"), ("hidden_instead", "b")]


def test_fillers_only_fill_up_to_three():
    few = [of_target("a", hidden(stand_in=STAND_IN))]
    assert codes(choose(raised(few))) == [("hidden_instead", "a"), ("voices", "a")]
    more = [of_target("a", hidden(), pool=count(100, 9), here=count(50, 9), size_before=count(40, 9))]
    assert codes(choose(raised(more))) == [("pool_shown", "a"), ("hidden", "a"), ("grew", "a")]


def test_a_target_without_a_question_comes_before_a_filler():
    seen = [of_target(code, hidden(stand_in=STAND_IN)) for code in "abcd"]
    assert codes(choose(raised(seen))) == [("hidden_instead", each) for each in "abc"]


def test_no_more_than_five_of_many():
    seen = [
        of_target(
            each, standing(verdict="below", deadline=date(2026, 6, 30), unknown=60), before=before(19.0),
            pool=count(1000, 60), here=count(346, 23, share_fte=0.01), outside="below", organisation=count(4000, 500),
        )
        for each in "abcdef"
    ]  # fmt: skip
    chosen = choose(raised(seen))
    assert len(chosen) == MOST
    assert len({each.rule.topic for each in chosen}) == MOST
    assert len({each.situation.target.code for each in chosen}) >= 3


def test_nothing_published_raises_nothing():
    assert choose(raised([])) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_unit_of_a_publication_has_its_questions(invented, language):
    words = Words(language)
    few = []
    for snapshot in (invented.snapshots[0], invented.snapshots[-8], DAY):
        for unit in invented.units[snapshot]:
            asked = questions(invented, unit.code, snapshot, outside_of(invented, unit.code, snapshot))
            assert len(asked) <= MOST
            assert len({say(each, words).text for each in asked}) == len(asked)
            few += [unit.code] if len(asked) < FEWEST else []
    assert few == []


def test_what_is_gathered_is_what_the_tables_say(invented):
    found = {each.standing.target: each for each in situations(gather(invented, "EXU-BEH", DAY)) if each.own}
    world = found["world-11-14"]
    rows = {
        (row["unit"], row["snapshot"], row["band"], row["group"]): row
        for row in invented.tables["representation"].to_pylist()
    }
    here = rows["EXU-BEH", DAY, "11-14", "world"]
    whole = rows["EXU", DAY, "11-14", "world"]
    earlier = rows["EXU-BEH", date(2024, 12, 31), "11-14", "world"]
    assert (world.here.members, world.here.headcount) == (here["members"], here["headcount"])
    assert (world.organisation.members, world.organisation.share) == (whole["members"], whole["share"])
    assert world.size_before.headcount == earlier["headcount"]
    assert world.change == here["members"] - earlier["members"]
    assert world.wider.unit == "EXU"
    assert found["world-15up"].pool.members == here["members"]
    assert found["women-11-14"].here.base == rows["EXU-BEH", DAY, "11-14", "women"]["fte"]


def test_a_year_before_is_counted_from_the_day_of_the_figures(invented):
    (world,) = [each for each in situations(gather(invented, "EXU-BEH-EDU", date(2025, 11, 30))) if each.own][:1]
    assert world.standing.as_of == date(2025, 6, 30)
    assert world.before is None or world.before.snapshot == date(2024, 6, 30)
    assert world.size_before.cell.snapshot == date(2024, 6, 30)


def test_a_break_of_the_unit_stops_both_comparisons(invented):
    (world,) = [each for each in situations(gather(invented, "EXU-BEH-PSC", date(2025, 5, 31))) if each.own][:1]
    assert world.standing.as_of == date(2024, 12, 31)
    assert world.change is None
    assert world.size_before is None


def test_a_department_hears_of_the_target_it_has_not(invented):
    (foreign,) = [each for each in situations(gather(invented, "EXU-BEH-EDU", DAY)) if not each.own]
    assert (foreign.owner.code, foreign.standing.target) == ("EXU-BEH", "women-11-14")
    assert foreign.wider is not None


def only(edition, *codes):
    """The edition as somebody sees it who may see these units only."""
    kept = pa.array(codes, pa.string())
    tables = {
        name: table.filter(pa.compute.is_in(table["unit"], value_set=kept)) if name != "breaks" else table
        for name, table in edition.tables.items()
    }
    return replace(edition, tables=tables)


def test_what_may_not_be_seen_is_not_needed(invented):
    seen = only(invented, "EXU", "EXU-BEH-EDU")
    asked = questions(seen, "EXU-BEH-EDU", DAY)
    assert asked
    told = " ".join(say(each, Words("nl")).text for each in asked)
    assert "Gedrag en Samenleving" not in told
    alone = only(invented, "EXU-BEH-EDU")
    assert questions(alone, "EXU-BEH-EDU", DAY)


def test_a_unit_that_does_not_exist_then_is_an_error(invented):
    with pytest.raises(KeyError):
        questions(invented, "NO-SUCH", DAY)


def test_outside_is_on_a_side_or_not_at_all(invented):
    assert outside_of(invented, "EXU", DAY) == {}
    assert outside_of(invented, "EXU-GEO", DAY) == {"world-11-14": "above"}
    # By hand: P(K >= 10 of 20 at 20%) is 0.26%, and of 8 it is 3.2%.
    assert side_of(count(20, 10), count(1000, 200)) == "above"
    assert side_of(count(20, 8), count(1000, 200)) is None
    assert side_of(count(40, 2), count(1000, 200)) == "below"
    assert side_of(hidden_count(20), count(1000, 200)) is None
    assert side_of(count(20, 10), hidden_count(1000)) is None


def test_one_unit_takes_less_than_fifty_milliseconds(invented):
    def once():
        start = time.process_time()
        [say(each, Words("nl")) for each in questions(invented, "EXU-BEH", DAY)]
        return time.process_time() - start

    assert min(once() for _ in range(5)) < 0.05
