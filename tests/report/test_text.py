"""The summary in the terminal and the same report for machines."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from pipeline.faults import LANGUAGES, Language
from pipeline.month import Month
from pipeline.report.report import as_json, nothing_to_do, replacements
from pipeline.report.text import summary
from tests.report.report import HOSTILE, NAMES, WARNING, report, standing
from tests.validate.facts import facts


def test_the_whole_summary() -> None:
    plain = report(
        target_names={"women-15+": {"nl": "Vrouwen", "en": "Women"}},
        useful=tuple(replace(each, kind=each.kind.replace(HOSTILE, "a place")) for each in report().useful),
        unit_names={"A": {"nl": "Eenheid A", "en": "Unit A"}},
        standings=(
            standing("met"),
            standing("below", unit="B", as_of=date(2025, 3, 31)),
            standing("not_shown", unit="C", reason="low_response"),
        ),
    )
    said = summary(plain, "en").replace(HOSTILE, "a name")
    assert said.splitlines() == [
        "Tiny University, January 2025 - December 2025 (publication abc123)",
        "1 new files, 2 taken in before",
        "105 rows read = 100 accepted + 4 set aside + 1 left out as totals",
        "  a name: column a name: unit is not in units.csv (rows 3, 5, 8, 9, 12 and 2 more)",
        "  a name: column Schaal: of another version (row 6)",
        "2025-12: new.csv replaces a name (90 to 100 counted; 2 units changed)",
        "",
        "Warnings (1)",
        "  2025-12: a name: a name is odd",
        "",
        "Where each target stands (2025-12-31)",
        "",
        "Women [women-15+]",
        f"  {'Unit A':<44} met: 5 of 40",
        f"  {'B':<44} 7 short: 5 of 40 (as of March 2025)",
        f"  {'C':<44} not shown: too many unknown",
        "",
        "6 of 10 figures are shown; the others are protected or not available.",
        "",
        "What can be said of each unit and target, by kind of unit",
        "  a place              3 with their own figure",
        f"  {'':<20} own figures by age in months: 0: 2, 1-3: 1",
        "  faculty              2 with a wider figure, 1 in heads",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_changed_and_no_exports(language: Language) -> None:
    quiet = summary(report(changed=False, taken=(), replaced=(), warnings=(), standings=()), language)
    assert {"en": "Nothing has changed.", "nl": "Er is niets veranderd."}[language] in quiet
    assert summary(nothing_to_do(NAMES), language).count("\n") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_lists_are_cut_and_say_so(language: Language) -> None:
    many = report(
        warnings=tuple((Month(2025, 12), WARNING) for _ in range(20)),
        standings=tuple(standing(unit=f"U{number}") for number in range(15)),
    )
    said = summary(many, language)
    assert {"en": "and 8 more", "nl": "en nog 8"}[language] in said
    assert {"en": "and 3 more", "nl": "en nog 3"}[language] in said
    assert "(20)" in said


def test_only_warnings_of_this_runs_months_are_told() -> None:
    old = report(warnings=((Month(2025, 1), WARNING),))
    assert "2025-01" not in summary(old, "en")
    rerun = report(taken=(), warnings=((Month(2025, 1), WARNING), (Month(2025, 12), WARNING)))
    assert "2025-12: " in summary(rerun, "en")
    assert "2025-01: " not in summary(rerun, "en")


def test_every_verdict_is_counted_once() -> None:
    verdicts = ("met", "on_course", "one_away", "below", "below_within_chance", "depends_on_unknowns")
    rare = ("less_than_one_person", "not_shown")
    said = summary(report(standings=tuple(standing(each) for each in (*verdicts, *rare))), "en")
    counts = next(line for line in said.splitlines() if "1 on course" in line)
    assert sum(int(each) for each in re.findall(r"\b\d+(?= )", counts.partition(": ")[2])) == len(verdicts + rare)


def test_the_same_for_machines() -> None:
    plain = json.loads(json.dumps(as_json(report()), allow_nan=False))
    assert plain["months"] == ["2025-01", "2025-12"]
    assert plain["taken"][0]["tally"] == {"read": 105, "accepted": 100, "quarantined": 4, "totals": 1, "people": 100}
    assert plain["taken"][0]["file"] == HOSTILE
    assert plain["replaced"][0]["units_changed"] == [[HOSTILE, 1, 2], ["B", 3, 4]]
    assert set(plain["warnings"][0]["text"]) == set(LANGUAGES)
    assert plain["standings"][0]["need"] == 12
    assert plain["standings"][0]["as_of"] == "2025-12-31"
    assert plain["useful"][1]["statements"] == {"figure": 0, "pooled": 2, "heads": 1, "nothing": 0}
    assert (plain["rows_shown"], plain["rows_hidden"]) == (6, 4)
    assert json.loads(json.dumps(as_json(nothing_to_do(NAMES))))["taken"] == []


def test_what_replaces_what() -> None:
    former = [facts("2025-01", {"A": 10, "B": 5})]
    first = facts("2025-01", {"A": 12, "C": 5}, file="second.csv")
    second = replace(first, file="third.csv", heads_by_unit={"A": 12})
    other = facts("2025-01", 3, {"origin": {"nl": 3}}, source="cbs")
    found = replacements([first, other, second, facts("2025-02")], former)
    assert [(each.former_file, each.file, each.heads_before, each.heads_after) for each in found] == [
        ("hr_2025-01.csv", "second.csv", 15, 17),
        ("second.csv", "third.csv", 17, 12),
    ]
    assert found[0].units_changed == (("A", 10, 12), ("B", 5, 0), ("C", 0, 5))
