"""Pseudonyms are hashed again with a secret that never leaves this machine.

Whoever holds the HR system's pseudonyms cannot find a person in our restricted zone without the
secret; whoever holds the restricted zone cannot get back to the HR system's pseudonym at all.
"""

import hashlib
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

EMPTY = 0  # what an empty pseudonym becomes
TOTAL = 2**64 - 1  # what becomes of a text in the pseudonym's column that marks its row as a total
_WIDTH = 8  # bytes: among 300,000 people two share a hash once in some hundred million organisations


@cache
def rehasher(secret: bytes) -> "Rehasher":
    """The one rehasher of this process for a secret, so that what it remembers lasts from file to file."""
    return Rehasher(secret)


class Rehasher:
    """Keyed BLAKE2b (RFC 7693) of pseudonyms. Remembers those of the file before, in memory only.

    Month after month the same people come by; looking them up is four times as fast as hashing them.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._texts = pa.array([], pa.string())
        self._numbers: npt.NDArray[np.uint64] = np.zeros(0, dtype=np.uint64)

    def hashes(self, texts: pa.Array) -> npt.NDArray[np.uint64]:
        """One number per text (string, no nulls), in order; EMPTY for texts that are blank."""
        places = pc.call_function("index_in", [texts], pc.SetLookupOptions(self._texts))
        unknown = np.flatnonzero(np.asarray(places.is_null()))
        numbers = np.zeros(len(texts), dtype=np.uint64)
        if len(self._numbers):
            numbers = self._numbers[np.asarray(places.fill_null(0))]
        numbers[unknown] = [self._hash(text.strip()) for text in texts.take(pa.array(unknown)).to_pylist()]
        self._texts, self._numbers = texts, numbers
        return numbers

    def _hash(self, text: str) -> int:
        if not text:
            return EMPTY
        digest = hashlib.blake2b(text.encode("utf-8"), key=self._secret, digest_size=_WIDTH).digest()
        return int.from_bytes(digest, "little") or 1  # 0 is kept for the empty pseudonym
