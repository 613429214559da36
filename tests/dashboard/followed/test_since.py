"""Which published figures are set beside an agreement: against a slow twin, and by hand."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from dashboard.access.people import Grant, Person
from dashboard.followed.since import Begin, since
from dashboard.scope import scoped
from tests.dashboard.followed.bent import called_before, hidden_at, with_progress
from tests.dashboard.followed.plainly import Tables, chosen
from tests.dashboard.followed.written import NOW, TALKED

SPRING, LAST_YEAR = date(2025, 3, 31), date(2024, 12, 31)
DAYS = [None, date(2020, 1, 1), date(2022, 12, 31), date(2023, 1, 30), date(2023, 2, 10), date(2025, 4, 10), *(date(2024, 1, 14) + timedelta(31 * n) for n in range(0, 27, 3))]  # fmt: skip


def lies(edition, unit, target, day, snapshot):
    found = since(edition, unit, target, Begin(day, "agreed") if day else None, snapshot)
    return found.how, *(
        (row.snapshot, row.unit, row.members, row.as_of) if row else None for row in (found.then, found.now)
    )


@pytest.fixture(scope="module")
def bent(edition):
    """A unit that was renamed, a target that ended for one and began late for another, figures that came and went."""
    found = called_before(edition, "EXU-BEH-GOV", "EXU-OLD", date(2025, 4, 30))
    found = hidden_at(found, "EXU-BEH", "world-11-14", SPRING, date(2025, 12, 31))

    def kept(row):
        ended = row["unit"] == "EXU-SCI" and row["target"] == "world-15up" and row["snapshot"] > date(2025, 6, 30)
        late = row["unit"] == "EXU-ECS" and row["target"] == "world-15up" and row["snapshot"] < date(2024, 6, 30)
        return None if ended or late else row

    return with_progress(found, kept)


@pytest.mark.parametrize("target", ["world-11-14", "world-15up", "women-11-14", "nothing-of-the-kind"])
def test_the_same_figures_as_row_by_row(bent, target):
    units = ["EXU", "EXU-BEH", "EXU-BEH-GOV", "EXU-OLD", "EXU-SCI", "EXU-GEO", "EXU-ECS", "EXU-SER-LIB", "NO-SUCH"]
    tables = Tables.of(bent)
    found = set()
    for unit, day, snapshot in product(units, DAYS, (NOW, date(2025, 11, 30), SPRING)):
        mine = lies(bent, unit, target, day, snapshot)
        assert mine == chosen(bent, tables, (unit, target), day, snapshot), (unit, day, snapshot)
        found.add(mine[0])
    expected = {
        "world-11-14": {"moved", "no_newer", "came", "went", "hidden", "none_then", "ahead", "undated", "not_here"},
        "world-15up": {"moved", "no_newer", "came", "hidden", "none_then", "ahead", "undated", "ended", "not_here"},
        "women-11-14": {"moved", "no_newer", "none_then", "ahead", "undated", "not_here"},
        "nothing-of-the-kind": {"unknown_target"},
    }
    assert found == expected[target]


def test_the_snapshot_on_the_day_itself_counts_and_the_next_does_not(edition):
    on = since(edition, "EXU-BEH", "world-11-14", Begin(LAST_YEAR, "agreed"), NOW)
    before = since(edition, "EXU-BEH", "world-11-14", Begin(LAST_YEAR - timedelta(1), "agreed"), NOW)
    assert on.then is not None
    assert before.then is not None
    assert (on.then.snapshot, before.then.snapshot) == (LAST_YEAR, date(2024, 11, 30))
    # 22 of 342 then, 23 of 349 now: read in the published rows.
    assert (on.then.members, on.then.base, on.how) == (22, 342, "moved")
    assert on.now is not None
    assert (on.now.members, on.now.base) == (23, 349)
    assert on.change is not None
    assert (on.change.heads, on.change.break_) == (1, None)


def test_a_figure_that_was_carried_from_before_the_day_is_not_new(edition):
    """Faculties have new figures in March, June, September and December: in November that of September stands."""
    november = date(2025, 11, 30)
    assert lies(edition, "EXU-BEH", "world-11-14", date(2025, 10, 2), november)[0] == "no_newer"
    assert lies(edition, "EXU-BEH", "world-11-14", date(2025, 9, 30), november)[0] == "no_newer"
    assert lies(edition, "EXU-BEH", "world-11-14", date(2025, 9, 29), november)[0] == "moved"


def test_a_break_between_the_two_is_told_of(edition):
    """Psychology was merged in July 2024."""
    found = since(edition, "EXU-BEH-PSC", "world-11-14", Begin(date(2024, 3, 14), "agreed"), NOW)
    assert found.change is not None
    assert found.change.break_ is not None
    assert found.change.heads is None
    after = since(edition, "EXU-BEH-PSC", "world-11-14", Begin(TALKED, "agreed"), NOW)
    assert after.change is not None
    assert after.change.break_ is None


def test_a_target_of_a_unit_above_is_followed_there_and_says_whose_it_is(edition):
    found = since(edition, "EXU-BEH-PSC", "women-11-14", Begin(TALKED, "agreed"), NOW)
    assert found.whose is not None
    assert (found.whose.code, found.now.unit if found.now else "") == ("EXU-BEH", "EXU-BEH")
    own = since(edition, "EXU-BEH", "women-11-14", Begin(TALKED, "agreed"), NOW)
    assert own.whose is None


def test_nothing_of_a_unit_that_may_not_be_seen(edition):
    """A head of Psychology sees no figures of the faculty in between, so those of the organisation stand there."""
    mine = scoped(edition, Person("", (Grant("dean", frozenset({"EXU-BEH-PSC"})),)))
    found = since(mine, "EXU-BEH-PSC", "women-11-14", Begin(TALKED, "agreed"), NOW)
    assert found.whose is not None
    assert found.whose.code == "EXU"
    assert since(mine, "EXU-BEH", "world-11-14", Begin(TALKED, "agreed"), NOW).how == "not_here"


def test_an_edition_without_snapshots_before_has_no_figure_then(edition):
    late = replace(edition, snapshots=edition.snapshots[-3:])
    assert since(late, "EXU-BEH", "world-11-14", Begin(TALKED, "agreed"), NOW).how == "none_then"
