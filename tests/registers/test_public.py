"""The registers stand apart, say what is public, and speak both languages."""

import ast
import inspect
import pickle
import re
from pathlib import Path

import pytest

import registers
from pipeline.faults import Message
from registers import Conflict, Registers, add, change, messages, telling
from tests.registers.drawn import ADVISOR, NOON, conversation

ROOM = Path(registers.__file__).parent


def test_of_the_pipeline_only_its_faults_are_known() -> None:
    imported = {
        node.module
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("pipeline", "dashboard"))
    }
    assert imported == {"pipeline.errors", "pipeline.faults"}


def test_everything_public_is_there_and_explained() -> None:
    assert sorted(registers.__all__) == sorted(set(registers.__all__))
    for name in registers.__all__:
        each = getattr(registers, name)
        if inspect.isfunction(each) or inspect.isclass(each):
            assert each.__doc__, name


def every_message() -> list[Message]:
    found = [each for each in vars(messages).values() if isinstance(each, Message)]
    for value in vars(telling).values():
        found += [
            each for each in (value.values() if isinstance(value, dict) else (value,)) if isinstance(each, Message)
        ]
    return found


def test_both_languages_say_the_same_facts() -> None:
    assert len(every_message()) > 40
    for message in every_message():
        assert set(re.findall(r"{(\w+)}", message.en)) == set(re.findall(r"{(\w+)}", message.nl)), message.en


def test_codes_are_told_apart() -> None:
    codes = [each.code for each in vars(messages).values() if isinstance(each, messages.Complaint)]
    assert sorted(codes) == sorted(set(codes))


def test_exit_codes_are_told_apart() -> None:
    stopping = [
        each
        for name in registers.__all__
        if inspect.isclass(each := getattr(registers, name)) and issubclass(each, Exception)
    ]
    assert sorted(each.exit_code for each in stopping) == [20, 21, 22, 23, 24, 25]


def test_a_conflict_comes_back_from_a_worker_whole(registers: Registers) -> None:
    add(registers, "a", conversation(), ADVISOR, NOON)
    theirs = change(registers, "a", 1, conversation(notes="a"), ADVISOR, NOON)
    with pytest.raises(Conflict) as caught:
        change(registers, "a", 1, conversation(notes="b"), ADVISOR, NOON)
    back = pickle.loads(pickle.dumps(caught.value))
    assert (back.mine, back.theirs, str(back)) == (conversation(notes="b"), theirs, str(caught.value))
