"""Hidden values are looked for wherever something comes out: the published folder, the terminal, errors. There are none.

Each search is proved by what it does find: in the restricted zone, or of what is shown.
"""

import copy
import json
import os
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import releases
from pipeline.cli import main
from pipeline.errors import AuditFailed
from pipeline.inbox.shape import put_request, read_answer
from pipeline.organisation.model import Organisation
from pipeline.protect import chain
from pipeline.protect.state import State
from pipeline.published import current
from tests.refresh.planted import (
    MAKER,
    MICRO,
    MONTHS,
    PSEUDONYM,
    STRANGE,
    SURNAME,
    Secrets,
    closed,
    everything,
    hidden_from,
    live,
    people,
    planted,
    rehashed,
    shown,
    truths,
)
from tests.refresh.university import University, export, widened

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Refreshed:
    """What a refresh left behind, and what it said while it ran."""

    university: University
    said: bytes
    secrets: Secrets  # what readers of the open publication may not find


def folders(university: University) -> list[str]:
    processed = ["--processed", str(university.processed)]
    return ["--organisation", str(university.organisation), "--raw", str(university.raw), *processed]


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """As it really runs: a process of its own with its workers, everything it writes on either stream kept."""
    university = planted(tmp_path_factory.mktemp("planted"))
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "refresh", *folders(university)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        check=True,
    )
    secrets = replace(hidden_from(live(university)), hashes=tuple(rehashed(university)))
    return Refreshed(university, ran.stdout + b"\n" + ran.stderr, secrets)


def run(university: University, command: str, *arguments: str, code: int = 0) -> bytes:
    """What a command says in both languages and for machines."""
    said: list[str] = []
    for options in (("--language", "en"), ("--language", "nl"), ("--json",)):
        found = CliRunner().invoke(main, [command, *arguments, *options])
        assert found.exit_code == code, found.output
        assert "Traceback" not in found.output
        said += [found.stdout, found.stderr]
    assert any(said)
    return "\n".join(said).encode()


def finds(secrets: Secrets, files: dict[str, bytes]) -> dict[str, set[str]]:
    """Per file what was found in it; files in which nothing was are left out."""
    return {name: seen for name, data in files.items() if (seen := secrets.found(data))}


# --- the search itself --------------------------------------------------------------------------------


def test_what_was_counted_by_hand_is_what_was_published(refreshed: Refreshed) -> None:
    """Else the search would be for numbers that nobody ever worked out."""
    known = truths()
    rows = shown(live(refreshed.university))
    assert len(rows) > 20
    for key, row in rows.items():
        true = known[key]
        assert (row["headcount"], row["members"], row["unknown"]) == (true.heads, true.members, true.unknown)
        assert round(row["fte"] * MICRO) == true.fte
        assert abs(row["members_fte"] * MICRO - true.members_fte) <= MICRO / 20 + 1
    assert len(known) > 2 * len(rows)


def test_the_search_finds_hidden_values_where_they_are(refreshed: Refreshed) -> None:
    """Nearly everything that is looked for stands in the restricted zone, in letters and as eight bytes."""
    secrets, found = refreshed.secrets, set[str]()
    for seen in finds(secrets, everything(refreshed.university.processed / "restricted")).values():
        found |= seen
    assert {f"{each} hash" for each in secrets.hashes} <= found
    hidden = set(truths()) - set(shown(live(refreshed.university)))
    counted = {truths()[key].members_fte for key in hidden if key[4] == "function"} & secrets.numbers
    counted = {number for number in counted if len(str(number).strip("0")) >= 5}
    assert len(counted) > 15
    assert {f"{number} written" for number in counted} <= found
    assert {f"{number} binary" for number in counted} <= found
    assert STRANGE in found  # what was set aside is kept, as the cell it was


def test_the_search_finds_what_is_published(refreshed: Refreshed) -> None:
    """Looking for a shown row's fte: in letters in the CSV, packed in the Parquet, in words of the terminal."""
    fte = {truths()[key].fte for key in shown(live(refreshed.university))}
    found = finds(Secrets(frozenset(fte), texts=("Tiny University",)), everything(refreshed.university.processed))
    folder = f"published/{live(refreshed.university).name}"
    assert {f"{each} written" for each in fte} <= found[f"{folder}/representation.csv"]
    assert {f"{each} binary" for each in fte} <= found[f"{folder}/representation.parquet"]
    assert "Tiny University" in found[f"{folder}/about.json"]


