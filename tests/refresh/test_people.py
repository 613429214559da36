"""The people of a digest: kept for their owner only, whole or made again, never published; and read back as presences."""

import re
import stat
from collections import Counter
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

from pipeline import digest, intake
from pipeline.compute.representation import measure
from pipeline.demo.write import FIRST, MONTHS, demo_exports
from pipeline.errors import FileRefused, StorageFailed
from pipeline.faults import Fault
from pipeline.ingest.archive import archived_at
from pipeline.ingest.receive import arrivals
from pipeline.intake import Desk, cube_of, presences_of, take_in
from pipeline.organisation.model import EVERYONE
from pipeline.organisation.reader import read_organisation
from pipeline.presence import Presence
from pipeline.storage.ledger import Ledger
from pipeline.storage.messages import DISK_FULL
from pipeline.storage.store import Store, read_json
from pipeline.validate.facts import Facts
from pipeline.validate.facts_json import from_json
from tests.organisation.builder import SOURCE
from tests.refresh.test_refresh import made
from tests.refresh.university import TODAY, University, altered, export, staff

DEMO = Path(__file__).parents[2] / "organisations" / "example-university"


def desk_of(university: University) -> Desk:
    store = Store(university.processed)
    return Desk(store, read_organisation(university.organisation), store.secret(), TODAY)


def facts_in(university: University) -> list[Facts]:
    paths = sorted(university.processed.glob("restricted/digests/*/facts.json"))
    return sorted((from_json(read_json(path, "facts")) for path in paths), key=lambda facts: facts.snapshot)


def people_files(university: University) -> list[Path]:
    return sorted(university.processed.glob("restricted/digests/*/people.arrow"))


def counts(presence: Presence, categories: tuple[str, ...]) -> Counter:
    heads = zip(presence.cell.tolist(), presence.category.tolist(), strict=True)
    return Counter((*presence.cells[cell], categories[category]) for cell, category in heads)


