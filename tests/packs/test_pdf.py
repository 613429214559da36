"""The pack as a PDF: what a reader, a screen reader and somebody who searches it get."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.wording.words import Words
from packs.agreements import AgreementLine
from packs.filling import pack_of
from packs.paper.letters import printable
from packs.paper.pack import pack_pdf
from tests.dashboard.publication import tree
from tests.packs.agreed import AGREED, EVERY_HOSTILE, HOSTILE, SINCE, eight
from tests.packs.publications import (
    DAY,
    PLANTED,
    TWELVE,
    everything_hidden,
    planted,
    renamed,
    with_table,
    without_targets,
    written,
)
from tests.packs.reading import fonts_of, opened, squeezed, tags_of, text_of

NL, EN = Words("nl"), Words("en")
LONG = "Faculteit der Gedrags-, Maatschappij- en Communicatiewetenschappen en Toegepaste Onderwijskunde"


def pdf_of(edition, unit="EXU-BEH", words=NL, agreements=(), **how):
    return pack_pdf(pack_of(edition, unit, DAY, words, agreements, **how), DAY)


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
@pytest.mark.parametrize("unit", ["EXU", "EXU-BEH", "EXU-SER-LIB"])
def test_a_pack_is_two_pages_tagged_titled_and_in_its_language(invented, unit, words):
    pdf = pdf_of(invented, unit, words, AGREED)
    reader, pack = opened(pdf), pack_of(invented, unit, DAY, words, AGREED)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 2
    assert root["/Lang"] == words.language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == pack.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    fonts = fonts_of(pdf)
    assert fonts
    assert all(fonts.values())
    assert all(page.mediabox.width == pytest.approx(595.3, abs=0.1) for page in reader.pages)


def test_its_tags_say_what_is_what(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, EN, AGREED)
    tags = tags_of(pack_pdf(pack, DAY))
    kinds = [str(tag["/S"]) for tag in tags]
    assert kinds.count("/Title") == 1
    assert kinds.count("/H1") == 8
    assert kinds.count("/H2") == len(pack.standings)
    assert kinds.count("/Table") == 4
    heads = [tag for tag in tags if tag["/S"] == "/TH"]
    assert len(heads) == 5 + 3 + len(pack.beside.heads) + 4
    across = [tag for tag in tags if "/ColSpan" in str(tag.get("/A"))]
    assert [tag["/S"] for tag in across] == ["/TD"] * len(AGREED)
    assert all("/ColSpan': 5" in str(tag["/A"]) for tag in across)
    assert all("/Column" in str(tag["/A"]) for tag in heads)
    drawn = [part.chart.alt for part in pack.standings if part.chart]
    assert drawn
    assert [tag["/Alt"] for tag in tags if tag["/S"] == "/Figure"] == drawn


def test_its_text_stands_in_reading_order_and_is_whole(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, EN, AGREED)
    text = squeezed(text_of(pack_pdf(pack, DAY)))
    parts = [pack.title, pack.of_when, EN("pack_agreements")]
    parts += [
        text for row in pack.agreements for text in (row.what, row.who, row.when, row.target, row.became, row.since)
    ]
    parts += [EN("followed_aside"), EN("sheet_standings"), pack.headline]
    parts += [text for part in pack.standings for text in (part.target, part.said, part.aside)]
    parts += [pack.key, EN("pack_changes"), EN("pack_changes_lead")]
    parts += [text for part in pack.changes for text in (part.target, part.change, part.why)]
    parts += [EN("pack_hidden"), pack.hidden_lead, EN("pack_beside")]
    parts += [text for row in pack.beside.rows for text in row]
    parts += [EN("sheet_questions")]
    parts += [text for part in pack.questions for text in (part.about, part.text, *part.beside, part.step)]
    parts += [EN("pack_room"), EN("pack_room_lead"), EN("sheet_definitions"), *pack.definitions]
    at = 0
    for part in parts:
        found = text.find(squeezed(part), at)
        assert found >= 0, part
        at = found + len(squeezed(part))
    assert invented.id in text
    assert text.count(squeezed(pack.foot)) == 2


def test_equal_content_is_equal_bytes(invented):
    assert pdf_of(invented, agreements=AGREED) == pdf_of(invented, agreements=AGREED)
    assert pdf_of(invented) != pdf_of(invented, agreements=AGREED)


def test_readers_who_ask_at_once_each_get_theirs(invented):
    """The dashboard makes packs in as many threads as there are readers, with one compiler."""
    units = ["EXU", "EXU-BEH", "EXU-SCI", "EXU-GEO"] * 2
    with ThreadPoolExecutor(len(units)) as readers:
        made = list(readers.map(lambda unit: pdf_of(invented, unit, EN, AGREED), units))
    assert made == [pdf_of(invented, unit, EN, AGREED) for unit in units]


@pytest.mark.parametrize("unit", ["EXU-SER-LIB", "EXU-ENG-DES", "EXU-BEH-PSC", "EXU-SCI"])
def test_no_hidden_figure_stands_in_it(invented, unit):
    secret = planted(invented)
    hidden = [row for row in secret.standings(DAY, [unit]) if not row.shown]
    assert hidden or unit == "EXU-SCI"
    made = pdf_of(secret, unit, EN)
    assert made == pdf_of(invented, unit, EN)
    told = text_of(made) + str([tag.get("/Alt") for tag in tags_of(made)])
    assert not re.search(rf"{PLANTED}|7[.,]753|77[.,]5|78%", told)


def test_a_planted_figure_would_be_found(invented):
    """That the search above can fail: the same number where it is shown."""
    rows = invented.tables["progress"].to_pylist()
    shown = [row | {"members": PLANTED} if row["shown"] and row["unit"] == "EXU-BEH" else row for row in rows]
    assert "7,753" in text_of(pdf_of(with_table(invented, "progress", shown), "EXU-BEH", EN))


def test_a_long_name_is_whole(invented):
    assert len(LONG) >= 90
    pdf = pdf_of(renamed(invented, "EXU-BEH", LONG), agreements=AGREED)
    assert len(opened(pdf).pages) == 2
    assert squeezed(LONG) in squeezed(text_of(pdf))


def test_a_word_that_never_ends_is_broken_and_not_cut_off(invented):
    endless = "Donaudampfschifffahrtsgesellschaftskapitaen" * 2
    pdf = pdf_of(renamed(invented, "EXU-BEH", endless))
    right = max(float(line["/BBox"][2]) for tag in tags_of(pdf) for line in _layouts(tag))
    assert right <= 595 - 40
    assert len(opened(pdf).pages) == 2


def _layouts(tag):
    given = tag.get("/A")
    listed = given if isinstance(given, list) else [given] if given is not None else []
    return [each.get_object() for each in listed if "/BBox" in each.get_object()]


def test_a_unit_without_targets_still_has_two_pages(invented):
    pdf = pdf_of(without_targets(invented), words=EN)
    text = text_of(pdf)
    assert len(opened(pdf).pages) == 2
    assert "No target holds for Behavioural Sciences" in text
    assert "New agreements" in text
    assert "Where it stands" not in text


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_twelve_targets_fit(tmp_path: Path, words):
    edition = written(tmp_path, targets=TWELVE)
    pack = pack_of(edition, "EXU-BEH", DAY, words, AGREED)
    pdf = pack_pdf(pack, DAY)
    assert len(pack.standings) == 12
    text = squeezed(text_of(pdf))
    assert all(squeezed(part.said) in text for part in pack.standings)
    assert len(opened(pdf).pages) == 2


def test_everything_hidden(tmp_path: Path):
    edition = everything_hidden(tmp_path)
    pdf = pdf_of(edition, "EXU-BEH", EN)
    text = text_of(pdf)
    assert len(opened(pdf).pages) == 2
    assert "For none of the targets the number is shown." in text
    assert "8% of 349 means 28 people; not shown to protect people." in text


def test_one_month(tmp_path: Path):
    pdf = pdf_of(written(tmp_path, months=1), "EXU-BEH", EN)
    assert len(opened(pdf).pages) == 2
    assert "First figure, of December 2025; 5 people short, within chance." in text_of(pdf)


def test_nothing_shown_and_nothing_before_is_said(tmp_path: Path):
    nothing = written(tmp_path, months=1, hidden=tuple(code for code, *_ in tree()))
    assert "There is no earlier figure yet to set this beside." in text_of(pdf_of(nothing, "EXU-BEH", EN))


def test_a_closed_release_is_marked_on_every_page(invented):
    pdf = pdf_of(invented, words=EN, confidential=True)
    pages = [page.extract_text() for page in opened(pdf).pages]
    assert len(pages) == 2
    assert all("Confidential." in page for page in pages)
    assert squeezed(EN("confidential_why")) in squeezed(pages[0])
    assert "Confidential" not in text_of(pdf_of(invented, words=EN))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_somebody_wrote_is_shown_as_it_is(invented, text):
    made = pdf_of(invented, words=EN, agreements=[AgreementLine(text, text, text, outcome=text)])
    told = squeezed(text_of(made))
    ordinary = re.fullmatch(r"[ -~\n]+", text)
    if ordinary:
        assert told.count(squeezed(text)) == 4
    across = pdf_of(invented, words=EN, agreements=[AgreementLine("what", "who", since=f"Then {text} now")])
    assert squeezed("Then") in squeezed(text_of(across))
    assert not ordinary or squeezed(f"Then {text} now") in squeezed(text_of(across))
    assert len(opened(made).pages) == 2


def test_a_name_full_of_marks_is_a_name(invented):
    name = 'R&D #eval("1+1") *x* _y_ @z <b> \\ "q" $1$'
    made = pdf_of(renamed(invented, "EXU-BEH", name), words=EN)
    reader = opened(made)
    assert reader.metadata is not None
    assert reader.metadata.title == f"{name}: to bring to the talk"
    assert squeezed(name) in squeezed(text_of(made))


def test_what_no_font_has_is_named(invented):
    made = pdf_of(invented, words=EN, agreements=[AgreementLine("Praten 😀 over 漢", "x")])
    assert "[grinning face]" in text_of(made)
    # A joiner, a skin colour and a vowel sign change the character before them: alone they are nothing.
    assert printable("\U0001f469\U0001f3fd\u200d\U0001f52c \u0f71.") == "[woman]\u200d[microscope] ."
    assert squeezed("[cjk unified ideograph-6f22]") in squeezed(text_of(made))


def test_every_hostile_text_at_once_is_still_a_pack(invented):
    pdf = pdf_of(renamed(invented, "EXU-BEH", " ".join(HOSTILE).replace("\ud800", "")), agreements=EVERY_HOSTILE)
    assert len(opened(pdf).pages) >= 2


def test_a_note_of_a_hundred_thousand_characters_takes_its_place_and_no_more(invented):
    made = pdf_of(invented, words=EN, agreements=[AgreementLine("word " * 20_000, "x", outcome="y" * 100_000)])
    assert len(opened(made).pages) == 2
    assert text_of(made).count("…") == 2


LONG_TEXTS = {
    "words": "een woord en nog een woord " * 4_000,
    "one word": "x" * 100_000,
    "wide letters": "W" * 100_000,
    "right to left": "שלום עולם מرحبا " * 5_000,
    "emoji": "😀👩🏽‍🔬" * 20_000,
    "script": "<script>alert('x')</script> " * 4_000,
    "formula": "=HYPERLINK(1) +1 -1 @x " * 4_000,
    "sql": "'; DROP TABLE record; -- " * 4_000,
}


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_the_most_agreements_of_any_length_are_two_pages(invented, text, words):
    pdf = pdf_of(invented, words=words, agreements=eight(text))
    reader = opened(pdf)
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/Lang"] == words.language
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_object().get_data()
    told = squeezed(text_of(pdf))
    shown = [n for n in range(8) if squeezed(f"{SINCE} {n}") in told]
    assert len(shown) >= 4
    if len(shown) < 8:
        assert squeezed(words("pack_more_agreements", n=8 - len(shown))) in told


ENDLESS = {"x": "x" * 100_000, "W": "W" * 100_000, "digits": "1.2,3" * 20_000, "arabic": "العربية" * 10_000}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_word_without_end_stays_within_its_column(invented, text):
    """Every letter under "Who" lies left of where the next column begins."""
    page = page_of(pdf_of(invented, words=EN, agreements=[AgreementLine("what", text)]))
    boxes = [page.get_charbox(n) for n in range(page.count_chars())]
    left, _, _, top = box_of(page, "Who")
    end, bottom = box_of(page, "By when")[0], box_of(page, "Where it stands")[3]
    column = [box for box in boxes if left - 1 <= box[0] < end and bottom < box[1] < top - 1]
    assert len(column) > 50
    assert max(right for _, _, right, _ in column) <= end


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_word_without_end_stays_on_the_page(invented, text):
    line = AgreementLine(text, text, text, outcome=text, since=text)
    page = page_of(pdf_of(invented, words=EN, agreements=[line]))
    boxes = [page.get_charbox(n) for n in range(page.count_chars())]
    assert len(boxes) > 1000
    assert max(right for _, _, right, _ in boxes) <= 595 - 40


def page_of(pdf):
    return pypdfium2.PdfDocument(pdf)[0].get_textpage()


def box_of(page, text):
    """Left, bottom, right and top of the first letter of this text."""
    found = page.search(text, match_case=True, match_whole_word=True).get_next()
    assert found is not None
    return page.get_charbox(found[0])


def test_as_many_agreements_as_there_is_room_for_and_the_rest_is_counted(tmp_path: Path):
    """With nine targets there is room for fewer; with twelve, and much to say of each, it is whole on three pages."""
    lines = eight("Every vacancy is open for four weeks and has a broad profile", 11)
    many = pdf_of(written(tmp_path / "8", targets=TWELVE[:9]), words=EN, agreements=lines)
    told = squeezed(text_of(many))
    shown = [n for n in range(8) if squeezed(f"{SINCE} {n}") in told]
    assert len(opened(many).pages) == 2
    assert 4 <= len(shown) < 8
    assert squeezed(EN("pack_more_agreements", n=11 - len(shown))) in told
    longer = eight("Every vacancy is open for four weeks and has a broad profile", 11, f"{SINCE} {SINCE}")
    whole = pdf_of(written(tmp_path / "12", targets=TWELVE), words=EN, agreements=longer)
    assert len(opened(whole).pages) == 3
    assert squeezed(EN("pack_more_agreements", n=3)) in squeezed(text_of(whole))
    assert (
        len(opened(pdf_of(written(tmp_path / "12x", targets=TWELVE), words=EN, agreements=eight("x" * 100_000))).pages)
        <= 3
    )


def test_where_three_pages_are_not_enough_either_nothing_is_left_out(tmp_path: Path):
    many = tuple(replace(TWELVE[n % 12], code=f"t{n}", nl=f"Nummer {n}", en=f"Number {n}") for n in range(45))
    pack = pack_of(written(tmp_path, targets=many), "EXU-BEH", DAY, EN, AGREED)
    made = pack_pdf(pack, DAY)
    text = squeezed(text_of(made))
    assert len(opened(made).pages) == 4
    assert all(squeezed(row.what) in text for row in pack.agreements)
    assert all(squeezed(f"Number {n}") in text for n in range(45))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_at_all_can_be_set(invented, text):
    pack = pack_of(invented, "EXU-SER-LIB", DAY, EN, [AgreementLine(text, text, text, outcome=text)])
    assert len(opened(pack_pdf(replace(pack, headline=text or "x", questions=()), DAY)).pages) == 2
