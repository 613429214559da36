"""Sets apart what stays in memory: libraries, texts, editions, what sessions keep.

Streamlit collects all garbage after every drawing of a page. With all of these looked through each time that is most of
what a page costs; set apart, only what the drawing itself made is looked through (docs/performance.md).
"""

import atexit
import gc
import threading

_BETWEEN_SECONDS = 15
_lock = threading.Lock()
_whole_at: float | None = None
# Some libraries count what is left when the process ends, and complain of what was only set apart.
atexit.register(gc.unfreeze)


def set_apart_before_drawing(now: float) -> None:
    """Set apart what earlier drawings left; four times a minute look all of it through first. `now`: seconds of any clock.

    What was set apart and became garbage waits for that.
    """
    global _whole_at
    with _lock:
        is_due = _whole_at is None or not 0 <= now - _whole_at < _BETWEEN_SECONDS
        if is_due:
            _whole_at = now
    if is_due:
        set_apart()
    else:
        gc.freeze()


def set_apart() -> None:
    """Collect what is garbage now, and set apart what is left. What was set apart before is looked at again first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
