"""Every page with many selections, run as Streamlit runs it: never an exception, always words."""

import shutil
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

import dashboard
from pipeline.published import schema
from tests.dashboard.publication import TARGETS, point_at, tree, write_publication

APP = Path(dashboard.__file__).parent / "app.py"
VIEWS = sorted(path.name for path in (APP.parent / "views").glob("*.py") if path.name != "__init__.py")
LEAF, FACULTY, WHOLE = "EXU-SER-LIB", "EXU-BEH", "EXU"


def opened(processed: Path, monkeypatch: pytest.MonkeyPatch, view: str = "overview.py", **params: str) -> AppTest:
    """A page of the dashboard as the address asks for it."""
    monkeypatch.setenv("STREEFCIJFER_PROCESSED", str(processed))
    test = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in params.items():
        test.query_params[name] = value
    test.run()
    if view != "overview.py":
        test.switch_page(f"views/{view}").run()
    assert not test.exception
    return test


def page_text(test: AppTest) -> str:
    """Everything the page says."""
    html = [each.proto.body for each in test.main if each.type == "html"] + [
        each.proto.body for each in test.get("html")
    ]
    plain = [each.value for kind in (test.title, test.markdown, test.info) for each in kind]
    return "\n".join([*plain, *html])


@pytest.mark.parametrize(
    ("view", "language", "unit", "target"),
    list(product(VIEWS, ["nl", "en"], [WHOLE, FACULTY, LEAF, "gone"], ["world-15up", "women-11-14", "gone"])),
)
def test_every_view_draws_every_kind_of_selection(published, monkeypatch, view, language, unit, target):
    test = opened(published, monkeypatch, view, lang=language, unit=unit, target=target)
    assert test.title[0].value
    assert "3f9a1c07d2" in page_text(test)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("date", ["2023-01-31", "2024-07-31", "1999-01-31", "not a date"])
def test_every_view_draws_any_date(published, monkeypatch, view, date):
    test = opened(published, monkeypatch, view, date=date)
    assert any("kon niet gevolgd" in each.value for each in test.info) == (date in ("1999-01-31", "not a date"))


@pytest.mark.parametrize("view", VIEWS)
def test_where_nothing_may_be_shown_the_page_still_says_what_a_target_means(tmp_path, monkeypatch, view):
    write_publication(tmp_path, months=3, hidden=tuple(code for code, *_ in tree()), identity="hidden")
    test = opened(tmp_path, monkeypatch, view, lang="en")
    assert test.title[0].value == "Example University: what the targets mean in numbers"
    assert "8% of 1,5" in page_text(test)


@pytest.mark.parametrize("view", VIEWS)
def test_in_a_month_of_carried_figures_the_page_says_of_when_they_are(published, monkeypatch, view):
    said = page_text(opened(published, monkeypatch, view, lang="en", unit=FACULTY, date="2025-11-30"))
    assert "as of September 2025" in said
    # What stands in for a hidden figure.
    assert "Scales 11-14 and Scale 15 and up together: " in said
    fresh = page_text(opened(published, monkeypatch, view, lang="en", unit=FACULTY, date="2025-12-31"))
    assert "as of September 2025" not in fresh.split("<table")[0]


@pytest.mark.parametrize("view", VIEWS)
def test_one_month_alone_is_a_whole_page(tmp_path, monkeypatch, view):
    write_publication(tmp_path, months=1, identity="one")
    test = opened(tmp_path, monkeypatch, view, lang="nl", unit=FACULTY)
    assert test.title[0].value.startswith("Gedrag en Samenleving")


@pytest.mark.parametrize("view", VIEWS)
def test_without_targets_the_page_says_so(tmp_path, monkeypatch, view):
    write_publication(tmp_path, months=2, targets=(), identity="none")
    test = opened(tmp_path, monkeypatch, view, lang="en")
    assert test.info[0].value == "No target applies to Example University on 31 December 2025."


def test_a_target_that_does_not_apply_here_is_said_not_to(published, monkeypatch):
    test = opened(published, monkeypatch, "unit.py", lang="en", unit=LEAF, target="women-11-14")
    assert test.info[0].value == "The target “Women in scales 11-14” does not apply to Library."


def _emptied(folder: Path) -> None:
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
def test_a_broken_publication_is_a_page_that_says_why(tmp_path, monkeypatch, how, language, title):
    DAMAGE[how](write_publication(tmp_path, months=1, identity=how))
    test = opened(tmp_path, monkeypatch, lang=language)
    assert test.title[0].value == title
    assert "streefcijfer refresh" in page_text(test)
    assert not test.get("plotly_chart")


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "", None])
def test_at_any_other_address_nothing_is_drawn(published, monkeypatch, address):
    config.set_option("server.address", address)
    test = opened(published, monkeypatch, lang="en")
    assert test.title[0].value == "The dashboard does not start here"
    assert "3f9a1c07d2" not in page_text(test)


def test_choosing_writes_the_address_and_the_address_chooses(published, monkeypatch):
    test = opened(published, monkeypatch, lang="en")
    test.selectbox(key="unit").set_value(FACULTY).run()
    assert test.query_params["unit"] == FACULTY
    assert test.title[0].value.startswith("Behavioural Sciences")
    test.selectbox(key="target").set_value("world-15up").run()
    test.selectbox(key="date").set_value("2024-06-30").run()
    again = opened(published, monkeypatch, **dict(test.query_params))
    assert page_text(again) == page_text(test)


def test_every_target_can_be_chosen_back(published, monkeypatch):
    test = opened(published, monkeypatch, lang="en", target="world-15up")
    assert len(test.get("plotly_chart")) == 1
    test.selectbox(key="target").set_value("").run()
    assert "target" not in test.query_params
    assert len(test.get("plotly_chart")) == len(TARGETS)


def test_units_stand_in_the_order_of_the_organisation(published, monkeypatch):
    test = opened(published, monkeypatch, "unit.py", lang="nl")
    assert [option.split("(")[1][:-1] for option in test.selectbox(key="unit").options] == [code for code, *_ in tree()]


def test_a_new_publication_is_seen_without_a_restart(tmp_path, monkeypatch):
    write_publication(tmp_path, months=1, identity="first")
    assert "publicatie first" in page_text(opened(tmp_path, monkeypatch))
    write_publication(tmp_path, months=2, identity="second")
    assert "publicatie second" in page_text(opened(tmp_path, monkeypatch))


def test_a_name_from_the_organisation_is_text_and_never_markup(tmp_path, monkeypatch):
    folder = write_publication(tmp_path, months=2, identity="hostile")
    table = pq.read_table(folder / "units.parquet").to_pylist()
    for row in table:
        row["name_nl"] = f"<img src=x onerror=alert(1)>{row['unit']}"
    pq.write_table(pa.Table.from_pylist(table, schema=schema("units")), folder / "units.parquet")
    for view in VIEWS:
        test = opened(tmp_path, monkeypatch, view, lang="nl", unit=FACULTY)
        assert "<img" not in "\n".join(each.proto.body for each in test.get("html"))
