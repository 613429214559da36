"""Property tests look at what comes out, not at how long it takes on a machine that does other things too."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
