"""The invented people who sign in at the test provider, what it tells of them, and what they are granted here."""

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, uuid5

Claims = dict[str, Any]


@dataclass(frozen=True)
class Account:
    """Somebody at the provider; `name` is also the subject (`sub`) it tells of."""

    name: str
    claims: Claims
    password: str = "an invented password"


def account(name: str, *groups: str, **claims: Any) -> Account:
    """Somebody in these groups, with a checked address and a name of their own."""
    told = {"email": f"{name}@example.org", "email_verified": True, "name": name.replace("-", " ").title()}
    return Account(name, {**told, "groups": list(groups), **claims})


ADVISOR = account("advisor", "staff", "target-advisors")
BOARD = account("board", "staff", "board")
AMBASSADOR = account("ambassador", "staff", "target-ambassadors")
AMBASSADOR_OF_TWO = account("ambassador-of-two", "staff", "ambassadors-beh-ser")
DEAN = account("dean", "staff", "deans-beh")
DIRECTOR = account("director", "staff", "directors-ser")
DEAN_IN_CONFIDENCE = account("dean-in-confidence", "staff", "deans-eng")
NOBODY = account("nobody", "staff", "choir")
# In no group that counts: the organisation's own table knows the address.
LISTED = account("listed", "staff", email="Listed.Person@example.org")
# The same address, which the provider did not check.
UNCHECKED = account("unchecked", "staff", email="listed.person@example.org", email_verified=False)
# What no provider should say, in the places where a name or a list belongs.
HOSTILE = account(
    "hostile",
    email=["listed.person@example.org", {"email": "listed.person@example.org"}],
    email_verified="true",
    preferred_username=0,
    roles={"advisor": True},
    groups=[
        *(None, 7, True, "", " target-advisors ", "TARGET-ADVISORS", ["target-advisors"]),
        *({"target-advisors": "target-advisors"}, "<b>target-advisors</b>", "target-advisors,board", "x" * 500),
    ],
)
# As many groups as a large organisation's, by their numbers: the session's cookies no longer fit in one.
CROWDED = account("crowded", *(str(uuid5(NAMESPACE_OID, str(n))) for n in range(200)), "deans-geo")

EVERYBODY = (
    *(ADVISOR, BOARD, AMBASSADOR, AMBASSADOR_OF_TWO, DEAN, DIRECTOR, DEAN_IN_CONFIDENCE),
    *(NOBODY, LISTED, UNCHECKED, HOSTILE, CROWDED),
)
# What the organisation grants them: docs/access.md.
GRANTS = """
[[grant]]
role = "advisor"
groups = ["target-advisors"]

[[grant]]
role = "board"
groups = ["board"]

[[grant]]
role = "ambassador"
units = ["*"]
groups = ["target-ambassadors"]

[[grant]]
role = "ambassador"
units = ["EXU-BEH", "EXU-SER"]
groups = ["ambassadors-beh-ser"]

[[grant]]
role = "dean"
units = ["EXU-BEH"]
groups = ["deans-beh"]

[[grant]]
role = "dean"
units = ["EXU-SER"]
groups = ["directors-ser"]

[[grant]]
role = "dean"
units = ["EXU-ENG"]
groups = ["deans-eng"]
audiences = ["deans"]

[[grant]]
role = "dean"
units = ["EXU-GEO"]
groups = ["deans-geo"]

[[grant]]
role = "board"
people = ["listed.person@example.org"]
"""
