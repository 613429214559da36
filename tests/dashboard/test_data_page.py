"""The advisor's page: accounts of refreshes that are there, absent and damaged, and every state of an upload."""

import json
import re
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from dashboard.access.people import Grant, Person
from dashboard.parts.data.upload import draw_upload
from dashboard.wording.words import Words
from pipeline.inbox.shape import ANSWERS, INBOX, MOST_WAITING, REQUEST, Answer, put_request
from pipeline.published.accounts import FOLDER, Remark, UnitHeads
from pipeline.published.changes import Changes, Shift, Told
from pipeline.published.plain import to_plain
from tests.dashboard.accounts import ATTACKER, PUBLISHED, SAME, STOOD_OUT, STOPPED, WHY, written
from tests.dashboard.publication import write_publication


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    write_publication(tmp_path, months=2, identity="data")
    return tmp_path


# --- accounts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("nl", "Cijfers tot en met december 2025", "is voor deze publicatie niet vastgelegd"),
        ("en", "Figures up to December 2025", "was not recorded for this publication"),
    ],
)
def test_without_accounts_the_page_says_so_and_the_rest_is_there(processed, walk, language, title, said):
    here = walk(processed).go("data", lang=language)
    assert here.title == title
    assert said in " ".join(here.info)
    assert "31 december 2025" in here.html.lower()
    assert list(here.offered) == ["streefcijfer_data_2025-12-31.zip"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_newest_account_is_told_to_the_last_number(processed, walk, language):
    written(processed, SAME, PUBLISHED)
    here = walk(processed).go("data", lang=language)
    number = {"nl": "1.234", "en": "1,234"}[language]
    assert number in here.title
    for text in (WHY, STOOD_OUT, ATTACKER, {"nl": "Het groeide.", "en": "It grew."}):
        assert text[language] in here.html
    for text in ("staff_2025-12.csv", "staff_2025-11b.csv", "6, 11, 13", "deans", Words(language)("unit_kind_faculty")):
        assert text in here.html
    assert {"nl": "240 gelezen = 230", "en": "240 read = 230"}[language] in here.html
    assert len(here.test.selectbox(key="account").options) == 2
    here.test.selectbox(key="account").set_value("0001")
    here.again()
    assert {"nl": "12", "en": "12 had been taken in before"}[language] in here.html
    assert "staff_2025-12.csv" not in here.html


def test_a_refresh_that_stopped_says_why_and_that_figures_stand(processed, walk):
    written(processed, PUBLISHED, STOPPED)
    here = walk(processed).go("data", lang="en")
    assert here.title == "The last refresh (6 January 2026) stopped; the former figures still stand"
    assert STOOD_OUT["en"] in here.html
    assert "staff_2025-12.csv" not in here.html


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff", b'{"outcome": "well"}', b'{"outcome": "published", "day": 3}']
)
def test_a_damaged_account_is_said_to_be_and_hides_no_other(processed, walk, content):
    written(processed, PUBLISHED)
    (processed / FOLDER / "0009.json").write_bytes(content)
    here = walk(processed).go("data", lang="en")
    assert here.info == [
        "The file 0009 in data/processed/accounts is damaged. The figures themselves do not hang on it."
    ]
    assert "1,234" in here.title
    here.test.selectbox(key="account").set_value("0002")
    here.again()
    assert WHY["en"] in here.html


def test_an_account_of_nothing_but_itself_is_a_page(processed, walk):
    bare = replace(PUBLISHED, files=(replace(PUBLISHED.files[0], reasons=(), notices=(), accepted=237, set_aside=0),))
    written(processed, replace(bare, levels=(), audit=(), withheld=(), warnings=(), replaced=()))
    here = walk(processed).go("data", lang="en")
    assert "No row was set aside." in here.html
    assert "No result of the audit was kept of this refresh." in here.html


# --- uploads -------------------------------------------------------------------------------------------

