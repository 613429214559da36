"""A snapshot drawn as true cells, put through the door, with the puzzle it leaves to an attacker."""

from datetime import date
from random import Random

import pyarrow as pa

from pipeline import published
from pipeline.organisation.model import Attribute, Group, Organisation
from pipeline.protect.door import release
from pipeline.protect.rule import Rule
from tests.compute import twin
from tests.compute.organisations import organisation
from tests.protect.attacker import Cell, Puzzle, World, puzzle

SNAPSHOT = date(2025, 3, 31)
ATOMS = pa.schema(
    [
        *((name, pa.string()) for name in ("unit", "band_atom", "attribute", "category")),
        ("headcount", pa.int64()),
        ("fte", pa.float64()),
    ]
)


def cube(truth: dict[Cell, int], attribute: str) -> list[dict]:
    rows = []
    for (unit, scale, category), heads in truth.items():
        if heads:
            plain = {"snapshot": SNAPSHOT, "unit": unit, "function_scale": scale, "personal_scale": None}
            rows.append({**plain, "attribute": attribute, "category": category, "headcount": heads, "fte": None})
            rows.append({**plain, "attribute": "everyone", "category": "everyone", "headcount": heads, "fte": None})
    return rows


def through_the_door(truth: dict[Cell, int], of: Organisation, rule: Rule) -> list[dict]:
    rows = cube(truth, of.attributes[0].code)
    true_rows = pa.Table.from_pylist(twin.represent(rows, of, SNAPSHOT, "person"), published.schema("representation"))
    atoms = pa.Table.from_pylist(twin.inner_cells(rows, of, SNAPSHOT), ATOMS)
    return release(true_rows, atoms, of, SNAPSHOT, rule).table.to_pylist()


def left_to_solve(truth: dict[Cell, int], of: Organisation, rule: Rule) -> tuple[Puzzle, list[dict]]:
    rows = through_the_door(truth, of, rule)
    attribute = of.attributes[0]
    world = World(
        {unit.code: unit.parent for unit in of.units},
        {band.code: set(band.scales) for band in of.bands},
        {group.code: group.members for group in of.groups},
        attribute.unknown,
    )
    whole = {
        (unit, scale, category): truth.get((unit, scale, category), 0)
        for unit, scale in dict.fromkeys((unit, scale) for unit, scale, _ in truth)
        for category in attribute.categories
    }
    return puzzle(whole, rows, world, range(1, rule.count)), rows


def random_world(chance: Random, *, places: int, scales: int, categories: int, heads: int) -> tuple[dict, Organisation]:
    """A small organisation and its people: any tree, overlapping bands, nested groups, skewed cells."""
    parents: dict[str, str | None] = {"U0": None}
    for index in range(1, places):
        parents[f"U{index}"] = f"U{chance.randrange(max(0, index - 3), index)}"
    codes = [str(index) for index in range(1, scales + 1)]
    bands = {f"B{index}": chance.sample(codes, chance.randint(1, len(codes))) for index in range(chance.randint(0, 2))}
    names = ("f", "m", "unknown", "x")[:categories]
    attribute = Attribute("gender", {"en": "Gender"}, names, frozenset({"unknown"}))
    groups = [Group("women", {"en": "Women"}, "gender", frozenset({"f"}))]
    if chance.random() < 0.3 and categories > 3:
        groups.append(Group("not-men", {"en": "Not men"}, "gender", frozenset({"f", "x"})))
    if chance.random() < 0.3:
        groups.append(Group("men", {"en": "Men"}, "gender", frozenset({"m"})))
    of = organisation(parents, bands=bands, scales=codes, attributes=[attribute], groups=groups, minimum_response=0.0)
    truth: dict[Cell, int] = {}
    lean = [chance.random() ** 2 for _ in names]
    for unit in parents:
        for scale in codes:
            if chance.random() < 0.75:
                for _ in range(chance.randint(1, heads)):
                    cell = (unit, scale, chance.choices(names, lean)[0])
                    truth[cell] = truth.get(cell, 0) + 1
    return truth, of
