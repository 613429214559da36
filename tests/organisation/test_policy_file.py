"""policy.toml as it should be: what is read, what holds without it, and what is counted as weaker."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.organisation.model import Organisation
from pipeline.organisation.policy import Audience, Decision, Policy, Shield
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import UNITS, write_organisation

TODAY = date(2026, 6, 1)
DECISION = """
[[decision]]
decided_on = 2026-06-01
signed_by = "Executive Board"
reason.nl = "Openbaar"
reason.en = "Public"
"""
AUDIENCE = """
[[audience]]
code = "gw"
name.nl = "Decaan GW"
name.en = "Dean GW"
units = ["GW"]
members = ["dean GW", "role:ambassador-gw"]
k = 3
n_min = 5
all_or_none = false
decided_on = 2026-06-01
signed_by = "Executive Board"
reason.nl = "Openbaar"
reason.en = "Public"
"""
DECIDED = Decision(date(2026, 6, 1), "Executive Board", {"nl": "Openbaar", "en": "Public"})


def with_policy(folder: Path, policy: str) -> Organisation:
    write_organisation(folder / "tiny")
    (folder / "tiny" / "policy.toml").write_text(policy, encoding="utf-8")
    return read_organisation(folder / "tiny", TODAY)


def test_without_a_file_and_with_an_empty_one_the_defaults_protect(tmp_path: Path) -> None:
    assert read_organisation(write_organisation(tmp_path / "tiny")).policy == Policy()
    assert with_policy(tmp_path, "").policy == Policy()
    assert Policy().default == Shield(protected=True, k=5, n_min=10, all_or_none=True)


def test_every_key(tmp_path: Path) -> None:
    own = """\
mode = "round"
readers = "outside"
movers = 6
block_months = 24
block_start = 9
carry_months = 36

[default]
protected = true
k = 12
n_min = 30

[groups.women]
protected = false

[groups.outside-europe]
n_min = 40
all_or_none = false

[rhythm]
organisation = 1
faculty = 3
department = 12
"""
    assert with_policy(tmp_path, own + DECISION + AUDIENCE).policy == Policy(
        mode="round",
        readers="outside",
        default=Shield(k=12, n_min=30),
        shields={
            "women": Shield(protected=False, k=12, n_min=30),
            "outside-europe": Shield(k=12, n_min=40, all_or_none=False),
        },
        rhythm={"organisation": 1, "faculty": 3, "department": 12},
        movers=6,
        block_months=24,
        block_start=9,
        carry_months=36,
        audiences=(
            Audience(
                code="gw",
                name={"nl": "Decaan GW", "en": "Dean GW"},
                units=("GW",),
                members=("dean GW", "role:ambassador-gw"),
                shield=Shield(k=3, n_min=5, all_or_none=False),
                decision=DECIDED,
            ),
        ),
        decisions=(DECIDED,),
    )


@pytest.mark.parametrize(
    ("policy", "default"),
    [
        ('readers = "outside"', Shield(k=10, n_min=25)),
        ('readers = "outside"\n[default]\nk = 30', Shield(k=30, n_min=30)),
        ("[default]\nk = 20", Shield(k=20, n_min=20)),
        ("[default]\nk = 5\nn_min = 10\nall_or_none = true", Shield()),
        ("[default]\nk = 2\nn_min = 2\n" + DECISION, Shield(k=2, n_min=2)),
        ('readers = "outside"\n[default]\nk = 5\n' + DECISION, Shield(k=5, n_min=25)),
    ],
)
def test_a_stricter_policy_needs_no_decision_and_a_weaker_one_has_it(
    tmp_path: Path, policy: str, default: Shield
) -> None:
    assert with_policy(tmp_path, policy).policy.default == default


def test_an_audience_needs_no_other_decision_than_its_own_and_has_the_default_thresholds(tmp_path: Path) -> None:
    bare = AUDIENCE.replace("k = 3\nn_min = 5\nall_or_none = false\n", "")
    found = with_policy(tmp_path, "[default]\nk = 7\n" + bare).policy
    assert (found.decisions, found.audiences[0].shield) == ((), Shield(k=7))


def test_the_strictest_group_of_an_attribute_holds() -> None:
    policy = Policy(shields={"a": Shield(protected=False, k=9), "b": Shield(n_min=30, all_or_none=False)})
    assert policy.shield(("a", "b")) == Shield(protected=True, k=9, n_min=30, all_or_none=True)
    assert policy.shield(("a",)) == Shield(protected=False, k=9)


def test_the_policy_is_part_of_the_fingerprint(tmp_path: Path) -> None:
    without = read_organisation(write_organisation(tmp_path / "without")).fingerprint
    first = with_policy(tmp_path, "").fingerprint
    second = with_policy(tmp_path, "movers = 6").fingerprint
    assert len({without, first, second}) == 3


def test_a_unit_that_moved_away_may_stand_beside_its_former_parent(tmp_path: Path) -> None:
    here = "GW-COM;Communicatie;Communication;department;GW;;;;;\n"
    moved = here.replace("GW;;;;;", "GW;;2024-12;;;") + here.replace("GW;;;;;", "TN;2025-01;;;;")
    write_organisation(tmp_path / "tiny", units=UNITS.replace(here, moved))
    (tmp_path / "tiny" / "policy.toml").write_text(AUDIENCE.replace('["GW"]', '["GW", "GW-COM"]'), encoding="utf-8")
    assert read_organisation(tmp_path / "tiny").policy.audiences[0].units == ("GW", "GW-COM")
