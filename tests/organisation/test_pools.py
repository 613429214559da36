"""Wider bands that stand in for small ones: derived from targets, never declared."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OrganisationFault
from pipeline.organisation.model import Band, Organisation
from pipeline.organisation.pools import pooled_bands
from pipeline.organisation.reader import read_organisation
from tests.organisation.builder import BANDS, BREAKS, SCALE_CODES, TARGETS, write_organisation

ONE_MORE = """
[[target]]
code = "outside-europe-15+"
version = 1
name.nl = "5% vanaf schaal 15"
name.en = "5% from scale 15 up"
group = "outside-europe"
band = "15+"
units = ["TN"]
share = 0.05
counts = "persons"
scale = "personal"
in_force_from = "2023-01"
baseline_month = "2023-01"
baseline_share = 0.03
deadline = "2028-12"
decided_by = "Executive Board"
decided_on = 2022-11-30
source_document = "Board decision 2022-117"
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    return read_organisation(write_organisation(tmp_path_factory.mktemp("tiny") / "tiny"))


def _read(folder: Path, **overrides: str) -> Organisation:
    return read_organisation(write_organisation(folder, **overrides))


def test_two_bands_of_one_group_make_a_pool_after_the_declared_ones(tmp_path: Path) -> None:
    found = _read(tmp_path, targets=TARGETS + ONE_MORE).bands
    assert [(band.code, band.pool_of) for band in found] == [
        ("11-14", ()),
        ("15+", ()),
        ("11-14+15+", ("11-14", "15+")),
    ]
    assert found[2].name == {
        "nl": "Schalen 11-14 en Schaal 15 en hoger",
        "en": "Scales 11-14 and Scale 15 and up",
    }
    assert found[2].scales == found[0].scales | found[1].scales


def test_bands_of_different_groups_are_not_taken_together(tmp_path: Path) -> None:
    assert [band.code for band in _read(tmp_path).bands] == ["11-14", "15+"]


def test_the_same_pool_of_two_groups_is_there_once(tmp_path: Path) -> None:
    both = ONE_MORE + ONE_MORE.replace("outside-europe", "women").replace("15+", "11-14")
    assert [band.code for band in _read(tmp_path, targets=TARGETS + both).bands] == ["11-14", "15+", "11-14+15+"]


def test_all_is_no_part_and_a_group_with_one_band_beside_it_has_no_pool(tmp_path: Path) -> None:
    everyone = ONE_MORE.replace('band = "15+"', 'band = "all"')
    assert len(_read(tmp_path, targets=TARGETS + everyone).bands) == 2


def _band(code: str, scales: str) -> str:
    return f'[[band]]\ncode = "{code}"\nname.nl = "n"\nname.en = "e"\nscales = {scales}\n'


def test_a_declared_band_with_the_same_scales_stands_for_the_pool(tmp_path: Path) -> None:
    wide = '[[band]]\ncode = "11+"\nname.nl = "n"\nname.en = "e"\nfrom = "11"\nto = "H1"\n'
    found = _read(tmp_path, targets=TARGETS + ONE_MORE, bands=BANDS + wide).bands
    assert [band.code for band in found] == ["11-14", "15+", "11+"]


def test_a_declared_band_that_has_the_code_already(tmp_path: Path) -> None:
    found = _read(tmp_path, targets=TARGETS + ONE_MORE, bands=BANDS + _band("11-14+15+", '["P"]')).bands
    assert [band.code for band in found] == ["11-14", "15+", "11-14+15+", "11-14+15++"]
    assert found[3].pool_of == ("11-14", "15+")


def test_a_pool_of_every_scale_is_all(tmp_path: Path) -> None:
    rest = '[[band]]\ncode = "up-to-14"\nname.nl = "n"\nname.en = "e"\nfrom = "P"\nto = "14"\n'
    targets = (TARGETS + ONE_MORE).replace('band = "11-14"', 'band = "up-to-14"')
    assert not any(band.pool_of for band in _read(tmp_path, targets=targets, bands=BANDS + rest).bands)


def test_a_pool_cannot_be_named_in_a_target_or_a_break(tmp_path: Path) -> None:
    targets = (TARGETS + ONE_MORE).replace('band = "11-14"', 'band = "11-14+15+"')
    with pytest.raises(OrganisationFault, match=r"no such band: '11-14\+15\+'"):
        _read(tmp_path, targets=targets)


def test_a_break_of_a_part_is_one_of_the_pool(tmp_path: Path) -> None:
    breaks = BREAKS + 'bands = ["15+"]\n'
    found = _read(tmp_path, targets=TARGETS + ONE_MORE, breaks=breaks).breaks
    assert [each.bands for each in found] == [("15+", "11-14+15+")]
    assert [each.bands for each in _read(tmp_path / "b", targets=TARGETS + ONE_MORE).breaks] == [()]


def test_three_parts_are_named_in_the_order_of_the_bands(tmp_path: Path) -> None:
    third = ONE_MORE.replace("15+", "phd")
    bands = _band("phd", '["P"]') + BANDS
    pool = _read(tmp_path, targets=TARGETS + ONE_MORE + third, bands=bands).bands[-1]
    assert pool.code == "phd+11-14+15+"
    assert pool.pool_of == ("phd", "11-14", "15+")
    assert pool.name["nl"] == "n, Schalen 11-14 en Schaal 15 en hoger"


@given(
    drawn=st.lists(st.frozensets(st.sampled_from(SCALE_CODES[:5]), min_size=1), min_size=1, max_size=5),
    asked=st.lists(st.tuples(st.sampled_from(["women", "outside-europe"]), st.integers(0, 4)), max_size=8),
)
def test_pools_against_every_pair_by_hand(tiny: Organisation, drawn: list[frozenset[str]], asked: list) -> None:
    bands = [Band(f"b{n}", {"nl": f"{n}"}, scales) for n, scales in enumerate(drawn)]
    targets = [replace(tiny.targets[0], group=group, band=f"b{n}" if n < len(bands) else "all") for group, n in asked]
    scales = tiny.scales[:5]
    pools = pooled_bands(bands, tiny.groups, targets, scales)
    everything = {scale.code for scale in scales}
    wanted = []
    for group in tiny.groups:
        parts = [
            band for band, target in product(bands, targets) if (target.group, target.band) == (group.code, band.code)
        ]
        union = {scale for band in parts for scale in band.scales}
        unlike = all(union != {*other} for other in [*drawn, *wanted]) and union != everything
        if len({band.code for band in parts}) > 1 and unlike:
            wanted.append(union)
    assert [set(pool.scales) for pool in pools] == wanted
    assert len({band.code for band in (*bands, *pools)}) == len(bands) + len(pools)
    assert all(len(pool.pool_of) > 1 for pool in pools)
