"""A form in the address: what is written is read back, and whatever else stands there opens nothing."""

import pytest

from dashboard.form import KINDS, Form, form_of


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_back(kind):
    form = Form(kind, "example-talk.FGW_1", 12)
    assert form_of(form.code) == form
    assert form.name == f"{kind}-example-talk.FGW_1"


@pytest.mark.parametrize(
    "code", [None, "", "agreement", "agreement:k", "agreement:k:-1", "agreement:k:x", "person:k:1", "agreement:a/b:1",
             "agreement::1", f"agreement:{'k' * 65}:1", "agreement:k:1:1", "<b>:k:1", "agreement:k:1234567890"],
)  # fmt: skip
def test_what_is_no_form_opens_none(code):
    assert form_of(code) is None
