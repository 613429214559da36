"""A dashboard that saves without end, in a process of its own, to be killed while it does.

It fills in the form of a conversation on the page itself, as a reader does, presses save, and says each key and version
that the page called saved.
"""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dashboard.form import Form
from registers import new_key
from tests.dashboard.walking import Walk, walking

UNIT = "EXU-BEH"
ROLES = ("dean", "ambassador", "adviser")
LONG = 20_000  # characters: a save that takes long enough to be killed in


def saving(processed: Path, said: Connection) -> None:
    """Make a record, change it, and so on."""
    with pytest.MonkeyPatch.context() as patch:
        page = walking(processed, patch)
        for number in count():
            key = new_key()
            for version in (0, 1):
                send(page, Form("conversation", key, version), str(number % 10))
                said.send((key, version + 1))


def send(page: Walk, form: Form, letter: str) -> None:
    """Fill in and send a form; the whole record is of one letter."""
    page.go("talk", lang="en", unit=UNIT, form=form.code)
    fields = page.test
    fields.radio(key=f"{form.name}-state").set_value("held")
    fields.text_input(key=f"{form.name}-day").set_value("1-2-2026")
    fields.text_area(key=f"{form.name}-roles").set_value("\n".join(f"{role} {letter}" for role in ROLES))
    fields.text_area(key=f"{form.name}-notes").set_value(letter * (LONG + form.version))
    fields.button(key=f"save-{form.name}").click()
    assert "Saved." in page.again().html
