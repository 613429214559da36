"""How far is a command, for whoever waits for it?"""

import sys
from collections.abc import Callable

import click


def telling(as_json: bool) -> Callable[[str, int, int], None]:
    """Progress on the error stream: one line that is written over on a terminal, one line per step elsewhere."""
    terminal = sys.stderr.isatty()

    def tell(step: str, done: int, total: int) -> None:
        if as_json or total == 0:
            return
        if terminal:
            click.echo(f"\r{step:<10} {done}/{total}" + ("\n" if done == total else ""), nl=False, err=True)
        elif done == total:
            click.echo(f"{step} {done}/{total}", err=True)

    return tell
