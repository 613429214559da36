"""Every page with many selections, run as Streamlit runs it: never an exception, always words."""

import json
import re
import shutil
from itertools import product

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.access.people import Grant, Person
from dashboard.access.rules import PAGES
from dashboard.selection import PARTS, SHOWS
from pipeline.published import schema
from tests.dashboard.publication import TARGETS, point_at, tree, write_publication

ID = "3f9a1c07d2"
LEAF, FACULTY, WHOLE, GONE = "EXU-SER-LIB", "EXU-BEH", "EXU", "gone"
UNITS = [WHOLE, FACULTY, LEAF, GONE]
# Pages about one unit and its targets; pages of what people wrote down about units; the other two are about all of it.
OF_UNITS = ["overview", "unit", "discussion"]
OF_ALL = ["data", "method", "talks"]
TITLES = {
    "data": {"nl": "Cijfers tot en met december 2025", "en": "Figures up to December 2025"},
    "method": {"nl": "Hoe de cijfers tot stand komen", "en": "How the figures are made"},
    # Without registers; tests/dashboard/test_talks_page.py has them.
    "talks": {"nl": "De gesprekken zijn nu niet te lezen", "en": "The conversations cannot be read now"},
}


def comparable(edition, unit):
    """Where the unit (of a leaf: its parent) and something directly below it are shown, in plain words."""
    whole = {LEAF: "EXU-SER", GONE: WHOLE}.get(unit, unit)
    below = [code for code, parent, *_ in tree() if parent == whole]
    rows = [row for row in edition.tables["representation"].to_pylist() if str(row["snapshot"]) == "2025-12-31"]
    shown = {(row["unit"], f"{row['group']}.{row['band']}") for row in rows if row["shown"]}
    order = [f"{group}.{band}" for group in edition.groups for band in edition.bands]
    return [cell for cell in order if (whole, cell) in shown and any((each, cell) in shown for each in below)]


def changed_about(folder, **changes):
    path = folder / "about.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


def foot(page):
    return page.html.split('class="sc-foot"')[-1]


def other(language):
    return "en" if language == "nl" else "nl"


# --- every page, every kind of selection ---------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_draws_every_kind_of_unit_and_target(published, walk, page, language):
    here = walk(published)
    targets = ["world-15up", "women-11-14"] if language == "nl" else []
    for unit, target in product(UNITS, [None, GONE, *targets]):
        asked = {"lang": language, "unit": unit} | ({"target": target} if target else {})
        here.go(page, **asked)
        assert here.title
        assert f"{ID}<br>" in here.html  # the foot is there: the page was drawn to its end
        assert any("kon niet gevolgd" in each or "could not be followed" in each for each in here.info) == (
            GONE in (unit, target)
        )
        assert f'lang="{other(language)}"' in here.html
        if page in TITLES:
            assert here.title == TITLES[page][language]
        elif unit == FACULTY:
            assert "Gedrag en Samenleving" in here.title or "Behavioural Sciences" in here.title


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("show", [*SHOWS, "sideways"])
def test_the_overview_shows_what_the_address_asks_for(published, edition, walk, show, language):
    here = walk(published)
    cells = ["world.15+", "women.11-14"] if show == "compare" and language == "nl" else []
    for unit, group, cell in product(UNITS, [None, "women", GONE], [None, *cells]):
        finer = {name: each for name, each in (("group", group), ("cell", cell)) if each}
        here.go("overview", lang=language, unit=unit, show=show, **finer)
        assert here.title
        if show == "compare":
            # A comparison names its group itself, so every cell can be chosen whatever group was looked at before.
            can, own = comparable(edition, unit), ["women.11-14"] if group == "women" and unit in (WHOLE, GONE) else []
            assert len(here.charts) == (2 if can else 0)  # one for a page, one for a phone
            if can:
                # A cell of which nothing can be compared here gives way to the first that has a target.
                assert here.test.selectbox(key="cell").value == (cell if cell in can else [*own, *can][0])
            else:
                assert re.search("niets om te vergelijken|nothing to compare", here.info[-1])
        elif show == "changes":
            assert not here.charts
            assert re.search(r"nieuwe? cijfers?|new figures?", here.html)
        else:
            # A picture per target group, or the one that was asked for.
            assert len(here.charts) == (1 if group == "women" or unit == LEAF else 2)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("target", ["world-11-14", "women-11-14"])
