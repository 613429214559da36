"""Which letters a pack is set in: the largest that fit, in however few tries."""

from pathlib import Path

import pytest

from dashboard.wording.words import Words
from packs.filling import pack_of
from packs.paper.pack import SIZES, _data
from packs.paper.typeset import fitted, likely, pages_of, typeset
from tests.packs.agreed import eight
from tests.packs.publications import DAY, TWELVE, written

NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize("many", [0, 4, 6, 8])
def test_the_letters_are_the_largest_that_fit(tmp_path: Path, many):
    """Whatever was tried first: the same bytes as trying every size from the largest down."""
    edition = written(tmp_path, targets=TWELVE[:5])
    for words in (NL, EN):
        data = _data(pack_of(edition, "EXU-BEH", DAY, words, eight("Every vacancy is open for four weeks", many)))
        each = (typeset("pack", {**data, "size": size}, DAY) for size in SIZES)
        assert fitted("pack", data, DAY, 2, SIZES) == next(made for made in each if pages_of(made) <= 2)


def test_where_none_fits_it_is_the_smallest(tmp_path: Path):
    data = _data(pack_of(written(tmp_path, targets=TWELVE), "EXU-BEH", DAY, EN, eight("x" * 200)))
    made = fitted("pack", data, DAY, 2, SIZES)
    assert pages_of(made) > 2
    assert made == typeset("pack", {**data, "size": SIZES[-1]}, DAY)


def test_where_to_begin_is_reckoned_from_how_far_the_largest_ran_over():
    """2.1 of 2 pages: a letter of 10.5 x (2 / 2.1)^(1 / 1.3) = 10.11; 2.5 of 2: 8.84; 4 of 2: smaller than there is."""
    for reached, size in (((1.7, 1.9, 2.8), 10.0), ((2.1, 2.3, 2.8), 8.5), ((3.0, 3.3, 3.3), 8.5)):
        assert SIZES[likely(reached, 2, SIZES)] == size
    # The lines went overleaf as a whole: 1.7 and 0.2, and 0.2 of words, is 2.1.
    assert SIZES[likely((1.7, 2.2, 2.8), 2, SIZES)] == 10.0
    assert SIZES[likely((), 2, SIZES)] == 9.0
