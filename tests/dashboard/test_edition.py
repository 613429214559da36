from dataclasses import replace
from datetime import date

import pytest

from dashboard.edition import Edition
from pipeline.published import NoPublication, Publication, current
from tests.dashboard.publication import tree, write_publication

DAY = date(2025, 12, 31)


def test_units_are_in_the_organisations_order_under_their_parents(edition):
    assert [unit.code for unit in edition.units[DAY]] == [code for code, *_ in tree()]
    assert [unit.code for unit in edition.children(DAY, "EXU-BEH")] == ["EXU-BEH-PSC", "EXU-BEH-EDU", "EXU-BEH-GOV"]
    assert [unit.code for unit in edition.line(DAY, "EXU-BEH-EDU")] == ["EXU", "EXU-BEH", "EXU-BEH-EDU"]
    assert edition.root(DAY).code == "EXU"


def test_a_standing_joins_progress_with_its_own_share(edition):
    (row,) = [row for row in edition.standings(DAY, ["EXU-ENG"]) if row.target == "world-11-14"]
    assert row.members == 9
    assert row.share == pytest.approx(row.members / (row.base - row.unknown))
    assert row.margin_low < row.share < row.margin_high


def test_an_fte_standing_has_the_share_of_fte_and_no_margin_of_heads(edition):
    (row,) = [row for row in edition.standings(DAY, ["EXU-BEH"]) if row.counts == "fte"]
    assert row.share == pytest.approx(row.members / row.base, rel=0.02)
    assert (row.margin_low, row.margin_high) == (None, None)


def test_a_hidden_standing_holds_no_figure(edition):
    rows = [row for row in edition.standings(DAY, [unit.code for unit in edition.units[DAY]]) if not row.shown]
    assert rows
    assert {(row.members, row.share, row.margin_low, row.gap, row.unknown) for row in rows} == {(None,) * 5}


def test_a_hidden_standing_brings_the_row_that_stands_in(edition):
    rows = edition.standings(DAY, [unit.code for unit in edition.units[DAY]])
    pooled = [row for row in rows if row.statement == "pooled"]
    assert pooled
    wide = {
        (row["unit"], row["band"]): row
        for row in edition.tables["representation"].to_pylist()
        if row["snapshot"] == DAY and row["group"] == "world"
    }
    for row in pooled:
        found, beside = row.stand_in, wide[row.pool_unit, row.pool_band]
        assert beside["shown"]
        assert (found.members, found.base, found.as_of) == (beside["members"], beside["headcount"], beside["as_of"])
        assert (found.unit_name is None) == (row.pool_unit == row.unit)
        assert (found.band_name is None) == (row.pool_band == edition.target(row.target, 1).band)
    assert all(row.stand_in is None for row in rows if row.statement != "pooled")


def test_a_series_brings_what_stands_in_and_the_day_of_its_figures(edition):
    series = edition.series("EXU-BEH", "world-15up")
    assert {row.stand_in is not None for row in series if row.statement == "pooled"} == {True}
    carried = {
        (row.snapshot.month, row.carried.month) for row in edition.series("EXU-BEH", "world-11-14") if row.carried
    }
    assert {(11, 9), (10, 9), (5, 3)} <= carried


def test_a_row_that_stands_in_and_is_not_there_is_not_guessed(edition):
    tables = dict(edition.tables)
    tables["representation"] = tables["representation"].slice(0, 0)
    bare = replace(edition, tables=tables)
    rows = bare.standings(DAY, ["EXU-BEH"])
    assert [row.stand_in for row in rows] == [None] * len(rows)


def test_standings_are_by_target_and_then_as_asked(edition):
    rows = edition.standings(DAY, ["EXU-GEO", "EXU"])
    assert [(row.target, row.unit) for row in rows] == [
        (target, unit) for target in ("world-11-14", "world-15up", "women-11-14") for unit in ("EXU-GEO", "EXU")
    ]


def test_a_series_is_in_time_order_and_of_one_unit(edition):
    series = edition.series("EXU-BEH", "world-11-14")
    assert len(series) == 36
    assert [row.snapshot for row in series] == sorted(row.snapshot for row in series)
    assert {row.unit for row in series} == {"EXU-BEH"}


@pytest.mark.parametrize(
    ("unit", "target", "breaks"),
    [
        ("EXU-BEH-PSC", "world-11-14", ["2024-07-31"]),
        ("EXU-BEH-PSC", "world-15up", ["2023-09-30", "2024-07-31"]),
        ("EXU-GEO", "world-15up", ["2023-09-30"]),
        ("EXU-GEO", "world-11-14", []),
    ],
)
def test_a_break_touches_its_own_unit_and_band(edition, unit, target, breaks):
    found = edition.breaks(unit, edition.target(target, 1))
    assert [str(each.snapshot) for each in found] == breaks


def test_a_version_that_is_not_described_is_named_after_the_latest(edition):
    assert edition.target("world-15up", 9).version == 1


def test_a_remark_on_a_month_that_never_came_stands_at_the_next_snapshot(tmp_path):
    write_publication(tmp_path, months=3, identity="remarks")
    publication = current(tmp_path)
    missing = {"month": "2025-11", "snapshot": None, "text": {"nl": "ontbreekt", "en": "missing"}}
    about = {**publication.about, "warnings": [missing], "snapshots": ["2025-10-31", "2025-12-31"]}
    edition = Edition.of(Publication(publication.id, publication.folder, about))
    assert [edition.remarks_on(day) for day in edition.snapshots] == [(), (missing["text"],)]


def test_a_unit_that_is_its_own_parent_does_not_hang_a_page(edition):
    from dataclasses import replace

    looped = Edition(**{name: getattr(edition, name) for name in edition.__dataclass_fields__})
    units = tuple(
        replace(unit, parent="EXU-BEH-PSC") if unit.code == "EXU-BEH" else unit for unit in edition.units[DAY]
    )
    looped.__dict__["units"] = {DAY: units}
    assert [unit.code for unit in looped.line(DAY, "EXU-BEH-PSC")] == ["EXU-BEH", "EXU-BEH-PSC"]


@pytest.mark.parametrize("key", ["organisation", "snapshots", "targets", "bands", "groups"])
def test_an_about_that_lacks_a_part_is_no_publication(published, key):
    publication = current(published)
    about = {name: value for name, value in publication.about.items() if name != key}
    with pytest.raises(NoPublication, match=r"about\.json"):
        Edition.of(Publication(publication.id, publication.folder, about))


def test_a_renamed_unit_keeps_its_series(edition):
    joined = replace(edition, renamed={"EXU-GEO": "EXU-BEH"})
    before, other = edition.series("EXU-BEH", "world-11-14"), edition.series("EXU-GEO", "world-11-14")
    series = joined.series("EXU-BEH", "world-11-14")
    assert len(series) == len(before) + len(other)
    assert {row.unit for row in series} == {"EXU-BEH", "EXU-GEO"}