def test_the_unit_page_counts_as_asked_and_warns(published, walk, target, language):
    """One target counts persons, the other fte; each can be told the other way, without a verdict."""
    here, decided = walk(published), "fte" if target == "women-11-14" else "persons"
    warned = {"nl": "Let op: het streefcijfer telt", "en": "Note: the target counts"}[language]
    for unit, count in product([WHOLE, FACULTY], [None, "persons", "fte", "heads"]):
        asked = {"count": count} if count else {}
        here.go("unit", lang=language, unit=unit, target=target, **asked)
        shown = count if count in ("persons", "fte") else decided
        assert here.test.button_group(key="count").value == shown
        assert (warned in here.html) == (shown != decided)
        assert len(here.charts) >= 2


def test_the_recount_of_a_hidden_row_has_no_figure_and_says_so(tmp_path, walk):
    write_publication(tmp_path, months=2, hidden=(FACULTY,), identity="hidden")
    for target, count in (("world-11-14", "fte"), ("women-11-14", "persons")):
        here = walk(tmp_path).go("unit", lang="en", unit=FACULTY, target=target, count=count)
        assert "not shown in" in here.html


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", [*PARTS, "elsewhere"])
def test_the_method_page_draws_each_of_its_parts(published, walk, part, language):
    here = walk(published).go("method", lang=language, part=part)
    titles = {
        "definitions": "Wilson",
        "decisions": "Streefcijferplan 2023-2028",
        "privacy": "sc-",
        "dictionary": "headcount",
        "elsewhere": "Wilson",
    }
    assert titles[part] in here.html
    current = re.findall(r'<a href="method\?([^"]*)"[^>]*aria-current', here.html)
    assert len(current) >= 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("date", ["2023-01-31", "2024-07-31", "1999-01-31", "not a date"])
