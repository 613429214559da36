"""Do the same independent work for many files or months, on every core when there is enough of it.

Workers share nothing but the disk, where everything is written under a name that follows from its
content or inputs: it does not matter who writes what, or in which order.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import pyarrow as pa

Item = TypeVar("Item")
Result = TypeVar("Result")

_PRELOAD = ["pipeline.intake", "pipeline.months"]  # imported once, then shared by every worker


def for_each(
    job: Callable[[Item], Result], items: Sequence[Item], tell: Callable[[int], None], *, heavy: bool
) -> list[Result]:
    """The job's result for every item, in order. `tell` hears how many are done.

    `heavy`: worth starting worker processes for; the job and its items must then be picklable. The
    first exception of a job is raised here.
    """
    cores = os.cpu_count() or 1
    if not heavy or cores == 1 or len(items) < cores:
        return _one_by_one(job, items, tell)
    # A server that is forked before any thread was started: forking this process itself could hang.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    results: list[Result] = []
    with ProcessPoolExecutor(min(cores, len(items)), context, _alone) as pool:
        for done, result in enumerate(pool.map(job, items)):
            tell(done)
            results.append(result)
    tell(len(items))
    return results


def end_with_parent() -> None:
    """For a worker that begins: it is to end when its run does. One whose run was killed would wait for work for ever."""
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _alone() -> None:
    """A worker keeps to one core: the others have workers of their own."""
    pa.set_cpu_count(1)
    end_with_parent()


def _one_by_one(job: Callable[[Item], Result], items: Sequence[Item], tell: Callable[[int], None]) -> list[Result]:
    results: list[Result] = []
    for done, item in enumerate(items):
        tell(done)
        results.append(job(item))
    tell(len(items))
    return results
