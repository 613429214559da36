"""What lasts is set apart from what is looked through after every page, and what is garbage goes all the same."""

import gc
import weakref

import pytest

from dashboard import lasting
from dashboard.lasting import set_apart, set_apart_before_drawing


class Knot:
    """Something that only the collector can clear away: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_it_was():
    lasting._whole_at = None
    yield
    lasting._whole_at = None
    gc.unfreeze()


def test_what_is_there_is_not_looked_through_again():
    gc.collect()
    before = len(gc.get_objects())
    set_apart()
    assert gc.get_freeze_count() > 0.9 * before
    assert len(gc.get_objects()) < 0.1 * before


def test_garbage_of_before_and_of_after_is_cleared_away():
    before = weakref.ref(Knot())
    set_apart()
    assert before() is None
    after = weakref.ref(Knot())
    assert after() is not None
    gc.collect()
    assert after() is None


def test_what_was_set_apart_and_became_garbage_goes_the_next_time():
    knot = Knot()
    seen = weakref.ref(knot)
    set_apart()
    del knot
    gc.collect()
    assert seen() is not None
    set_apart()
    assert seen() is None


def test_before_each_drawing_what_earlier_ones_left_is_set_apart():
    set_apart_before_drawing(100.0)
    kept = Knot()
    gc.collect()
    assert any(each is kept for each in gc.get_objects())
    set_apart_before_drawing(101.0)
    assert not any(each is kept for each in gc.get_objects())


def test_what_was_set_apart_and_became_garbage_goes_within_a_quarter_of_a_minute():
    set_apart_before_drawing(100.0)
    knot = Knot()
    seen = weakref.ref(knot)
    set_apart_before_drawing(101.0)
    del knot
    for now in (102.0, 108.0, 114.9):
        set_apart_before_drawing(now)
        gc.collect()
        assert seen() is not None
    set_apart_before_drawing(115.0)
    assert seen() is None


def test_a_clock_that_went_back_is_no_reason_to_wait():
    set_apart_before_drawing(100.0)
    knot = Knot()
    seen = weakref.ref(knot)
    set_apart_before_drawing(101.0)
    del knot
    set_apart_before_drawing(5.0)
    assert seen() is None
