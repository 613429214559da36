"""An organisation that rounds instead of hiding, from exports to publication: all adds up, no small count is told."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import published
from pipeline.audit.audit import audit
from pipeline.audit.case import Case, policy_of
from pipeline.audit.source import Published
from pipeline.auditing import audit_files
from pipeline.errors import AuditFailed
from pipeline.published import current
from pipeline.report.text import summary
from tests.refresh.university import Row, University, altered, export, staff

BASE = 5
RHYTHM = "[rhythm]\norganisation = 1\nfaculty = 1\ndepartment = 1\n"
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04")
KEY = ["snapshot", "unit", "band", "group", "scale_basis"]
CELL = ["11-14", "15+", ""]


def rounding(home: Path, policy: str = "") -> University:
    home.mkdir(exist_ok=True)
    university = University(home)
    (university.organisation / "policy.toml").write_text(f'mode = "round"\n{RHYTHM}{policy}')
    return university


def team(month: str) -> list[Row]:
    """120 people in January, after which seven come every month, and the fourth of February on changes her gender."""
    rows = staff(120)
    for number in range(MONTHS.index(month) * 7):
        new = replace(rows[number], pseudonym=f"new{number:03d}q", gender="VM"[number % 2], unit=rows[0].unit)
        rows.append(new)
    return altered(rows, 4, gender="M") if month != "2025-01" else rows


def delivered(university: University, *months: str) -> University:
    for month in months:
        university.put(f"personeel_{month}.csv", export(month, team(month)))
    university.refresh(accept=True)
    return university


def table(university: University, name: str = "representation") -> pd.DataFrame:
    return current(university.processed).table(name).to_pandas()


def true_counts(month: str) -> Mapping[tuple[str, str, str], int]:
    """Members per department, band ('' is none) and group, straight from the people."""
    found: dict[tuple[str, str, str], int] = {}
    for row in team(month):
        scale = int(row.scale)
        band = "11-14" if 11 <= scale <= 14 else "15+" if scale >= 15 else ""
        for group, member in (("women", row.gender == "V"), ("outside-europe", row.origin == "Buiten Europa")):
            found[(row.unit, band, group)] = found.get((row.unit, band, group), 0) + member
    return found


def cells_told(rows: pd.DataFrame) -> dict[tuple[str, str, str], int]:
    """The published members of the inner cells of departments: what is in no band is what is left."""
    of = rows[rows.scale_basis == "function"].set_index(["unit", "band", "group"]).members
    found: dict[tuple[str, str, str], int] = {}
    for unit in ("GW-PSY", "GW-COM", "TN-NAT"):
        for group in ("women", "outside-europe"):
            parts = {band: int(of[(unit, band, group)]) for band in ("11-14", "15+")}
            found |= {(unit, band, group): count for band, count in parts.items()}
            found[(unit, "", group)] = int(of[(unit, "all", group)]) - sum(parts.values())
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> University:
    return delivered(rounding(tmp_path_factory.mktemp("rounding")), *MONTHS)


def test_nothing_is_hidden_for_being_small(whole: University) -> None:
    rows = table(whole)
    hidden = rows[~rows.shown]
    assert set(hidden.reason) <= {"nobody_here", "low_response", "not_available"}
    assert rows.shown.mean() > 0.9


def test_all_adds_up_at_one_date(whole: University) -> None:
    rows = table(whole)
    rows = rows[rows.shown & (rows.as_of == rows.snapshot)]
    of = {tuple(row[name] for name in KEY): row["members"] for row in rows.to_dict("records")}
    sums = {"TU": ("GW", "TN"), "GW": ("GW-PSY", "GW-COM"), "TN": ("TN-NAT",)}
    checked = 0
    for (day, unit, *rest), members in of.items():
        parts = [of.get((day, part, *rest)) for part in sums.get(unit, ())]
        if parts and None not in parts:
            checked += 1
            assert members == sum(parts)
    assert checked >= 18


def test_no_inner_cell_is_further_off_than_four_and_no_small_count_is_told(whole: University) -> None:
    rows = table(whole)
    first = rows[rows.snapshot == rows.snapshot.min()]
    told, true = cells_told(first), true_counts("2025-01")
    assert told.keys() == true.keys()
    assert max(abs(told[cell] - true[cell]) for cell in true) <= BASE - 1
    assert any(told[cell] != true[cell] for cell in true)
    assert not [cell for cell, count in told.items() if 0 < count < BASE]


def test_no_file_that_is_published_tells_a_small_count(whole: University) -> None:
    """In both forms of every table; shares are those of the rounded counts, fte of groups are left out."""
    folder = current(whole.processed).folder
    for read in (
        pd.read_csv(io.BytesIO((folder / "representation.csv").read_bytes()), sep=None, engine="python"),
        pq.read_table(folder / "representation.parquet").to_pandas(),
    ):
        rows = read[read.members.notna()]
        known = rows.headcount - rows.unknown
        # 15 heads or more in two or three cells: what is under five could only be a true count.
        large = rows[known >= 40]
        assert not ((large.members > 0) & (large.members < BASE)).any()
        assert (rows.share - rows.members / known).abs().max() < 1e-5
        assert read[["members_fte", "unknown_fte", "share_fte"]].isna().all().all()
    standing = table(whole, "progress")
    in_fte = standing[standing.counts == "fte"]
    assert not in_fte.shown.any()
    assert set(in_fte.reason) == {"not_available"}


def test_an_earlier_figure_stands_until_enough_people_moved(whole: University) -> None:
    rows = table(whole).set_index(["unit", "band", "group", "scale_basis"])
    last = rows[rows.snapshot == rows.snapshot.max()]
    # Nobody came to Physics but for the one who changed gender: what was said in January stands, or says the same.
    physics = rows.loc[("TN-NAT", "all", "outside-europe", "function")]
    assert physics.members.nunique() == 1
    assert (last.as_of <= last.snapshot).all()
    whole_rows = rows.loc[("TU", "all", "women", "function")]
    assert whole_rows.as_of.nunique() > 1


def test_few_movers_are_not_told(tmp_path: Path) -> None:
    """Two people who leave: nobody learns what they were, as every row that held them stands as it was."""
    university = rounding(tmp_path / "u")
    university.put("personeel_2025-01.csv", export("2025-01", staff(120)))
    university.put("personeel_2025-02.csv", export("2025-02", staff(118)))
    university.refresh()
    rows = table(university)
    second = rows[rows.snapshot == rows.snapshot.max()]
    held = second[second.unit.isin(["TU", "GW"]) & (second.band == "all")]
    assert (held.as_of == rows.snapshot.min()).all()
    assert (held.headcount == held.unit.map({"TU": 120, "GW": 80})).all()


def test_month_by_month_is_as_all_at_once(whole: University, tmp_path: Path) -> None:
    other = rounding(tmp_path / "other")
    (other.processed / "restricted").mkdir(parents=True)
    for path in (whole.processed / "restricted").iterdir():
        if path.is_file() and "secret" in path.name:
            (other.processed / "restricted" / path.name).write_bytes(path.read_bytes())
            (other.processed / "restricted" / path.name).chmod(0o600)
    for month in MONTHS:
        delivered(other, month)
    assert current(other.processed).id == current(whole.processed).id


def test_doing_it_again_changes_nothing(whole: University) -> None:
    before = current(whole.processed).id
    report = whole.refresh()
    assert not report.changed
    assert current(whole.processed).id == before
    for language, word in (("en", "rounded"), ("nl", "afgerond")):
        assert word in summary(report, language)
    assert current(whole.processed).about["policy"]["mode"] == "round"


def test_the_audit_finds_every_count_that_was_not_rounded(whole: University) -> None:
    """Each inner cell of two months in turn with a small count in it, and a row of several cells that cannot be."""
    assert audit_files(whole.processed).passed
    opened = Published.of(current(whole.processed))
    rows = opened.tables["representation"].to_pylist()
    tried = 0
    for row in rows:
        fresh = row["shown"] and row["as_of"] == row["snapshot"] and row["snapshot"].month <= 2
        if fresh and ((row["unit"].count("-") and row["band"] != "all") or row["unit"] == "TU"):
            true = row["members"]
            row["members"] = 3
            tables = {
                **opened.tables,
                "representation": pa.Table.from_pylist(rows, schema=published.schema("representation")),
            }
            report = audit([Published(opened.id, tables, opened.about)], Case(policy=policy_of(opened)))
            row["members"] = true
            tried += 1
            assert report.attacks[0].of("breach") or any(flaw.code == "inconsistent" for flaw in report.flaws), row
            with pytest.raises(AuditFailed):
                report.check()
    assert tried > 20


def test_the_audit_finds_fte_beside_rounded_counts(whole: University) -> None:
    opened = Published.of(current(whole.processed))
    rows = opened.tables["representation"].to_pylist()
    next(row for row in rows if row["shown"])["members_fte"] = 12.5
    tables = {**opened.tables, "representation": pa.Table.from_pylist(rows, schema=published.schema("representation"))}
    report = audit([Published(opened.id, tables, opened.about)], Case(policy=policy_of(opened)))
    assert [flaw.code for flaw in report.flaws] == ["figures_disagree"]


def test_a_closed_audience_sees_no_true_count_beside_a_rounded_one(tmp_path: Path) -> None:
    audience = """
