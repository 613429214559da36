"""What new users ran into: a folder of another organisation, an old delivery again, hours, a late month, a lone category."""

from pathlib import Path

import pytest

from pipeline.errors import FileRefused, HeldBack, StorageFailed
from pipeline.published import current
from tests.organisation.builder import changed
from tests.refresh.university import University, altered, export, staff


@pytest.fixture
def university(tmp_path: Path) -> University:
    return University(tmp_path)


def test_a_folder_holds_one_organisation(university: University) -> None:
    university.deliver("2025-11")
    university.refresh()
    before = university.on_disk()
    header = university.home / "tiny" / "organisation.toml"
    header.write_text(header.read_text().replace('code = "', 'code = "other-', 1))
    stopped = university.stopped(StorageFailed)
    assert [fault.code for fault in stopped.faults] == ["other_organisation"]
    assert "streefcijfer demo --remove" in stopped.faults[0].text("en")
    assert university.on_disk() == before


def test_an_older_delivery_under_a_new_name_counts_again(university: University) -> None:
    whole, short = export("2025-11", staff(120)), export("2025-11", staff(110))
    university.put("a.csv", whole)
    first = university.refresh()
    university.put("b.csv", short)
    assert university.refresh().publication != first.publication
    university.put("c.csv", whole)
    again = university.refresh()
    assert [(each.former_file, each.file, each.heads_after) for each in again.replaced] == [("b.csv", "c.csv", 120)]
    assert not university.refresh().changed


def test_hours_must_be_said(university: University) -> None:
    university.deliver("2025-11")
    for path in university.raw.iterdir():
        path.write_text(path.read_text().replace("Deeltijdfactor", "Uren p/w").replace("1,0", "36"))
    university.change(**changed("source", 'fte = ["Deeltijdfactor"]', 'fte = ["Uren p/w"]'))
    stopped = university.stopped(FileRefused)
    assert [fault.code for fault in stopped.faults] == ["hours_unsaid"]
    assert "full_week_hours = 36 }" in stopped.faults[0].text("nl")


def test_a_month_that_comes_late_and_short_is_held_back(university: University) -> None:
    university.deliver("2025-11")
    university.refresh()
    university.put("late.csv", export("2025-10", staff(60)))
    assert [fault.code for fault in university.stopped(HeldBack).faults] == ["short_file"]


def test_a_lone_category_does_not_reach_the_publication(university: University) -> None:
    university.deliver("2025-10")
    university.put("personeel_2025-11.csv", export("2025-11", altered(staff(), 7, gender="X")))
    report = university.refresh()
    assert "new_category" in [fault.code for _, fault in report.warnings]
    about = current(university.processed).about
    assert "new_category" not in [each["code"] for each in about["warnings"]]


def test_of_a_title_line_only_the_date_is_kept(university: University) -> None:
    title = "Gemaakt door zoef@waterstad.example op verzoek - Peildatum: 30-11-2025"
    university.put("personeel_2025-11.csv", export("2025-11", staff(), title=title))
    university.refresh()
    assert not [name for name, content in university.on_disk().items() if b"zoef" in content]
