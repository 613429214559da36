"""Which key has a record that there is only one of?"""

import uuid

_OURS = uuid.UUID("5b0f4c7e-1d0a-4e53-9a7e-6f1f0a3b2c91")


def rhythm_key(unit: str) -> str:
    """The key of a unit's rhythm: the same for everyone, so that a unit cannot get two."""
    return uuid.uuid5(_OURS, f"rhythm:{unit}").hex
