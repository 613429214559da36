"""What readers get: per level the part of unit x target with a figure, a pooled one, heads, or nothing; and how old.

`python -m benchmarks.usefulness [--montgomery FOLDER] [--months N]`. The example university's invented exports, and the
county of tests/real when its files are in FOLDER. Beside the open figures: a closed audience for each of the
largest departments (k = 3, n_min = 5, all or none no secret). Prints Markdown.
"""

import argparse
import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.demo.write import write_demo
from pipeline.organisation.reader import read_organisation
from pipeline.published import current
from pipeline.refresh import Folders, refresh

TODAY = date(2026, 12, 31)
ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = ("figure", "pooled", "heads", "nothing")
Rows = Sequence[Mapping[str, Any]]

AUDIENCE = """
[[audience]]
code = "{code}"
name = {{ nl = "Besloten {code}", en = "Closed {code}" }}
units = ["{unit}"]
members = ["dean-{code}"]
k = 3
n_min = 5
all_or_none = false
decided_on = 2026-01-01
signed_by = "Board"
reason = {{ nl = "Jaargesprek", en = "Yearly talk" }}
"""

TARGET = """
[[target]]
code = "women-{band}"
version = 1
name = {{ nl = "Vrouwen", en = "Women" }}
group = "women"
band = "{band}"
units = ["*"]
share = 0.5
counts = "persons"
scale = "function"
in_force_from = "2019-01"
baseline_month = "2019-01"
baseline_share = 0.4
deadline = "2030-12"
decided_by = "Board"
decided_on = 2018-12-01
source_document = "Invented for this measurement"
"""


def university(folder: Path, months: int) -> Iterator[str]:
    """The example university with the audiences of its own policy."""
    organisation = _copied(ROOT / "organisations" / "example-university", folder)
    write_demo(folder / "raw", read_organisation(organisation), months=months)
    _refreshed(folder)
    yield from told(f"Example university, {months} months", folder / "processed")
    yield from shown(folder / "processed")


def county(folder: Path, exports: Path, largest: int = 3) -> Iterator[str]:
    """The county with invented targets: women, everybody and three bands, in every department."""
    organisation = _copied(ROOT / "tests" / "real" / "montgomery", folder)
    bands = ("all", "21-25", "26+", "management")
    (organisation / "targets.toml").write_text("".join(TARGET.format(band=band) for band in bands), "utf-8")
    (folder / "raw").mkdir()
    for path in sorted(exports.glob("*.csv")):
        (folder / "raw" / path.name).symlink_to(path.resolve())
    departments = _largest(folder / "raw", largest)
    policy = "".join(AUDIENCE.format(code=code.lower(), unit=code) for code in departments)
    (organisation / "policy.toml").write_text(policy, "utf-8")
    _refreshed(folder)
    yield from told("County, five years", folder / "processed")
    yield from shown(folder / "processed")


def _largest(raw: Path, count: int) -> list[str]:
    """The departments with most rows in the last file."""
    with max(raw.glob("*.csv"), key=lambda path: "2023" in path.name).open(encoding="utf-8-sig", newline="") as file:
        rows = Counter(row["Department"] for row in csv.DictReader(file))
    return [code for code, _ in rows.most_common(count)]


def _copied(organisation: Path, folder: Path) -> Path:
    return Path(shutil.copytree(organisation, folder / "organisation"))


def _refreshed(folder: Path) -> None:
    refresh(Folders(folder / "organisation", folder / "raw", folder / "processed"), TODAY, lambda *_: None)


def told(name: str, processed: Path) -> Iterator[str]:
    """Per level and view what the last snapshot says of unit x target where there is anybody."""
    live = current(processed)
    last = max(row["snapshot"] for row in live.table("progress").to_pylist())
    units = {row["unit"]: row for row in live.table("units").to_pylist() if row["snapshot"] == last}
    yield f"\n### {name}: unit x target, {last}\n"
    yield f"| view | level | unit x target | {' | '.join(STATEMENTS)} |"
    yield "|---|---|---|---|---|---|---|"
    yield from _statements("everybody", live.table("progress").to_pylist(), last, units)
    for audience, rows in closed(processed).items():
        tops = {each["code"]: each["units"] for each in _audiences(processed)}[audience]
        mine = {code: row for code, row in units.items() if _below(code, tops, units)}
        for view, found in (("everybody, these units", live.table("progress").to_pylist()), ("closed", rows)):
            yield from _statements(f"{audience}: {view}", found, last, mine)


def _statements(view: str, rows: Rows, last: date, units: Mapping[str, Any]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if row["snapshot"] == last and row["unit"] in units:
            counts.setdefault(_level(units[row["unit"]]), Counter())[row["statement"]] += 1
    for level, found in sorted(counts.items()):
        parts = " | ".join(f"{found[each]} ({found[each] / found.total():.0%})" for each in STATEMENTS)
        yield f"| {view} | {level} | {found.total()} | {parts} |"


def shown(processed: Path) -> Iterator[str]:
    """Per level how many rows have a figure at the last snapshot, and of how long ago."""
    live = current(processed)
    rows = live.table("representation").to_pylist()
    last = max(row["snapshot"] for row in rows)
    units = {row["unit"]: row for row in live.table("units").to_pylist() if row["snapshot"] == last}
    here = [row for row in rows if row["snapshot"] == last and row["headcount"]]
    yield "\n| level | rows with people | shown | of this month | 1-5 months old | 6-11 | 12 and older | oldest |"
    yield "|---|---|---|---|---|---|---|---|"
    for level in sorted({_level(unit) for unit in units.values()}):
        mine = [row for row in here if _level(units[row["unit"]]) == level]
        ages = [_months(row["as_of"], last) for row in mine if row["shown"]]
        parts = [sum(low <= age <= high for age in ages) for low, high in ((0, 0), (1, 5), (6, 11), (12, 999))]
        cells = (level, len(mine), f"{len(ages)} ({len(ages) / max(len(mine), 1):.0%})", *parts, max(ages, default=0))
        yield f"| {' | '.join(str(cell) for cell in cells)} |"


def closed(processed: Path) -> Mapping[str, Rows]:
    """Per closed audience the rows of its progress table."""
    ids = json.loads((processed / "published" / "current.json").read_text("utf-8"))["closed"]
    folders = {audience: processed / "closed" / audience / name for audience, name in ids.items()}
    return {audience: pq.read_table(folder / "progress.parquet").to_pylist() for audience, folder in folders.items()}


def _audiences(processed: Path) -> list[dict[str, Any]]:
    organisation = read_organisation(processed.parent / "organisation")
    return [{"code": each.code, "units": each.units} for each in organisation.policy.audiences]


def _below(code: str, tops: Iterable[str], units: Mapping[str, Any]) -> bool:
    at: str | None = code
    while at is not None:
        if at in tops:
            return True
        at = units[at]["parent"]
    return False


def _level(unit: Mapping[str, Any]) -> str:
    return f"{unit['depth']}"


def _months(before: date, now: date) -> int:
    return (now.year - before.year) * 12 + now.month - before.month


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--montgomery", type=Path)
    parser.add_argument("--months", type=int, default=14)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        (Path(made) / "university").mkdir()
        for line in university(Path(made) / "university", chosen.months):
            print(line, flush=True)
        if chosen.montgomery:
            (Path(made) / "county").mkdir()
            for line in county(Path(made) / "county", chosen.montgomery):
                print(line, flush=True)


if __name__ == "__main__":
    main()
