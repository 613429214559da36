"""The pack as a document to adapt, read back: the same content, real headings, head rows, language and alt texts."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from dashboard.wording.words import Words
from packs.agreements import AgreementLine
from packs.filling import pack_of
from packs.overview import overview_of
from packs.word.overview import overview_docx
from packs.word.pack import ROOM, pack_docx
from tests.dashboard.publication import Decided
from tests.packs.agreed import AGREED, EVERY_HOSTILE, eight
from tests.packs.publications import DAY, PLANTED, planted, without_targets, written
from tests.packs.reading import word_of, word_text

NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize(("words", "language"), [(NL, "nl-NL"), (EN, "en-GB")])
def test_all_of_the_pack_stands_in_it(invented, words, language):
    pack = pack_of(invented, "EXU-BEH", DAY, words, AGREED)
    content = pack_docx(pack, DAY)
    text = word_text(content)
    parts = [pack.title, pack.of_when, pack.headline, pack.hidden_lead, *pack.definitions, pack.foot]
    parts += [
        text for row in pack.agreements for text in (row.what, row.who, row.when, row.target, row.became, row.since)
    ]
    parts += [pack.agreements_aside, pack.key]
    parts += [text for part in pack.standings for text in (part.target, part.said)]
    parts += [text for part in pack.changes for text in (part.target, part.change, part.why)]
    parts += [text for row in pack.beside.rows for text in row]
    parts += [text for part in pack.questions for text in (part.text, *part.beside, part.step)]
    for part in parts:
        assert part in text
    document = word_of(content)
    assert document.core_properties.title == pack.title
    assert document.core_properties.language == language
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(".//" + qn("w:lang")).get(qn("w:val")) == language
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_headings_head_rows_and_alt_texts(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, EN, AGREED)
    document = word_of(pack_docx(pack, DAY))
    styles = [each.style.name for each in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 8
    assert styles.count("Heading 2") == len(pack.standings)
    assert styles.count("List Number") == len(pack.questions)
    assert len(document.tables) == 4
    for table in document.tables:
        assert table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)
    assert len(document.tables[-1].rows) == 1 + ROOM
    drawn = [part.chart.alt for part in pack.standings if part.chart]
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == drawn
    assert drawn


def test_what_the_figures_did_stands_across_the_table_under_its_agreement(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, EN, AGREED)
    rows = word_of(pack_docx(pack, DAY)).tables[0].rows
    assert len(rows) == 1 + 2 * len(AGREED)
    for first, below, agreed in zip(rows[1::2], rows[2::2], pack.agreements, strict=True):
        assert [cell.text for cell in first.cells] == [
            agreed.what, agreed.who, agreed.when, agreed.target, agreed.became
        ]  # fmt: skip
        assert {cell.text for cell in below.cells} == {agreed.since}
        assert below._tr.tc_lst[0].grid_span == 5
        assert below.cells[0].width == pytest.approx(sum(cell.width for cell in first.cells), abs=10)


def test_agreements_without_figures_have_no_row_under_them(invented):
    bare = pack_of(invented, "EXU-BEH", DAY, EN, [AgreementLine("a", "x"), AgreementLine("b", "x", since="then")])
    assert len(word_of(pack_docx(bare, DAY)).tables[0].rows) == 4


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000, "\x00\ud800", "=1+1", "<script>", "שלום 😀"])
def test_the_most_agreements_of_any_text_can_be_opened(invented, text):
    made = pack_docx(pack_of(invented, "EXU-BEH", DAY, NL, eight(text, 11)), DAY)
    assert len(word_of(made).tables[0].rows) == 1 + 2 * 8
    assert NL("pack_more_agreements", n=3) in word_text(made)


def test_equal_content_is_equal_bytes(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, NL, AGREED)
    assert pack_docx(pack, DAY) == pack_docx(pack, DAY)


def test_no_hidden_figure_stands_in_it(invented):
    clean = pack_docx(pack_of(invented, "EXU-SER-LIB", DAY, EN), DAY)
    secret = pack_docx(pack_of(planted(invented), "EXU-SER-LIB", DAY, EN), DAY)
    assert secret == clean
    parts = zipfile.ZipFile(io.BytesIO(secret))
    told = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert not re.search(rf"{PLANTED}|7[.,]753|77[.,]5", word_text(secret) + re.sub(r"<[^>]*>", " ", told))


def test_whatever_somebody_wrote_is_text(invented):
    content = pack_docx(pack_of(invented, "EXU-BEH", DAY, EN, EVERY_HOSTILE[4:]), DAY)
    text = word_text(content)
    assert "// comment /* more */" in text
    assert "<script>alert(1)</script>" in text
    assert "😀" in text
    assert "שלום עולם" in text
    long = AgreementLine("word " * 20_000, "x")
    assert len(pack_docx(pack_of(invented, "EXU-BEH", DAY, EN, [long]), DAY)) < 200_000


def test_a_closed_release_says_so_on_every_page(invented):
    document = word_of(pack_docx(pack_of(invented, "EXU", DAY, NL, confidential=True), DAY))
    assert document.sections[0].header.paragraphs[0].text == "Vertrouwelijk."
    assert NL("confidential_why") in "".join(each.text for each in document.paragraphs)


def test_a_unit_without_targets(invented):
    document = word_of(pack_docx(pack_of(without_targets(invented), "EXU", DAY, NL), DAY))
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 1"] == [
        "Wat is afgesproken, en wat ervan kwam",
        "Nieuwe afspraken",
        "Wat de woorden betekenen",
    ]


def test_the_overview_as_a_document(invented):
    overview = overview_of(invented, DAY, NL)
    content = overview_docx(overview, DAY)
    document, text = word_of(content), word_text(content)
    assert document.sections[0].page_width.mm == pytest.approx(297, abs=0.1)
    for unit, cells in overview.rows:
        assert unit in text
        assert all(cell.lead in text and cell.rest in text for cell in cells)
    assert content == overview_docx(overview, DAY)


def test_an_overview_of_own_targets_and_of_none(invented, tmp_path):
    own = Decided("own", "Eigen", "Own", "women", "11-14", 0.4, "persons", 0.3, units=("EXU-BEH",))
    content = overview_docx(overview_of(written(tmp_path, targets=(own,)), DAY, NL), DAY)
    assert "Gedrag en Samenleving" in word_text(content)
    assert [len(table.columns) for table in word_of(content).tables] == [3]
    bare = overview_docx(overview_of(without_targets(invented), DAY, NL), DAY)
    assert word_of(bare).tables == []


def test_a_pack_with_nothing_to_draw_or_set_beside_it(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, NL)
    plain = tuple(replace(part, chart=None) for part in pack.standings)
    bare = replace(pack, standings=plain, beside=replace(pack.beside, rows=()), changes=(), questions=())
    content = pack_docx(bare, DAY)
    assert len(word_of(content).inline_shapes) == 0
    assert NL("pack_changes_none") in word_text(content)
    assert NL("pack_beside") not in word_text(content)