def test_every_page_draws_any_date(published, walk, page, date):
    here = walk(published).go(page, date=date)
    assert any("kon niet gevolgd" in each for each in here.info) == (date in ("1999-01-31", "not a date"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_draws_in_the_colours_of_the_reader(published, walk, page, theme):
    here = walk(published, context={"theme": theme}).go(page, unit=FACULTY)
    assert ("--sc-paper:#ffffff" in here.html) == (theme == "light")
    for chart in here.charts:
        assert ("#12181f" in chart.spec) == (theme == "dark")


# --- publications of every kind ------------------------------------------------------------------------


@pytest.mark.parametrize("page", OF_UNITS)
def test_where_nothing_may_be_shown_the_page_still_says_what_a_target_means(tmp_path, walk, page):
    write_publication(tmp_path, months=3, hidden=tuple(code for code, *_ in tree()), identity="hidden")
    here = walk(tmp_path)
    for unit, target in ((WHOLE, "world-11-14"), (FACULTY, "women-11-14"), (LEAF, "world-15up")):
        here.go(page, lang="en", unit=unit, target=target)
        if page == "discussion":
            assert re.search(r"\d% of [\d,]+ people would|\d% of |not shown", here.text)
        elif unit == WHOLE:
            assert here.title == "Example University: what the targets mean in numbers"
            assert "8% of 1,5" in here.text
    for show in SHOWS:
        here.go("overview", lang="en", show=show)
    # Nothing at all is told of members: not on the page, not in its pictures, not in its files.
    assert "23 of 346" not in here.text


@pytest.mark.parametrize("page", OF_ALL)
def test_where_nothing_may_be_shown_what_is_not_about_targets_is_whole(tmp_path, walk, page):
    write_publication(tmp_path, months=3, hidden=tuple(code for code, *_ in tree()), identity="hidden")
    here = walk(tmp_path).go(page, lang="en")
    assert here.title == TITLES[page]["en"]
    assert page != "data" or here.html.count("no kind of unit") == 3


def test_with_everything_hidden_there_is_nothing_to_compare_and_the_page_says_so(tmp_path, walk):
    write_publication(tmp_path, months=2, hidden=tuple(code for code, *_ in tree()), identity="hidden")
    here = walk(tmp_path).go("overview", lang="en", show="compare")
    assert here.info == [
        "There is no share that can be shown for Example University as a whole and a unit below it; then there is "
        "nothing to compare."
    ]
    changes = walk(tmp_path).go("overview", lang="en", show="changes")
    assert re.search(r"(\d+) of \1 are not shown, and were not before", changes.html)


@pytest.mark.parametrize("page", ["overview", "unit"])
def test_in_a_month_of_carried_figures_the_page_says_of_when_they_are(published, walk, page):
    said = walk(published).go(page, lang="en", unit=FACULTY, date="2025-11-30").text
    assert "as of September 2025" in said
    # What stands in for a hidden figure.
    assert "Scales 11-14 and Scale 15 and up together: " in said
    fresh = walk(published).go(page, lang="en", unit=FACULTY, date="2025-12-31").html
    assert "as of September 2025" not in fresh.split("<table")[0]


@pytest.mark.parametrize("page", PAGES)
def test_one_month_alone_is_a_whole_page(tmp_path, walk, page):
    write_publication(tmp_path, months=1, identity="one")
    here = walk(tmp_path)
    for unit in UNITS:
        here.go(page, lang="nl", unit=unit)
        assert "one<br>" in here.html
        if unit == FACULTY:
            about = here.title.removeprefix("Gesprek met ") if page == "talk" else here.title
            assert about.startswith("Gedrag en Samenleving") or here.title == TITLES[page]["nl"]
    here.go("overview", show="changes")
    assert re.search("nieuwe? cijfers?", here.html)


@pytest.mark.parametrize("page", PAGES)
def test_without_targets_the_page_says_so_where_it_is_about_targets(tmp_path, walk, page):
    write_publication(tmp_path, months=2, targets=(), identity="none")
    here = walk(tmp_path)
    here.go(page, lang="en")
    said = {
        "overview": "No target applies to Example University on 31 December 2025.",
        "unit": "No target applies to Example University on 31 December 2025.",
        "discussion": "The figures of this unit raise no questions now: no target applies, or nothing can be said of it.",
    }
    assert said.get(page) in (None, here.info[0] if here.info else "")
    assert here.title == TITLES[page]["en"] if page in OF_ALL else here.title
    for show, part in product(SHOWS, PARTS):
        here.go(page, lang="en", show=show, part=part)


def test_a_publication_without_groups_and_bands_in_words_still_has_its_pages(tmp_path, walk):
    """An about.json of which the lists are there and hold nothing."""
    changed_about(write_publication(tmp_path, months=2, targets=(), identity="bare"), bands=[], groups=[], warnings=[])
    here = walk(tmp_path)
    for page in PAGES:
        assert here.go(page, unit=FACULTY).title


@pytest.mark.parametrize("page", PAGES)
def test_rounded_figures_are_said_to_be(tmp_path, walk, page):
    folder = write_publication(tmp_path, months=2, identity="rounded")
    warned = "Small counts are rounded"
    assert warned not in foot(walk(tmp_path).go(page, lang="en"))
    # A policy is part of what an id is made of.
    changed_about(folder.rename(folder.with_name("rounding")), policy={"mode": "round", "round_to": 5}, id="rounding")
    point_at(tmp_path, "rounding")
    assert warned in foot(walk(tmp_path).go(page, lang="en"))


def test_a_target_that_does_not_apply_here_is_said_not_to(published, walk):
    here = walk(published).go("unit", lang="en", unit=LEAF, target="women-11-14")
    assert here.info[0] == "The target “Women in scales 11-14” does not apply to Library."


# --- a closed audience ---------------------------------------------------------------------------------


@pytest.fixture
def confidential(tmp_path):
    """What everybody sees hides one faculty; what the deans see does not."""
    closed = write_publication(tmp_path, months=2, identity="shown")
    (tmp_path / "closed" / "deans").mkdir(parents=True)
    shutil.move(closed, tmp_path / "closed" / "deans" / "shown")
    write_publication(tmp_path, months=2, hidden=(FACULTY,), identity="openly")
    pointer = tmp_path / "published" / "current.json"
    pointer.write_text(json.dumps({"id": "openly", "path": "openly", "closed": {"deans": "shown"}}), encoding="utf-8")
    return tmp_path


MEMBER = Person("", (Grant("ambassador", frozenset({"*"}), frozenset({"deans"})),))
NO_MEMBER = Person("", (Grant("ambassador", frozenset({"*"})),))
NOTICE = "You belong to a closed audience"


@pytest.mark.parametrize("page", ["overview", "unit", "discussion", "method"])
def test_who_belongs_to_a_closed_audience_sees_its_release_marked_and_can_see_everybodys(
    confidential, walk, monkeypatch, page
):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: MEMBER)
    here = walk(confidential).go(page, lang="en", unit=FACULTY)
    assert NOTICE in here.html
    assert "shown<br>" in here.html
    openly = re.search(r'href="([^"]*)"[^>]*>Show what everybody sees', here.html)
    assert openly is not None
    assert "release=open" in openly[1]
    files = here.files()
    assert all("deans" in text or "Confidential" in text or name.endswith(".csv") for name, text in files.items())
    there = walk(confidential).go(page, lang="en", unit=FACULTY, release="open")
    assert NOTICE not in there.html
    assert "openly<br>" in there.html


@pytest.mark.parametrize("page", ["overview", "unit", "discussion", "method"])
def test_who_does_not_belong_to_it_never_sees_it(confidential, walk, monkeypatch, page):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: NO_MEMBER)
    here = walk(confidential)
    for asked in ({}, {"release": "open"}, {"release": "deans"}, {"release": "shown"}):
        here.go(page, lang="en", unit=FACULTY, **asked)
        assert NOTICE not in here.html
        assert "openly<br>" in here.html
        assert "deans" not in here.text


