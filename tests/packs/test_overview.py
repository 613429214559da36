"""The pack of the board: which units and targets, in which order, and no figure that is hidden."""

import re
from pathlib import Path

from dashboard.wording.words import Words
from packs.overview import overview_of
from packs.paper.overview import overview_pdf
from tests.dashboard.publication import Decided, tree
from tests.packs.publications import DAY, PLANTED, TWELVE, planted, without_targets, written
from tests.packs.reading import opened, squeezed, tags_of, text_of

NL, EN = Words("nl"), Words("en")
BELOW = [(code, nl) for code, parent, _, nl, _ in tree() if parent == "EXU"]


def test_every_unit_below_the_organisation_in_its_order(invented):
    overview = overview_of(invented, DAY, NL)
    assert [unit for unit, _ in overview.rows] == ["Voorbeelduniversiteit", *(name for _, name in BELOW)]
    assert overview.columns == ("8% in schaal 11-14", "5% vanaf schaal 15", "Vrouwen in schaal 11-14")
    assert all(len(cells) == 3 for _, cells in overview.rows)
    behaviour = dict(overview.rows)["Gedrag en Samenleving"]
    assert (behaviour[0].state, behaviour[0].lead, behaviour[0].rest) == (
        "unsure",
        "nog 5 mensen nodig, binnen toeval",
        "23 van de 345 bekenden · 6,7%",
    )
    assert (behaviour[1].shown, behaviour[1].rest) == (False, "5% van 48 betekent 3 mensen")
    services = dict(overview.rows)["Diensten"]
    assert services[2].lead == ""
    assert overview.own == ()


def test_a_target_of_one_unit_stands_in_a_list(tmp_path: Path):
    own = Decided("own", "Eigen", "Own", "women", "11-14", 0.4, "persons", 0.3, units=("EXU-BEH",))
    shared = Decided("all", "Alle", "All", "world", "11-14", 0.08, "persons", 0.05)
    overview = overview_of(written(tmp_path, targets=(own, shared)), DAY, EN)
    assert overview.columns == ("All",)
    assert [(each.unit, each.target) for each in overview.own] == [("Behavioural Sciences", "Own")]
    text = text_of(overview_pdf(overview, DAY))
    assert "Targets that one unit set itself" in text


def test_it_is_one_page_and_tagged(invented):
    overview = overview_of(invented, DAY, EN)
    pdf = overview_pdf(overview, DAY)
    reader = opened(pdf)
    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
    assert reader.trailer["/Root"]["/Lang"] == "en"
    kinds = [str(tag["/S"]) for tag in tags_of(pdf)]
    assert kinds.count("/TH") == 4
    text = squeezed(text_of(pdf))
    parts = [overview.title, *(line.said for line in overview.lines)]
    parts += [part for unit, cells in overview.rows for part in (unit, *(cell.lead + cell.rest for cell in cells))]
    for part in parts:
        assert squeezed(part) in text
    assert pdf == overview_pdf(overview, DAY)


def test_no_hidden_figure_stands_in_it(invented):
    pdf = overview_pdf(overview_of(planted(invented), DAY, EN), DAY)
    assert pdf == overview_pdf(overview_of(invented, DAY, EN), DAY)
    assert not re.search(rf"{PLANTED}|7[.,]753|77[.,]5", text_of(pdf))


def test_twelve_targets_are_two_pages(tmp_path: Path):
    overview = overview_of(written(tmp_path, targets=TWELVE), DAY, NL)
    pdf = overview_pdf(overview, DAY)
    assert len(opened(pdf).pages) <= 2
    assert all(squeezed(name) in squeezed(text_of(pdf)) for name in overview.columns)


def test_without_targets_it_says_so(invented):
    overview = overview_of(without_targets(invented), DAY, NL)
    assert (overview.rows, overview.own, overview.lines) == ((), (), ())
    assert "Er zijn geen streefcijfers op deze peildatum." in text_of(overview_pdf(overview, DAY))


def test_a_closed_release_says_so(invented):
    pdf = overview_pdf(overview_of(invented, DAY, NL, confidential=True), DAY)
    assert all("Vertrouwelijk." in page.extract_text() for page in opened(pdf).pages)
