"""Handing in an export on screen: try what would change, then take it in or withdraw it.

The file goes as it is, unread, to the pipeline's inbox; what is known of it comes from the pipeline's answer.
"""

from collections.abc import Sequence
from html import escape
from time import monotonic

import streamlit as st

from dashboard.access.rules import may_upload
from dashboard.markup.tables import table
from dashboard.selection import LANGUAGES
from dashboard.visit import Visit
from dashboard.wording.uploads import heads_sheet, shifts_sheet
from dashboard.workers import begin_work
from pipeline.inbox.shape import ENDINGS, LARGEST, Action, Answer, UploadRefused, put_request, read_answer, withdraw

_JOB, _TRIED, _FILE = "upload-job", "upload-tried", "upload-file"
_ACCEPT, _HELD_BACK = "upload-accept-short", "HeldBack"
_SINCE, _SLOW = "upload-since", 45  # seconds after which somebody should look whether anything handles requests
_MB = LARGEST // 2**20


def draw_upload(visit: Visit) -> None:
    """The box to hand in an export; nothing for whoever may not."""
    if not may_upload(visit.person):
        return
    words = visit.words
    st.html(
        f'<h2 class="sc-h2">{escape(words("data_section_upload"))}</h2><p class="sc-lead">{escape(words("upload_lead"))}</p>'
    )
    given = st.file_uploader(
        words("upload_file", mb=_MB), type=[each.lstrip(".") for each in ENDINGS], key=_FILE, max_upload_size=_MB
    )
    job = st.session_state.get(_JOB)
    if given is not None and job is None and st.button(words("upload_try"), key="upload-try"):
        job = _hand_over(visit, "try")
    if job is not None:
        _follow(visit, job)


def _hand_over(visit: Visit, action: Action, *, accept: bool = False) -> str | None:
    given = st.session_state.get(_FILE)
    if given is None:
        return None
    try:
        job = put_request(
            visit.processed / "inbox", given.name, given.getvalue(), action, role="advisor", accept=accept
        )
    except UploadRefused as refused:
        st.error(refused.text("nl" if visit.words.language == LANGUAGES[0] else "en"))
        return None
    st.session_state[_JOB], st.session_state[_SINCE], st.session_state[_ACCEPT] = job, monotonic(), accept
    begin_work(visit.processed)
    return job


def _follow(visit: Visit, job: str) -> None:
    answer = read_answer(visit.processed, job)
    if answer is None:
        _forget()
    elif answer.ended:
        _draw_answer(visit, answer)
    else:
        st.fragment(_wait, run_every=2)(visit, job)
        st.button(visit.words("upload_withdraw"), key="upload-withdraw", on_click=_withdraw, args=(visit, job))


def _wait(visit: Visit, job: str) -> None:
    answer = read_answer(visit.processed, job)
    if answer is None or answer.ended:
        st.rerun()
    is_slow = answer.state == "waiting" and monotonic() - st.session_state.get(_SINCE, monotonic()) > _SLOW
    st.info(visit.words("upload_slow" if is_slow else f"upload_{answer.state}"))


def _draw_answer(visit: Visit, answer: Answer) -> None:
    words = visit.words
    if answer.state == "stopped":
        _say(
            words("upload_stopped"),
            [words.name(each.text) for each in answer.faults] or [words.name(answer.text or {})],
        )
        if answer.stopped == _HELD_BACK:
            st.button(words("upload_accept"), key="upload-accept", on_click=_again, args=(visit, answer.action))
        st.button(words("upload_withdraw"), key="upload-clear", on_click=_forget)
        return
    changes = answer.changes
    if answer.action == "take":
        st.success(words("upload_taken"))
        st.button(words("upload_again"), key="upload-clear", on_click=_forget)
        return
    if changes is None or not changes.changed:
        st.info(words("upload_nothing"))
        st.button(words("upload_withdraw"), key="upload-clear", on_click=_forget)
        return
    _say(words("upload_would"), words.name(changes.text).splitlines())
    for sheet in (shifts_sheet(changes, words), heads_sheet(changes, words)):
        if sheet.rows:
            st.html(table(sheet.caption, sheet.heads, sheet.rows, sheet.wordy))
    with st.container(horizontal=True, key="upload-decide"):
        st.button(words("upload_take"), key="upload-take", type="primary", on_click=_take, args=(visit,))
        st.button(words("upload_withdraw"), key="upload-clear", on_click=_forget)


def _take(visit: Visit) -> None:
    # What was accepted when it was tried is accepted when it is taken in.
    accept = bool(st.session_state.get(_ACCEPT))
    _forget()
    _hand_over(visit, "take", accept=accept)


def _again(visit: Visit, action: Action) -> None:
    """The same file, though it was held back for being too short: somebody looked and says that it is right."""
    _forget()
    _hand_over(visit, action, accept=True)


def _withdraw(visit: Visit, job: str) -> None:
    withdraw(visit.processed / "inbox", job)
    _forget()


def _forget() -> None:
    st.session_state.pop(_JOB, None)


def _say(title: str, points: Sequence[str]) -> None:
    listed = "".join(f"<li>{escape(text)}</li>" for text in points)
    st.html(f"<p><strong>{escape(title)}</strong></p><ul>{listed}</ul>")
