"""Sets apart what stays in memory for as long as the server runs: libraries, texts, editions.

Streamlit collects all garbage after every drawing of a page. With all of these looked through each time that is most of
what a page costs; set apart, only what pages made since is looked through (docs/performance.md).
"""

import gc


def set_apart() -> None:
    """Collect what is garbage now, and set apart what is left. What was set apart before is looked at again first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
