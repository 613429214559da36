"""targets.toml and breaks.toml: every fault with its exact text."""

from pathlib import Path

import pytest

from tests.organisation.builder import TARGETS, changed
from tests.organisation.faults import faults_of

FIRST_TARGET = TARGETS[: TARGETS.index("[[target]]", 5)]
FAULTS = [
    (
        changed("targets", 'group = "outside-europe"', 'group = "outside-eu"'),
        ["targets.toml, line 6, target[1].group: no such group: 'outside-eu'; did you mean 'outside-europe'?"],
    ),
    (
        changed("targets", 'band = "11-14"', 'band = "11-15"'),
        ["targets.toml, line 7, target[1].band: no such band: '11-15'; did you mean '11-14'?"],
    ),
    (
        changed("targets", '["*"]', '["kind:facultie", "XX"]'),
        [
            "targets.toml, line 8, target[1].units: no unit is of this kind: 'facultie'; did you mean 'faculty'?",
            "targets.toml, line 8, target[1].units: no such unit: 'XX'; expected one of: TU, GW, GW-PSY, GW-COM, TN, TN-NAT",
        ],
    ),
    (
        changed("targets", '["*"]', "[]"),
        ["targets.toml, line 8, target[1].units: the list is empty; name at least one"],
    ),
    (
        changed("targets", "share = 0.08", "share = 8"),
        ["targets.toml, line 9, target[1].share: a share between 0 and 1 was expected, not 8; did you mean 0.08?"],
    ),
    (
        changed("targets", "share = 0.08", "share = -1"),
        ["targets.toml, line 9, target[1].share: a share between 0 and 1 was expected, not -1"],
    ),
    (
        changed("targets", "share = 0.08", 'share = "8%"'),
        ['targets.toml, line 9, target[1].share: a share between 0 and 1 was expected, not "8%"; did you mean 0.08?'],
    ),
    (
        changed("targets", "share = 0.08", "share = nan"),
        ["targets.toml, line 9, target[1].share: a number was expected, not nan"],
    ),
    (
        changed("targets", '"persons"', '"person"'),
        ["targets.toml, line 10, target[1].counts: not one of the choices: 'person'; did you mean 'persons'?"],
    ),
    (
        changed("targets", '"function"', '"functional"'),
        ["targets.toml, line 11, target[1].scale: not one of the choices: 'functional'; did you mean 'function'?"],
    ),
    (
        changed("targets", "version = 1", "version = 0"),
        ["targets.toml, line 3, target[1].version: a whole number of 1 or more was expected, not 0"],
    ),
    (
        changed("targets", "version = 1", "version = true"),
        ["targets.toml, line 3, target[1].version: a whole number of 1 or more was expected, not true"],
    ),
    (
        changed("targets", 'deadline = "2028-12"', 'deadline = "2022-12"'),
        [
            "targets.toml, line 15, target[1].deadline: the deadline must come after the baseline month 2023-01; correct one of them"
        ],
    ),
    (
        changed("targets", "2022-11-30", '"30-11-2022"'),
        [
            "targets.toml, line 17, target[1].decided_on: a date was expected, such as 2022-11-30 without quotes, not '30-11-2022'"
        ],
    ),
    (
        changed("targets", "2022-11-30", "2022-11-30T10:00:00"),
        [
            "targets.toml, line 17, target[1].decided_on: a date was expected, such as 2022-11-30 without quotes, not '2022-11-30 10:00:00'"
        ],
    ),
    (
        changed("targets", 'decided_by = "Executive Board"', ""),
        ["targets.toml, line 1, target[1].decided_by: the key is missing; add it"],
    ),
    (
        changed("targets", 'decided_by = "Executive Board"', 'decided_by = " "'),
        ["targets.toml, line 16, target[1].decided_by: the text is empty; fill it in"],
    ),
    (
        changed("targets", 'month = "2024-12"', 'month = "2026-12"'),
        [
            "targets.toml, line 35, target[2].steps: the steps must follow each other in time; put month 2025-12 in its place"
        ],
    ),
    (
        changed("targets", 'month = "2024-12"', 'month = "2020-12"'),
        [
            "targets.toml, line 35, target[2].steps: the step of 2020-12 lies outside the path from 2022-01 to 2027-12; correct its month"
        ],
    ),
    (
        changed("targets", "share = 0.33", "share = 0.37"),
        [
            "targets.toml, line 35, target[2].steps: the shares must go from the baseline 0.3 to the target 0.4 without turning back; correct 0.36"
        ],
    ),
    (
        changed("targets", "share = 0.36", "share = 0.5"),
        [
            "targets.toml, line 35, target[2].steps: the shares must go from the baseline 0.3 to the target 0.4 without turning back; correct 0.5"
        ],
    ),
    (
        changed("targets", "share = 0.33", "share = 33"),
        [
            "targets.toml, line 35, target[2].steps[1].share: a share between 0 and 1 was expected, not 33; did you mean 0.33?"
        ],
    ),
    (
        changed("targets", "share = 0.33", "shar = 0.33"),
        [
            "targets.toml, line 35, target[2].steps[1].share: the key is missing; add it",
            "targets.toml, line 35, target[2].steps[1].shar: unknown key: 'shar'; did you mean 'share'?",
        ],
    ),
    (
        {"targets": TARGETS + FIRST_TARGET},
        [
            "targets.toml, line 41, target[3].version: 'outside-europe-11-14 1' is there twice, first at target[1].version; keep one or give one another code"
        ],
    ),
    (
        {"targets": TARGETS + FIRST_TARGET.replace("version = 1", "version = 2")},
        [
            "targets.toml, line 50, target[3].in_force_from: version 2 of target outside-europe-11-14 must take effect after version 1 (2023-01); correct in_force_from or the version"
        ],
    ),
    (
        changed("targets", "steps = [ {", "steps = [ 3, {"),
        [
            "targets.toml, line 35, target[2].steps: a list of tables was expected, each starting with [[steps]], not [3, {'month': '2024-12', 'share': 0.33}, {'month': '2025-..."
        ],
    ),
    (
        changed("targets", 'deadline = "2028-12"', 'deadline = "2028-12'),
        [
            "targets.toml, line 15: this is not valid TOML (Illegal character '\\n'); correct this line, often a quote, bracket or = is missing"
        ],
    ),
    (
        changed("targets", 'deadline = "2028-12"', "deadline = 2028-12"),
        [
            "targets.toml, line 15: this is not valid TOML (Expected newline or end of document after a statement); correct this line, often a quote, bracket or = is missing"
        ],
    ),
    (
        changed("breaks", '["outside-europe"]', '["outside-eurpe"]'),
        ["breaks.toml, line 3, break[1].groups: no such group: 'outside-eurpe'; did you mean 'outside-europe'?"],
    ),
    (
        changed("breaks", 'month = "2024-07"', 'month = "2024-7"'),
        ['breaks.toml, line 2, break[1].month: a month was expected, such as "2026-03", not "2024-7"'],
    ),
    (
        changed("breaks", "groups", 'units=["TN-NAD"]\nbands=["al"]\ngroups'),
        [
            "breaks.toml, line 3, break[1].units: no such unit: 'TN-NAD'; did you mean 'TN-NAT'?",
            "breaks.toml, line 4, break[1].bands: no such band: 'al'; did you mean 'all'?",
        ],
    ),
    (
        changed(
            "breaks", 'reason.nl = "Nieuwe indeling van herkomst"\nreason.en = "New classification of origin"\n', ""
        ),
        ["breaks.toml, line 1, break[1].reason: the key is missing; add it"],
    ),
]

FAULTS += [
    (
        changed("targets", "decided_on = 2022-11-30\n", ""),
        ["targets.toml, line 1, target[1].decided_on: the key is missing; add it"],
    ),
    (
        changed("targets", 'baseline_month = "2023-01"', 'baseline_month = "2023"'),
        ['targets.toml, line 13, target[1].baseline_month: a month was expected, such as "2026-03", not "2023"'],
    ),
]


@pytest.mark.parametrize(("overrides", "expected"), FAULTS)
def test_fault(tmp_path: Path, overrides: dict[str, str | bytes], expected: list[str]) -> None:
    assert faults_of(tmp_path, **overrides) == expected