TEXT = {"nl": "Het zou veranderen.\nTwee regels.", "en": "It would change.\nTwo lines."}
CHANGES = Changes(
    changed=True, done=False, account=PUBLISHED, publication_before="data", snapshot_before=date(2025, 12, 31),
    months_new=("2026-01",), months_replaced=(), heads=(UnitHeads("EXU", 1500, 1510), UnitHeads("EXU-ENG", 200, 200)),
    shifts=(
        Shift("world-11-14", "EXU", Told("below", "persons", None, 100.0, 1500.0), Told("below", "persons", None, 104.0, 1510.0)),
        Shift("world-11-14", "EXU-ENG", Told("met", "persons", None, 9.0, 100.0), Told("met", "persons", None, 9.0, 100.0)),
    ),
    rows_newly_shown=0, rows_newly_hidden=0, shown_before=10, hidden_before=2,
    unit_names={"EXU": {"nl": "Voorbeelduniversiteit", "en": "Example University"}}, target_names={}, text=TEXT,
)  # fmt: skip


def answered(processed: Path, job: str, **facts: object) -> None:
    folder = processed / ANSWERS
    folder.mkdir(exist_ok=True)
    (folder / f"{job}.json").write_text(json.dumps(to_plain(Answer(job, **facts))), encoding="utf-8")


def jobs(processed: Path) -> list[Path]:
    inbox = processed / INBOX
    return sorted(path for path in inbox.iterdir()) if inbox.exists() else []


def handed_in(walk, processed, language="en", name="staff_2026-01.csv", content=b"a;b\n1;2\n"):
    """The page after a file was given and tried."""
    here = walk(processed).go("data", lang=language)
    assert not [button for button in here.test.button if button.key == "upload-try"]
    here.test.file_uploader[0].upload(name, content)
    here.again()
    here.test.button(key="upload-try").click()
    return here.again()


def buttons(here) -> set[str]:
    return {button.key for button in here.test.button if button.key.startswith("upload")}


