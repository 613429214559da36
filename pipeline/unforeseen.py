"""What is said of an error that nobody foresaw: its kind and its place in our code, never its own text."""

import traceback
from pathlib import Path

from pipeline.errors import StreefcijferError
from pipeline.faults import Fault, Message

_OURS = Path(__file__).parent
UNEXPECTED = Message(
    en="something went wrong that should not have ({kind} at {place}); what is published is whole; please report this line, it holds no data",
    nl="er ging iets mis dat niet had mogen gebeuren ({kind} in {place}); wat gepubliceerd is, is heel; meld deze regel alstublieft, er staan geen gegevens in",
)


def unforeseen(error: Exception) -> StreefcijferError:
    """What went wrong by its kind and its place in our code. The error's own text may hold values, so it is left out."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if Path(step.filename).is_relative_to(_OURS)]
    place = f"{Path(steps[-1].filename).relative_to(_OURS.parent).as_posix()}:{steps[-1].lineno}"
    return StreefcijferError(Fault("unexpected", UNEXPECTED, facts={"kind": type(error).__name__, "place": place}))
