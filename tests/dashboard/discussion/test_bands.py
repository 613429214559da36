from dataclasses import replace

import pytest

from dashboard.discussion.bands import band_below, is_pool

NAMES = ("all", "phd", "1-10", "11-14", "15+", "11-14+15+")


@pytest.mark.parametrize(
    ("band", "below"),
    [
        ("15+", "11-14"), ("11-14", "1-10"), ("1-10", "phd"), ("phd", None), ("all", None), ("11-14+15+", None),
        ("unknown", None),
    ],
)  # fmt: skip
def test_the_step_below_is_the_next_band_that_is_a_step(invented, band, below):
    edition = replace(invented, bands={code: {"en": code} for code in NAMES})
    assert band_below(edition, band) == below


def test_a_pool_is_made_of_other_bands():
    assert [code for code in NAMES if is_pool(code, NAMES)] == ["11-14+15+"]
    assert is_pool("a+b+c", ("a", "b", "c", "a+b+c"))
    assert not is_pool("15+", ("15+", "15"))
    assert not is_pool("a+a", ("a", "a+a"))
