import random

import pytest

from pipeline.errors import FileRefused
from pipeline.ingest.read import open_export
from tests.ingest.read.tables import cells, read_one, refusal, xls, xlsx

ROWS = (["Eenheid", "Schaal"], ["A", 11])


@pytest.mark.parametrize("content", [b"", b"\n\n\r\n", b"  \t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00\x00"])
def test_an_empty_file(content):
    fault = refusal(content)
    assert fault.code == "read.empty"
    assert fault.text("en") == "export.csv: the file is empty; export it again"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n...", "read.not_a_table"),
        (b"\x89PNG\r\n\x1a\n....", "read.not_a_table"),
        (b"\x1f\x8b\x08\x00....", "read.not_a_table"),
        (b'{"staff": []}', "read.not_a_table"),
        (b"<html><body><table><tr><td>Eenheid</td></tr></table>", "read.html"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "read.html"),
        (b'<?xml version="1.0"?><Workbook/>', "read.html"),
        (b"Eenheid;Schaal\nA\x00;1\n", "read.binary"),
        (b"Eenheid;Schaal\n" + bytes(range(1, 9)) * 40, "read.binary"),
        (random.Random(1).randbytes(5000), "read.binary"),
    ],
)
def test_what_is_no_table(content, code):
    assert refusal(content, name="export.xls").code == code


def test_a_zip_of_something_else(tmp_path):
    import zipfile

    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/notes.txt", "x")
    assert refusal(path.read_bytes(), name="x.xlsx").code == "read.not_a_table"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    assert refusal(path.read_bytes(), name="x.xlsx").code == "read.xlsb"


@pytest.mark.parametrize("name", ["export.csv", "export.xls", "export.xlsx", "export"])
def test_names_do_not_matter(name):
    for content, kind in ((xlsx(*ROWS), "xlsx"), (xls(*ROWS), "xls"), (b"Eenheid;Schaal\nA;11\n", "csv")):
        sheet = read_one(content, name=name)
        assert cells(sheet) == [["A", "11"]]
        assert sheet.facts["format"] == kind


def test_opening(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(b"abc")
    assert open_export(path) == b"abc"
    assert open_export(path, limit=3) == b"abc"
    for bad, limit, code in ((path, 2, "too_large"), (tmp_path, 9, "folder"), (tmp_path / "none.csv", 9, "unreadable")):
        with pytest.raises(FileRefused) as stopped:
            open_export(bad, limit=limit)
        assert stopped.value.faults[0].code == f"read.{code}"
