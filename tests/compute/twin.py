"""The whole computation again, slowly: plain loops over dictionaries, no SQL, no numpy, nothing shared with the product.

Written from the definitions in docs/methods.md, not from the code it checks. Fractions wherever a figure is exact.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, sqrt

from pipeline.month import Month
from pipeline.organisation.model import Organisation, Target

PRECISE = Decimal("0.000001")


def exact(number: float) -> Fraction:
    """The decimal a person wrote, so that 8% of 25 people is two people and not a hair more."""
    return Fraction(repr(number))


def above(organisation: Organisation, month: Month, code: str) -> list[str]:
    parents = {unit.code: unit.parent for unit in organisation.units if unit.valid_in(month)}
    found = []
    at: str | None = code
    while at is not None:
        found.append(at)
        at = parents[at]
    return found


def in_band(organisation: Organisation, band: str, scale: str | None) -> bool:
    if band == "all":
        return True
    return any(scale in each.scales for each in organisation.bands if each.code == band)


def scale_of(row: dict, basis: str) -> str | None:
    if basis == "function":
        return row["function_scale"]
    return row["personal_scale"] if row["personal_scale"] is not None else row["function_scale"]


def total(rows: list[dict], measure: str) -> int | Decimal | None:
    figures = [row[measure] for row in rows]
    if any(figure is None for figure in figures):
        return None
    if measure == "headcount":
        return sum(figures)
    return sum((Decimal(repr(figure)).quantize(PRECISE) for figure in figures), Decimal(0))


def cuts(cube: list[dict], organisation: Organisation, month: Month) -> list[tuple[str, str]]:
    """Bands with their basis, in the published order."""
    personal = any(row["personal_scale"] is not None for row in cube)
    latest = in_force(organisation, month)
    asked = {target.band for target in latest if target.scale_basis == "personal"}
    for band in organisation.bands:
        if len(band.pool_of) > 1 and all(part in asked for part in band.pool_of):
            asked = {*asked, band.code}
    found = []
    for band in ["all", *(band.code for band in organisation.bands)]:
        found.append((band, "function"))
        if personal and band in asked:
            found.append((band, "personal"))
    return found


def in_force(organisation: Organisation, month: Month) -> list[Target]:
    found = []
    for code in dict.fromkeys(target.code for target in organisation.targets):
        versions = [each for each in organisation.targets if each.code == code and each.in_force_from <= month]
        if versions:
            found.append(max(versions, key=lambda each: (each.in_force_from, each.version)))
    return found


def represent(cube: list[dict], organisation: Organisation, snapshot: date, counted: str) -> list[dict]:
    month = Month.of(snapshot)
    cube = [row for row in cube if row["snapshot"] == snapshot]
    under = defaultdict(list)
    for row in cube:
        for unit in above(organisation, month, row["unit"]):
            under[unit].append(row)
    found = []
    by_cut = cuts(cube, organisation, month)
    for unit in (unit.code for unit in organisation.units if unit.valid_in(month)):
        for band in ["all", *(band.code for band in organisation.bands)]:
            for group in organisation.groups:
                for basis in ("function", "personal"):
                    if (band, basis) in by_cut:
                        key = {"snapshot": snapshot, "unit": unit, "band": band, "group": group.code}
                        counts = count(cube, under[unit], organisation, group, (band, basis))
                        judged = judge(counts, organisation)
                        key |= {"scale_basis": basis, "as_of": snapshot if judged["shown"] else None}
                        found.append({**key, "counted": counted, **judged})
    return found


def count(cube: list[dict], below: list[dict], organisation: Organisation, group, cut: tuple[str, str]) -> dict:
    band, basis = cut
    attribute = next(each for each in organisation.attributes if each.code == group.attribute)
    cells = [row for row in below if in_band(organisation, band, scale_of(row, basis))]
    everyone = [row for row in cells if row["attribute"] == "everyone"]
    mine = [row for row in cells if row["attribute"] == attribute.code]
    gives_scale = any(scale_of(row, basis) is not None for row in cube) or band == "all"
    gives_split = any(row["attribute"] == attribute.code for row in cube)
    gives_everyone = any(row["attribute"] == "everyone" for row in cube)
    gives_fte = any(row["fte"] is not None for row in cube)

    def of_everyone(measure: str):
        figure = total(everyone, measure) if gives_everyone else None
        if figure is None and gives_split:
            figure = total(mine, measure)
        return figure if gives_scale else None

    def of_some(measure: str, categories):
        if not (gives_scale and gives_split):
            return None
        return total([row for row in mine if row["category"] in categories], measure)

    def fte(figure):
        return None if figure is None or not gives_fte else float(figure)

    return {
        "headcount": of_everyone("headcount"),
        "fte": fte(of_everyone("fte")),
        "members": of_some("headcount", group.members),
        "members_fte": fte(of_some("fte", group.members)),
        "unknown": of_some("headcount", attribute.unknown),
        "unknown_fte": fte(of_some("fte", attribute.unknown)),
    }


def judge(counts: dict, organisation: Organisation) -> dict:
    reason = why_not(counts, exact(organisation.thresholds.minimum_response))
    return {**counts, **shares(counts), "shown": reason is None, "reason": reason}


def why_not(counts: dict, minimum: Fraction) -> str | None:
    heads, members, unknown = counts["headcount"], counts["members"], counts["unknown"]
    if heads == 0:
        return "nobody_here"
    if None in (heads, members, unknown):
        return "not_available"
    if unknown >= heads or Fraction(heads - unknown, heads) < minimum:
        return "low_response"
    return None


def shares(counts: dict) -> dict:
    heads, members, unknown = counts["headcount"], counts["members"], counts["unknown"]
    found = dict.fromkeys(("share", "share_low", "share_high", "share_fte", "margin_low", "margin_high"))
    if heads and members is not None:
        found["share_low"] = members / heads
        if unknown is not None:
            found["share_high"] = (members + unknown) / heads
            if heads > unknown:
                found["share"] = members / (heads - unknown)
                found["margin_low"], found["margin_high"] = chance(members, heads - unknown)
    ftes = [counts["fte"], counts["members_fte"], counts["unknown_fte"]]
    if None not in ftes and counts["fte"] > counts["unknown_fte"]:
        found["share_fte"] = counts["members_fte"] / (counts["fte"] - counts["unknown_fte"])
    return found


def chance(members: float, known: float) -> tuple[float, float]:
    """Wilson's interval as the roots of (p - x)^2 = z^2 x (1 - x) / n, which is how he defined it."""
    z = 1.96
    part = members / known
    a, b, c = 1 + z * z / known, -(2 * part + z * z / known), part * part
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def inner_cells(cube: list[dict], organisation: Organisation, snapshot: date) -> list[dict]:
    """The cells under the table: per unit, set of bands and category, as compute's `measure` gives them."""
    by_cut = cuts(cube, organisation, Month.of(snapshot))
    held = defaultdict(list)
    for row in cube:
        atom = "".join(
            f"{basis}:{band.code}\x1f"
            for basis in ("function", "personal")
            for band in organisation.bands
            if (band.code, basis) in by_cut and scale_of(row, basis) in band.scales
        )
        held[row["unit"], atom, row["attribute"], row["category"]].append(row)
    return [
        {
            **dict(zip(("unit", "band_atom", "attribute", "category"), key, strict=True)),
            "headcount": total(rows, "headcount"),
            "fte": None if (fte := total(rows, "fte")) is None else float(fte),
        }
        for key, rows in sorted(held.items())
    ]


