"""What a page tells draft.js: which form is open, and which forms were saved or left. Pure."""

import hashlib
import re
from collections.abc import Sequence
from html import escape

from dashboard.form import PLACE, Form
from dashboard.wording.words import Words

_NOT_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def open_mark(form: Form, subject: str, words: Words) -> str:
    """Where the form begins, and what stands there when a draft was put back, or waits in another version of it."""
    told = {
        "draft": form.code,
        "draft-of": owner(subject),
        "draft-fields": f"st-key-{_NOT_IN_A_CLASS.sub('-', form.name)}-",
        "draft-said": words("draft_put_back"),
        "draft-older": words("draft_older"),
        "draft-show": words("draft_show"),
    }
    facts = " ".join(f'data-{name}="{escape(text)}"' for name, text in told.items())
    return f'<div id="{PLACE}" class="sc-form-begin" {facts}><p role="status" class="sc-draft"></p></div>'


def done_mark(codes: Sequence[str], subject: str, once: str, said: str) -> str:
    """What was saved or left: its drafts go, and focus comes here. `once` tells this mark from the one before."""
    told = {"draft-done": " ".join(codes), "draft-of": owner(subject), "draft-once": once}
    facts = " ".join(f'data-{name}="{escape(text)}"' for name, text in told.items())
    return f'<p class="sc-saved" role="status" tabindex="-1" {facts}>{escape(said)}</p>'


def owner(subject: str) -> str:
    """Whose a draft is, so that the next reader of a tab does not get it; tells no name and no subject to the browser."""
    return hashlib.sha256(f"streefcijfer-draft:{subject}".encode()).hexdigest()[:16]