def test_a_closed_release_that_cannot_be_read_is_everybodys(confidential, walk, monkeypatch):
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: MEMBER)
    shutil.rmtree(confidential / "closed")
    here = walk(confidential).go("unit", lang="en", unit=FACULTY)
    assert NOTICE not in here.html
    assert "openly<br>" in here.html


# --- broken in every way -------------------------------------------------------------------------------


def _emptied(folder):
    for name in ("units", "progress", "representation", "breaks"):
        pq.write_table(schema(name).empty_table(), folder / f"{name}.parquet")


# Each takes the folder of a sound publication and damages it in one way.
DAMAGE = {
    "nothing": lambda folder: shutil.rmtree(folder.parent),
    "pointer": lambda folder: (folder.parent / "current.json").write_text("{", encoding="utf-8"),
    "elsewhere": lambda folder: point_at(folder.parent.parent, "gone"),
    "about": lambda folder: (folder / "about.json").write_text("{}", encoding="utf-8"),
    "list": lambda folder: (folder / "about.json").write_text("[]", encoding="utf-8"),
    "cut": lambda folder: (folder / "progress.parquet").write_bytes(b"PAR1 and then nothing"),
    "absent": lambda folder: (folder / "units.parquet").unlink(),
    "columns": lambda folder: pq.write_table(pa.table({"snapshot": [1]}), folder / "breaks.parquet"),
    "empty": _emptied,
}


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Er is nog niets te tonen"), ("en", "There is nothing to show yet")]
)
def test_a_broken_publication_is_a_page_that_says_why(tmp_path, walk, how, language, title):
    DAMAGE[how](write_publication(tmp_path, months=1, identity=how))
    here = walk(tmp_path)
    for page in PAGES:
        here.go(page, lang=language)
        assert here.title == title
        assert "streefcijfer refresh" in here.text
        assert not here.charts
        assert not here.offered


@pytest.mark.parametrize("page", PAGES)
def test_a_publication_that_breaks_while_somebody_looks_is_said_to(tmp_path, walk, page):
    folder = write_publication(tmp_path, months=1, identity="breaking")
    here = walk(tmp_path).go(page)
    shutil.rmtree(folder)
    assert here.go(page).title == "Er is nog niets te tonen"


# --- choosing ------------------------------------------------------------------------------------------


def test_choosing_writes_the_address_and_the_address_chooses(published, walk):
    here = walk(published).go(lang="en")
    here.test.selectbox(key="unit").set_value(FACULTY)
    here.again()
    assert here.test.query_params["unit"] == FACULTY
    assert here.title.startswith("Behavioural Sciences")
    here.test.selectbox(key="group").set_value("world")
    here.again()
    here.test.selectbox(key="date").set_value("2024-06-30")
    here.again()
    assert here.test.query_params == {"lang": "en", "unit": FACULTY, "group": "world", "date": "2024-06-30"}
    again = walk(published).go(**dict(here.test.query_params))
    assert (again.html, again.title) == (here.html, here.title)
    assert [chart.spec for chart in again.charts] == [chart.spec for chart in here.charts]


def test_every_group_can_be_chosen_back(published, walk):
    here = walk(published).go(lang="en", group="women")
    assert len(here.charts) == 1
    here.test.selectbox(key="group").set_value("")
    here.again()
    assert "group" not in here.test.query_params
    assert len(here.charts) == len({target.group for target in TARGETS})


def test_what_is_shown_and_counted_can_be_chosen_and_chosen_back(published, walk):
    here = walk(published).go(lang="en")
    here.test.button_group(key="show").set_value("compare")
    here.again()
    assert here.test.query_params["show"] == "compare"
    here.test.selectbox(key="cell").set_value("women.11-14")
    here.again()
    assert here.test.query_params["cell"] == "women.11-14"
    here.test.button_group(key="show").set_value("position")
    here.again()
    assert "show" not in here.test.query_params
    there = walk(published).go("unit", lang="en", unit=FACULTY, target="world-11-14")
    there.test.button_group(key="count").set_value("fte")
    there.again()
    assert there.test.query_params["count"] == "fte"
    there.test.button_group(key="count").set_value("persons")
    there.again()
    assert "count" not in there.test.query_params