def test_people_are_kept_for_their_owner_only_and_nowhere_else(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10", "2025-11")
    university.refresh()
    files = people_files(university)
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    (one, _) = facts_in(university)
    hashes = presences_of(desk_of(university), [one])["gender"].people
    published = b"".join(university.on_disk("published").values())
    for number in hashes:
        assert number.tobytes() not in published
        assert str(int(number)).encode() not in published
    assert not [name for name in university.on_disk() if "people" in name and "digests" not in name]


def test_presences_are_those_of_the_file(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    (facts,) = facts_in(university)
    desk = desk_of(university)
    made_of = presences_of(desk, [facts])
    archive = pq.read_table(archived_at(desk.store.restricted, facts.fingerprint))
    assert set(made_of) == {"gender", "origin"}
    known = {"V": "f", "M": "m"}
    expected = {
        (number, row.unit, known[row.gender])
        for number, row in zip(archive["pseudonym"].to_pylist(), staff(), strict=True)
    }
    gender = made_of["gender"]
    categories = desk.organisation.attribute("gender").categories
    heads = zip(gender.people.tolist(), gender.cell, gender.category, strict=True)
    assert {(who, gender.cells[cell][0], categories[each]) for who, cell, each in heads} == expected
    assert gender.linked


def test_a_person_is_the_same_number_month_after_month(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-10")
    university.put("personeel_2025-11.csv", export("2025-11", altered(staff(), 0, pseudonym="newcomer")))
    university.refresh()
    before, after = (
        set(presences_of(desk_of(university), [facts])["origin"].people.tolist()) for facts in facts_in(university)
    )
    assert (len(before - after), len(after - before), len(before & after)) == (1, 1, 119)


def test_without_pseudonyms_no_people_are_kept(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    university = University(tmp_path / "u", source=re.sub(r"pseudonym = .*\n", "", SOURCE))
    university.deliver("2025-11")
    university.refresh()
    (facts,) = facts_in(university)
    assert facts.counted == "appointment"
    assert people_files(university) == []
    gender = presences_of(desk_of(university), [facts])["gender"]
    assert (gender.linked, len(gender.people)) == (False, 120)


def test_a_digest_interrupted_before_its_people_were_whole_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, university = made(tmp_path / "whole", "2025-11"), made(tmp_path / "u", "2025-11")
    whole.refresh()

    def full(path: Path, *_: object) -> None:
        path.with_name("people.arrow.1.part").write_bytes(b"half")
        raise StorageFailed(Fault("disk_full", DISK_FULL, facts={"what": "it"}))

    with monkeypatch.context() as patched:
        patched.setattr(intake, "write_arrow", full)
        university.stopped(StorageFailed)
    assert not list(university.processed.glob("restricted/digests/*/facts.json"))
    university.refresh()
    assert {path.name for path in people_files(university)[0].parent.iterdir()} == {
        path.name for path in people_files(whole)[0].parent.iterdir()
    }
    (facts,) = facts_in(university)
    assert len(presences_of(desk_of(university), [facts])["gender"].people) == 120


def test_a_digest_of_before_people_were_kept_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    university = made(tmp_path / "u", "2025-11")
    with monkeypatch.context() as patched:
        patched.setattr(digest, "COUNTING", 1)
        university.refresh()
    (former,) = people_files(university)
    former.unlink()
    (university.raw / "personeel_2025-11.csv").unlink()
    university.refresh()
    (now,) = people_files(university)
    assert now.parent != former.parent
    assert not former.parent.exists()


def test_people_go_with_their_digest(tmp_path: Path) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.put("personeel_2025-12.csv", "")
    university.stopped(FileRefused)
    assert people_files(university) == []
    assert not list(university.processed.glob("restricted/digests/*"))


@pytest.mark.parametrize("damage", [None, b"", b"ARROW1 but not really"])
def test_people_that_are_gone_or_damaged_are_named(tmp_path: Path, damage: bytes | None) -> None:
    university = made(tmp_path / "u", "2025-11")
    university.refresh()
    (facts,), (path,) = facts_in(university), people_files(university)
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(StorageFailed) as stopped:
        presences_of(desk_of(university), [facts])
    assert "the people of personeel_2025-11.csv" in stopped.value.faults[0].text("en")


def demo_facts(folder: Path, chosen: set[int]) -> tuple[Desk, list[Facts]]:
    """Some of the demo's files digested as a refresh does."""
    store = Store(folder / "processed")
    store.prepare()
    desk = Desk(store, read_organisation(DEMO), b"x" * 32, TODAY.replace(year=2027))
    (folder / "raw").mkdir()
    for at, made_file in enumerate(demo_exports(desk.organisation)):
        if at in chosen:
            (folder / "raw" / made_file.name).write_bytes(made_file.content)
    ledger = Ledger((), desk.organisation.code)
    return desk, list(take_in(desk, arrivals(folder / "raw", {}), ledger, lambda *_: None).live)


def test_the_demo_is_where_its_cells_say(tmp_path: Path) -> None:
    desk, taken = demo_facts(tmp_path, {0, MONTHS // 2, MONTHS - 1})
    assert taken[0].month == FIRST
    for facts in taken:
        found = presences_of(desk, [facts])
        with duckdb.connect() as connection:
            cube = cube_of(desk, facts)
            atoms = measure(cube, desk.organisation, facts.snapshot, facts.counted, connection).atoms.to_pylist()
        for attribute in {row["attribute"] for row in atoms} - {EVERYONE}:
            categories = desk.organisation.attribute(attribute).categories
            expected = {
                (row["unit"], row["band_atom"], row["category"]): row["headcount"]
                for row in atoms
                if row["attribute"] == attribute
            }
            assert counts(found[attribute], categories) == expected
            assert found[attribute].cells == tuple(sorted({(unit, atom) for unit, atom, _ in expected}))
            assert len(np.unique(found[attribute].people)) == len(found[attribute].people)
