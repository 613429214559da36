"""The example folder is a sensible university: what its files promise each other holds."""

from pipeline.month import Month
from pipeline.organisation.model import fold


def test_five_faculties_a_service_organisation_and_about_60_units(university):
    for month in (Month(2023, 10), Month(2026, 9)):
        units = university.units_in(month)
        kinds = [unit.kind for unit in units.values()]
        assert (kinds.count("organisation"), kinds.count("faculty"), kinds.count("service")) == (1, 5, 1)
        assert 55 <= len(units) <= 65


def test_the_scales_stand_in_the_order_of_the_collective_agreement(university):
    codes = [scale.code for scale in university.scales]
    assert codes == ["SA", "P", *map(str, range(1, 19)), "H2", "H1"]


def test_every_scale_stands_in_exactly_one_band(university):
    placed = [scale for band in university.bands if not band.pool_of for scale in band.scales]
    assert sorted(placed) == sorted(scale.code for scale in university.scales)


def test_no_way_to_write_a_unit_means_two_units_in_one_month(university):
    for month in (Month(2023, 10), Month(2024, 9), Month(2025, 7)):
        seen = {}
        for code, unit in university.units_in(month).items():
            for text in {fold(each) for each in (code, *unit.name.values(), *unit.aliases)}:
                assert seen.setdefault(text, code) == code, text


def test_the_targets_show_every_kind_of_decision(university):
    targets = university.targets
    assert {target.counts for target in targets} == {"persons", "fte"}
    assert {target.scale_basis for target in targets} == {"function", "personal"}
    assert {bool(target.steps) for target in targets} == {True, False}
    assert [target.version for target in targets if target.code == "women-15-up-fnt"] == [1, 2]
    everywhere = {(target.band, target.share) for target in targets if target.units == ("*",)}
    assert everywhere == {("11-14", 0.08), ("15+", 0.05)}
    in_force = {target.code: target.version for target in university.targets_in(Month(2026, 9))}
    assert in_force["women-15-up-fnt"] == 2
    assert len(in_force) == 9


def test_the_path_of_every_target_rises_to_its_share(university):
    for target in university.targets:
        months = [
            target.baseline_month.plus(offset)
            for offset in range(target.baseline_month.months_until(target.deadline) + 1)
        ]
        path = [target.expected(month) for month in months]
        assert path == sorted(path), target.code
        assert path[-1] == target.share