def progress(released: list[dict], organisation: Organisation, snapshot: date) -> list[dict]:
    month = Month.of(snapshot)
    found = []
    for target in in_force(organisation, month):
        for unit in organisation.units:
            wanted = target.units
            if not unit.valid_in(month) or not {"*", unit.code, f"kind:{unit.kind}"} & set(wanted):
                continue
            key = (unit.code, target.band, target.group, target.scale_basis)
            rows = [row for row in released if (row["unit"], row["band"], row["group"], row["scale_basis"]) == key]
            row = rows[0] if rows else {"headcount": None, "shown": False, "reason": "not_available"}
            said = best(released, organisation, month, target, unit.code)
            found.append({"target": target.code, "unit": unit.code, **stand(target, row, month), **said})
    return found


def best(released: list[dict], organisation: Organisation, month: Month, target: Target, unit: str) -> dict:
    """The most that can be said, by ranking every row that could say it."""
    pools = {band.code: len(band.pool_of) for band in organisation.bands if target.band in band.pool_of}
    path = above(organisation, month, unit)
    alike = [row for row in released if row["group"] == target.group and row["scale_basis"] == target.scale_basis]
    heads = {(row["unit"], row["band"]): row["headcount"] for row in alike}.get((unit, target.band))
    ranked = []
    for row in alike:
        if row["unit"] in path and row["band"] in {target.band, *pools} and says(row, target):
            up, wide = path.index(row["unit"]), row["band"] != target.band
            # The own row; wider here; the same band above, the nearest first; wider above.
            rank = [0, 1, 2, 3][2 * (up > 0) + wide]
            ranked.append(((rank, up, pools.get(row["band"], 0)), row))
    nearest = min(ranked, key=lambda each: each[0], default=((4,), None))
    found = {"statement": "nothing", "pool_unit": None, "pool_band": None}
    if nearest[0][0] == 0:
        found["statement"] = "figure"
    elif nearest[1] is not None and heads != 0:
        found = {"statement": "pooled", "pool_unit": nearest[1]["unit"], "pool_band": nearest[1]["band"]}
    elif heads == 0 or (heads is not None and target.counts == "persons"):
        found["statement"] = "heads"
    return found