@pytest.mark.parametrize(
    "text",
    [
        b"2.345678",
        b"x=2,345678;",
        b"2.3457",
        b"2.3456 fte",
        b'{"a":2.34567800000003}',
        b"234.57%",
        b"234,568",
        b" 2345678 ",
        (2345678).to_bytes(8, "little"),
        struct.pack("<d", 2.345678),
        b"odd" + struct.pack("<d", 2.3457) + b"odd",
        "2,345678 \u2265 2".encode("utf-16-le"),
        "2.345678".encode("utf-32-le"),
    ],
)
def test_every_form_of_a_number_is_recognised(text: bytes) -> None:
    assert Secrets(frozenset({2_345_678}), texts=()).found(text)


@pytest.mark.parametrize("text", [b"2.3", b"12.345678", b"2.3459", b"2.345678", b"2345678901", b"a2345678"])
def test_other_numbers_and_open_ones_are_not(text: bytes) -> None:
    open_now = [2_345_678] if text == b"2.345678" else []
    assert not Secrets(frozenset({2_345_678}), open_now, texts=()).found(text)


# --- what is published --------------------------------------------------------------------------------


def test_nothing_hidden_is_in_the_published_folder(refreshed: Refreshed) -> None:
    files = everything(refreshed.university.processed / "published")
    assert len(files) > 10
    assert finds(refreshed.secrets, files) == {}


@pytest.mark.parametrize("code", ["gw", "tn"])
def test_nothing_hidden_from_a_closed_audience_is_in_its_folder(refreshed: Refreshed, code: str) -> None:
    university = refreshed.university
    own = replace(hidden_from(closed(university, code)), hashes=refreshed.secrets.hashes)
    files = everything(university.processed / "closed" / code)
    assert finds(own, files) == {}
    # It is shown more than everybody: the search for what is hidden from everybody finds that here.
    assert finds(refreshed.secrets, files)
    assert own.numbers < refreshed.secrets.numbers


def test_nothing_hidden_is_in_accounts_and_answers(refreshed: Refreshed, tmp_path: Path) -> None:
    """An upload of a month again, tried; one that is taken in; and one that is refused for what it holds."""
    university = copy.copy(refreshed.university)
    shutil.copytree(refreshed.university.home, tmp_path / "copy")
    university.home = tmp_path / "copy"
    university.raw, university.processed = university.home / "raw", university.home / "processed"
    university.organisation = university.home / refreshed.university.organisation.name
    rows = people(MONTHS[1])
    again = export(MONTHS[1], [*rows, *(replace(row, unit=STRANGE, pseudonym=f"{PSEUDONYM}77") for row in rows[:1])])
    refused = widened(again, "E-mail", [f"{SURNAME}@example.org"])
    jobs = [
        put_request(university.processed / "inbox", f"personeel_{number}.csv", text.encode("cp1252"), action)
        for number, (text, action) in enumerate([(again, "try"), (refused, "take"), (again, "take")])
    ]
    said = run(university, "inbox", *folders(university))
    assert [each["state"] for each in json.loads(said[said.index(b"\n{") :])["handled"]] == []  # by the run before it
    answers = [read_answer(university.processed, job) for job in jobs]
    assert [each.state for each in answers if each] == ["done", "stopped", "done"]
    files = everything(university.processed / "accounts") | everything(university.processed / "answers")
    assert len(files) == 5
    secrets = replace(hidden_from(live(university)), hashes=refreshed.secrets.hashes)
    assert finds(secrets, files) == {}
    assert finds(refreshed.secrets, files) == {}
    assert secrets.found(said) == set()
    # The search is proved by what is shown: a target in fte stands in an answer as it is published.
    fte = {truths()[key].fte for key in shown(live(refreshed.university))}
    assert finds(Secrets(frozenset(fte)), files)
    assert not list((university.processed / "inbox").iterdir())


