"""Reads groups.toml: the attributes with their categories, and the target groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.organisation import messages as say
from pipeline.organisation.fields import Table
from pipeline.organisation.findings import Names
from pipeline.organisation.folder import Reading
from pipeline.organisation.model import EVERYONE, Attribute, Group, Text
from pipeline.organisation.scales_bands import unique_code
from pipeline.organisation.toml_file import open_toml
from pipeline.organisation.writing import is_code

NAME = "groups.toml"
# The fields of a source that are not attributes; an attribute of the same name could not be told apart.
FIELDS = ("pseudonym", "unit", "scale", "personal_scale", "fte", "main_appointment", "count")


@dataclass(frozen=True)
class Groups:
    """What groups.toml says."""

    attributes: tuple[Attribute, ...]
    groups: tuple[Group, ...]


def read_groups(reading: Reading) -> Groups | None:
    """Attributes and groups in the order of the file; None when the file cannot be read."""
    table = open_toml(reading, NAME)
    if table is None:
        return None
    first: dict[str, str] = {}
    attributes = tuple(_attribute(reading, each, first) for each in table.tables("attribute"))
    first = {}
    groups = tuple(_group(reading, each, attributes, first) for each in table.tables("group"))
    table.close()
    # With [[groups]] for [[group]] no group is known, and every target would be told that its group is not there.
    return Groups(attributes, groups) if table.sound else None


def categories_of(attribute: Attribute) -> Names:
    """The categories of an attribute, as names that may be referred to."""
    return Names(say.UNKNOWN_CATEGORY, attribute.categories or None)


def _attribute(reading: Reading, table: Table, first: dict[str, str]) -> Attribute:
    code = unique_code(table, first)
    if code in (*FIELDS, EVERYONE):
        table.refuse("code", say.RESERVED, value=code)
    categories = table.texts("categories")
    for category in categories:
        if not is_code(category):
            table.refuse("categories", say.BAD_CODE, value=category, forbidden="| ; *")
    known = Names(say.UNKNOWN_CATEGORY, categories if table.good("categories") else None)
    unknown = table.references("unknown", known, required=False)
    if categories and set(categories) <= set(unknown):
        table.refuse("unknown", say.ALL_UNKNOWN)
    attribute = Attribute(
        code=code,
        name=table.words("name", reading.languages),
        categories=categories,
        unknown=frozenset(unknown),
        category_names=_category_names(reading, table.table("names"), categories),
    )
    table.close()
    return attribute


def _category_names(reading: Reading, table: Table, categories: Sequence[str]) -> dict[str, Text]:
    for key in table.values:
        if categories and key not in categories:
            table.findings.unknown(say.UNKNOWN_CATEGORY, table.where(key), key, categories)
    return {each: table.words(each, reading.languages) for each in categories if table.has(each)}


def _group(reading: Reading, table: Table, attributes: Sequence[Attribute], first: dict[str, str]) -> Group:
    code = unique_code(table, first)
    attribute = table.reference("attribute", Names(say.UNKNOWN_ATTRIBUTE, tuple(each.code for each in attributes)))
    found = next((each for each in attributes if each.code == attribute), None)
    members = table.references("members", categories_of(found) if found else Names(say.UNKNOWN_CATEGORY, None))
    for member in members:
        if found and member in found.unknown:
            table.refuse("members", say.MEMBER_UNKNOWN, value=member)
    group = Group(code, table.words("name", reading.languages), attribute, frozenset(members))
    table.close()
    return group
