"""Which files stand for which month, as a truth table; and the pointer and ledger on disk."""

import json
from pathlib import Path

import pytest

from pipeline.errors import StorageFailed
from pipeline.month import Month
from pipeline.storage.ledger import Entry, Ledger, read_ledger, read_pointer, write_ledger
from pipeline.storage.store import Store, write_json


def entry(name: str, month: str, attributes: str) -> Entry:
    return Entry(f"{name}.csv", f"fingerprint of {name}", "hr", Month.parse(month), frozenset(attributes.split()))


# What is delivered, in order (name, month, attributes), and what stands for each month then.
STANDING = [
    # nothing, one file
    ("", {}),
    ("a 2025-01 gender", {"2025-01": "a"}),
    # the same attributes: the later one replaces
    ("a 2025-01 gender, b 2025-01 gender", {"2025-01": "b"}),
    ("a 2025-01 gender, b 2025-01 gender, c 2025-01 gender", {"2025-01": "c"}),
    # more attributes replace fewer
    ("a 2025-01 gender, b 2025-01 gender+origin", {"2025-01": "b"}),
    ("a 2025-01, b 2025-01 gender", {"2025-01": "b"}),
    # fewer stand beside more: they are newer, but do not tell all
    ("a 2025-01 gender+origin, b 2025-01 gender", {"2025-01": "a b"}),
    ("a 2025-01 gender, b 2025-01", {"2025-01": "a b"}),
    # different ones stand beside each other, in the order of arrival
    ("a 2025-01 gender, b 2025-01 origin", {"2025-01": "a b"}),
    ("b 2025-01 origin, a 2025-01 gender", {"2025-01": "b a"}),
    ("a 2025-01 gender, b 2025-01 origin, c 2025-01 age", {"2025-01": "a b c"}),
    # of those, only what is told again is replaced
    ("a 2025-01 gender, b 2025-01 origin, c 2025-01 gender", {"2025-01": "b c"}),
    ("a 2025-01 gender, b 2025-01 origin, c 2025-01 gender+origin", {"2025-01": "c"}),
    ("a 2025-01 gender+age, b 2025-01 origin, c 2025-01 gender+origin", {"2025-01": "a c"}),
    # months do not touch each other, and come in order of time
    ("a 2025-02 gender, b 2025-01 gender", {"2025-01": "b", "2025-02": "a"}),
    ("a 2025-01 gender, b 2025-02 gender, c 2025-01 gender", {"2025-01": "c", "2025-02": "b"}),
    # without any attribute only heads are counted; those are replaced by anything
    ("a 2025-01, b 2025-01", {"2025-01": "b"}),
]


def drawn(text: str) -> Ledger:
    entries: list[Entry] = []
    for part in filter(None, text.split(", ")):
        name, month, *attributes = part.split(" ")
        entries.append(entry(name, month, attributes[0].replace("+", " ") if attributes else ""))
    return Ledger(tuple(entries))


@pytest.mark.parametrize(("delivered", "standing"), STANDING)
def test_what_stands_for_each_month(delivered: str, standing: dict[str, str]) -> None:
    live = drawn(delivered).live()
    assert {
        str(month): " ".join(each.file.removesuffix(".csv") for each in found) for month, found in live.items()
    } == (standing)
    assert list(live) == sorted(live)


def test_every_entry_stays_known_also_when_replaced() -> None:
    ledger = drawn("a 2025-01 gender, b 2025-01 gender")
    assert ledger.knows("fingerprint of a", "a.csv")
    assert ledger.knows("fingerprint of b", "b.csv")
    assert ledger.knows("fingerprint of b", "another name.csv")
    assert not ledger.knows("fingerprint of c", "c.csv")


def test_replaced_content_under_a_new_name_is_a_new_delivery() -> None:
    ledger = drawn("a 2025-01 gender, b 2025-01 gender")
    assert not ledger.knows("fingerprint of a", "a again.csv")


def test_id_is_of_content_and_order() -> None:
    assert drawn("a 2025-01 gender+origin+age").id == drawn("a 2025-01 age+origin+gender").id
    assert drawn("a 2025-01 gender, b 2025-02 gender").id != drawn("b 2025-02 gender, a 2025-01 gender").id
    assert (
        drawn("a 2025-01 gender").plus((entry("b", "2025-02", "age"),)).id
        == drawn("a 2025-01 gender, b 2025-02 age").id
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.prepare()
    return made


def test_ledger_in_force_is_the_one_the_pointer_names(store: Store) -> None:
    old, new = drawn("a 2025-01 gender"), drawn("a 2025-01 gender, b 2025-02 gender+origin")
    assert read_ledger(store) == Ledger()
    assert read_pointer(store) is None
    for ledger in (old, new):
        write_ledger(store, ledger)
    assert read_ledger(store) == Ledger()
    write_json(store.pointer, {"id": "x", "path": "x", "ledger": old.id}, "current.json")
    assert read_ledger(store) == old
    write_json(store.pointer, {"id": "x", "path": "x", "ledger": new.id}, "current.json")
    assert read_ledger(store) == new


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"entries": 3}', '{"entries": [{"file": "a"}]}', '{"entries": [1]}']
)
def test_damaged_ledger_is_said(store: Store, content: str) -> None:
    ledger = drawn("a 2025-01 gender")
    write_ledger(store, ledger)
    write_json(store.pointer, {"id": "x", "path": "x", "ledger": ledger.id}, "current.json")
    (store.restricted / "ledger" / f"{ledger.id}.json").write_text(content)
    with pytest.raises(StorageFailed) as failed:
        read_ledger(store)
    assert failed.value.faults[0].text("en").startswith("the ledger cannot be read (")


def test_ledger_that_is_gone_is_said(store: Store) -> None:
    store.pointer.write_text(json.dumps({"id": "x", "path": "x", "ledger": "gone"}))
    with pytest.raises(StorageFailed):
        read_ledger(store)
