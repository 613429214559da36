"""Which codes may a source speak of? The organisation's own units, scales and categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.organisation.findings import Names
from pipeline.organisation.groups import FIELDS
from pipeline.organisation.messages import (
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_CATEGORY,
    UNKNOWN_CHOICE,
    UNKNOWN_SCALE,
    UNKNOWN_UNIT,
)
from pipeline.organisation.model import Attribute, Scale, Unit

SCALE_FIELDS = ("scale", "personal_scale")
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Vocabulary:
    """What the other files declare; None where a file could not be read, so nothing is checked against it."""

    units: Sequence[Unit] | None
    scales: Sequence[Scale] | None
    attributes: Sequence[Attribute] | None

    @property
    def fields(self) -> tuple[str, ...] | None:
        """Every field a source may read: the fixed ones and one per attribute."""
        return None if self.attributes is None else (*FIELDS, *(each.code for each in self.attributes))

    @property
    def attribute_names(self) -> Names:
        """The attributes, as names that may be referred to."""
        codes = None if self.attributes is None else tuple(each.code for each in self.attributes)
        return Names(UNKNOWN_ATTRIBUTE, codes)

    def attribute(self, code: str) -> Attribute | None:
        """The attribute of that code, if it is declared."""
        return next((each for each in self.attributes or () if each.code == code), None)

    def codes(self, field: str) -> Names:
        """The codes that the values of a field become."""
        if field == "unit":
            return Names(UNKNOWN_UNIT, _codes(self.units))
        if field in SCALE_FIELDS:
            return Names(UNKNOWN_SCALE, _codes(self.scales))
        if field == "main_appointment":
            return Names(UNKNOWN_CHOICE, YES_NO)
        attribute = self.attribute(field)
        return Names(UNKNOWN_CATEGORY, (attribute.categories or None) if attribute else None)


def _codes(values: Sequence[Unit] | Sequence[Scale] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(dict.fromkeys(each.code for each in values))
