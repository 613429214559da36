"""Property tests look at what comes out, not at how long it takes on a machine that does other things too.

In CI the examples are the same every time: a new finding belongs to whoever runs the tests at home,
where they differ from run to run, not to the change that happens to be tested.
"""

import os

from hypothesis import HealthCheck, settings

_SLACK = [HealthCheck.filter_too_much, HealthCheck.too_slow]  # drawing believable people discards many
settings.register_profile("patient", deadline=None, suppress_health_check=_SLACK)
settings.register_profile("ci", parent=settings.get_profile("patient"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "patient")
