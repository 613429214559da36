"""Pseudonyms are hashed again with a secret that never leaves this machine.

Whoever holds the HR system's pseudonyms cannot find a person in our restricted zone without the
secret; whoever holds the restricted zone cannot get back to the HR system's pseudonym at all.
"""

import hashlib
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

EMPTY = 0  # what an empty pseudonym becomes
_WIDTH = 8  # bytes: among 300,000 people two share a hash once in some hundred million organisations


@cache
def rehasher(secret: bytes) -> "Rehasher":
    """The one rehasher of this process for a secret, so that what it remembers lasts from file to file."""
    return Rehasher(secret)


class Rehasher:
    """Keyed BLAKE2b (RFC 7693) of pseudonyms. Remembers what it has hashed, in memory only.

    A first load hashes the same people month after month; remembering them makes that four times
    as fast.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._known: dict[str, int] = {}

    def hashes(self, texts: pa.Array) -> npt.NDArray[np.uint64]:
        """One number per text, in order; EMPTY for texts that are blank."""
        known, listed = self._known, texts.to_pylist()
        found = list(map(known.get, listed))
        for place, number in enumerate(found):
            if number is None:
                found[place] = known[listed[place]] = self._hash(listed[place].strip())
        return np.array(found, dtype=np.uint64)

    def _hash(self, text: str) -> int:
        if not text:
            return EMPTY
        digest = hashlib.blake2b(text.encode("utf-8"), key=self._secret, digest_size=_WIDTH).digest()
        return int.from_bytes(digest, "little") or 1  # 0 is kept for the empty pseudonym
