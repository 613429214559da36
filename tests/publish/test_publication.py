"""A publication is named by its content, is put back when damaged, and says of itself what it is made from."""

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline import published
from pipeline.canonical import fingerprint
from pipeline.compute import formulas
from pipeline.compute.progress import progress
from pipeline.organisation.reader import read_organisation
from pipeline.publish.publication import Built, build, is_there, make_live, put
from pipeline.published import NoPublication, Publication, current
from pipeline.released import Released
from pipeline.storage.ledger import read_ledger
from pipeline.storage.store import Store
from tests.organisation.builder import TARGETS, changed
from tests.refresh.university import University, altered, export, staff

FILES = {f"{table}.{kind}" for table in published.TABLES for kind in ("csv", "parquet")}


def rebuilt(publication: Publication, **about: object) -> Built:
    tables = {name: publication.table(name) for name in published.TABLES}
    said = {key: value for key, value in publication.about.items() if key != "id"}
    return build(tables, said | about)


# --- the id -------------------------------------------------------------------------------------------


def test_id_follows_from_content(publication: Publication) -> None:
    again = rebuilt(publication)
    assert again.id == publication.id
    assert {name: (publication.folder / name).read_bytes() for name in again.files} == dict(again.files)
    assert set(again.files) == FILES | {"about.json", "datapackage.json"}
    assert len(publication.id) == 16


def test_any_other_content_has_another_id(publication: Publication) -> None:
    tables = {name: publication.table(name) for name in published.TABLES}
    said = {key: value for key, value in publication.about.items() if key != "id"}
    ids = {
        publication.id,
        rebuilt(publication, warnings=["one"]).id,
        rebuilt(publication, organisation_fingerprint="other").id,
        *(build({**tables, name: tables[name].slice(1)}, said).id for name in tables if tables[name].num_rows),
    }
    assert len(ids) == 3 + sum(table.num_rows > 0 for table in tables.values())


def test_columns_of_another_shape_are_not_published(publication: Publication) -> None:
    tables = {name: publication.table(name) for name in published.TABLES}
    with pytest.raises(ValueError, match="names"):
        build({**tables, "progress": tables["progress"].drop_columns(["verdict"])}, publication.about)


# --- nothing but published rows -----------------------------------------------------------------------


def test_progress_can_be_worked_out_again_from_what_is_published(
    refreshed: University, publication: Publication
) -> None:
    published_rows = Released(publication.table("representation"))
    organisation = read_organisation(refreshed.organisation)
    days = sorted(set(published_rows.table["snapshot"].to_pylist()))
    again = pa.concat_tables(progress(published_rows, organisation, day) for day in days)
    assert again.equals(publication.table("progress"))


def test_every_figure_of_a_row_follows_from_its_counts(publication: Publication) -> None:
    """What stands beside members, unknown and headcount in a shown row tells nothing they do not."""
    for row in publication.table("representation").to_pylist():
        if row["shown"]:
            heads, members, unknown = row["headcount"], row["members"], row["unknown"]
            share, (low, high) = formulas.share(members, heads, unknown), formulas.bounds(members, heads, unknown)
            margin = formulas.wilson(members, heads - unknown)
            expected = (share, low, high, *margin)
            found = [row[name] for name in ("share", "share_low", "share_high", "margin_low", "margin_high")]
            assert found == pytest.approx(list(expected), abs=1e-6)


def test_headcounts_of_the_snapshot_are_sums_of_cells(publication: Publication) -> None:
    """Anybody can do this sum: the unit and everything below it, the cells whose bands hold the row's."""
    parents = {(row["snapshot"], row["unit"]): row["parent"] for row in publication.table("units").to_pylist()}
    sums: Counter[tuple[object, ...]] = Counter()
    for cell in publication.table("cells").to_pylist():
        at = cell["unit"]
        while at is not None:
            for code in ("function:all", *filter(None, cell["bands"].split("|"))):
                sums[cell["snapshot"], at, code] += cell["headcount"]
            at = parents[cell["snapshot"], at]
    counted = 0
    for row in publication.table("representation").to_pylist():
        if row["as_of"] in (None, row["snapshot"]):
            assert row["headcount"] == sums[row["snapshot"], row["unit"], f"{row['scale_basis']}:{row['band']}"]
            counted += 1
    assert counted > 20


