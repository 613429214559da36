"""The steps about one target and its published figures, in the order of days."""

from datetime import date

from dashboard.followed.steps import Beside, Line, beside_figures, lines_of, read_steps, undated_lines
from dashboard.wording.words import Words
from registers import Evidence, Step
from tests.dashboard.agreed import registers_beside
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


def test_each_step_has_the_figure_that_stood_on_its_day(edition):
    lines = lines_of(edition, "EXU-BEH", NOW, FOUND, EN)
    found = [(each.line.said, each.figure and each.figure.day, each.ahead) for each in beside_figures(lines, NOW)]
    assert found == [
        ("Agreed", date(2024, 12, 31), False),
        # A figure of the day itself stood on that day.
        ("Activity begins", date(2025, 9, 30), False),
        ("To be done by", None, True),
    ]


def test_before_the_first_figure_there_is_none_and_a_break_counts_from_the_first_step_on():
    early, late = Line(date(2020, 1, 1), "step", "a"), Line(date(2024, 1, 1), "step", "b")
    first, second = (Line(date(year, 6, 30), "break", "x") for year in (2019, 2021))
    figure = Line(date(2022, 1, 31), "figure", "f")
    found = beside_figures([first, early, second, figure, late], NOW)
    assert found == (Beside(early, None, False), Beside(second, None, False), Beside(late, figure, False))


def test_agreements_and_activities_are_each_read_as_far_as_they_may(tmp_path):
    acted = {"v": activity("v", first_day=date(2025, 3, 1)).value, "w": activity("w").value}
    agreed = {"a": agreement(due=date(2025, 2, 1), conversation=None).value, "b": agreement(conversation=None).value}
    registers = registers_beside(tmp_path, {**acted, **agreed})
    own, nothing = frozenset({"EXU-BEH"}), frozenset()

    def read(talks, acts, codes=own):
        found = read_steps(registers, "world-11-14", codes, talks, acts)
        return [each.record.key for each in found.steps], sorted(each.key for each in found.undated)

    assert read(own, own) == read(None, None) == (["a", "v"], ["b", "w"])
    assert read(nothing, own) == (["v"], ["w"])
    assert read(own, nothing) == (["a"], ["b"])
    assert read(None, None, {"EXU-SCI"}) == ([], [])
    registers.close()
