"""What changed since the release before: by hand, and against a slow plain twin."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from dashboard.discussion.changes import Change, Earlier, change_clause, change_sentence, changes
from dashboard.edition import Break
from dashboard.wording.words import Words
from pipeline.published import schema
from tests.dashboard.standings import hidden, standing

EN, NL = Words("en"), Words("nl")
JUNE, SEPTEMBER, DAY = date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)
BREAK = Break(date(2025, 10, 31), {"nl": "samengevoegd", "en": "merged"})
EARLIER = Earlier(SEPTEMBER, 1, "persons", JUNE, 21.0, "below_within_chance", True)
GONE = replace(EARLIER, as_of=None, members=None, verdict="not_shown", shown=False)


@pytest.mark.parametrize(
    ("change", "en", "nl"),
    [
        (
            Change(standing(), "moved", DAY, EARLIER, None),
            "Since June 2025 2 people more; still 5 people short, within chance.",
            "Sinds juni 2025 2 mensen meer; nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(), "moved", DAY, replace(EARLIER, members=24.0, verdict="on_course"), None),
            "Since June 2025 1 person fewer; now: 5 people short, within chance.",
            "Sinds juni 2025 1 persoon minder; nu: nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(), "moved", DAY, replace(EARLIER, members=23.0), None),
            "As many as in June 2025; still 5 people short, within chance.",
            "Sinds juni 2025 evenveel; nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(as_of=SEPTEMBER), "moved", SEPTEMBER, EARLIER, None),
            "Since June 2025 2 people more; still 5 people short, within chance, as of September 2025.",
            "Sinds juni 2025 2 mensen meer; nog 5 mensen nodig, binnen toeval, stand van september 2025.",
        ),
        (
            Change(standing(), "moved", DAY, EARLIER, BREAK),
            "Because of a break not comparable with June 2025 (merged); still 5 people short, within chance.",
            "Door een breuk niet te vergelijken met juni 2025 (samengevoegd); nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(version=2, target_share=0.07), "moved", DAY, EARLIER, None),
            "Since June 2025 2 people more; the target is 7% now; 5 people short, within chance.",
            "Sinds juni 2025 2 mensen meer; streefcijfer is nu 7%; nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(counts="fte", gap=2.4), "moved", DAY, EARLIER, None),
            "Not comparable with June 2025: the target counts differently now; still 2.4 fte short, within chance.",
            "Niet te vergelijken met juni 2025: het streefcijfer telt nu anders; nog 2,4 fte nodig, binnen toeval.",
        ),
        (
            Change(standing(), "newly_shown", DAY, GONE, None),
            "Shown since December 2025, not before; 5 people short, within chance.",
            "Sinds december 2025 te tonen, daarvoor niet; nog 5 mensen nodig, binnen toeval.",
        ),
        (Change(hidden(), "newly_hidden", DAY, EARLIER, None), "Since December 2025 no longer shown.",
         "Sinds december 2025 niet meer te tonen."),
        (
            Change(standing(), "new_target", DAY, None, None),
            "Target in force since December 2025; 5 people short, within chance.",
            "Streefcijfer van kracht sinds december 2025; nog 5 mensen nodig, binnen toeval.",
        ),
        (
            Change(standing(as_of=JUNE), "first", JUNE, None, None),
            "First figure, of June 2025; 5 people short, within chance.",
            "Eerste cijfer, van juni 2025; nog 5 mensen nodig, binnen toeval.",
        ),
        (Change(hidden(), "hidden", JUNE, None, None), "Not shown, nor before.", "Niet te tonen, ook eerder niet."),
        (
            Change(hidden(verdict="less_than_one_person"), "hidden", JUNE, None, None),
            "The target is less than one person here.",
            "Streefcijfer is hier minder dan één persoon.",
        ),
    ],
)  # fmt: skip
def test_a_change_in_words_by_hand(change, en, nl):
    assert change_sentence(change, EN) == en
    assert change_sentence(change, NL) == nl


def test_beside_a_sentence_that_says_where_it_stands_a_change_is_shorter():
    assert change_clause(Change(standing(), "moved", DAY, EARLIER, None), EN) == "Since June 2025 2 people more."
    other = replace(EARLIER, verdict="on_course")
    assert change_clause(Change(standing(), "moved", DAY, other, None), EN) == (
        "Since June 2025 2 people more; now: 5 people short, within chance."
    )
    assert change_clause(Change(standing(), "first", DAY, None, None), EN) == ""
    assert change_clause(Change(hidden(), "hidden", DAY, None, None), EN) == ""


@pytest.mark.parametrize(
    ("change", "heads"),
    [
        (Change(standing(), "moved", DAY, EARLIER, None), 2.0),
        (Change(standing(), "moved", DAY, EARLIER, BREAK), None),
        (Change(standing(counts="fte"), "moved", DAY, EARLIER, None), None),
        (Change(standing(), "newly_shown", DAY, GONE, None), None),
        (Change(hidden(), "newly_hidden", DAY, EARLIER, None), None),
        (Change(standing(), "first", DAY, None, None), None),
    ],
)
def test_heads_are_told_only_where_two_figures_can_be_compared(change, heads):
    assert change.heads == heads


def plain(edition, unit, target, snapshot):
    """Kind, since, and the day and members of the figure before: going back month by month, row by row."""
    rows = {
        row["snapshot"]: row
        for row in edition.tables["progress"].to_pylist()
        if row["unit"] == unit and row["target"] == target and row["snapshot"] <= snapshot
    }
    now, since, other = rows[snapshot], snapshot, None
    for day in sorted(rows, reverse=True):
        same = rows[day]["shown"] == now["shown"] and (not now["shown"] or rows[day]["as_of"] == now["as_of"])
        if not same:
            other = rows[day]
            break
        since = day
    if other is None:
        kind = "hidden" if not now["shown"] else "first" if since == edition.snapshots[0] else "new_target"
        return kind, since, None, None
    kind = "newly_hidden" if not now["shown"] else "moved" if other["shown"] else "newly_shown"
    return kind, since, other["as_of"], other["members"]


@pytest.mark.slow
def test_changes_are_those_of_the_plain_twin(invented):
    kinds = set()
    for snapshot in invented.snapshots[::5]:
        units = [unit.code for unit in invented.units[snapshot]]
        for each in changes(invented, units, snapshot):
            before = (each.before.as_of, each.before.members) if each.before else (None, None)
            assert (each.kind, each.since, *before) == plain(invented, each.now.unit, each.now.target, snapshot)
            kinds.add(each.kind)
    assert {"moved", "first", "hidden"} <= kinds


def test_every_standing_has_one_change_in_the_same_order(invented):
    units = [unit.code for unit in invented.units[DAY]]
    standings = invented.standings(DAY, units)
    assert [each.now for each in changes(invented, units, DAY)] == list(standings)


def test_a_break_between_two_figures_is_found(invented):
    (change, *_) = changes(invented, ["EXU-BEH-PSC"], date(2024, 12, 31))
    assert change.before.as_of == date(2024, 6, 30)
    assert change.break_.snapshot == date(2024, 7, 31)
    assert change.heads is None
    (later, *_) = changes(invented, ["EXU-BEH-PSC"], DAY)
    assert later.break_ is None


def with_rows(edition, *rows):
    progress = [row for row in edition.tables["progress"].to_pylist() if row["unit"] != "EXU-BEH-EDU"]
    table = pa.Table.from_pylist([*progress, *rows], schema=schema("progress"))
    return replace(edition, tables={**edition.tables, "progress": table})


def test_a_former_name_of_a_unit_counts_as_the_unit(invented):
    rows = [row for row in invented.tables["progress"].to_pylist() if row["unit"] == "EXU-BEH-EDU"]
    for row in rows:
        row["unit"] = "OLD" if row["snapshot"] < DAY else row["unit"]
    renamed = replace(with_rows(invented, *rows), renamed={"OLD": "EXU-BEH-EDU"})
    for was, now in zip(changes(invented, ["EXU-BEH-EDU"], DAY), changes(renamed, ["EXU-BEH-EDU"], DAY), strict=True):
        assert (was.kind, was.before, was.since) == (now.kind, now.before, now.since)
    unnamed = changes(replace(renamed, renamed={}), ["EXU-BEH-EDU"], DAY)
    assert {each.kind for each in unnamed} == {"new_target"}


def test_what_came_and_what_went(invented):
    rows = [row for row in invented.tables["progress"].to_pylist() if row["unit"] == "EXU-BEH-EDU"]
    row = next(row for row in rows if row["snapshot"] == DAY and row["shown"])
    away = {**row, **dict.fromkeys(("members", "gap", "as_of")), "shown": False, "verdict": "not_shown"}
    november = date(2025, 11, 30)
    came = with_rows(invented, {**away, "snapshot": november}, row)
    went = with_rows(invented, {**row, "snapshot": november, "as_of": november}, away)
    assert [each.kind for each in changes(came, ["EXU-BEH-EDU"], DAY)] == ["newly_shown"]
    (gone,) = changes(went, ["EXU-BEH-EDU"], DAY)
    assert (gone.kind, gone.is_new, gone.heads) == ("newly_hidden", True, None)
    (still,) = changes(with_rows(invented, {**away, "snapshot": november}, away), ["EXU-BEH-EDU"], DAY)
    assert (still.kind, still.is_new) == ("hidden", False)


def test_a_hidden_row_lends_no_members_to_a_change(invented):
    rows = [row for row in invented.tables["progress"].to_pylist() if row["unit"] == "EXU-BEH-EDU"]
    row = next(row for row in rows if row["snapshot"] == DAY and row["shown"])
    leaky = {**row, "snapshot": date(2025, 11, 30), "shown": False, "members": 7777.0}
    (change,) = changes(with_rows(invented, leaky, row), ["EXU-BEH-EDU"], DAY)
    assert (change.kind, change.before.members, change.heads) == ("newly_shown", None, None)


@pytest.mark.parametrize(
    ("at", "between"), [(date(2025, 11, 30), False), (DAY, True), (date(2025, 12, 1), True), (date(2026, 1, 1), False)]
)
def test_a_break_is_the_first_day_of_the_new_series(invented, at, between):
    rows = [row for row in invented.tables["progress"].to_pylist() if row["unit"] == "EXU-BEH-EDU"]
    row = next(row for row in rows if row["snapshot"] == DAY and row["shown"])
    november = date(2025, 11, 30)
    edition = with_rows(invented, {**row, "snapshot": november, "as_of": november}, row)
    line = {"snapshot": at, "reason_en": "merged", "reason_nl": "samengevoegd"}
    breaks = pa.Table.from_pylist([line], schema=schema("breaks"))
    (change,) = changes(replace(edition, tables={**edition.tables, "breaks": breaks}), ["EXU-BEH-EDU"], DAY)
    assert (change.break_ is not None) == between
    assert (change.heads is None) == between
