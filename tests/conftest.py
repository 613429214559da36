"""Property tests look at what comes out, not at how long it takes on a machine that does other things too.

In CI the examples are the same every time: a new finding belongs to whoever runs the tests at home,
where they differ from run to run, not to the change that happens to be tested.

What takes minutes begins first: of two processes one would else begin with it when the other is done.
"""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
# Longest first, those that wait for a browser between those that do not wait. pytest-xdist deals files out in this order.
LONG = (
    "tests/refresh/test_interrupted.py",
    "tests/browser/test_accessible.py",
    "tests/audit/test_judged.py",
    "tests/browser/test_who_sees_what.py",
    "tests/audit/test_bounds.py",
    "tests/browser/test_talk.py",
    "tests/protect/test_worlds.py",
    "tests/browser/test_yearly_cycle.py",
    "tests/refresh/test_protection.py",
    "tests/browser/test_login.py",
    "tests/refresh/test_refresh.py",
    "tests/browser/test_activities.py",
    "tests/dashboard/test_own_units_only.py",
    "tests/browser/test_provider.py",
    "tests/dashboard/test_pages.py",
    "tests/browser/test_pages.py",
    "tests/refresh/test_inbox.py",
    "tests/browser/test_talks.py",
    "tests/cli/test_commands.py",
    "tests/browser/test_upload.py",
    "tests/dashboard/test_memory.py",
    "tests/real/test_canada_bands.py",
)
# Of which nearly every test refreshes, audits, draws a page, makes a paper or begins a process: none of them takes
# long, together they do.
SLOW = (
    "tests/audit/test_files.py",
    "tests/cli/test_commands.py",
    "tests/cli/test_exit_codes.py",
    "tests/cli/test_trying.py",
    "tests/dashboard/test_activities_page.py",
    "tests/dashboard/test_brought_page.py",
    "tests/dashboard/test_lasting.py",
    "tests/dashboard/test_own_units_only.py",
    "tests/dashboard/test_pages.py",
    "tests/dashboard/test_talk_page.py",
    "tests/dashboard/test_talks_page.py",
    "tests/demo/test_content.py",
    "tests/demo/test_files.py",
    "tests/packs/test_commands.py",
    "tests/packs/test_overview.py",
    "tests/packs/test_pdf.py",
    "tests/packs/test_registers.py",
    "tests/packs/test_word.py",
    "tests/protect/solve/test_optimum.py",
    "tests/protect/solve/test_suppress.py",
    "tests/protect/test_awkward.py",
    "tests/publish/test_package.py",
    "tests/publish/test_publication.py",
    "tests/quirks/test_bands.py",
    "tests/refresh/test_accounts.py",
    "tests/refresh/test_bad_input.py",
    "tests/refresh/test_closed_month.py",
    "tests/refresh/test_disk_and_lock.py",
    "tests/refresh/test_dry_run.py",
    "tests/refresh/test_inbox.py",
    "tests/refresh/test_interrupted.py",
    "tests/refresh/test_nowhere.py",
    "tests/refresh/test_people.py",
    "tests/refresh/test_protection.py",
    "tests/refresh/test_refresh.py",
    "tests/refresh/test_rounding.py",
    "tests/registers/test_blank.py",
    "tests/registers/test_demonstration.py",
    "tests/test_canonical.py",
)

_SLACK = [HealthCheck.filter_too_much, HealthCheck.too_slow]  # drawing believable people discards many
settings.register_profile("patient", deadline=None, suppress_health_check=_SLACK)
settings.register_profile("ci", parent=settings.get_profile("patient"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "patient")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing that is imported and collected becomes garbage: looking for some all the while takes a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the files that are slow as a whole, and bring the long ones to the front; else the order stays."""
    if missing := [name for name in (*LONG, *SLOW) if not (ROOT / name).exists()]:
        raise pytest.UsageError(f"not there any more, named in {__file__}: {missing}")
    place = {ROOT / name: number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path, len(LONG)))
    slow = {ROOT / name for name in SLOW}
    for item in items:
        if item.path in slow:
            item.add_marker(pytest.mark.slow)
