"""Handing over to a program of its own: this process waits for it, and ends it when it is itself asked to end."""

import signal
import subprocess
from collections.abc import Mapping, Sequence


def run_on(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """The exit code of the program. Whoever ends this process (SIGTERM) means the program.

    Raises KeyboardInterrupt; the program has heard of that as well, from the terminal.
    """
    program = subprocess.Popen(command, env=dict(environment))
    before = signal.signal(signal.SIGTERM, lambda *_: program.terminate())
    try:
        return program.wait()
    finally:
        signal.signal(signal.SIGTERM, before)
