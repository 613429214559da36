"""The options that several commands take, the same everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.faults import LANGUAGES

DEMO = "example-university"


def organisation_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--organisation, the same everywhere."""
    return click.option(
        "--organisation",
        default=DEMO,
        show_default=True,
        metavar="NAME-or-DIR",
        help="A name under organisations/, or a folder.",
    )(command)


def folder_option(name: str, default: str, meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """--raw and --processed, the same everywhere."""
    return click.option(
        f"--{name}", type=click.Path(path_type=Path), default=default, show_default=True, metavar="DIR", help=meaning
    )


raw_option = folder_option("raw", "data/raw", "Where the exports are.")
processed_option = folder_option("processed", "data/processed", "Where everything made from them goes.")
json_option = click.option("--json", "as_json", is_flag=True, help="The same result for machines.")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), help="nl or en; default: $STREEFCIJFER_LANGUAGE, else en."
)
dry_option = click.option("--dry-run", "dry", is_flag=True, help="Only say what would change; nothing changes.")
with_option = click.option(
    "--with",
    "extra",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="With --dry-run: an export that does not lie in the raw folder; may be given several times.",
)
inbox_option = click.option(
    "--inbox",
    "inbox_folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where uploads wait; default: inbox/ in the folder of --processed.",
)
port_option = click.option("--port", type=click.IntRange(1, 65535), help="Default: Streamlit's own, 8501.")
access_option = click.option(
    "--access", type=click.Path(path_type=Path), metavar="FILE", help="Who may see what; default: the organisation's."
)
registers_option = click.option(
    "--registers", metavar="FILE-or-URL", help="Where conversations are kept; default: beside the published figures."
)
months_option = click.option(
    "--months", type=click.IntRange(1, 36), default=14, show_default=True, help="How many months of exports."
)
remove_option = click.option(
    "--remove", is_flag=True, help="Take the demonstration away again, before your own first export."
)
