"""A reader who knows every headcount and the published rows, and nothing else. Shares nothing with the door.

Knowns: how many people there are per unit, set of bands; the members and unknowns of every row that is shown.
Two ways to attack: exact elimination (adding and subtracting), and going through every world that fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

Cell = tuple[str, str, str]  # unit where placed, scale, category


@dataclass(frozen=True)
class Puzzle:
    """Cells with an unknown count; sums that are known, as (cells, total); and what must stay in doubt."""

    cells: tuple[Cell, ...]
    known: tuple[tuple[frozenset[int], int], ...]
    secret: tuple[tuple[frozenset[int], int], ...]

    def by_subtraction(self) -> list[tuple[frozenset[int], int]]:
        """The secrets that are a linear combination of what is known."""
        rows = [[Fraction(index in cells) for index in range(len(self.cells))] for cells, _ in self.known]
        basis: list[tuple[int, list[Fraction]]] = []
        for row in rows:
            left = _reduce(row, basis)
            lead = next((index for index, value in enumerate(left) if value), None)
            if lead is not None:
                basis.append((lead, [value / left[lead] for value in left]))
        found = []
        for cells, count in self.secret:
            if not any(_reduce([Fraction(index in cells) for index in range(len(self.cells))], basis)):
                found.append((cells, count))
        return found

    def by_trying_everything(self) -> list[tuple[frozenset[int], int]]:
        """The secrets that are the same in every world of whole, non-negative numbers."""
        doubted: set[int] = set()
        for index, (cells, count) in enumerate(self.secret):
            most = sum(total for sum_cells, total in self.known if sum_cells & cells)
            # Nearest first: where there is another world at all, there mostly is one that differs by one.
            others = sorted(set(range(most + 1)) - {count}, key=lambda other: abs(other - count))
            for other in () if index in doubted else others:
                world = next(Puzzle(self.cells, (*self.known, (cells, other)), ())._worlds(), None)
                if world is not None:
                    doubted |= {each for each, secret in enumerate(self.secret) if _sum(world, secret[0]) != secret[1]}
                    break
        return [secret for index, secret in enumerate(self.secret) if index not in doubted]

    def _worlds(self) -> Iterator[list[int]]:
        # No sum is ever overshot, nor left with more than the cells still to come can hold.
        size = len(self.cells)
        of_cell = [[rule for rule, (cells, _) in enumerate(self.known) if cell in cells] for cell in range(size)]
        last = [max(cells) if cells else -1 for cells, _ in self.known]
        left = [total for _, total in self.known]
        room = [min(left[rule] for rule in of_cell[cell]) for cell in range(size)]
        ahead = [
            [sum(room[each] for each in cells if each >= cell) for cell in range(size + 1)] for cells, _ in self.known
        ]
        world = [0] * size

        def fill(cell: int) -> Iterator[list[int]]:
            if cell == size:
                yield world
                return
            most = min(left[rule] for rule in of_cell[cell])
            forced = [left[rule] for rule in of_cell[cell] if last[rule] == cell]
            for count in range(most + 1) if not forced else forced[:1]:
                if count > most or any(each != count for each in forced):
                    continue
                for rule in of_cell[cell]:
                    left[rule] -= count
                world[cell] = count
                if all(left[rule] <= ahead[rule][cell + 1] for rule in of_cell[cell]):
                    yield from fill(cell + 1)
                for rule in of_cell[cell]:
                    left[rule] += count

        yield from fill(0)


def _sum(world: list[int], cells: frozenset[int]) -> int:
    return sum(world[cell] for cell in cells)


def _reduce(row: list[Fraction], basis: list[tuple[int, list[Fraction]]]) -> list[Fraction]:
    left = list(row)
    for lead, base in basis:
        if left[lead]:
            factor = left[lead]
            left = [value - factor * other for value, other in zip(left, base, strict=True)]
    return left


def puzzle(truth: dict[Cell, int], rows: list[dict], world: "World", small: range) -> Puzzle:
    """What an attacker faces: the published rows against the true cells of one attribute."""
    cells = tuple(truth)
    index = {cell: place for place, cell in enumerate(cells)}
    known = []
    for unit, scale in dict.fromkeys((unit, scale) for unit, scale, _ in cells):
        same = frozenset(index[cell] for cell in cells if cell[:2] == (unit, scale))
        known.append((same, sum(truth[cells[place]] for place in same)))
    for row in rows:
        if row["shown"] and row["group"] in world.groups:
            inside = [cell for cell in cells if world.holds(row["unit"], row["band"], cell)]
            for categories, count in ((world.groups[row["group"]], "members"), (world.unknown, "unknown")):
                known.append((frozenset(index[cell] for cell in inside if cell[2] in categories), row[count]))
    return Puzzle(cells, tuple(known), tuple(_secrets(truth, index, world, small)))


def _secrets(
    truth: dict[Cell, int], index: dict[Cell, int], world: "World", small: range
) -> Iterator[tuple[frozenset[int], int]]:
    everybody = {cell[2] for cell in truth}
    for inside in world.parts(list(truth)):
        if not inside:
            continue
        for members in world.groups.values():
            others, known_others = everybody - members, everybody - members - world.unknown
            for categories in (members, others, known_others):
                chosen = frozenset(index[cell] for cell in inside if cell[2] in categories)
                count = sum(truth[cell] for cell in inside if cell[2] in categories)
                # Nobody of the group is a zero, which may be seen; it gives the others away, and that is no secret.
                everyone = sum(truth[cell] for cell in inside)
                if count in small and not (categories != members and count == everyone):
                    yield chosen, count


@dataclass(frozen=True)
class World:
    """The tree, the bands and the groups, as everybody knows them."""

    parents: dict[str, str | None]
    bands: dict[str, set[str]]
    groups: dict[str, frozenset[str]]
    unknown: frozenset[str]

    def holds(self, unit: str, band: str, cell: Cell) -> bool:
        return (band == "all" or cell[1] in self.bands[band]) and self.under(unit, cell[0])

    def under(self, unit: str, place: str | None) -> bool:
        while place is not None and place != unit:
            place = self.parents[place]
        return place == unit

    def parts(self, cells: list[Cell]) -> Iterator[list[Cell]]:
        """Every row there is, and every part anybody may work out: a unit or its direct staff, any mix of bands."""
        signatures = {cell[1]: tuple(cell[1] in held for held in self.bands.values()) for cell in cells}
        seen = sorted(set(signatures.values()))
        for unit in self.parents:
            for below in (True, False):
                own = [cell for cell in cells if (self.under(unit, cell[0]) if below else cell[0] == unit)]
                for chosen in product((True, False), repeat=len(seen)):
                    picked = {signature for signature, taken in zip(seen, chosen, strict=True) if taken}
                    # A mix of bands is a secret only when it is a row, or everyone less some rows.
                    if self._sayable(picked, seen):
                        yield [cell for cell in own if signatures[cell[1]] in picked]

    def _sayable(self, picked: set[tuple], seen: list[tuple]) -> bool:
        if len(picked) <= 1 or len(picked) == len(seen):
            return True
        columns = [{each for each in seen if each[place]} for place in range(len(self.bands))]
        return picked in columns or set(seen) - picked in columns
