"""policy.toml: every fault with its exact text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OrganisationFault
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import UNITS, write_organisation
from tests.organisation.test_policy_file import AUDIENCE, DECISION, with_policy


def faults_of(folder: Path, policy: str) -> list[str]:
    try:
        with_policy(folder, policy)
    except OrganisationFault as stopped:
        return [fault.text("en") for fault in stopped.faults]
    return []


WEAK = "and no decision says so; add a [[decision]] with decided_on, signed_by and reason, or leave"
PERSON = (
    "looks like a person (initials, a title, an address, a long number); people do not belong in this file, "
    "write a function, a body or a log-in role"
)
NOBODY = "protects nobody: with k = 2 a count of one person is the least that is kept secret; write 2 or more"
YEARS = "a block lasts whole years: 12, 24 and so on up to 120 months, not"
FAULTS = [
    ("[default]\nk = 1\nn_min = 10\n" + DECISION, [f"policy.toml, line 2, default.k: k = 1 {NOBODY}"]),
    ("[default]\nk = -3", [f"policy.toml, line 2, default.k: k = -3 {NOBODY}"]),
    ("[groups.women]\nk = 0", [f"policy.toml, line 2, groups.women.k: k = 0 {NOBODY}"]),
    (AUDIENCE.replace("k = 3", "k = 1"), [f"policy.toml, line 8, audience[1].k: k = 1 {NOBODY}"]),
    (
        "[default]\nk = 5.5",
        ["policy.toml, line 2, default.k: a whole number of 2 or more was expected, not 5.5"],
    ),
    (
        "[default]\nk = true",
        ["policy.toml, line 2, default.k: a whole number of 2 or more was expected, not true"],
    ),
    (
        "[default]\nk = 4\nn_min = 9\nall_or_none = false",
        [
            f"policy.toml, line 2, default.k: k = 4 protects less than the default 5, {WEAK} k out",
            f"policy.toml, line 3, default.n_min: n_min = 9 protects less than the default 10, {WEAK} n_min out",
            f"policy.toml, line 4, default.all_or_none: all_or_none = false protects less than the default true, {WEAK} all_or_none out",
        ],
    ),
    (
        'readers = "outside"\n[default]\nk = 5\n[groups.women]\nn_min = 20',
        [
            f"policy.toml, line 3, default.k: k = 5 protects less than the default 10, {WEAK} k out",
            f"policy.toml, line 5, groups.women.n_min: n_min = 20 protects less than the default 25, {WEAK} n_min out",
        ],
    ),
    (
        "[groups.women]\nprotected = false",
        [
            f"policy.toml, line 2, groups.women.protected: protected = false protects less than the default true, {WEAK} protected out"
        ],
    ),
    (
        "[default]\nk = 8\nn_min = 7",
        [
            "policy.toml, line 3, default.n_min: n_min = 7 is smaller than k = 8: of so few people nothing can be told; write 8 or more, or leave n_min out",
        ],
    ),
    (
        "[default]\nprotected = false\n" + DECISION,
        [
            "policy.toml, line 2, default.protected: protection cannot be switched off for everything at once; write protected = false under [groups.<code>] for each group that a [[decision]] declares open"
        ],
    ),
    (
        "[groups]\nwomen = { protected = false }\noutside-europe = { protected = false }\n" + DECISION,
        [
            "policy.toml, line 1, groups: every group of the organisation is unprotected, so nobody would be; leave protected = false out for at least one group"
        ],
    ),
    (
        "[groups.wommen]\nk = 6",
        ["policy.toml, line 1, groups.wommen: no such group: 'wommen'; did you mean 'women'?"],
    ),
    (
        "[groups]\nwomen = 5",
        ["policy.toml, line 2, groups.women: a table was expected, with keys of its own, not 5"],
    ),
    (
        'movers = 4\nmode = "hide"\nreaders = "outsiders"',
        [
            "policy.toml, line 3, readers: not one of the choices: 'outsiders'; did you mean 'outside'?",
            "policy.toml, line 2, mode: not one of the choices: 'hide'; expected one of: suppress, round",
            "policy.toml, line 1, movers: with fewer than 5 people who came or went, a new figure tells about them; write 5 or more, not 4",
        ],
    ),
    (
        "carry_months = 0\nmovers = 1001\n[default]\nk = 99999999999999999999",
        [
            "policy.toml, line 4, default.k: 99999999999999999999 is beyond anything that could be shown; write 1000 or less",
            "policy.toml, line 2, movers: 1001 is beyond anything that could be shown; write 1000 or less",
            "policy.toml, line 1, carry_months: a whole number of 1 or more was expected, not 0",
        ],
    ),
    ("block_months = 18", [f"policy.toml, line 1, block_months: {YEARS} 18"]),
    ("block_months = 6", [f"policy.toml, line 1, block_months: {YEARS} 6"]),
    ("block_months = 132", [f"policy.toml, line 1, block_months: {YEARS} 132"]),
    ("block_months = 0", ["policy.toml, line 1, block_months: a whole number of 1 or more was expected, not 0"]),
    (
        "block_start = 13",
        ["policy.toml, line 1, block_start: a calendar month from 1 (January) to 12 (December) was expected, not 13"],
    ),
    (
        "[rhythm]\nfaculty = 5\ndepartement = 12\norganisation = '1'",
        [
            "policy.toml, line 2, rhythm.faculty: every 5 months does not come round with the year; write 1, 2, 3, 4, 6 or 12",
            "policy.toml, line 3, rhythm.departement: no unit is of this kind: 'departement'; did you mean 'department'?",
            'policy.toml, line 4, rhythm.organisation: a whole number of 1 or more was expected, not "1"',
        ],
    ),
    (
        "carry_months = 6\n[rhythm]\nfaculty = 3\ndepartment = 12",
        [
            "policy.toml, line 1, carry_months: an earlier figure would end after 6 months, before a unit of kind 'department' has a new one (every 12); write 12 or more"
        ],
    ),
    (
        DECISION.replace("2026-06-01", "2026-06-02"),
        [
            "policy.toml, line 3, decision[1].decided_on: 2026-06-02 has yet to come; a decision counts from the day it was taken, correct the date"
        ],
    ),
    (
        "[default]\nk = 4\n[[decision]]\n",
        [
            f"policy.toml, line 3, decision[1].{key}: the key is missing; add it"
            for key in ("decided_on", "signed_by", "reason")
        ],
    ),
    (
        DECISION.replace("Executive Board", "prof. Voorbeeld"),
        [f"policy.toml, line 4, decision[1].signed_by: 'prof. Voorbeeld' {PERSON}"],
    ),
    (
        AUDIENCE[: AUDIENCE.index("decided_on")],
        [
            "policy.toml, line 2, audience[1].decided_on: a closed audience always needs a decision; add decided_on, signed_by and reason"
        ],
    ),
    (
        AUDIENCE.replace('signed_by = "Executive Board"\n', ""),
        ["policy.toml, line 2, audience[1].signed_by: the key is missing; add it"],
    ),
    (
        AUDIENCE.replace('["GW"]', '["GX", "TN"]'),
        [
            "policy.toml, line 6, audience[1].units: no such unit: 'GX'; did you mean 'GW'?",
        ],
    ),
    (
        AUDIENCE.replace('["GW"]', '["GW-PSY", "TU"]'),
        [
            "policy.toml, line 6, audience[1].units: unit GW-PSY lies below TU, which is in the list already; leave GW-PSY out"
        ],
    ),
    (
        AUDIENCE.replace('["GW"]', "[]"),
        ["policy.toml, line 6, audience[1].units: the list is empty; name at least one"],
    ),
    (
        AUDIENCE.replace("n_min = 5", "n_min = 2"),
        [
            "policy.toml, line 9, audience[1].n_min: n_min = 2 is smaller than k = 3: of so few people nothing can be told; write 3 or more, or leave n_min out"
        ],
    ),
    (
        AUDIENCE + AUDIENCE.replace('"gw"', '"GW"'),
        [
            "policy.toml, line 17, audience[2].code: 'GW' is there twice, first at audience[1].code; keep one or give one another code"
        ],
    ),
    (
        AUDIENCE.replace('"gw"', '"../gw"'),
        [
            "policy.toml, line 3, audience[1].code: '../gw' cannot be a code; leave out blanks at the ends and the characters | ; * / \\ :"
        ],
    ),
    (
        AUDIENCE.replace('"gw"', '".."'),
        [
            "policy.toml, line 3, audience[1].code: '..' cannot be a code; leave out blanks at the ends and the characters ."
        ],
    ),
    (
        AUDIENCE.replace('"gw"', '"everyone"'),
        ["policy.toml, line 3, audience[1].code: the code 'everyone' is taken by the program; choose another"],
    ),
    (
        AUDIENCE.replace("k = 3", "k = 3\nprotected = false"),
        [
            "policy.toml, line 9, audience[1].protected: unknown key: 'protected'; expected one of: code, name, units, members, k, n_min, all_or_none, decided_on, signed_by, reason"
        ],
    ),
    ("[[decisions]]\n", ["policy.toml, line 1, decisions: unknown key: 'decisions'; did you mean 'decision'?"]),
    (
        "decision = 3",
        ["policy.toml, line 1, decision: a list of tables was expected, each starting with [[decision]], not 3"],
    ),
]


@pytest.mark.parametrize(("policy", "told"), FAULTS)
def test_each_fault_is_told(tmp_path: Path, policy: str, told: list[str]) -> None:
    assert faults_of(tmp_path, policy) == told


@pytest.mark.parametrize(
    "member",
    [
        "someone@example.org",
        "J. de Voorbeeld",
        "A.B. Voorbeeld",
        "Voorbeeld, A.",
        "É. Voorbeeld",
        "dr. Voorbeeld",
        "Mw Voorbeeld",
        "drs. Voorbeeld",
        "p1234567",
    ],
)
def test_people_are_refused(tmp_path: Path, member: str) -> None:
    policy = AUDIENCE.replace("dean GW", member)
    assert faults_of(tmp_path, policy) == [f"policy.toml, line 7, audience[1].members: '{member}' {PERSON}"]


@pytest.mark.parametrize(
    "member",
    [
        "decaan GW",
        "MR Gedragswetenschappen",
        "role:dean-gw",
        "Directeur HR",
        "College van Bestuur",
        "vz. faculteitsraad",
        "Inge-team 2024",
        "St. Jan: decaan",
    ],
)
def test_functions_bodies_and_roles_are_taken(tmp_path: Path, member: str) -> None:
    assert faults_of(tmp_path, AUDIENCE.replace("dean GW", member)) == []


def test_faults_of_all_parts_are_told_at_once_and_in_dutch(tmp_path: Path) -> None:
    wrong = "movers = 1\nblock_months = 13\n[default]\nk = 1\n[rhythm]\nfaculty = 7\n" + AUDIENCE.replace("GW", "GX")
    with pytest.raises(OrganisationFault) as stopped:
        with_policy(tmp_path, wrong + DECISION.replace("2026", "2027"))
    told = [fault.text("nl") for fault in stopped.value.faults]
    assert len(told) == 6
    assert told[0].startswith("policy.toml, regel 4, default.k: k = 1 beschermt niemand: ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 700),
    noise=st.sampled_from(["[", '"', "=", "x = 1\n", "k = []\n", "\n[[audience]]\n", "[groups]\n"]),
)
def test_noise_anywhere_is_a_fault_or_nothing(tmp_path: Path, cut: int, noise: str) -> None:
    whole = "movers = 6\n[default]\nk = 6\n[groups.women]\nk = 7\n[rhythm]\nfaculty = 3\n" + DECISION + AUDIENCE
    for told in faults_of(tmp_path, whole[:cut] + noise + whole[cut:]):
        assert told.startswith("policy.toml")


def test_units_in_a_circle_end(tmp_path: Path) -> None:
    circle = UNITS.replace("faculty;TU;;;;;Fac", "faculty;GW-PSY;;;;;Fac")
    write_organisation(tmp_path, units=circle)
    (tmp_path / "policy.toml").write_text(AUDIENCE.replace('["GW"]', '["GW-PSY", "GW", "TN"]'), encoding="utf-8")
    with pytest.raises(OrganisationFault):
        read_organisation(tmp_path)


def test_a_misspelt_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "polcy.toml").write_text("", encoding="utf-8")
    assert faults_of(tmp_path, "") == [
        "polcy.toml: no such file is read from this folder: 'polcy.toml'; did you mean 'policy.toml'?"
    ]
