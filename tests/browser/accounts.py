"""The invented people who sign in at the test provider, and what it tells of them.

A group's name says the role, and after a colon the units; whoever has none of these may see nothing by claims.
"""

from dataclasses import dataclass
from typing import Any

Claims = dict[str, Any]


@dataclass(frozen=True)
class Account:
    """Somebody at the provider; `name` is also the subject (`sub`) it tells of."""

    name: str
    claims: Claims
    password: str = "an invented password"


def account(name: str, *groups: str, **claims: Any) -> Account:
    """Somebody in these groups, with an address and a name of their own."""
    told = {"email": f"{name}@example.org", "name": name.replace("-", " ").title(), "groups": list(groups)}
    return Account(name, {**told, **claims})


ADVISOR = account("advisor", "streefcijfer-advisor")
BOARD = account("board", "streefcijfer-board")
AMBASSADOR = account("ambassador", "streefcijfer-ambassador")
AMBASSADOR_OF_TWO = account("ambassador-of-two", "streefcijfer-ambassador:EXU-BEH,EXU-SER")
DEAN = account("dean", "streefcijfer-dean:EXU-BEH")
DIRECTOR = account("director", "streefcijfer-dean:EXU-SER")
DEAN_IN_CONFIDENCE = account("dean-in-confidence", "streefcijfer-dean:EXU-ENG", "streefcijfer-audience:deans")
NOBODY = account("nobody", "football", "choir")
# No group at all: the organisation's own table knows this address.
LISTED = account("listed", email="listed@example.org")
# What no provider should say, in the places where a name or a list belongs.
HOSTILE = account(
    "hostile",
    email=["listed@example.org", {"email": "advisor@example.org"}],
    preferred_username=0,
    roles={"advisor": True},
    groups=[
        *(None, 7, True, "", " streefcijfer-advisor ", "STREEFCIJFER-ADVISOR", ["streefcijfer-advisor"]),
        *({"streefcijfer-advisor": "streefcijfer-advisor"}, "<b>advisor</b>", "streefcijfer-dean:", "x" * 500),
    ],
)
# A list as long as a large organisation's: the session's cookies no longer fit in one.
CROWDED = account("crowded", *(f"group-{number:04}" for number in range(200)), "streefcijfer-dean:EXU-GEO")

EVERYBODY = (
    *(ADVISOR, BOARD, AMBASSADOR, AMBASSADOR_OF_TWO, DEAN, DIRECTOR, DEAN_IN_CONFIDENCE),
    *(NOBODY, LISTED, HOSTILE, CROWDED),
)
