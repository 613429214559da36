"""Every exit code, each out of a process that really ends with it, as text in both languages and as JSON."""

import pytest

from pipeline.storage.store import Store, exclusive
from tests.cli.shell import Answer, streefcijfer
from tests.organisation.builder import TARGETS
from tests.refresh.university import University, export, staff

PROGRESS = ("read ", "count ", "recall ", "protect ", "publish ", "audit ")


def refreshed(university: University, *more: str, before: str = "", language: str | None = None) -> Answer:
    return streefcijfer(
        *("refresh", "--organisation", university.organisation, "--raw", university.raw),
        *("--processed", university.processed, *more),
        before=before,
        language=language,
    )


def stops(university: University, code: int, kind: str, *, before: str = "") -> Answer:
    """The refresh stops in the same way as text in either language and as JSON; returns the JSON answer."""
    files = university.on_disk("published")
    english, dutch = (refreshed(university, before=before, language=language) for language in ("en", "nl"))
    plain = refreshed(university, "--json", before=before)
    assert (english.code, dutch.code, plain.code) == (code, code, code)
    assert (english.out, dutch.out, plain.err) == ("", "", "")
    assert (plain.plain["ok"], plain.plain["stopped"], plain.plain["exit_code"]) == (False, kind, code)
    for language, answer in (("en", english), ("nl", dutch)):
        said = [line for line in answer.err.splitlines() if not line.startswith(PROGRESS)]
        assert said == [fault["text"][language] for fault in plain.plain["faults"]]
    assert english.err != dutch.err
    assert university.on_disk("published") == files
    return plain


def test_0_done_and_nothing_to_do(university: University) -> None:
    nothing = refreshed(university)
    assert (nothing.code, nothing.out) == (
        0,
        "There are no exports yet: put the first one in the raw folder and run this again.\n",
    )
    university.deliver("2025-11")
    done = refreshed(university)
    assert done.code == 0
    assert done.out.startswith("Tiny University, November 2025")
    again = refreshed(university, language="nl")
    assert again.code == 0
    assert "Er is niets veranderd." in again.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("refresh", "--nope"),
        ("nope",),
        ("check",),
        ("explain", "target"),
        ("demo", "--months", "0"),
        ("demo", "--months", "many"),
        ("refresh", "--language", "fr"),
        ("organisation",),
    ],
)
def test_2_usage(arguments: tuple[str, ...]) -> None:
    answer = streefcijfer(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Usage:")


def test_10_organisation_at_fault(university: University) -> None:
    university.change(targets=TARGETS.replace("0.08", "8").replace('band = "15+"', 'band = "15"'))
    plain = stops(university, 10, "OrganisationFault")
    assert len(plain.plain["faults"]) == 2
    assert not university.processed.exists()


def test_11_file_refused(university: University) -> None:
    university.put("personeel_2025-10.csv", "")
    university.put("personeel_2025-11.csv", export("2026-12", staff()).replace("2026", "2036"))
    plain = stops(university, 11, "FileRefused")
    assert plain.codes == ["read.empty", "date_outside_window"]
    assert [fault["where"]["file"] for fault in plain.plain["faults"]] == [
        "personeel_2025-10.csv",
        "personeel_2025-11.csv",
    ]


def test_12_held_back_until_accept(university: University) -> None:
    university.deliver("2025-10")
    refreshed(university)
    university.deliver("2025-11", heads=60)
    assert stops(university, 12, "HeldBack").codes == ["short_file"]
    accepted = refreshed(university, "--accept", "--json")
    assert accepted.code == 0
    assert [each["month"] for each in accepted.plain["taken"]] == ["2025-11"]


BLIND = """
import dataclasses
from pipeline.protect import chain
chain.settle = lambda scene, *_: chain.Result(scene.problem.must_hide & False, (), (), 0)
"""
CARELESS = """
from pipeline.protect import door
real = door._hide
door._hide = lambda rows, hidden, *more: real(rows, hidden & False, *more)
"""


def test_13_protection_failed(university: University) -> None:
    university.deliver("2025-10")
    refreshed(university)
    (university.organisation / "policy.toml").write_text("[default]\nk = 60\nn_min = 200\n")
    assert stops(university, 13, "ProtectionFailed").codes == ["nothing_to_show"]


def test_13_the_audit_stops_a_protector_that_hides_too_little(university: University) -> None:
    """The protector is made to hide nothing it need not for its own reasons: the audit, which knows nothing of it, refuses."""
    university.deliver("2025-10")
    refreshed(university)
    university.deliver("2025-11")
    for blindness in (BLIND, CARELESS):
        answer = stops(university, 13, "AuditFailed", before=blindness)
        assert answer.codes
    assert refreshed(university).code == 0


def test_14_another_refresh_is_running(university: University) -> None:
    university.deliver("2025-10")
    refreshed(university)
    university.deliver("2025-11")
    with exclusive(Store(university.processed)):
        assert stops(university, 14, "RefreshRunning").codes == ["refresh_running"]
    assert refreshed(university).code == 0


def test_15_storage(university: University) -> None:
    university.deliver("2025-10")
    refreshed(university)
    (university.processed / "published" / "current.json").write_text("{")
    assert stops(university, 15, "StorageFailed").codes == ["cannot_read"]


def test_15_nothing_published_yet(university: University) -> None:
    answers = [
        streefcijfer("explain", "target", "unit", "--processed", university.processed, language=each)
        for each in ("en", "nl")
    ]
    assert [answer.code for answer in answers] == [15, 15]
    assert answers[0].err == (
        f"{university.processed}: nothing has been published here yet; run `streefcijfer refresh` first, or name another folder with --processed\n"
    )
    assert "hier is nog niets gepubliceerd" in answers[1].err