def test_texts_that_are_not_read_are_nowhere_at_all(refreshed: Refreshed) -> None:
    """Pseudonyms as delivered, a column nobody asked for, who made the export: not even in the restricted zone."""
    unread = Secrets(frozenset(), texts=(PSEUDONYM, SURNAME, MAKER))
    assert finds(unread, everything(refreshed.university.processed)) == {}
    raw = {path.name: path.read_bytes() for path in refreshed.university.raw.iterdir()}
    assert all(seen == {PSEUDONYM, SURNAME, MAKER} for seen in finds(unread, raw).values())
    assert len(finds(unread, raw)) == len(MONTHS)


# --- what is said -------------------------------------------------------------------------------------


def test_the_refresh_says_nothing_hidden(refreshed: Refreshed) -> None:
    again = run(refreshed.university, "refresh", *folders(refreshed.university))
    assert refreshed.secrets.found(refreshed.said + again) == set()
    assert b"Kleine Universiteit" in again


def test_audit_explain_and_check_say_nothing_hidden(refreshed: Refreshed) -> None:
    university = refreshed.university
    processed = ["--processed", str(university.processed)]
    said = [run(university, "audit", *processed), run(university, "audit", "--all", *processed)]
    asked = {(row["target"], row["unit"]) for row in current(university.processed).table("progress").to_pylist()}
    assert len(asked) > 5
    told = [run(university, "explain", target, unit, *processed) for target, unit in sorted(asked)]
    export_file = str(university.raw / f"personeel_{MONTHS[1]}.csv")
    tried = run(university, "check", export_file, "--organisation", str(university.organisation))
    assert refreshed.secrets.found(b"\n".join([*said, *told])) == set()
    assert refreshed.secrets.found(tried) == set()
    fte = {truths()[key].fte for key in shown(live(university))}
    assert Secrets(frozenset(fte)).found(b"\n".join(told))


# --- what goes wrong ----------------------------------------------------------------------------------


def test_a_refused_file_is_refused_without_its_values(refreshed: Refreshed, tmp_path: Path) -> None:
    university = planted(tmp_path)
    rows = [
        replace(row, unit=STRANGE, fte=f"7,{row.fte[2:]}") if at < 20 else row
        for at, row in enumerate(people(MONTHS[0]))
    ]
    university.put("personeel_2025-10.csv", export("2025-10", rows))
    said = run(university, "refresh", *folders(university), code=11)
    spoilt = {7 * MICRO + int(row.fte[2:]) for row in rows}
    secrets = replace(refreshed.secrets, numbers=refreshed.secrets.numbers | spoilt)
    assert secrets.found(said) == set()
    assert b"personeel_2025-10.csv" in said
    assert list((university.processed / "published").iterdir()) == []


@pytest.mark.parametrize("place", ["pipeline.digest.judge", "pipeline.months.progress", "pipeline.refresh.pass_audit"])
def test_a_crash_tells_its_place_and_no_value(
    refreshed: Refreshed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    hidden = sorted(refreshed.secrets.numbers)[-40:]
    text = f"{STRANGE} {SURNAME} {PSEUDONYM}0007 {[each / MICRO for each in hidden]} {refreshed.secrets.hashes[:9]}"
    assert len(refreshed.secrets.found(text.encode())) > 20

    def broken(*_: object, **__: object) -> None:
        raise ValueError(text)

    university = planted(tmp_path)
    monkeypatch.setattr(place, broken)
    said = run(university, "refresh", *folders(university), code=1)
    assert refreshed.secrets.found(said) == set()
    assert b"ValueError" in said
    assert json.loads(said[said.index(b"\n{") :].decode())["faults"][0]["code"] == "unexpected"


def test_a_refresh_that_fails_its_audit_names_rows_and_no_value(
    refreshed: Refreshed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protection that shows every row: the audit stops it, and says of which rows what can be worked out, not what."""
    advance, counted = releases.advance, chain.counted_members

    def shows_all(before: State, delivery: chain.Delivery, organisation: Organisation) -> tuple[State, chain.Given]:
        after, given = advance(before, delivery, organisation)
        return after, replace(given, rows={row: step or delivery.key for row, step in given.rows.items()})

    university = planted(tmp_path)
    monkeypatch.setattr(releases, "advance", shows_all)
    monkeypatch.setattr(chain, "counted_members", lambda a, b, c, given: counted(a, b, c, given | True))
    said = run(university, "refresh", *folders(university), code=AuditFailed.exit_code)
    assert b"GW-COM, 15+" in said
    assert refreshed.secrets.found(said) == set()
    assert list((university.processed / "published").iterdir()) == []
