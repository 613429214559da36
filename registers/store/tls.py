"""How is the way to a server of the registers kept private?

The driver by itself takes any certificate. Here a server on another machine must show one that is valid for its
name, unless its address says otherwise, in the words that PostgreSQL's own tools use: `sslmode` (disable, require,
verify-full) and `sslrootcert` (the file of one's own authority).
"""

import contextlib
import ssl

from sqlalchemy import URL

from registers.errors import RegistersUnreachable
from registers.messages import BAD_TLS

MODES = ("disable", "require", "verify-full")
_HERE = (None, "", "localhost", "127.0.0.1", "::1")


def with_tls(url: URL) -> tuple[URL, dict[str, object]]:
    """The address without its words about TLS, and what the driver is to be told. Raises RegistersUnreachable."""
    said = {name: url.query.get(name) for name in ("sslmode", "sslrootcert")}
    mode, authority = said["sslmode"], said["sslrootcert"]
    if isinstance(mode, tuple) or isinstance(authority, tuple) or (mode is not None and mode not in MODES):
        raise RegistersUnreachable(BAD_TLS.at(modes=", ".join(MODES)))
    plain = url.difference_update_query([name for name, value in said.items() if value is not None])
    if mode is None:
        mode = "disable" if url.host in _HERE and authority is None else "verify-full"
    return plain, {"ssl_context": _context(mode, authority)}


def _context(mode: str, authority: str | None) -> ssl.SSLContext | bool:
    if mode == "disable":
        return False
    context = None
    with contextlib.suppress(OSError):
        context = ssl.create_default_context(cafile=authority)
    if context is None:
        raise RegistersUnreachable(BAD_TLS.at(modes=", ".join(MODES)))
    if mode == "require":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
