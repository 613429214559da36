"""Every text exists in both languages and asks for the same facts."""

import string
from collections.abc import Iterator

import pytest

from pipeline.faults import Message
from pipeline.organisation import messages, policy_messages, source_messages, unit_messages
from pipeline.organisation.messages import Complaint, Unknown


def _all() -> Iterator[tuple[str, Message]]:
    for module in (messages, unit_messages, source_messages, policy_messages):
        for name, value in vars(module).items():
            if isinstance(value, Message):
                yield name, value
            elif isinstance(value, Unknown):
                yield f"{name}.near", value.near
                yield f"{name}.among", value.among


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("name", "message"), list(_all()))
def test_both_languages_say_the_same(name: str, message: Message) -> None:
    assert _placeholders(message.en) == _placeholders(message.nl), name
    assert message.en != message.nl
    assert not isinstance(message, Complaint) or message.code.replace("_", "").isalpha()
