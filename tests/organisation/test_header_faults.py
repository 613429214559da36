"""organisation.toml: every fault with its exact text."""

from pathlib import Path

import pytest

from tests.organisation.builder import ORGANISATION, changed
from tests.organisation.faults import faults_of

FAULTS = [
    (
        changed("organisation", "reference_day", "refrence_day"),
        [
            "organisation.toml, reference_day: the key is missing; add it",
            "organisation.toml, line 5, refrence_day: unknown key: 'refrence_day'; did you mean 'reference_day'?",
        ],
    ),
    (
        changed("organisation", '"last"', "31"),
        ['organisation.toml, line 5, reference_day: expected "last" or a day from 1 to 28, not 31'],
    ),
    (
        changed("organisation", '"last"', "true"),
        ['organisation.toml, line 5, reference_day: expected "last" or a day from 1 to 28, not true'],
    ),
    (
        changed("organisation", "2020-01", "2020-13"),
        ['organisation.toml, line 6, first_month: a month was expected, such as "2026-03", not "2020-13"'],
    ),
    (
        changed("organisation", '"2020-01"', "2020-01-01"),
        ['organisation.toml, line 6, first_month: a month was expected, such as "2026-03", not 2020-01-01'],
    ),
    (
        changed("organisation", '["nl", "en"]', '["nl", "fr"]'),
        ["organisation.toml, line 4, languages: unknown language: 'fr'; expected one of: nl, en"],
    ),
    (
        changed("organisation", '["nl", "en"]', "[]"),
        ["organisation.toml, line 4, languages: the list is empty; name at least one"],
    ),
    (
        changed("organisation", 'name.nl = "Kleine Universiteit"\nname.en = "Tiny University"\n', ""),
        ["organisation.toml, name: the key is missing; add it"],
    ),
    (
        changed("organisation", 'name.nl = "Kleine Universiteit"\nname.en = "Tiny University"\n', 'name = "Tiny"\n'),
        ['organisation.toml, line 2, name: a table was expected, with keys of its own, not "Tiny"'],
    ),
    (
        changed("organisation", "name.en", "name.eng"),
        ["organisation.toml, line 3, name.eng: unknown language: 'eng'; did you mean 'en'?"],
    ),
    (
        changed("organisation", '"tiny-university"', '"tiny/university"'),
        [
            "organisation.toml, line 1, code: 'tiny/university' cannot be a code; leave out blanks at the ends and the characters | ; * / \\ :"
        ],
    ),
    (
        changed("organisation", '"tiny-university"', "7"),
        ["organisation.toml, line 1, code: text was expected, between quotes, not 7"],
    ),
    (
        {
            "organisation": ORGANISATION
            + "[thresholds]\nunit_jump = 30\nshort_file=-0.1\nunit_jump_minimum = 2.5\nunit_jmp = 0.3\nheadcount_jump = true\n"
        },
        [
            "organisation.toml, line 12, thresholds.headcount_jump: a number was expected, not true",
            "organisation.toml, line 8, thresholds.unit_jump: a share between 0 and 1 was expected, not 30; did you mean 0.3?",
            "organisation.toml, line 10, thresholds.unit_jump_minimum: a whole number of 0 or more was expected, not 2.5",
            "organisation.toml, line 9, thresholds.short_file: a share between 0 and 1 was expected, not -0.1",
            "organisation.toml, line 11, thresholds.unit_jmp: unknown key: 'unit_jmp'; did you mean 'unit_jump'?",
        ],
    ),
    (
        {"organisation": ORGANISATION + "thresholds = 3\n"},
        ["organisation.toml, line 7, thresholds: a table was expected, with keys of its own, not 3"],
    ),
    (
        changed("organisation", '"nl", "en"', '"nl", "nl"'),
        ["organisation.toml, line 4, languages: 'nl' is in the list twice; keep one"],
    ),
    (
        changed("organisation", "first_month", 'closed_through="later"\nfirst_month'),
        ['organisation.toml, line 6, closed_through: a month was expected, such as "2026-03", not "later"'],
    ),
]


@pytest.mark.parametrize(("overrides", "expected"), FAULTS)
def test_fault(tmp_path: Path, overrides: dict[str, str | bytes], expected: list[str]) -> None:
    assert faults_of(tmp_path, **overrides) == expected