def test_each_standing_of_a_unit_is_a_link_to_its_own_record(published, walk):
    """In the place of a box to choose a target from: every target is one link away, and the open one is marked."""
    here = walk(published).go("unit", lang="en", unit=FACULTY)
    listed = re.search(r'<ul class="sc-standings">(.*?)</ul>', here.html, re.DOTALL)
    assert listed is not None
    links = re.findall(r'<a href="unit\?([^"]*)"', listed[1])
    found = [dict(part.split("=") for part in each.replace("&amp;", "&").split("&")) for each in links]
    assert [each["target"] for each in found if each["unit"] == FACULTY] == [target.code for target in TARGETS]
    for each in found:
        if each["unit"] == FACULTY:
            there = walk(published).go("unit", **each)
            current = re.findall(r'href="unit\?([^"]*)"[^>]*aria-current="true"', there.html)
            assert [f"target={each['target']}" in one for one in current] == [True]
            name = next(target.en for target in TARGETS if target.code == each["target"])
            assert re.search(rf'id="record">[^<]*{re.escape(name)}', there.html)


def test_units_stand_in_the_order_of_the_organisation(published, walk):
    for page in ("unit", "discussion"):
        here = walk(published).go(page, lang="nl")
        codes = [option.split("(")[1][:-1] for option in here.test.selectbox(key="unit").options]
        assert codes == [code for code, *_ in tree()]


def test_a_link_to_this_view_opens_exactly_this_view(published, walk):
    for page, asked in (
        ("overview", {"unit": FACULTY, "group": "world", "show": "compare", "cell": "world.15+", "date": "2025-06-30"}),
        ("unit", {"unit": FACULTY, "target": "women-11-14", "count": "persons", "date": "2025-03-31"}),
        ("discussion", {"unit": "EXU-GEO", "date": "2025-09-30"}),
        ("method", {"part": "dictionary"}),
    ):
        here = walk(published).go(page, lang="en", **asked)
        link = re.search(r'<a href="(?:\./|[a-z]+)\?([^"]*)"', foot(here))
        assert link is not None
        params = dict(part.split("=") for part in link[1].replace("%2B", "+").replace("&amp;", "&").split("&"))
        again = walk(published).go(page, **params)
        assert again.html == here.html


# --- what comes from elsewhere -------------------------------------------------------------------------


def test_a_new_publication_is_seen_without_a_restart(tmp_path, walk):
    write_publication(tmp_path, months=1, identity="first")
    here = walk(tmp_path).go()
    assert "publicatie first" in here.html
    write_publication(tmp_path, months=2, identity="second")
    assert "publicatie second" in here.again().html


def test_a_name_from_the_organisation_is_text_and_never_markup(tmp_path, walk):
    folder = write_publication(tmp_path, months=2, identity="hostile")
    table = pq.read_table(folder / "units.parquet").to_pylist()
    evil = "<img src=x onerror=alert(1)>"
    for row in table:
        row["name_nl"] = f"{evil}{row['unit']}"
    pq.write_table(pa.Table.from_pylist(table, schema=schema("units")), folder / "units.parquet")
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    for name in ("targets", "bands", "groups"):
        for each in about[name]:
            each["name"] = {"nl": f"{evil}{each['code']}"}
    for each in about["targets"]:
        each |= {"decided_by": evil, "source_document": evil}
    warnings = [{"snapshot": "2025-12-31", "text": {"nl": evil}}]
    changed_about(folder, targets=about["targets"], bands=about["bands"], groups=about["groups"], warnings=warnings)
    here = walk(tmp_path)
    for page, show, part in product(PAGES, SHOWS, PARTS):
        if (page == "overview" or show == SHOWS[0]) and (page == "method" or part == PARTS[0]):
            here.go(page, lang="nl", unit=FACULTY, show=show, part=part)
            assert "<img" not in here.html
            assert "&lt;img" in here.html or page in ("data", "method")


def test_a_row_of_a_later_version_is_not_guessed_at(tmp_path, walk):
    """A verdict, a reason and a statement that this version does not know: words all the same."""
    folder = write_publication(tmp_path, months=2, identity="later")
    rows = pq.read_table(folder / "progress.parquet").to_pylist()
    for at, row in enumerate(rows):
        row["verdict"] = "zz_later" if at % 2 else row["verdict"]
        row["reason"] = "zz_reason" if not row["shown"] else None
        row["statement"] = "zz_statement" if at % 3 else row["statement"]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema("progress")), folder / "progress.parquet")
    here = walk(tmp_path)
    for page in OF_UNITS:
        for unit in (WHOLE, FACULTY, LEAF):
            here.go(page, lang="en", unit=unit)
            assert "zz_" not in here.html
            assert here.title
