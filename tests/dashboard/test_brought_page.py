"""The page to prepare a talk: what was agreed comes first, for whoever may read it, and goes into the pack."""

import json
import re
from datetime import date
from html import unescape

import pytest

from dashboard.access.people import Grant, Person
from dashboard.parts.preparing.brought import MOST
from dashboard.wording.words import Words
from registers import downgrade, open_registers
from tests.dashboard.agreed import agreement, days, registers_beside, talk
from tests.dashboard.publication import point_at, write_publication
from tests.packs.reading import squeezed

NL, EN = Words("nl"), Words("en")
UNIT = "EXU-BEH"
DEAN = Person("", (Grant("dean", frozenset({UNIT})),), "a-dean")
OTHER = Person("", (Grant("ambassador", frozenset({"EXU-ENG"})),), "another")
BOARD = Person("", (Grant("board"),), "a-board")
HOSTILE = "<script>alert(1)</script> *bold* =1+1 \u202e😀"
TALKED = date(2025, 11, 14)


@pytest.fixture
def own(tmp_path):
    write_publication(tmp_path, months=3)
    return tmp_path


def agreed(aim: str = "Read vacancies again", unit: str = UNIT, **more: object):
    facts = {"conversation": "held", "due": days(-3), **more}
    return agreement(unit, aim, **facts)


def written(own, **records: object) -> None:
    everything = {"held": talk(UNIT, "held", TALKED, notes="Zzgeheim"), **records}
    registers_beside(own, everything).close()  # type: ignore[arg-type]


