"""The files have the shape the brief of a real export asks for, and are the same every time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.demo.layouts import CHANGE_OF_SYSTEM, MODERN
from pipeline.demo.planted import LEFT_OUT, PLANTED
from pipeline.demo.remove import remove_demo
from pipeline.demo.write import FIRST, MONTHS, demo_exports, write_demo
from pipeline.errors import StorageFailed
from pipeline.month import Month
from tests.demo.conftest import FOLDER
from tests.demo.reading import month_of, rows_of

DIGEST = """
import hashlib, pathlib, sys
from pipeline.demo.remove import remove_demo
from pipeline.demo.write import FIRST, demo_exports
from pipeline.organisation.reader import read_organisation
files = demo_exports(read_organisation(pathlib.Path(sys.argv[1])), FIRST, 5)
print(hashlib.sha256(b"".join(each.content for each in files)).hexdigest())
"""


def test_another_process_with_another_hash_seed_writes_the_same_bytes():
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, str(FOLDER)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop()) == 65


def test_another_seed_gives_other_people(university):
    one, other = (demo_exports(university, FIRST, 1, seed)[0].content for seed in (1, 2))
    assert one != other


def test_more_months_do_not_change_the_earlier_ones(university, exports):
    few = demo_exports(university, FIRST, 4)
    assert all(exports[export.name] == export.content for export in few)


def test_there_is_a_file_for_every_month_and_one_is_delivered_again(exports):
    months = [month_of(name) for name in exports]
    assert sorted(set(months)) == [FIRST.plus(offset) for offset in range(MONTHS)]
    assert len(exports) == MONTHS + 1
    names = list(exports)
    assert names.index("personeel_2025-03_herlevering.csv") == names.index("personeel_2025-03.csv") + 1
    assert names == sorted(names), "a reader that takes files by name must meet the correction last"


def test_every_file_is_windows_1252_and_not_utf_8_where_a_name_needs_it(exports):
    for name, content in exports.items():
        content.decode("cp1252")
        if month_of(name) >= CHANGE_OF_SYSTEM:
            assert b"Ori\xebntalistiek" in content
            assert b"Software \x96 Ontwerp" in content
            assert b"Theater en Caf\xe9" in content
            with pytest.raises(UnicodeDecodeError):
                content.decode("utf-8")


def test_the_title_names_the_reference_date_above_the_heading(exports):
    lines = exports["personeel_2025-12.csv"].decode("cp1252").split("\r\n")
    assert lines[0] == "Personeelsoverzicht Voorbeelduniversiteit - peildatum: 31-12-2025"
    assert lines[1] == ""
    assert lines[2] == ";".join(MODERN.headings)
    assert lines[-1] == ""
    assert "31-12-2025;" not in lines[0]


def test_the_row_of_totals_is_the_sum_of_the_factors(exports):
    people, total = rows_of("personeel_2025-12.csv", exports["personeel_2025-12.csv"])
    assert total[0] == "Totaal"
    assert float(total[6].replace(",", ".")) == pytest.approx(
        sum(float(each["fte"].replace(",", ".")) for each in people), abs=0.006
    )


def test_scales_and_blanks_come_in_several_ways(exports):
    text = exports["personeel_2025-12.csv"].decode("cp1252")
    for written in (";11;", ";S11;", ";schaal 11;", ";H2;", ";P;", ";SA;", ";0,8421;", "Filosofie en Religie  ;"):
        assert written in text, written
    former = exports["medewerkers_202312.csv"].decode("cp1252")
    for written in (";11.0;", ";11;", ";H2;", ";84,21;"):
        assert written in former, written


def test_no_cell_looks_like_an_identifier(exports):
    text = b"".join(exports.values()).decode("cp1252")
    assert not re.search(r"(?<!\d)\d{9}(?!\d)", text), "nine digits could be a BSN"
    assert "@" not in text
    assert not re.search(r"\b[A-Z]{2}\d{2}[A-Z]{4}", text)
    codes = {each["pseudonym"] for name, content in exports.items() for each in rows_of(name, content)[0]}
    assert len(codes) > 6000
    assert all(re.fullmatch(r"(?:[b-df-hj-np-tv-z]\d){3}[b-z]{2}\d[b-z]", code) for code in codes)
    assert not re.search(r"[^;\s]\s*;[=+@-]", text), "no cell may start like a formula"


def test_no_heading_asks_for_a_name_or_a_birth_date(exports):
    for name, content in exports.items():
        heading = next(line for line in content.decode("cp1252").split("\r\n") if line.count(";") > 5).casefold()
        assert not re.search(r"naam|bsn|geboortedatum|e-?mail|adres|telefoon|iban", heading), name


def test_writing_again_changes_nothing(tmp_path, university):
    first = write_demo(tmp_path / "raw", university, Month(2025, 2), 2)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in first}
    assert write_demo(tmp_path / "raw", university, Month(2025, 2), 2) == first
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in first} == before
    assert sorted((tmp_path / "raw").iterdir()) == sorted(first)
    assert len(first) == 3


def test_a_file_that_was_lost_comes_back_with_the_same_bytes(tmp_path, university):
    path = write_demo(tmp_path, university, FIRST, 1)[0]
    content = path.read_bytes()
    path.unlink()
    write_demo(tmp_path, university, FIRST, 1)
    assert path.read_bytes() == content


def test_an_export_of_someone_else_is_never_written_over(tmp_path, university):
    mine = tmp_path / "personeel_2025-03.csv"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(StorageFailed) as stopped:
        write_demo(tmp_path, university, Month(2025, 2), 2)
    assert [fault.where.file for fault in stopped.value.faults] == ["personeel_2025-03.csv"]
    assert (
        stopped.value.faults[0].text("en").startswith("personeel_2025-03.csv: a file of this name with other content")
    )
    assert mine.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [mine], "nothing is written when one file is in the way"


def test_a_full_disk_leaves_no_half_file(tmp_path, university, monkeypatch):
    def full(self, content):
        with self.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StorageFailed, match="No space left on device"):
        write_demo(tmp_path, university, FIRST, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_correction_brings_back_the_forgotten_and_has_no_faults(exports):
    name = "personeel_2025-03.csv"
    again = name.replace(".csv", "_herlevering.csv")
    first, second = rows_of(name, exports[name])[0], rows_of(again, exports[again])[0]
    assert len(second) - len(first) == LEFT_OUT
    assert PLANTED[name] == 8
    assert again not in PLANTED
    before, after = (
        {(row["pseudonym"], row["main_appointment"]): row["fte"] for row in each} for each in (first, second)
    )
    changed = [key for key in before if before[key] not in (after[key], "3,5")]
    assert 20 <= len(changed) <= 24
    assert all(before[key] == "1" for key in changed)


def test_removing_takes_only_what_is_the_demonstrations_own(tmp_path, university, exports):
    written = [tmp_path / name for name in exports]
    for path in written:
        path.write_bytes(exports[path.name])
    (tmp_path / "own.csv").write_text("mine")
    written[0].write_text("edited by hand")
    removed = remove_demo(tmp_path, university)
    assert set(removed) == set(written[1:])
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([written[0].name, "own.csv"])


def test_of_a_demonstration_of_which_little_is_left_that_is_removed(tmp_path, university, exports):
    every = list(exports)
    for left in ([every[2]], [name for name in every if "herlevering" in name], [every[-1], every[0]], []):
        for name in left:
            (tmp_path / name).write_bytes(exports[name])
        assert {path.name for path in remove_demo(tmp_path, university)} == set(left)
        assert list(tmp_path.iterdir()) == []
