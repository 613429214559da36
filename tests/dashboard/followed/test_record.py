"""What is read of the registers, once: only of units that may be seen, under the names units have now."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.followed.record import OnRecord, brought_to_unit, followed, read_record
from registers import Agreement, Author, Conversation, Registers, Rhythm, add, change, open_registers, rhythm_key
from tests.dashboard.followed.bent import called_before
from tests.dashboard.followed.written import NOW, TODAY

AUTHOR = Author("s", "ambassador")
AT = datetime(2025, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def registers(tmp_path: Path):
    opened = open_registers(tmp_path / "registers.sqlite", make=True)
    yield opened
    opened.close()


def written(registers: Registers, *records: tuple[str, object]) -> None:
    for key, value in records:
        add(registers, key, value, AUTHOR, AT)  # type: ignore[arg-type]


def test_open_ones_and_those_closed_since_the_last_talk(registers):
    written(
        registers,
        ("t1", Conversation("A", "held", date(2024, 1, 10))),
        ("t2", Conversation("A", "held", date(2025, 1, 10))),
        ("t3", Conversation("A", "planned", date(2026, 2, 1))),
        ("open", Agreement("A", "t", "open", "x", conversation="t1")),
        ("since", Agreement("A", "t", "since", "x", status="done", done=date(2025, 3, 1), conversation="t2")),
        ("next", Agreement("A", "t", "next", "x", conversation="t3")),
        ("other", Agreement("B", "t", "other", "x")),
    )
    older = Agreement("A", "t", "older", "x", status="done", done=date(2024, 12, 1), conversation="t1")
    add(registers, "older", older, AUTHOR, datetime(2024, 12, 2, 12, tzinfo=UTC))
    found = brought_to_unit(read_record(registers, None, TODAY, {}), "A", TODAY)
    assert found.since == date(2025, 1, 10)
    assert [each.key for each in found.open] == ["open"]
    assert [each.key for each in found.closed] == ["since"]


def test_only_what_may_be_seen_is_read(registers):
    written(
        registers,
        ("t", Conversation("B", "held", date(2025, 1, 10))),
        ("b", Agreement("B", "t", "b", "x")),
        ("a", Agreement("A", "t", "a", "x", conversation="t")),
    )
    record = read_record(registers, frozenset({"A"}), TODAY, {})
    assert [kept.key for kept in record.agreements] == ["a"]
    assert (record.conversations, record.calendar) == ((), ())
    assert brought_to_unit(record, "B", TODAY).open == ()
    assert read_record(registers, frozenset(), TODAY, {}).agreements == ()


def test_a_renamed_unit_brings_what_was_agreed_under_its_former_name(registers, edition):
    bent = called_before(edition, "EXU-BEH", "EXU-OLD", date(2025, 6, 30))
    written(
        registers,
        ("t", Conversation("EXU-OLD", "held", date(2025, 1, 14))),
        (rhythm_key("EXU-OLD"), Rhythm("EXU-OLD", "yearly", date(2024, 1, 1))),
        ("old", Agreement("EXU-OLD", "world-11-14", "old", "x", conversation="t")),
        ("new", Agreement("EXU-BEH", "world-11-14", "new", "x", start=date(2025, 9, 1))),
    )
    record = read_record(registers, None, TODAY, bent.renamed)
    for unit in ("EXU-BEH", "EXU-OLD"):
        found = brought_to_unit(record, unit, TODAY)
        assert {each.key for each in found.open} == {"old", "new"}
        assert found.since == date(2025, 1, 14)
    assert [(each.unit, each.due_by) for each in record.calendar] == [("EXU-BEH", date(2026, 1, 14))]
    agreed = {each.key: each for each in followed(bent, "EXU-BEH", NOW, found.open, record.conversations, TODAY)}
    assert agreed["old"].since.then is not None
    assert (agreed["old"].since.then.unit, agreed["old"].since.then.members) == ("EXU-OLD", 22)


def test_a_dropped_agreement_is_closed_on_the_day_it_was_dropped(registers):
    value = Agreement("A", "t", "a", "x")
    written(registers, ("t", Conversation("A", "held", date(2025, 1, 10))), ("a", value))
    change(registers, "a", 1, Agreement("A", "t", "a", "x", status="dropped", outcome="no"), AUTHOR, AT)
    found = brought_to_unit(read_record(registers, None, TODAY, {}), "A", TODAY)
    assert [each.key for each in found.closed] == ["a"]


def test_nothing_on_record():
    found = brought_to_unit(OnRecord(), "A", TODAY)
    assert (found.since, found.open, found.closed) == (None, (), ())
