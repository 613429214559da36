import codecs

import pytest

from tests.ingest.read.tables import cells, read_one, refusal

DUTCH = (
    "Eenheid;Schaal\nCoördinatie financiën;11\nOnderzoek naar ideeën;12\nCuraçao;13\nEuropéen;14\nFaculteit Élan;15\n"
)
ROWS = [line.split(";") for line in DUTCH.splitlines()[1:]]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8 (BOM)"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
        ("mac-roman", "mac-roman"),
        ("utf-16", "utf-16-le (BOM)"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le (BOM)"),
    ],
)
def test_each_encoding_is_recognised(encoding, found):
    sheet = read_one(DUTCH.encode(encoding))
    assert cells(sheet) == ROWS
    assert sheet.facts["encoding"] == found


def test_a_big_endian_mark():
    assert cells(read_one(codecs.BOM_UTF16_BE + DUTCH.encode("utf-16-be"))) == ROWS


def test_pounds_of_an_old_code_page():
    text = "Eenheid;Schaal\nA;£58\nB;-£9\n"
    assert cells(read_one(text.encode("cp850")))[0] == ["A", "£58"]
    assert cells(read_one(text.encode("cp1252")))[0] == ["A", "£58"]


def test_windows_quotes_dashes_and_euros_stay_windows():
    first = "\u2018s-Graveland \u2013 noord"
    text = f"Eenheid;Schaal\n{first};€ 5\nzo\u2019n één;11\n"
    sheet = read_one(text.encode("cp1252"))
    assert sheet.facts["encoding"] == "cp1252"
    assert cells(sheet)[0] == [first, "€ 5"]


def test_an_accent_only_far_into_the_file():
    rows = [f"Afdeling {n};11" for n in range(60_000)]
    rows[55_000] = "Coördinatie;12"
    sheet = read_one(("Eenheid;Schaal\n" + "\n".join(rows)).encode("cp1252"))
    assert cells(sheet)[55_000] == ["Coördinatie", "12"]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16", "cp037", "shift_jis", "utf-8"])
def test_a_declared_encoding_is_used(encoding):
    text = "Eenheid;Schaal\nA|1,2;11\n" if encoding == "shift_jis" else "Eenheid;Schaal\nReeël;11\n"
    sheet = read_one(text.encode(encoding), encoding=encoding)
    assert cells(sheet)[0][1] == "11"


def test_a_declared_encoding_that_does_not_fit_names_the_line():
    fault = refusal("Eenheid;Schaal\nA;11\nReeël;12\n".encode("cp1252"), encoding="utf-8")
    assert (fault.code, fault.where.line) == ("read.undecodable", 3)
    assert "utf-8" in fault.text("nl")
    assert refusal("A;B\nx;y\n".encode("utf-16"), encoding="cp1252").code == "read.undecodable"
    assert refusal(b"A;B\n\xd8\xd8\xd8;y\n", encoding="utf-16").code == "read.undecodable"


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "zlib", "undefined", ""])
def test_a_declared_encoding_that_is_none(name):
    if name:
        assert refusal(DUTCH, encoding=name).code == "read.unknown_encoding"
    else:
        assert cells(read_one(DUTCH, encoding=name)) == ROWS


def test_bytes_that_are_in_no_likely_encoding_name_the_line():
    fault = refusal(b"Eenheid;Schaal\nA;11\nB;\x81\x81\x8f\n")
    assert (fault.code, fault.where.line) == ("read.undecodable", 3)


def test_a_file_pasted_together_from_two_encodings():
    fault = refusal(DUTCH.encode() + "Reeël;12\n".encode("cp1252"))
    assert (fault.code, fault.where.line) == ("read.mixed_encoding", DUTCH.count("\n") + 1)
