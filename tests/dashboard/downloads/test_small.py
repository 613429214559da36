"""CSV of a picture, and what downloads are called."""

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.downloads.columns import COLUMNS, published
from dashboard.downloads.comma_separated import as_csv
from dashboard.downloads.file_name import file_name
from tests.dashboard.standings import hidden, standing


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_figures_are_as_published_and_hidden_ones_empty():
    shown, not_shown = read(as_csv([("Techniek", standing()), ("Overig", hidden())]))
    assert (shown["members"], shown["base"], shown["share"]) == ("23", "346", str(23 / 346))
    assert (shown["shown"], shown["deadline"]) == ("true", "2028-12-31")
    assert [not_shown[name] for name in ("members", "share", "gap", "margin_low", "unknown")] == [""] * 5
    assert (not_shown["shown"], not_shown["reason"], not_shown["need"]) == ("false", "too_few_people", "28")


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "\tx", "\rx"])
def test_a_name_that_a_spreadsheet_would_run_is_written_as_text(name):
    (row,) = read(as_csv([(name, standing())]))
    assert row["name"].startswith("'")


def test_a_spreadsheet_knows_its_letters():
    assert as_csv([]).startswith(b"\xef\xbb\xbfsnapshot,target,")


def test_every_column_but_the_name_was_published():
    assert [told.name for told in COLUMNS if published(told.name) is None] == ["name"]


@pytest.mark.parametrize(
    ("parts", "day", "ending", "name"),
    [
        (
            ("FGW", "outside-europe-11-14"),
            date(2024, 11, 30),
            "xlsx",
            "streefcijfer_FGW_outside-europe-11-14_2024-11-30.xlsx",
        ),
        (("FGW",), None, "zip", "streefcijfer_FGW.zip"),
        (("../../etc/passwd", "a\\b:c"), None, "csv", "streefcijfer_etc-passwd_a-b-c.csv"),
        (("Économie & Droit", "15+"), None, "csv", "streefcijfer_Economie-Droit_15.csv"),
        (("\u202egnp", "", "\0", "..."), None, "csv", "streefcijfer_gnp.csv"),
        (("a" * 90, "x_y"), None, "csv", f"streefcijfer_{'a' * 40}_x-y.csv"),
    ],
)
def test_names_speak_and_hostile_codes_are_cleaned(parts, day, ending, name):
    assert file_name(parts, day, ending) == name


@given(st.lists(st.text(), max_size=4))
def test_no_code_makes_a_name_that_a_system_refuses(parts):
    name = file_name(tuple(parts), date(2024, 11, 30), "csv")
    assert re.fullmatch(r"streefcijfer(_[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*_2024-11-30\.csv", name)
    assert len(name) <= 255