def says(row: dict, target: Target) -> bool:
    return row["shown"] and not (
        target.counts == "fte" and None in (row["fte"], row["members_fte"], row["unknown_fte"])
    )


def expected(target: Target, month: Month) -> float:
    at, begin, end = (each.year * 12 + each.number for each in (month, target.baseline_month, target.deadline))
    if at >= end:
        return target.share
    if at <= begin:
        return target.baseline_share
    if target.steps:
        past = [step.share for step in target.steps if step.month <= month]
        return past[-1] if past else target.baseline_share
    return target.baseline_share + (target.share - target.baseline_share) * (at - begin) / (end - begin)


def smallest(reaches, candidates):
    return next(each for each in candidates if reaches(each))


def stand(target: Target, row: dict, month: Month) -> dict:
    on_path = expected(target, month)
    goal = exact(target.share)
    heads = row["headcount"]
    found = {
        "expected_share": on_path,
        **dict.fromkeys(("base", "members", "need", "expected_need", "gap", "gap_adding", "one_head")),
        "shown": False,
        "as_of": None,
        "reason": row["reason"] or "not_available",
        "verdict": "not_shown",
    }
    if heads:
        found["one_head"] = 100 / heads
    fte = target.counts == "fte"
    seen = row["shown"] and not (fte and None in (row["fte"], row["members_fte"], row["unknown_fte"]))
    unit = Fraction(1, 10) if fte else Fraction(1)
    if heads is not None and (seen or not fte):
        base = exact(row["fte"]) if fte else Fraction(heads)
        steps = [index * unit for index in range(ceil(base / unit) + 2)]
        # Forgiving a billionth: the expected share is itself a floating-point number.
        need = smallest(lambda each: each >= goal * base - Fraction(1, 10**9), steps)
        needed_now = smallest(lambda each: each >= Fraction(on_path) * base - Fraction(1, 10**9), steps)
        found.update(base=float(base), need=float(need), expected_need=float(needed_now))
    if seen and heads:
        members = exact(row["members_fte"]) if fte else Fraction(row["members"])
        unknown = exact(row["unknown_fte"]) if fte else Fraction(row["unknown"])
        found.update(members=float(members), gap=float(max(Fraction(0), need - members)), shown=True, reason=None)
        found["as_of"] = row["as_of"]
        if goal < 1:
            adding = max(Fraction(0), (goal * base - members) / (1 - goal))
            found["gap_adding"] = float(floor(adding / unit) * unit)
            if members + exact(found["gap_adding"]) < goal * (base + exact(found["gap_adding"])) - Fraction(1, 10**9):
                found["gap_adding"] += float(unit)
        found["verdict"] = speak(row, goal, members, unknown, need, needed_now, fte)
    # A third of three people is one, also where a third is the nearest floating-point number below it.
    if heads and goal * heads < 1 - Fraction(1, 10**9):
        found["verdict"] = "less_than_one_person"
    return found


def speak(row, goal, members, unknown, need, needed_now, fte) -> str:
    worlds = set()
    for count_of_members in (members, members + unknown):
        if count_of_members >= need:
            worlds.add("met")
        elif count_of_members >= needed_now:
            worlds.add("on_course")
        else:
            worlds.add("below")
    if len(worlds) > 1:
        return "depends_on_unknowns"
    (world,) = worlds
    if world != "below":
        return world
    if need - members <= 1:
        return "one_away"
    known = row["headcount"] - row["unknown"]
    share = row["share_fte"] if fte else row["members"] / known
    if share is None:
        return "not_shown"
    return "below_within_chance" if chance(share * known, known)[1] >= goal else "below"
