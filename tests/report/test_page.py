"""The report as a page: whole in both languages, and nothing that is named in it becomes markup."""

from html.parser import HTMLParser

import pytest

from pipeline.faults import LANGUAGES, Language
from pipeline.published import REASONS, VERDICTS
from pipeline.report.page import page
from pipeline.report.report import Report, nothing_to_do
from pipeline.report.words import WORDS, standing_words
from tests.report.report import HOSTILE, NAMES, report, standing

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Structure(HTMLParser):
    """Fails where a tag is closed that was not the last one opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def read(of: Report, language: Language) -> Structure:
    found = Structure()
    found.feed(page(of, language))
    found.close()
    assert found.open == []
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "of",
    [
        report(),
        report(taken=(), replaced=(), warnings=(), standings=()),
        report(organisation={"en": "Only English"}),
        report(organisation={"nl": "Alleen Nederlands"}, unit_names={}, target_names={}),
        nothing_to_do(NAMES),
    ],
    ids=["full", "quiet", "en", "nl", "nothing"],
)
def test_the_page_is_whole(of: Report, language: Language) -> None:
    found = read(of, language)
    names = [tag for tag, _ in found.tags]
    assert ("html", {"lang": language}) in found.tags
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert "script" not in names
    assert not [attributes for _, attributes in found.tags if any(name.startswith("on") for name in attributes)]
    assert not [attributes for _, attributes in found.tags if {"src", "href"} & set(attributes)]
    assert WORDS["title"].fill(language, {}) in found.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_text(language: Language) -> None:
    found = read(report(), language)
    said = "\n".join(found.words)
    assert said.count(HOSTILE) >= 5
    assert "49" not in said
    assert {tag for tag, _ in found.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "div"),
        *("table", "thead", "tbody", "tr", "th", "td", "ul", "li", "br"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_are_words_and_unknown_ones_stay_codes(language: Language) -> None:
    said = "\n".join(read(report(), language).words)
    assert {"nl": "eenheid staat niet in units.csv", "en": "unit is not in units.csv"}[language] in said
    assert "of another version" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_words(verdict: str, language: Language) -> None:
    said = standing_words(standing(verdict), report(), language)
    assert said
    assert "{" not in said
    assert standing_words(standing(verdict, members=None, base=None, need=None, gap=None), report(), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_words(reason: str, language: Language) -> None:
    hidden = standing("not_shown", reason=reason, members=None, gap=None)
    said = standing_words(hidden, report(), language)
    # The need rests on the headcount alone, which is public; a hidden count is not.
    assert ("12" in said) == (reason == "too_few_people")
    assert " 5 " not in f" {said} "


def test_fte_are_told_as_fte() -> None:
    told = standing("below", counts="fte", members=1234.5, base=4000.0, gap=7.25)
    assert "1.234,5 fte" in standing_words(told, report(), "nl")
    assert "1,234.5 fte" in standing_words(told, report(), "en")
