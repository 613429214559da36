"""A dean walks every page and follows links to every unit: nothing that is sent or offered names another unit.

Every unit has a name that occurs in no other text, so that a name is found wherever it stands; so does a target that
is another unit's alone, and the decision behind it.
"""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import streamlit as st

from dashboard import scope
from dashboard.access.people import Grant, Person
from dashboard.access.reach import Reach
from pipeline.publish.publication import build
from pipeline.published import TABLES, schema
from registers import Activity, rhythm_key
from tests.dashboard.agreed import agreement, days, registers_beside, rhythm, talk
from tests.dashboard.publication import TARGETS, Decided, tree, write_publication

CODES = [code for code, *_ in tree()]
DEAN = Person("", (Grant("dean", frozenset({"EXU-BEH"})),))
HEAD = Person("", (Grant("dean", frozenset({"EXU-BEH-PSC"})),))
AMBASSADOR = Person("", (Grant("ambassador", frozenset({"EXU-BEH"})),))
OWN = {
    DEAN: {"EXU", "EXU-BEH", "EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"},
    AMBASSADOR: {"EXU", "EXU-BEH", "EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"},
    HEAD: {"EXU", "EXU-BEH-PSC"},
}
# Of one other faculty alone; its name and its decision are words that stand nowhere else.
OTHERS_TARGET = Decided("zztarget", "Zzdoelnl", "Zzdoelen", "world", "11-14", 0.09, "persons", 0.05, units=("EXU-ENG",))
WIDE = {"overview": ["position", "compare", "changes"], "method": ["definitions", "decisions", "privacy", "dictionary"]}


