"""What lasts is set apart from what is looked through after every page, and what is garbage goes all the same."""

import gc
import weakref

import pytest

from dashboard.lasting import set_apart


class Knot:
    """Something that only the collector can clear away: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_it_was():
    yield
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
