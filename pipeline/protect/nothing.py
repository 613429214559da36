"""Whether protection left anything to show at all."""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.protect.messages import NOTHING_TO_SHOW


def refuse_nothing(representation: pa.Table) -> None:
    """Raise ProtectionFailed when of the last snapshot no row of any group is shown, and protection is why.

    `representation` has the published rows of all snapshots. A snapshot in which nobody declared anything, or where
    nobody works, hides nothing for protection: that is no failure.
    """
    last = max(representation["snapshot"].to_pylist())
    rows = representation.filter(pc.field("snapshot") == last)
    hidden = rows.filter((pc.field("reason") == "too_few_people") & (pc.field("headcount") > 0))
    if hidden.num_rows and not rows.filter(pc.field("shown")).num_rows:
        facts = {"rows": rows.num_rows, "snapshot": str(last), "people": max(hidden["headcount"].to_pylist())}
        raise ProtectionFailed(Fault("nothing_to_show", NOTHING_TO_SHOW, facts=facts))