def name_of(code: str, language: str) -> str:
    return f"Zz{language}{CODES.index(code):02d}zz"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months in which every unit has such a name, and breaks, remarks and renames are of other units too."""
    processed = tmp_path_factory.mktemp("named")
    folder = write_publication(processed, months=4, targets=(*TARGETS, OTHERS_TARGET), identity="named")
    rows = pq.read_table(folder / "units.parquet").to_pylist()
    for row in rows:
        row |= {f"name_{language}": name_of(row["unit"], language) for language in ("nl", "en")}
    pq.write_table(pa.Table.from_pylist(rows, schema=schema("units")), folder / "units.parquet")
    breaks = [
        {"snapshot": date(2025, 11, 30), "unit": code, "reason_en": f"{name_of(code, 'en')} merged", "reason_nl": name_of(code, "nl")}
        for code in CODES
    ]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(breaks, schema=schema("breaks")), folder / "breaks.parquet")
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    about["organisation"]["name"] = {"nl": name_of("EXU", "nl"), "en": name_of("EXU", "en")}
    about["warnings"] = [
        {"snapshot": "2025-12-31", "text": {"nl": name_of(code, "nl"), "en": f"{name_of(code, 'en')} grew"}}
        for code in CODES
    ]
    about["renamed"] = {"EXU-OLDCODE": "EXU-ENG", "EXU-BEH-OLD": "EXU-BEH"}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    tables = {name: pq.read_table(folder / f"{name}.parquet") for name in TABLES}
    (folder / "datapackage.json").write_bytes(build(tables, about).files["datapackage.json"])
    registers_beside(processed, {key: value for code in CODES for key, value in written_about(code).items()}).close()
    return processed


def written_about(code: str) -> dict:
    """What was written down about a unit: a talk that is late, or planned; what was agreed, in words that name it."""
    at, name = CODES.index(code), name_of(code, "nl")
    return {
        **rhythm(code, days(-9)),
        **({f"talk-{at}": talk(code, "planned", days(3), notes=name)} if at % 2 else {}),
        f"late-{at}": agreement(code, f"{name} werft breed", due=days(-2)),
        f"undated-{at}": agreement(code, name),
        f"held-{at}": talk(code, "held", days(-300), roles=(f"{name} decaan",), notes=f"{name} gesproken"),
        f"made-{at}": agreement(code, f"{name} samen", conversation=f"held-{at}", outcome=name),
        # What the organisation does may be meant for a target of one unit: whoever may not see that is not told.
        f"activity-{at}": Activity(
            code, f"{name} maatje", who=name, theme=name, targets=("zztarget",) if code == "EXU" else ()
        ),
    }


def leaks(text: str, person: Person) -> set[str]:
    """The units of others that are named in a text, by code or by name, and what is theirs alone."""
    others = [code for code in CODES if code not in OWN[person]]
    # Once through the text for all of them: a code is found where no letter of a longer one follows it.
    written = {run.rstrip("-") for run in re.findall(r"[A-Z-]{3,}", text)}
    codes = {code for code in others if any(run.endswith(code) for run in written)}
    found = set(re.findall(r"Zz(?:nl|en)\d\dzz", text))
    names = {code for code in others if {name_of(code, language) for language in ("nl", "en")} & found}
    theirs = {word for word in ("zztarget", "Zzdoelnl", "Zzdoelen", "EXU-OLDCODE") if word in text}
    return codes | names | theirs


def addresses(unit: str, language: str) -> list[tuple[str, dict[str, str]]]:
    """Every page of a unit; the overview and the method page with each of their choices."""
    base = {"unit": unit, "lang": language}
    return [
        *(("overview", {**base, "show": show}) for show in WIDE["overview"]),
        ("unit", base),
        ("unit", {**base, "target": "world-15up", "count": "fte", "date": "2025-11-30"}),
        ("discussion", base),
        ("data", base),
        *(("method", {**base, "part": part}) for part in WIDE["method"]),
        ("talks", base),
        # The forms of one's own unit, of somebody else's, and of several.
        *(("talks", {**base, "form": f"rhythm:{key}:1"}) for key in map(rhythm_key, ("EXU-BEH", "EXU-ENG"))),
        ("talks", {**base, "form": "rhythm:several:0", "stand": "overdue"}),
        ("talk", base),
        # The forms of one's own records, of somebody else's, of one that was taken off, and a new one.
        *(
            ("talk", {**base, "form": f"{kind}-{CODES.index(code)}:1"})
            for code in ("EXU-BEH", "EXU-ENG")
            for kind in ("conversation:held", "agreement:made")
        ),
        ("talk", {**base, "form": "conversation:1b4e28ba2fa1411d8b2f0123456789ab:0"}),
        ("activities", base),
        ("activities", {**base, "by": "unit", "work": "date", "find": "maatje"}),
        *(
            ("activities", {**base, "form": f"activity:activity-{CODES.index(code)}:1"})
            for code in ("EXU", "EXU-BEH", "EXU-ENG")
        ),
        ("activities", {**base, "form": "activity:1b4e28ba2fa1411d8b2f0123456789ab:0"}),
    ]


def everything(page, asked: dict[str, str]) -> str:
    """All that is sent and all that can be downloaded. What the reader asked for themselves is not told to them."""
    # The address in the bar is the reader's own; Streamlit sends it back as it was asked.
    back = [message.page_info_changed.query_string for message in page.sent if message.HasField("page_info_changed")]
    sent = [text for text in page.texts if text not in back]
    files = page.files()
    return "\n".join([*sent, *files, *files.values()])


@pytest.mark.parametrize("person", [DEAN, HEAD], ids=["dean", "head"])
@pytest.mark.parametrize("unit", [CODES[0], *(pytest.param(each, marks=pytest.mark.slow) for each in CODES[1:])])
def test_whatever_link_is_followed_no_other_unit_is_named_or_offered(named, walk, monkeypatch, person, unit):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)
    page = walk(named)
    language = "nl" if CODES.index(unit) % 2 else "en"
    pages = addresses(unit, language)
    if unit not in OWN[person]:
        # A link to somebody else's unit draws the organisation: its finer pages are those of EXU, walked there. The
        # unit of such a link and the form in it are not looked at together: each form meets every other such unit.
        pages = [pages[0], pages[3], *pages[5:7], *pages[-16:][CODES.index(unit) // 2 % 2 :: 2]]
    for name, params in pages:
        page.go(name, **params)
        found = everything(page, params)
        assert leaks(found, person) == set(), (name, params)
        assert page.title
        if name != "data":
            own = unit if unit in OWN[person] and not (name == "discussion" and unit == "EXU") else "EXU"
            assert name_of(own, language) in found or name in ("method", "talks") or "form" in params
        if name == "talks":
            assert name_of("EXU-BEH-PSC", language) in found


def test_every_picture_of_ones_own_unit_has_files_and_they_hold_its_figures(named, walk, monkeypatch):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: DEAN)
    page, offered = walk(named), set()
    for name, params in addresses("EXU-BEH", "en"):
        files = page.go(name, **params).files()
        assert all(files.values())
        offered |= {(name, Path(each).suffix) for each in files}
        assert len(page.charts) == 0 or {Path(each).suffix for each in files} >= {".csv", ".xlsx"}, (name, params)
    assert offered == {
        ("overview", ".csv"), ("overview", ".xlsx"), ("unit", ".csv"), ("unit", ".xlsx"),
        ("discussion", ".html"), ("discussion", ".md"), ("discussion", ".pdf"), ("discussion", ".docx"),
        ("talks", ".ics"), ("talk", ".csv"), ("talk", ".xlsx"),
        ("activities", ".csv"), ("activities", ".xlsx"),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_link_to_somebody_elses_unit_is_answered_as_one_to_no_unit_at_all(named, walk, monkeypatch, language):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: DEAN)
    page = walk(named)
    for name in ("overview", "unit", "discussion"):
        texts = []
        for unit in ("EXU-ENG", "EXU-ENG-MEC", "EXU-NOWHERE"):
            page.go(name, unit=unit, lang=language)
            assert any("niet voor u" in each or "not for you" in each for each in page.info)
            texts.append((page.info, page.html, page.title))
        assert texts[0] == texts[1] == texts[2]


def test_a_link_to_somebody_elses_target_is_answered_as_one_to_no_target_at_all(named, walk, monkeypatch):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: DEAN)
    page = walk(named)
    there = page.go("unit", unit="EXU-BEH", target="zztarget", lang="en")
    first = (there.info, there.html)
    nowhere = page.go("unit", unit="EXU-BEH", target="nowhere", lang="en")
    assert first == (nowhere.info, nowhere.html)
    assert leaks(page.text, DEAN) == set()


def test_an_ambassador_of_one_faculty_sees_as_little_of_others(named, walk, monkeypatch):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: AMBASSADOR)
    page = walk(named)
    for name, params in addresses("EXU-BEH", "nl"):
        assert leaks(everything(page.go(name, **params), params), AMBASSADOR) == set(), (name, params)


def test_with_a_login_it_is_the_same(named, walk, monkeypatch, tmp_path):
    """The whole way: claims, access.toml, grants, scope."""
    (tmp_path / "access.toml").write_text(
        '[[grant]]\nrole = "dean"\nunits = ["EXU-BEH"]\ngroups = ["deans"]\n', encoding="utf-8"
    )
    monkeypatch.setenv("STREEFCIJFER_ACCESS", str(tmp_path / "access.toml"))
    user = {"is_logged_in": True, "name": "Some Body", "groups": ["deans"], "iat": datetime.now(UTC).timestamp()}
    page = walk(named, user=user, secrets={"auth": {"redirect_uri": "http://127.0.0.1"}})
    for name, params in addresses("EXU-BEH", "en"):
        assert leaks(everything(page.go(name, **params), params), DEAN) == set(), (name, params)
    assert "Some Body" in page.html


# --- the search finds what is there --------------------------------------------------------------------


def test_whoever_sees_all_is_sent_all(named, walk):
    """The same search over the pages of the advisor finds every other unit, in pages and in files."""
    page, found, filed = walk(named), set(), set()
    for name, params in [*addresses("EXU", "en"), *addresses("EXU-ENG", "nl"), *addresses("EXU-ENG-MEC", "nl")]:
        page.go(name, **params)
        found |= leaks(page.text, DEAN)
        filed |= leaks("\n".join(page.files().values()), DEAN)
    others = {code for code in CODES if code not in OWN[DEAN]}
    assert others <= found
    assert others <= filed
    assert {"zztarget", "Zzdoelnl", "Zzdoelen"} <= found


def test_the_search_finds_records_of_others_on_the_page_of_a_talk(named, walk, monkeypatch):
    """Both locks are taken off: what may be read, and whose records the page asks for. One alone keeps them in."""
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: AMBASSADOR)
    asked, everybody = {"unit": "EXU-BEH", "lang": "en"}, Reach(None, None, "ambassador")
    monkeypatch.setattr("dashboard.dossier.former", lambda *_: frozenset(CODES))
    assert leaks(everything(walk(named).go("talk", **asked), asked), AMBASSADOR) == set()
    monkeypatch.setattr("dashboard.visit.Visit.reach", lambda *_: everybody)
    page = walk(named).go("talk", **asked)
    assert leaks(page.text, AMBASSADOR) >= {"EXU-ENG", "EXU-SCI", "EXU-SER-LIB"}
    assert leaks("\n".join(page.files().values()), AMBASSADOR) >= {"EXU-ENG", "EXU-SCI", "EXU-SER-LIB"}


def test_the_search_finds_activities_of_others(named, walk, monkeypatch):
    """With the lock off, each of them is found, on the page and in its files."""
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: AMBASSADOR)
    asked = {"unit": "EXU", "lang": "nl"}
    assert leaks(everything(walk(named).go("activities", **asked), asked), AMBASSADOR) == set()
    monkeypatch.setattr("dashboard.visit.Visit.reach", lambda *_: Reach(None, frozenset({"EXU-BEH"}), "ambassador"))
    page, others = walk(named).go("activities", **asked), set(CODES) - OWN[AMBASSADOR]
    assert leaks(page.text, AMBASSADOR) >= {*others, "zztarget"}
    assert leaks("\n".join(page.files().values()), AMBASSADOR) >= others


def _uncut(edition, person):
    return edition


def _remarks_kept(edition, person):
    return replace(scope_before(edition, person), remarks=edition.remarks)


def _targets_kept(edition, person):
    return replace(scope_before(edition, person), targets=edition.targets)


def _breaks_kept(edition, person):
    cut = scope_before(edition, person)
    loose = edition.tables["breaks"].to_pylist()
    every = pa.Table.from_pylist([{**row, "unit": None} for row in loose], schema=schema("breaks"))
    return replace(cut, tables={**cut.tables, "breaks": every})


scope_before = scope.scoped


@pytest.mark.parametrize("leaking", [_uncut, _remarks_kept, _targets_kept, _breaks_kept])
def test_a_leak_that_is_planted_is_found(named, walk, monkeypatch, leaking):
    """An edition that is not cut, or from which one thing was not cut: each is found on some page."""
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: DEAN)
    monkeypatch.setattr("dashboard.visit.scoped", leaking)
    st.cache_resource.clear()
    page = walk(named)
    # The first page on which it is found is enough.
    found = any(leaks(everything(page.go(name, **params), params), DEAN) for name, params in addresses("EXU-BEH", "en"))
    st.cache_resource.clear()
    assert found