def test_a_file_is_handed_over_as_it_is_for_its_owner_only_and_can_be_withdrawn(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    assert (job / "staff_2026-01.csv").read_bytes() == b"a;b\n1;2\n"
    assert stat.S_IMODE((job / "staff_2026-01.csv").stat().st_mode) == 0o600
    asked = json.loads((job / REQUEST).read_text(encoding="utf-8"))
    assert (asked["action"], asked["role"], asked["accept"]) == ("try", "advisor", False)
    assert "The file is waiting to be processed." in here.info
    here.test.button(key="upload-withdraw").click()
    here.again()
    assert jobs(processed) == []
    assert buttons(here) == {"upload-try"}


@pytest.mark.parametrize(
    ("language", "waiting", "working", "slow"),
    [
        ("nl", "wacht", "Er wordt gerekend", "streefcijfer inbox"),
        ("en", "is waiting to be processed", "being worked out", "streefcijfer inbox"),
    ],
)
def test_while_it_is_worked_on_the_page_says_so(processed, walk, language, waiting, working, slow):
    here = handed_in(walk, processed, language)
    (job,) = jobs(processed)
    assert waiting in " ".join(here.info)
    here.test.session_state["upload-since"] = -1000.0
    assert slow in " ".join(here.again().info)
    answered(processed, job.name, state="working")
    assert working in " ".join(here.again().info)


def test_what_would_change_is_shown_then_taken_in_and_said_to_be(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="done", changes=CHANGES)
    here.again()
    assert "It would change." in here.html
    assert "Two lines." in here.html
    assert "104 of 1,510" in here.html
    assert here.html.count("another figure") == 1
    assert re.search(r"<td[^>]*>1,510</td>", here.html)
    assert buttons(here) == {"upload-take", "upload-clear"}
    here.test.button(key="upload-take").click()
    here.again()
    (taken,) = [each for each in jobs(processed) if each != job]
    assert json.loads((taken / REQUEST).read_text(encoding="utf-8"))["action"] == "take"
    assert (taken / "staff_2026-01.csv").read_bytes() == b"a;b\n1;2\n"
    answered(processed, taken.name, state="done", action="take", changes=replace(CHANGES, done=True))
    here.again()
    assert [each.value for each in here.test.success] == [
        "Taken in and published. The figures on all pages are new now."
    ]
    here.test.button(key="upload-clear").click()
    assert buttons(here.again()) == {"upload-try"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_file_that_cannot_be_taken_in_says_every_fault(processed, walk, language):
    here = handed_in(walk, processed, language)
    (job,) = jobs(processed)
    second = {"nl": "<b>kolom</b> ontbreekt", "en": "<b>column</b> is missing"}
    answered(processed, job.name, state="stopped", faults=(Remark("x", WHY), Remark("y", second)))
    here.again()
    assert WHY[language] in here.html
    assert second[language].replace("<", "&lt;").replace(">", "&gt;") in here.html
    assert "<b>" not in here.html
    here.test.button(key="upload-clear").click()
    assert buttons(here.again()) == {"upload-try"}


@pytest.mark.parametrize("changes", [None, replace(CHANGES, changed=False)])
def test_a_file_that_changes_nothing_is_said_to(processed, walk, changes):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="done", changes=changes)
    assert "Nothing would change: this file was taken in before." in here.again().info
    assert buttons(here) == {"upload-clear"}


def test_an_answer_that_cannot_be_read_has_stopped_and_says_so_in_words(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    (processed / ANSWERS).mkdir()
    (processed / ANSWERS / f"{job.name}.json").write_text("{", encoding="utf-8")
    here.again()
    assert "This file cannot be taken in as it is:" in here.html
    assert not here.html.count("<li></li>")


def test_a_request_that_is_gone_is_forgotten(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    job.rename(processed / "elsewhere")
    here.again()
    assert buttons(here.again()) == {"upload-try"}


@pytest.mark.parametrize(
    ("language", "name", "content"),
    [("nl", "leeg.csv", b""), ("en", "empty.csv", b""), ("en", f"{'a' * 130}.csv", b"x")],
)
def test_what_is_refused_is_refused_in_words_and_nothing_of_it_stays(processed, walk, language, name, content):
    here = handed_in(walk, processed, language, name, content)
    (said,) = [each.value for each in here.test.error]
    assert len(said) > 20
    assert jobs(processed) == []
    assert buttons(here) == {"upload-try"}


def test_a_full_inbox_takes_no_more(processed, walk):
    for _ in range(MOST_WAITING):
        put_request(processed / INBOX, "x.csv", b"x", "try")
    here = handed_in(walk, processed)
    assert str(MOST_WAITING) in here.test.error[0].value
    assert len(jobs(processed)) == MOST_WAITING


def test_without_a_file_nothing_is_taken_in(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="done", changes=CHANGES)
    here.again()
    here.test.file_uploader[0].clear()
    here.again()
    here.test.button(key="upload-take").click()
    here.again()
    assert jobs(processed) == [job]


def test_a_change_without_rows_is_text_alone(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="done", changes=replace(CHANGES, shifts=(), heads=()))
    assert "It would change." in here.again().html
    assert "Units that change in size" not in here.html


def test_only_who_may_upload_is_offered_the_box():
    """The data page is the advisor's alone; the box asks once more."""
    assert draw_upload(SimpleNamespace(person=Person("", (Grant("board"),)))) is None


def test_a_file_that_was_held_back_can_be_accepted_and_stays_accepted_when_it_is_taken_in(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="stopped", stopped="HeldBack", exit_code=3, faults=(Remark("x", STOOD_OUT),))
    here.again()
    assert STOOD_OUT["en"] in here.html
    assert buttons(here) == {"upload-accept", "upload-clear"}
    here.test.button(key="upload-accept").click()
    here.again()
    (second,) = [each for each in jobs(processed) if each != job]
    asked = json.loads((second / REQUEST).read_text(encoding="utf-8"))
    assert (asked["action"], asked["accept"]) == ("try", True)
    answered(processed, second.name, state="done", changes=CHANGES)
    here.again()
    here.test.button(key="upload-take").click()
    here.again()
    (third,) = [each for each in jobs(processed) if each not in (job, second)]
    asked = json.loads((third / REQUEST).read_text(encoding="utf-8"))
    assert (asked["action"], asked["accept"]) == ("take", True)


def test_what_stopped_for_another_reason_cannot_be_accepted(processed, walk):
    here = handed_in(walk, processed)
    (job,) = jobs(processed)
    answered(processed, job.name, state="stopped", stopped="FileRefused", exit_code=4, faults=(Remark("x", WHY),))
    assert buttons(here.again()) == {"upload-clear"}