def read(page) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", page.html))


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_what_was_agreed_is_the_first_thing_on_the_page(own, walk, words):
    written(own, a=agreed(outcome="two of five", status="under_way"))
    page = walk(own).go("discussion", unit=UNIT, lang=words.language)
    said = read(page)
    order = [
        words("brought_heading"), "Read vacancies again", f"{words('agreed_under_way')}, {words('agreed_past_due')}",
        "two of five", words("followed_agreed", day=words.day(TALKED)), words("followed_aside"),
        words("brought_to_talk"), words("pack_page"), words("talk_bring"), words("talk_beside"),
    ]  # fmt: skip
    places = [said.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "Zzgeheim" not in page.text


def test_the_pack_of_the_page_holds_the_same_in_its_language_at_its_snapshot(own, walk):
    written(own, a=agreed(outcome="two of five"))
    page = walk(own)
    for words, day in ((NL, "2025-12-31"), (EN, "2025-11-30")):
        files = page.go("discussion", unit=UNIT, lang=words.language, date=day).files()
        packs = {name: text for name, text in files.items() if name.endswith((".pdf", ".docx"))}
        assert set(packs) == {
            f"streefcijfer_EXU-BEH_{words('pack_file')}_{words.language}_{day}.{form}" for form in ("pdf", "docx")
        }
        for text in packs.values():
            plain = squeezed(unescape(re.sub(r"<[^>]*>", "", text)))
            for part in ("Read vacancies again", "two of five", words("followed_agreed", day=words.day(TALKED))):
                assert squeezed(part) in plain


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_the_sheet_begins_with_the_same(own, walk, words):
    written(own, a=agreed(outcome="two of five", status="under_way"))
    files = walk(own).go("discussion", unit=UNIT, lang=words.language).files()
    order = [
        words("brought_heading"), "Read vacancies again", f"{words('agreed_under_way')}, {words('agreed_past_due')}",
        "two of five", words("followed_agreed", day=words.day(TALKED)), words("followed_aside"), words("sheet_standings"),
    ]  # fmt: skip
    sheets = [text for name, text in files.items() if name.endswith((".html", ".md"))]
    assert len(sheets) == 2
    for text in sheets:
        plain = re.sub(r"\\(.)", r"\1", unescape(re.sub(r"<[^>]*>", "", text)))
        places = [plain.find(part) for part in order]
        assert -1 not in places
        assert places == sorted(places)
        assert "Zzgeheim" not in text


def test_the_sheet_says_that_nothing_is_on_record_and_counts_what_does_not_fit(own, walk):
    page = walk(own)

    def sheets():
        files = page.go("discussion", unit=UNIT, lang="en").files()
        return [text for name, text in files.items() if name.endswith((".html", ".md"))]

    assert all(EN("brought_none") in text for text in sheets())
    assert all(EN("followed_aside") not in text for text in sheets())
    written(own, **{f"a{n}": agreed(f"Afspraak {n:02d}") for n in range(MOST + 3)})
    for text in sheets():
        assert EN("brought_more", n=3) in text
        assert len(set(re.findall(r"Afspraak \d\d", text))) == MOST


def test_what_somebody_wrote_is_text(own, walk):
    written(own, a=agreed(HOSTILE, outcome=HOSTILE * 100))
    page = walk(own).go("discussion", unit=UNIT, lang="en")
    assert "<script>alert" not in page.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; *bold* =1+1" in page.html
    assert all(page.files().values())


def test_many_are_counted(own, walk):
    written(own, **{f"a{n}": agreed(f"Afspraak {n:02d}") for n in range(MOST + 3)})
    said = read(walk(own).go("discussion", unit=UNIT, lang="en"))
    assert EN("brought_more", n=3) in said
    assert len(set(re.findall(r"Afspraak \d\d", said))) == MOST


def test_whoever_may_not_read_what_was_agreed_sees_none_of_it_and_a_pack_that_says_so(own, walk, monkeypatch):
    written(own, a=agreed("Zzafspraak"), b=agreed("Zzandere", "EXU-ENG", conversation=None))
    page = walk(own)
    for person, unit, seen in ((DEAN, UNIT, "Zzafspraak"), (OTHER, "EXU-ENG", "Zzandere"), (BOARD, UNIT, "")):
        monkeypatch.setattr("dashboard.entrance.admitted", lambda *_, person=person: person)
        files = page.go("discussion", unit=unit, lang="en").files()
        everything = page.text + " ".join(files.values())
        for each in ("Zzafspraak", "Zzandere"):
            assert (each in everything) == (each == seen), (person, each)
        (pdf,) = [text for name, text in files.items() if name.endswith(".pdf")]
        assert (squeezed(EN("pack_without_registers")) in squeezed(pdf)) == (seen == "")
        assert (EN("brought_heading") in page.html) == (seen != "")
        for text in (text for name, text in files.items() if name.endswith((".html", ".md"))):
            assert (EN("brought_heading") in text) == (seen != ""), (person, text[:200])
        assert (EN("pack_page_lead_without") in page.html) == (seen == "")


def test_without_registers_nothing_is_said_of_them_but_that_nothing_is_on_record(own, walk):
    page = walk(own).go("discussion", unit=UNIT, lang="en")
    assert EN("brought_none") in read(page)
    assert len(page.test.warning) == 0
    (pdf,) = [text for name, text in page.files().items() if name.endswith(".pdf")]
    assert squeezed(EN("pack_no_agreements")) in squeezed(pdf)
    assert not (own / "registers").exists()


def older(own):
    written(own, a=agreed("Zzafspraak"))
    opened = open_registers(own / "registers" / "registers.sqlite")
    downgrade(opened.engine, "0001")
    opened.close()


def damaged(own):
    (own / "registers").mkdir()
    (own / "registers" / "registers.sqlite").write_text("no database " * 100)


@pytest.mark.parametrize(("broken", "said"), [(older, "older version"), (damaged, "could not be opened")])
def test_registers_that_cannot_be_read_are_told_of_and_the_page_stands(own, walk, broken, said):
    broken(own)
    page = walk(own).go("discussion", unit=UNIT, lang="en")
    assert said in page.test.warning[0].value
    assert EN("brought_heading") not in page.html
    assert EN("talk_bring") in page.html
    (pdf,) = [text for name, text in page.files().items() if name.endswith(".pdf")]
    assert squeezed(EN("pack_without_registers")) in squeezed(pdf)


def test_a_pack_from_a_closed_release_is_marked(own, walk, monkeypatch):
    (own / "closed" / "inner").mkdir(parents=True)
    write_publication(own, months=3, identity="c105ed")
    (own / "published" / "c105ed").rename(own / "closed" / "inner" / "c105ed")
    point_at(own, "3f9a1c07d2")
    pointer = own / "published" / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "closed": {"inner": "c105ed"}}))
    person = Person("", (Grant("dean", frozenset({UNIT}), frozenset({"inner"})),))
    monkeypatch.setattr("dashboard.entrance.admitted", lambda *_: person)
    files = walk(own).go("discussion", unit=UNIT, lang="en").files()
    (name,) = [name for name in files if name.endswith(".pdf")]
    assert "_Confidential_" in name
    assert files[name].count(EN("confidential")) >= 2
