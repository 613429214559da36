"""A month that is closed takes no new delivery, and counts on as it was."""

from pathlib import Path

from pipeline.errors import FileRefused
from tests.organisation.builder import ORGANISATION, UNITS
from tests.refresh.university import University, export, staff

CLOSED = {"organisation": ORGANISATION + 'closed_through = "2025-11"\n'}


def test_a_closed_month_is_counted_again_when_the_organisation_changes(tmp_path: Path) -> None:
    university = University(tmp_path)
    university.deliver("2025-11", "2025-12")
    before = university.refresh()
    university.change(**CLOSED)
    assert university.refresh().months == before.months
    # New counting rules: every month is counted again from the archive, the closed one too.
    university.change(**CLOSED, units=UNITS.replace("Fac. GW|GW-fac", "Fac. GW|GW-fac|Gedrag"))
    after = university.refresh()
    assert after.months == before.months
    assert after.standings == before.standings


def test_a_closed_month_delivered_again_is_refused(tmp_path: Path) -> None:
    university = University(tmp_path, **CLOSED)
    university.deliver("2025-12")
    university.refresh()
    published = university.on_disk("published")
    university.put("personeel_again.csv", export("2025-11", staff(110)))
    (fault,) = university.stopped(FileRefused).faults
    assert fault.code == "month_closed"
    assert university.on_disk("published") == published
