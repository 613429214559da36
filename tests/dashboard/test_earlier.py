"""The figures that were on the table some day, opened again by the id of their publication."""

import json
import shutil

import pytest

from dashboard.access.people import Grant, Person
from pipeline.published import earlier
from tests.dashboard.publication import point_at, write_publication

FACULTY = "EXU-BEH"
MEMBER = Person("", (Grant("ambassador", frozenset({"*"}), frozenset({"deans"})),))
NO_MEMBER = Person("", (Grant("ambassador", frozenset({"*"})),))
DEAN = Person("", (Grant("dean", frozenset({"EXU-ENG"})),))
BANNER = "You see the figures as they were published earlier"


@pytest.fixture(scope="module")
def processed(tmp_path_factory):
    """Live: three months. Before: two, in which a faculty shows nothing. And what the deans had before."""
    folder = tmp_path_factory.mktemp("earlier")
    write_publication(folder, months=2, hidden=(FACULTY,), identity="before1")
    (folder / "closed" / "deans").mkdir(parents=True)
    shutil.move(write_publication(folder, months=1, identity="closed1"), folder / "closed" / "deans" / "closed1")
    shutil.move(write_publication(folder, months=3, identity="closed2"), folder / "closed" / "deans" / "closed2")
    write_publication(folder, months=3, identity="live1")
    point_at(folder, "live1")
    pointer = folder / "published" / "current.json"
    pointer.write_text(json.dumps({"id": "live1", "path": "live1", "closed": {"deans": "closed2"}}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("wanted", "audiences", "found"),
    [
        ("before1", (), ("before1", "")),
        ("live1", (), ("live1", "")),
        ("closed1", ("deans",), ("closed1", "deans")),
        ("closed1", (), None),
        ("closed1", ("board",), None),
        ("nothing", ("deans",), None),
        *((odd, ("deans",), None) for odd in ("", ".", "..", "../published/before1", "before1/", "current.json", "/", "a" * 65, "before1\n")),
    ],
)  # fmt: skip
def test_a_publication_by_its_id(processed, wanted, audiences, found):
    there = earlier(processed, wanted, audiences)
    assert (None if there is None else (there[0].id, there[1])) == found


def opened(walk, processed, monkeypatch, person, page="unit", **params):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)
    return walk(processed).go(page, lang="en", unit=FACULTY, **params)


def test_it_shows_what_was_published_then_and_says_so(processed, walk, monkeypatch):
    then = opened(walk, processed, monkeypatch, NO_MEMBER, publication="before1")
    now = opened(walk, processed, monkeypatch, NO_MEMBER)
    assert BANNER in then.html
    assert "before1<br>" in then.html
    assert "publication=before1" in then.html, "links stay in it"
    assert BANNER not in now.html
    assert "live1<br>" in now.html
    assert then.title != now.title, "hidden then, shown now"


@pytest.mark.parametrize("page", ["overview", "unit", "discussion", "talks", "talk", "activities", "method"])
def test_every_page_opens_in_it_and_leads_back_to_now(processed, walk, monkeypatch, page):
    then = opened(walk, processed, monkeypatch, NO_MEMBER, page, publication="before1")
    assert BANNER in then.html
    back = then.html.split(BANNER)[1].split('href="')[1].split('"')[0]
    assert "publication" not in back


def test_the_live_ones_are_not_earlier_ones(processed, walk, monkeypatch):
    assert BANNER not in opened(walk, processed, monkeypatch, NO_MEMBER, publication="live1").html
    there = opened(walk, processed, monkeypatch, MEMBER, publication="closed2").html
    assert BANNER not in there
    assert "closed2<br>" in there


def test_a_closed_release_of_before_is_for_who_belongs_to_it(processed, walk, monkeypatch):
    member = opened(walk, processed, monkeypatch, MEMBER, publication="closed1").html
    assert BANNER in member
    assert "You belong to a closed audience" in member
    assert "release=open" not in member
    other = opened(walk, processed, monkeypatch, NO_MEMBER, publication="closed1")
    assert BANNER not in other.html
    assert any("this publication is not there, or is not for you" in said for said in other.info)
    assert "closed1" not in other.html


def test_who_may_not_see_a_unit_now_does_not_see_it_then(processed, walk, monkeypatch):
    there = opened(walk, processed, monkeypatch, DEAN, publication="before1")
    assert BANNER in there.html
    assert "Behavioural" not in there.text


def test_one_that_is_damaged_is_said_to_be(processed, walk, monkeypatch):
    folder = write_publication(processed, months=1, identity="damaged1")
    point_at(processed, "live1")
    (folder / "progress.parquet").write_bytes(b"no table")
    there = opened(walk, processed, monkeypatch, NO_MEMBER, publication="damaged1")
    assert "progress.parquet" in there.text
