"""Many packs in one run: on every core when there are enough of them, told as they come, taken up where it stopped."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import typst

from dashboard.edition import Edition
from packs.one import Made, Order, made
from packs.shelf import Shelf
from pipeline.published import Publication, closed, current
from pipeline.workers import end_with_parent

_FEW = 4  # up to so many, starting a worker takes longer than making them
_PRELOAD = ["packs.many"]


@dataclass(frozen=True)
class Outcome:
    """What a run did: how many files were made, how many stood already, and the units it failed for."""

    made: int
    kept: int
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Where:
    """Which publication: the live one under `processed`, or what is made for a closed audience."""

    processed: Path
    audience: str = ""

    def publication(self) -> Publication | None:
        """Raises NoPublication when nothing is published; None when the audience has nothing that may be read."""
        return closed(self.processed, self.audience) if self.audience else current(self.processed)


def make_many(
    edition: Edition, where: Where, orders: Sequence[Order], shelf: Shelf, tell: Callable[[int, int], None]
) -> Outcome:
    """Make what does not stand yet. `tell` hears how many are done of how many. Raises OSError when the disk fails.

    One pack that cannot be made does not stop the others.
    """
    count, failed = {True: 0, False: 0}, list[str]()
    tell(0, len(orders))
    for done, (order, each) in enumerate(_each(edition, where, orders, shelf), 1):
        if each is None:
            failed.append(order.unit)
        else:
            if each.content is not None:
                shelf.put(each.name, each.content, each.source)
            count[each.content is not None] += 1
        tell(done, len(orders))
    return Outcome(count[True], count[False], tuple(sorted(failed)))


def _each(edition: Edition, where: Where, orders: Sequence[Order], shelf: Shelf) -> Iterator[tuple[Order, Made | None]]:
    cores = os.cpu_count() or 1
    if cores == 1 or len(orders) <= _FEW:
        for order in orders:
            yield order, _tried(edition, order, shelf.stands)
        return
    known = dict(shelf.sources())
    # A server that is forked before any thread was started: forking this process itself could hang.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    with ProcessPoolExecutor(min(cores, len(orders)), context, _begin, (where, edition.id, known)) as pool:
        waiting = {pool.submit(_work, order): order for order in orders}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _tried(edition: Edition, order: Order, stands: Callable[[str, str], bool]) -> Made | None:
    try:
        return made(edition, order, stands)
    except (typst.TypstError, KeyError, ValueError):
        # What it says may quote the text it was about, so only that it failed is told.
        return None


_opened: dict[str, Edition] = {}
_known: dict[str, str] = {}


def _begin(where: Where, edition_id: str, known: dict[str, str]) -> None:
    """A worker opens the publication once. Another one that went live meanwhile is not the one that was asked for."""
    pa.set_cpu_count(1)
    end_with_parent()
    publication = where.publication()
    if publication is None or publication.id != edition_id:
        raise RuntimeError("another publication went live while packs were made; start again")
    _opened["edition"] = Edition.of(publication)
    _known.update(known)


def _work(order: Order) -> Made | None:
    return _tried(_opened["edition"], order, lambda name, source: _known.get(name) == source)
