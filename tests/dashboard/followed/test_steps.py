"""The steps about one target and its published figures, in the order of days."""

from datetime import date

from dashboard.followed.steps import lines_of, undated_lines
from dashboard.wording.words import Words
from registers import Evidence, Step
from tests.dashboard.followed.bent import hidden_at
from tests.dashboard.followed.written import HOSTILE, NOW, activity, agreement
from tests.packs.publications import planted

NL, EN = Words("nl"), Words("en")
AGREED, ACTED = agreement(aim=HOSTILE), activity(what="", meaning="five meetings")
STEPS = (Step(date(2025, 1, 14), "agreed", AGREED), Step(date(2026, 3, 1), "due", AGREED), Step(date(2025, 9, 30), "activity_began", ACTED))  # fmt: skip
FOUND = Evidence("world-11-14", (AGREED,), (ACTED,), STEPS, (activity("u", what="no day"),))


def told(edition, unit="EXU-BEH", found=FOUND, snapshot=NOW, words=EN):
    return [(line.day, line.kind, line.said, line.free) for line in lines_of(edition, unit, snapshot, found, words)]


def test_figures_and_steps_in_the_order_of_days(edition):
    lines = [each for each in told(edition) if each[0] >= date(2024, 12, 1)]
    assert lines == [
        (date(2024, 12, 31), "figure", "on course, 6 people short (22 of 338 known, 6.5%)", ""),
        (date(2025, 1, 14), "step", "Agreed", HOSTILE),
        (date(2025, 3, 31), "figure", lines[2][2], ""),
        (date(2025, 6, 30), "figure", lines[3][2], ""),
        (date(2025, 9, 30), "figure", "5 people short, within chance (23 of 345 known, 6.7%)", ""),
        (date(2025, 9, 30), "step", "Activity begins", "five meetings"),
        (date(2025, 12, 31), "figure", "5 people short, within chance (23 of 345 known, 6.7%)", ""),
        (date(2026, 3, 1), "step", "To be done by", HOSTILE),
    ]  # fmt: skip


def test_a_figure_stands_once_at_the_day_it_is_of(edition):
    """Of 36 months a faculty has a new figure in the first and in every third: 13, each told once."""
    rows = [row for row in edition.series("EXU-BEH", "world-11-14") if row.snapshot <= NOW]
    figures = [day for day, kind, *_ in told(edition) if kind == "figure"]
    assert figures == sorted({row.as_of for row in rows})
    assert len(figures) < len(rows) / 2


def test_a_break_stands_at_its_month_and_a_hidden_run_once_with_its_reason(edition):
    lines = told(edition, "EXU-BEH-PSC")
    assert (
        date(2024, 7, 31),
        "break",
        "Break: Psychology and Communication merged: not comparable before",
        "",
    ) in lines
    run = (date(2025, 1, 31), date(2025, 2, 28))
    bent = hidden_at(edition, "EXU-BEH", "world-11-14", *run)
    within = [each for each in told(bent) if run[0] <= each[0] <= run[-1]]
    assert [(day, kind) for day, kind, *_ in within] == [(run[0], "figure")]
    assert within[0][2].startswith("not shown to protect people (8% of ")
    assert told(planted(bent)) == told(bent)


def test_figures_after_the_snapshot_are_left_out_and_steps_are_not(edition):
    early = told(edition, snapshot=date(2025, 1, 31))
    assert max(day for day, kind, *_ in early if kind != "step") <= date(2025, 1, 31)
    assert sum(kind == "step" for _, kind, *_ in early) == 3


def test_without_figures_the_steps_stand_alone(edition):
    for unit, target in (("NO-SUCH", "world-11-14"), ("EXU-BEH", "nothing")):
        found = Evidence(target, (), (), STEPS, ())
        assert [kind for _, kind, *_ in told(edition, unit, found)] == ["step"] * 3


def test_what_has_no_day_is_listed_apart():
    assert undated_lines(FOUND) == ("no day",)
    assert undated_lines(Evidence("t", (), (), (), (AGREED,))) == (HOSTILE,)