[[audience]]
code = "gw"
name.nl = "Decaan"
name.en = "Dean"
units = ["GW"]
members = ["decaan"]
k = 3
n_min = 5
all_or_none = false
decided_on = 2022-11-30
signed_by = "Executive Board"
reason.nl = "Voor het gesprek"
reason.en = "For the talk"
"""
    university = delivered(rounding(tmp_path / "u", audience), *MONTHS[:2])
    (path,) = (university.processed / "closed" / "gw").glob("*/representation.parquet")
    pd.testing.assert_frame_equal(pq.read_table(path).to_pandas(), table(university))


def test_a_group_that_is_no_secret_is_not_rounded(tmp_path: Path) -> None:
    policy = """
[groups.women]
protected = false

[[decision]]
decided_on = 2022-11-30
signed_by = "Executive Board"
reason.nl = "Openbaar"
reason.en = "Public"
"""
    university = delivered(rounding(tmp_path / "u", policy), MONTHS[0])
    rows = table(university)
    true = true_counts("2025-01")
    women = {cell: count for cell, count in cells_told(rows).items() if cell[2] == "women"}
    assert women == {cell: count for cell, count in true.items() if cell[2] == "women"}
    assert rows[rows.group == "women"].members_fte.notna().all()


@pytest.mark.parametrize(("first", "then"), [("suppress", "round"), ("round", "suppress")])
def test_an_organisation_may_change_its_mind(tmp_path: Path, first: str, then: str) -> None:
    """What was told before stays known; what is told from then on passes the audit by its own rules."""
    university = University(tmp_path)
    policy = university.organisation / "policy.toml"
    policy.write_text(f'mode = "{first}"\n')
    university.deliver("2025-10", "2025-11")
    university.refresh()
    policy.write_text(f'mode = "{then}"\n')
    university.deliver("2025-12", heads=140)
    report = university.refresh(accept=True)
    assert report.rounded is (then == "round")
    assert report.shown > 0
    assert (report.hidden == 0) is (then == "round")
    assert audit_files(university.processed, every=True).passed


def test_a_unit_that_was_empty_is_told_as_soon_as_it_has_people(tmp_path: Path) -> None:
    university = rounding(tmp_path / "u")
    people = [row for row in staff(120) if row.unit != "TN-NAT"]
    university.put("personeel_2025-01.csv", export("2025-01", people))
    university.put("personeel_2025-02.csv", export("2025-02", staff(120)))
    university.refresh(accept=True)
    rows = table(university).set_index(["unit", "band", "group", "scale_basis"])
    first, second = rows.loc[("TN-NAT", "all", "women", "function")].sort_values("snapshot").to_dict("records")
    assert (first["shown"], first["reason"]) == (False, "nobody_here")
    assert second["as_of"] == second["snapshot"]


def test_without_pseudonyms_the_same_headcounts_count_as_the_same_people(tmp_path: Path) -> None:
    university = rounding(tmp_path / "u")
    for number, month in enumerate(MONTHS[:3]):
        people = [replace(row, pseudonym=f"m{number}{row.pseudonym}") for row in staff(120)]
        university.put(f"personeel_{month}.csv", export(month, people))
    university.refresh()
    rows = table(university)
    told = [cells_told(rows[rows.snapshot == day]) for day in sorted(rows.snapshot.unique())]
    assert told[0] == told[1] == told[2]
