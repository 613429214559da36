"""Which form of a record is open, and which version was read when it was opened, as it stands in the address.

It stands there, and not in the session alone: after a lost connection or a restart of the server the form that was open
is still that form, of that version, so that nobody writes over what somebody else wrote meanwhile.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["conversation", "agreement", "activity", "rhythm"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PLACE = "form"  # where on its page a form stands: the part of the address after #
_CODE = re.compile(r"([a-z]+):([A-Za-z0-9._-]{1,64}):([0-9]{1,9})")
_MADE_HERE = re.compile(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}")


@dataclass(frozen=True)
class Form:
    """The form of one record; `version` 0 is a new one, whose key was made when the form was opened."""

    kind: Kind
    key: str
    version: int

    @property
    def code(self) -> str:
        """As it stands in the address."""
        return f"{self.kind}:{self.key}:{self.version}"

    @property
    def name(self) -> str:
        """The name of its widgets: the same whatever the version, so that what was typed stays when that moves on."""
        return f"{self.kind}-{self.key}"

    @property
    def is_new(self) -> bool:
        """Whether it makes a record, under a key that `new_key` could have made: nobody can guess one that is taken."""
        return self.version == 0 and _MADE_HERE.fullmatch(self.key) is not None


def form_of(code: str | None) -> Form | None:
    """The form an address asks for; None when it asks for none, or for something that is no form."""
    found = _CODE.fullmatch(code or "")
    if found is None:
        return None
    kind: Kind | None = next((each for each in KINDS if each == found[1]), None)
    return None if kind is None else Form(kind, found[2], int(found[3]))
