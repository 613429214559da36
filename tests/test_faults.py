"""What a fault says, and that every text of the pipeline says the same in both languages."""

import importlib
import pkgutil
import string
from collections.abc import Iterator
from dataclasses import is_dataclass

import pytest

import pipeline
from pipeline.errors import StreefcijferError
from pipeline.faults import LANGUAGES, Fault, Message, Where


def modules() -> list[str]:
    return [each.name for each in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]


def messages_in(value: object, name: str) -> Iterator[tuple[str, Message]]:
    """Every Message in a module's value: itself, in a mapping, a sequence, or in a field of a frozen value."""
    if isinstance(value, Message):
        yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from messages_in(each, f"{name}[{key}]")
    elif isinstance(value, (tuple, list)):
        for place, each in enumerate(value):
            yield from messages_in(each, f"{name}[{place}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for key, each in vars(value).items():
            yield from messages_in(each, f"{name}.{key}")


def every_message() -> dict[str, Message]:
    found: dict[int, tuple[str, Message]] = {}
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            for at, message in messages_in(value, f"{module}.{name}"):
                found.setdefault(id(message), (at, message))
    return dict(found.values())


MESSAGES = every_message()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_messages_are_found() -> None:
    homes = {name.rpartition(".")[0].partition("[")[0] for name in MESSAGES}
    assert len(MESSAGES) > 150
    assert {
        "pipeline.unforeseen",
        "pipeline.ingest.messages",
        "pipeline.validate.messages",
        "pipeline.storage.messages",
        "pipeline.organisation.messages",
    } <= homes


@pytest.mark.parametrize("name", MESSAGES)
def test_both_languages_say_the_same(name: str) -> None:
    message = MESSAGES[name]
    assert placeholders(message.en) == placeholders(message.nl)
    for text in (message.en, message.nl):
        assert text.rstrip() == text != ""
        assert all(each.isidentifier() for each in placeholders(text))


@pytest.mark.parametrize("name", MESSAGES)
def test_every_placeholder_is_filled_by_its_name_alone(name: str) -> None:
    message = MESSAGES[name]
    facts = dict.fromkeys(placeholders(message.en), "{evil} %s \\1")
    for language in LANGUAGES:
        said = message.fill(language, facts)
        assert said.count("{evil} %s \\1") >= len(facts)


@pytest.mark.parametrize(
    ("where", "nl", "en"),
    [
        (Where(), "", ""),
        (Where(file="a.csv"), "a.csv", "a.csv"),
        (Where(file="a.csv", rows=(7,)), "a.csv, rij 7", "a.csv, row 7"),
        (Where(rows=(1, 2, 3, 4, 5)), "rijen 1, 2, 3, 4, 5", "rows 1, 2, 3, 4, 5"),
        (Where(rows=tuple(range(1, 9))), "rijen 1, 2, 3, 4, 5 en nog 3", "rows 1, 2, 3, 4, 5 and 3 more"),
        (
            Where("a.toml", "Blad1", 3, "units[2]", "Schaal", (9, 12)),
            "a.toml, blad Blad1, regel 3, units[2], kolom Schaal, rijen 9, 12",
            "a.toml, sheet Blad1, line 3, units[2], column Schaal, rows 9, 12",
        ),
    ],
)
def test_places_in_words(where: Where, nl: str, en: str) -> None:
    assert (where.text("nl"), where.text("en")) == (nl, en)


def test_a_fault_in_one_line() -> None:
    message = Message(en="{n} is wrong", nl="{n} is fout")
    assert Fault("x", message, Where(file="a"), {"n": 3}).text("nl") == "a: 3 is fout"
    assert Fault("x", message, facts={"n": 3}).text("en") == "3 is wrong"


def kinds(of: type[StreefcijferError] = StreefcijferError) -> Iterator[type[StreefcijferError]]:
    for each in of.__subclasses__():
        yield each
        yield from kinds(each)


def test_every_way_to_stop_has_its_documented_exit_code() -> None:
    for module in modules():
        importlib.import_module(module)
    found = {each.__name__: each.exit_code for each in kinds() if each.__module__.startswith("pipeline")}
    assert found == {
        "NotPublished": 2,
        "OrganisationFault": 10,
        "FileRefused": 11,
        "HeldBack": 12,
        "ProtectionFailed": 13,
        "AuditFailed": 13,
        "RefreshRunning": 14,
        "StorageFailed": 15,
    }
