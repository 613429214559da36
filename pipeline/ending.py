"""The end of a command: what was asked at exit is done, what was said is written, and the process is gone at once."""

import atexit
import os
import sys
from collections.abc import Callable
from typing import NoReturn

_UNWRITTEN = 120  # what Python itself ends with when its last words cannot be written


def to_its_end(command: Callable[[], object]) -> NoReturn:
    """Run a command and end this process with its exit code, without taking the interpreter apart first.

    Arrow's threads may still let go of memory of Python's when the command is done. Python 3.11 to 3.13 end a thread
    that asks for the interpreter while that is taken apart, and a C++ thread ended so aborts the process: exit code 134
    after everything went well. Nothing is lost by leaving at once: files are whole before the command is done.

    An exception other than SystemExit is raised, as it would be without this.
    """
    code: object = 0
    try:
        command()
    except SystemExit as ended:
        code = ended.code
    number = _number(code)
    # As multiprocessing ends its own processes; there is no public name for it.
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    os._exit(number if _written() else number or _UNWRITTEN)


def _number(code: object) -> int:
    """The exit code that Python makes of what SystemExit carries; other words than a number are said."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def _written() -> bool:
    """Write out what was said. False when whoever listened is gone."""
    whole = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            whole = False
    return whole
