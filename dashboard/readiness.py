"""Are the registers ready when the dashboard starts? Made where there are none at the default place; never migrated."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.serve import REGISTERS, registers_place
from registers import RegistersUnreachable, SchemaWrong, open_registers


def registers_ready(processed: Path, environ: Mapping[str, str], language: str) -> list[str]:
    """What somebody who starts the dashboard has to know of the registers; nothing when they are ready.

    The pages about figures need none, so whatever is wrong is no reason not to start.
    """
    place = registers_place(processed, environ)
    # Elsewhere than at the default place an absent file may be a mistake in its name, or a disk that is not there.
    make = not environ.get(REGISTERS) and processed.is_dir() and not Path(place).exists()
    if not make and not environ.get(REGISTERS) and not Path(place).exists():
        return []
    try:
        open_registers(place, make=make).close()
    except (SchemaWrong, RegistersUnreachable) as refused:
        return [fault.text("nl" if language == "nl" else "en") for fault in refused.faults]
    except OSError as refused:
        return [f"{place}: {refused.strerror}"]
    return []
