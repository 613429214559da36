"""What the overview offers to take along: a file per target group, and one of every group and target on the page."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.dashboard.publication import write_publication

ALL = "streefcijfer_EXU_everything_2025-12-31"
GROUPS = ("streefcijfer_EXU_world_2025-12-31", "streefcijfer_EXU_women_women-11-14_2025-12-31")
NAME = 4  # the column that is for readers


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write_publication(folder, months=2)
    return folder


def rows_of(made) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made().decode("utf-8-sig"))))


def test_one_file_holds_every_row_of_every_picture(published, walk):
    page = walk(published).go("overview", lang="en")
    heading, *rows = rows_of(page.offered[f"{ALL}.csv"])
    apart = [rows_of(page.offered[f"{name}.csv"]) for name in GROUPS]
    assert [heading, heading] == [each[0] for each in apart]
    assert heading[NAME] == "name"
    without = [row[:NAME] + row[NAME + 1 :] for each in apart for row in each[1:]]
    assert [row[:NAME] + row[NAME + 1 :] for row in rows] == without
    assert len(without) > 12
    # Of which group a row is follows from its name alone.
    assert rows[0][NAME] == "Example University: 8% in scales 11-14"
    assert rows[-1][NAME].endswith(": Women in scales 11-14")
    assert len({row[NAME] for row in rows}) == len(rows)


def test_the_workbook_holds_the_same_rows(published, walk):
    page = walk(published).go("overview", lang="nl")
    rows = rows_of(page.offered[f"{ALL}.csv"])
    sheet = load_workbook(io.BytesIO(page.offered[f"{ALL}.xlsx"]()), read_only=True).worksheets[-1]
    names = [row[NAME] for row in sheet.iter_rows(values_only=True)][1:]
    assert names == [row[NAME] for row in rows[1:]]


def test_of_one_group_one_file_is_enough(published, walk):
    page = walk(published).go("overview", lang="en", group="women")
    assert sorted(page.offered) == [f"{GROUPS[1]}.csv", f"{GROUPS[1]}.xlsx"]
    assert "All of this page" not in page.text
