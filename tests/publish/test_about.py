"""about.json says how the figures are protected, and which bands are derived."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.organisation.reader import read_organisation
from pipeline.publish.about import about
from tests.organisation.builder import GROUPS, write_organisation
from tests.organisation.test_policy_file import AUDIENCE, DECISION

EXAMPLE = Path(__file__).parents[2] / "organisations" / "example-university"
DECIDED = {
    "decided_on": "2026-06-01",
    "signed_by": "Executive Board",
    "reason": {"nl": "Openbaar", "en": "Public"},
}
MEN = """
[[group]]
code = "men"
name.nl = "Mannen"
name.en = "Men"
attribute = "gender"
members = ["m"]
"""


def _about(folder: Path, policy: str | None) -> dict[str, Any]:
    write_organisation(folder, groups=GROUPS + MEN)
    if policy is not None:
        (folder / "policy.toml").write_text(policy, encoding="utf-8")
    said = about(read_organisation(folder, date(2026, 6, 1)), [], [])
    return json.loads(json.dumps(said))


def test_the_defaults_are_said_in_full(tmp_path: Path) -> None:
    default = {"protected": True, "k": 5, "n_min": 10, "all_or_none": True}
    assert _about(tmp_path, None)["policy"] == {
        "mode": "suppress",
        "readers": "inside",
        "default": default,
        "groups": dict.fromkeys(["women", "outside-europe", "men"], default),
        "rhythm": {},
        "movers": 5,
        "block_months": 12,
        "block_start": 1,
        "carry_months": 24,
        "decisions": [],
        "audiences": [],
    }


def test_a_policy_is_said_with_its_decisions_and_of_an_audience_no_more_than_that_it_exists(tmp_path: Path) -> None:
    own = (
        "[groups.women]\nprotected = false\nk = 3\n[groups.outside-europe]\nprotected = false\n[rhythm]\nfaculty = 3\n"
    )
    said = _about(tmp_path, own + DECISION + AUDIENCE)["policy"]
    assert said["decisions"] == [DECIDED]
    assert said["audiences"] == [{"code": "gw", "name": {"nl": "Decaan GW", "en": "Dean GW"}, "decision": DECIDED}]
    assert said["rhythm"] == {"faculty": 3}
    assert said["groups"]["outside-europe"]["protected"] is False
    # Women and men are cut from one attribute, and men are protected: so are women.
    assert said["groups"]["women"] == said["groups"]["men"] == said["default"]


def test_the_example_has_two_closed_audiences_and_lowers_nothing_for_everyone() -> None:
    said = about(read_organisation(EXAMPLE, date(2023, 9, 26)), [], [])["policy"]
    assert [each["code"] for each in said["audiences"]] == ["fgw"]
    assert {each["decision"]["signed_by"] for each in said["audiences"]} == {"College van Bestuur"}
    assert (said["decisions"], said["rhythm"]) == ([], {})
    assert all(shield == said["default"] for shield in said["groups"].values())


def test_a_derived_band_says_what_it_takes_together() -> None:
    bands = about(read_organisation(EXAMPLE), [], [])["bands"]
    assert [(band["code"], band["pool_of"]) for band in bands if band["pool_of"]] == [("11-14+15+", ["11-14", "15+"])]
    assert [band["code"] for band in bands] == ["all", "sa", "phd", "1-10", "11-14", "15+", "11-14+15+"]
