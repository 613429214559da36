"""The distinct texts of one column, with cheap ways to look at very many of them."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Rules that ask for a share look at this many values, evenly spread; more would not change the answer.
SAMPLE = 1000
# Below this many values Python's own expressions are faster than setting up a vectorised one.
SMALL = 300


@dataclass(frozen=True)
class Values:
    """The distinct texts of a column, and how many rows it has. Blank texts count as no value."""

    texts: pa.StringArray
    rows: int

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Values":
        """From a dictionary column (or, for tolerance, a plain one)."""
        dictionary = pa.types.is_dictionary(column.type)
        if dictionary and column.num_chunks == 1:
            texts = column.chunk(0).dictionary
        else:
            texts = column.cast(pa.string()).unique().drop_null()
        return cls(texts if texts.type == pa.string() else texts.cast(pa.string()), len(column))

    @cached_property
    def raw(self) -> bytes:
        """The bytes of all texts in a row: searching them for one character costs next to nothing."""
        data = self.texts.buffers()[2]
        return data.to_pybytes() if data is not None and len(self.texts) else b""

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """At most SAMPLE of the values that are not blank, evenly spread, without outer blanks."""
        return _spread(self.texts, np.arange(len(self.texts)))

    @cached_property
    def distinct(self) -> int:
        """How many distinct values are not blank."""
        if len(self.texts) <= SAMPLE:
            return len(self.sample)
        return len(self.texts) - (1 if "" in self.sample else 0)

    @cached_property
    def _lengths(self) -> np.ndarray:
        return pc.call_function("binary_length", [self.texts]).to_numpy(zero_copy_only=False)

    def of_length(self, least: int, most: int) -> tuple[str, ...]:
        """At most SAMPLE values of so many bytes, so that a few odd ones among very many are still seen."""
        return _spread(self.texts, np.flatnonzero((self._lengths >= least) & (self._lengths <= most)))

    def matching(self, pattern: str) -> list[str]:
        """Every value in which the expression (of the kind both RE2 and Python know) is found."""
        if len(self.texts) <= SMALL:
            search = re.compile(pattern).search
            return [text for text in self.sample if search(text)]
        found = self.texts.filter(contains(self.texts, pattern))
        return [str(text).strip() for text in found.to_pylist()]


def contains(texts: pa.Array, pattern: str) -> pa.Array:
    """Per text whether the (RE2) expression is found in it; null stays null."""
    return pc.call_function("match_substring_regex", [texts], pc.MatchSubstringOptions(pattern))


def _spread(texts: pa.StringArray, places: np.ndarray) -> tuple[str, ...]:
    if len(places) > SAMPLE:
        places = places[np.linspace(0, len(places) - 1, SAMPLE).astype(np.int64)]
    taken = (text.strip() for text in texts.take(pa.array(places)).to_pylist() if text is not None)
    return tuple(text for text in taken if text)
