"""Whether protection left anything to show at all."""

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.errors import ProtectionFailed
from pipeline.faults import Fault
from pipeline.protect.messages import NOTHING_TO_SHOW


def refuse_nothing(representation: pa.Table) -> None:
    """Raise ProtectionFailed when not one row of any group is shown at any snapshot, and protection is why.

    `representation` has the published rows of all snapshots. Where nobody declared anything, or nobody works, nothing
    is hidden for protection: that is no failure. One month of which all is hidden does not stop the series.
    """
    hidden = representation.filter((pc.field("reason") == "too_few_people") & (pc.field("headcount") > 0))
    if hidden.num_rows and not representation.filter(pc.field("shown")).num_rows:
        facts = {"rows": representation.num_rows, "people": max(hidden["headcount"].to_pylist())}
        raise ProtectionFailed(Fault("nothing_to_show", NOTHING_TO_SHOW, facts=facts))
