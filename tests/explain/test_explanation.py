"""How a published figure came about: told from the publication alone, in both languages, or why there is none."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.explain.explanation import Explanation, NotPublished, explain
from pipeline.explain.words import LABELS, READINGS, REASONS
from pipeline.faults import LANGUAGES, Language
from pipeline.published import REASONS as PUBLISHED_REASONS
from pipeline.published import VERDICTS, Publication, current
from tests.refresh.university import University


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    university = University(tmp_path_factory.mktemp("explained"))
    university.deliver("2024-10", heads=60)  # so few that figures are hidden, and in another block of months
    university.deliver("2025-12", heads=600)
    university.refresh()
    return current(university.processed)


def everything(publication: Publication) -> list[Explanation]:
    rows = publication.table("progress").to_pylist()
    return [explain(publication, row["target"], row["unit"], str(row["snapshot"])) for row in rows]


def test_every_published_figure_can_be_explained(publication: Publication) -> None:
    found = everything(publication)
    assert len(found) > 10
    assert {each.progress["verdict"] for each in found} > {"not_shown"}
    for each in found:
        for language in LANGUAGES:
            said = each.text(language)
            assert "{" not in said
            assert "None" not in said
            assert each.decision["decided_by"] in said
            assert all(file["fingerprint"] in said for file in each.files)
        assert json.loads(json.dumps(each.plain, allow_nan=False))["publication"] == publication.id


def test_a_hidden_figure_stays_hidden(publication: Publication) -> None:
    hidden = [each for each in everything(publication) if each.progress["reason"]]
    assert hidden
    for each in hidden:
        lines = each.text("en").splitlines()
        for name in ("members", "unknown", "share", "margin_low", "gap"):
            label = LABELS[name].fill("en", {})
            assert [line.split()[-1] for line in lines if line.strip().startswith(label)][:1] == ["-"], (name, lines)


def test_the_numbers_are_those_that_were_published(publication: Publication) -> None:
    found = explain(publication, "outside-europe-11-14", "TU", None)
    row = next(
        row
        for row in publication.table("representation").to_pylist()
        if (str(row["snapshot"]), row["unit"], row["band"], row["group"], row["scale_basis"])
        == ("2025-12-31", "TU", "11-14", "outside-europe", "function")
    )
    assert found.representation == {**row, "snapshot": "2025-12-31", "as_of": "2025-12-31"}
    said = found.text("en")
    assert f"{row['headcount']}" in said
    assert "8%" in said
    assert "Board decision 2022-117" in said


def test_a_target_in_fte_shows_the_fte_it_is_judged_by(publication: Publication) -> None:
    found = explain(publication, "women-15+", "GW", "2025-12")
    assert found.progress["counts"] == "fte"
    said = found.text("en")
    assert found.progress["base"] == pytest.approx(found.representation["fte"])
    assert f"{found.representation['members_fte']:,.1f} fte" in said
    assert f"{found.representation['share_fte']:.1%}".rstrip("0").replace(".0%", "%") in said
    assert "in fte" not in explain(publication, "outside-europe-11-14", "TU", "2025-12").text("en")


def test_the_last_snapshot_unless_another_is_asked_for(publication: Publication) -> None:
    for asked, day in ((None, "2025-12-31"), ("2024-10", "2024-10-31"), ("2024-10-31", "2024-10-31")):
        found = explain(publication, "outside-europe-11-14", "TU", asked)
        assert found.progress["snapshot"] == day
        assert {file["snapshot"] for file in found.files} == {day}


@pytest.mark.parametrize("asked", ["", "2025", "2025-1", "2025-11", "2024-12", "december"])
def test_a_snapshot_that_is_not_there_is_never_guessed(publication: Publication, asked: str) -> None:
    with pytest.raises(NotPublished) as stopped:
        explain(publication, "outside-europe-11-14", "TU", asked)
    assert stopped.value.faults[0].code == "no_snapshot"
    assert "2025-1" in str(stopped.value.faults[0].facts["nearest"])


@pytest.mark.parametrize(
    ("target", "unit", "code", "nearest"),
    [
        ("outside-europe-11-15", "TU", "no_target", "outside-europe-11-14"),
        ("outside-europe-11-14", "GW-PSI", "no_unit", "GW-PSY"),
        ("women-15+", "GW-PSY", "not_for_unit", None),
    ],
)
def test_what_was_not_published(
    publication: Publication, target: str, unit: str, code: str, nearest: str | None
) -> None:
    with pytest.raises(NotPublished) as stopped:
        explain(publication, target, unit, None)
    (fault,) = stopped.value.faults
    assert (fault.code, stopped.value.exit_code) == (code, 2)
    assert nearest is None or nearest in str(fault.facts["nearest"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_a_carried_figure_and_what_stands_in_for_a_hidden_one(
    publication: Publication, language: Language
) -> None:
    plain = explain(publication, "outside-europe-11-14", "TU", None)
    assert "2025-11-30" not in plain.text(language)
    carried = replace(plain, progress={**plain.progress, "as_of": "2025-11-30"})
    assert "2025-11-30" in carried.text(language)
    names = {**plain.names, "pool_unit": {"nl": "Boven", "en": "Above"}, "pool_band": {"nl": "Breed", "en": "Wide"}}
    pooled = replace(plain, progress={**plain.progress, "statement": "pooled"}, names=names)
    assert {"nl": "Boven, Breed", "en": "Above, Wide"}[language] in pooled.text(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_reason_can_be_said(language: Language) -> None:
    assert set(READINGS) == set(VERDICTS)
    assert set(REASONS) == set(PUBLISHED_REASONS)
    assert all(message.fill(language, {}) for message in (*READINGS.values(), *REASONS.values()))


def test_warnings_of_another_month_are_left_out(publication: Publication) -> None:
    assert any(each["code"] == "headcount_jump" for each in publication.about["warnings"])
    assert explain(publication, "outside-europe-11-14", "TU", "2024-10").warnings == ()
    assert explain(publication, "outside-europe-11-14", "TU", "2025-12").warnings != ()


def test_nothing_is_read_but_the_publication(publication: Publication, tmp_path: Path) -> None:
    copy = tmp_path / "alone"
    copy.mkdir()
    for file in publication.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    moved = Publication(publication.id, copy, publication.about)
    assert explain(moved, "outside-europe-11-14", "TU", None).text("nl") == explain(
        publication, "outside-europe-11-14", "TU", None
    ).text("nl")