# --- putting and making live --------------------------------------------------------------------------


def test_put_leaves_what_is_whole_alone(publication: Publication, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare()
    built = rebuilt(publication)
    assert not is_there(store, built)
    folder = put(store, built)
    stamps = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert is_there(store, built)
    assert put(store, built) == folder
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == stamps


def test_nothing_is_live_until_it_is_said(publication: Publication, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare()
    built = rebuilt(publication)
    put(store, built)
    with pytest.raises(NoPublication):
        current(tmp_path)
    make_live(store, {"": built.id}, "ledger")
    assert current(tmp_path).id == built.id
    named = {"id": built.id, "path": built.id, "ledger": "ledger", "closed": {}, "withheld": {}}
    assert json.loads(store.pointer.read_text()) == named


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> University:
    """Refreshed once, for tests that damage a copy of it."""
    made = University(tmp_path_factory.mktemp("once"))
    made.deliver("2025-11")
    assert made.refresh().changed
    return made


@pytest.mark.parametrize("name", [*sorted(FILES), "about.json", "datapackage.json"])
@pytest.mark.parametrize("how", ["edited", "removed"])
def test_damaged_publication_is_put_back_by_the_next_run(once: University, tmp_path: Path, name: str, how: str) -> None:
    university = University(tmp_path)
    for part in ("raw", "processed"):
        shutil.copytree(once.home / part, university.home / part, dirs_exist_ok=True)
    published_id = current(university.processed).id
    whole = university.on_disk("published")
    path = university.processed / "published" / published_id / name
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert university.refresh().changed
    assert university.on_disk("published") == whole
    assert not university.refresh().changed


def test_publication_that_is_gone_is_put_back(university: University) -> None:
    university.refresh()
    whole = university.on_disk("published")
    for path in (university.processed / "published").rglob("*"):
        if path.is_file() and path.name != "current.json":
            path.unlink()
    university.refresh()
    assert university.on_disk("published") == whole


def test_pointer_that_names_another_folder_is_set_right(university: University) -> None:
    published_id = university.refresh().publication
    pointer = university.processed / "published" / "current.json"
    pointer.write_text(pointer.read_text().replace(f'"path": "{published_id}"', '"path": "../elsewhere"'))
    assert university.refresh().changed
    assert current(university.processed).folder.name == published_id


# --- about.json ---------------------------------------------------------------------------------------


def test_about_names_everything_a_reader_needs(publication: Publication) -> None:
    about = publication.about
    assert about["id"] == publication.id
    assert about["organisation"] == {
        "code": "tiny-university",
        "name": {"nl": "Kleine Universiteit", "en": "Tiny University"},
        "languages": ["nl", "en"],
    }
    assert about["snapshots"] == ["2024-06-30", "2024-07-31", "2025-11-30"]
    assert about["counted"] == dict.fromkeys(about["snapshots"], "person")
    assert [band["code"] for band in about["bands"]] == ["all", "11-14", "15+"]
    assert [group["code"] for group in about["groups"]] == ["women", "outside-europe"]
    for listed in (about["bands"], about["groups"], about["targets"]):
        assert all({"nl", "en"} <= each["name"].keys() for each in listed)


def test_about_holds_the_whole_decision(publication: Publication) -> None:
    (women,) = [each for each in publication.about["targets"] if each["code"] == "women-15+"]
    assert women == {
        "code": "women-15+",
        "version": 1,
        "name": {"nl": "40% vrouwen vanaf schaal 15", "en": "40% women from scale 15 up"},
        "group": "women",
        "band": "15+",
        "units": ["kind:faculty", "TN-NAT"],
        "share": 0.4,
        "counts": "fte",
        "scale_basis": "personal",
        "in_force_from": "2022-01",
        "baseline_month": "2022-01",
        "baseline_share": 0.3,
        "deadline": "2027-12",
        "steps": [{"month": "2024-12", "share": 0.33}, {"month": "2025-12", "share": 0.36}],
        "decided_by": "Executive Board",
        "decided_on": "2021-12-01",
        "source_document": "Board decision 2021-044",
    }


def test_about_names_each_file_without_telling_what_is_in_it(university: University) -> None:
    """A fingerprint of a small file could be tried out: a name that follows from the store's secret cannot."""
    university.refresh()
    file = university.raw / "personeel_2025-11.csv"
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    store = Store(university.processed)
    ledger = replace(read_ledger(store), seal=fingerprint(store.secret().hex()))
    assert current(university.processed).about["made_from"] == [
        {"snapshot": "2025-11-30", "file": file.name, "source": "hr-monthly", "fingerprint": ledger.sealed(content)}
    ]
    published = b"".join(university.on_disk("published").values())
    assert content.encode() not in published
    assert ledger.seal.encode() not in published


def test_about_holds_warnings_in_both_languages_at_their_snapshot(university: University) -> None:
    university.deliver("2025-09")
    university.refresh()
    assert current(university.processed).about["warnings"] == [
        {
            "month": "2025-11",
            "snapshot": "2025-11-30",
            "code": "month_missing",
            "text": {
                "nl": "geen export voor 2025-10; de reeks gaat zonder verder",
                "en": "no export for 2025-10; the series goes on without it",
            },
        }
    ]


def test_about_holds_no_figure(university: University) -> None:
    """Two publications that differ in figures only have the same about, but for the files they came from."""
    university.refresh()
    one = current(university.processed).about
    university.put("personeel_2025-11 (2).csv", export("2025-11", altered(staff(), 7, gender="M", unit="TN-NAT")))
    university.refresh()
    other = current(university.processed).about
    assert {key for key in one if one[key] != other[key]} == {"id", "made_from"}


def test_break_stands_in_its_table(publication: Publication) -> None:
    assert publication.table("breaks").to_pylist() == [
        {
            "snapshot": publication.table("breaks")["snapshot"][0].as_py(),
            "unit": None,
            "band": None,
            "group": "outside-europe",
            "reason_en": "New classification of origin",
            "reason_nl": "Nieuwe indeling van herkomst",
        }
    ]
    assert str(publication.table("breaks")["snapshot"][0]) == "2024-07-31"


# --- what is never published --------------------------------------------------------------------------


def test_hidden_rows_hold_nothing_and_shown_rows_everything(publication: Publication) -> None:
    hidden = [row for row in publication.table("representation").to_pylist() if not row["shown"]]
    assert hidden
    for row in hidden:
        assert row["reason"] in published.REASONS
        assert {row[name] for name in ("fte", "members", "unknown", "share", "share_low", "share_high")} == {None}
    for row in publication.table("representation").to_pylist():
        assert row["shown"] == (row["reason"] is None)
    for row in publication.table("progress").to_pylist():
        assert row["verdict"] in published.VERDICTS
        if not row["shown"]:
            assert (row["members"], row["gap"], row["gap_adding"]) == (None, None, None)


def test_publication_of_an_organisation_that_changed_its_mind(university: University) -> None:
    """Old publications stay as they were: a changed target makes a new one."""
    first = university.refresh().publication
    before = university.on_disk(f"published/{first}")
    university.change(
        targets=TARGETS.replace("share = 0.08", "share = 0.1"), **changed("organisation", "Tiny", "Small")
    )
    second = university.refresh().publication
    assert second != first
    assert university.on_disk(f"published/{first}") == before
    assert current(university.processed).about["organisation"]["name"]["en"] == "Small University"
