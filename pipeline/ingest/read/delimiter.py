"""Which character splits the cells? Decided on the first records, by how even they become."""

import csv
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.faults import Where
from pipeline.ingest.read.encoding import Text
from pipeline.ingest.read.heading import Heading, find_heading, label_share
from pipeline.ingest.read.messages import MIXED_DELIMITERS
from pipeline.ingest.read.refuse import refused
from pipeline.organisation.model import fold

DELIMITERS = (";", ",", "\t", "|")
# Stands for "one column": a character that no exported text holds.
NO_DELIMITER = "\x1f"
NAMES = {";": ";", ",": ",", "\t": "tab", "|": "|", NO_DELIMITER: "none"}
_HEAD_BYTES = 262_144
_HEAD_LINES = 1_000
_HEAD_RECORDS = 200
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_EVEN = 0.8


@dataclass(frozen=True)
class Head:
    """The first records, split by one delimiter, and the byte at which each one ends."""

    delimiter: str
    records: tuple[list[str], ...]
    ends: tuple[int, ...]
    heading: Heading | None


def head_of(text: Text, known: frozenset[str], where: Where) -> Head:
    """The start of the file, split by the likeliest delimiter. Raises FileRefused when two are mixed."""
    start = text.content[:_HEAD_BYTES]
    lines = [match.group() for match in islice(_LINE.finditer(start), _HEAD_LINES + 1)]
    if sum(map(len, lines)) < len(text.content) and len(lines) > 1:
        lines.pop()  # cut off by the sample, not by the file
    heads = [_split(lines, text.encoding, delimiter, known) for delimiter in DELIMITERS if delimiter.encode() in start]
    if not heads:
        return _split(lines, text.encoding, NO_DELIMITER, known)
    best = max(heads, key=lambda head: _score(head, known))
    if _score(best, known) == (0, 0.0):
        best = _split(lines, text.encoding, NO_DELIMITER, known)
    _refuse_mixed(heads, best, known, where)
    return best


def widths(records: Sequence[Sequence[str]]) -> Counter[int]:
    """How often each number of cells occurs among the records that are not blank."""
    return Counter(len(record) for record in records if any(record))


def usual_width(records: Sequence[Sequence[str]]) -> int:
    """The commonest number of cells; the larger one when two are as common; 0 without records."""
    return max(widths(records).items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]


def _split(lines: list[bytes], encoding: str, delimiter: str, known: frozenset[str]) -> Head:
    ends_of_lines: list[int] = []
    at = 0
    for line in lines:
        at += len(line)
        ends_of_lines.append(at)
    # A sample may cut a multi-byte character only in its last line, which is dropped; "replace" is for that line.
    reader = csv.reader((line.decode(encoding, errors="replace") for line in lines), delimiter=delimiter)
    records: list[list[str]] = []
    ends: list[int] = []
    try:
        for record in reader:
            records.append(record)
            ends.append(ends_of_lines[reader.line_num - 1])
            if len(records) >= _HEAD_RECORDS:
                break
    except csv.Error:
        # A cell beyond the csv module's limit: this delimiter's own records so far are all that can be judged.
        pass
    return Head(delimiter, tuple(records), tuple(ends), find_heading(records, known))


def _score(head: Head, known: frozenset[str]) -> tuple[int, float]:
    """Known headings found; then evenness x width, when the heading reads as one."""
    if head.heading is None:
        return 0, 0.0
    hits = len(known.intersection(fold(text) for text in head.heading.texts))
    counted = widths(head.records)
    width = usual_width(head.records)
    if width < 2:
        return (hits if hits > 1 else 0), 0.0
    even = counted[width] / counted.total()
    fits = 1.0 if len(head.heading.texts) >= width else 0.5
    return hits, fits * even**2 * math.log2(width) * label_share(head.heading.texts)


def _refuse_mixed(heads: Sequence[Head], best: Head, known: frozenset[str], where: Where) -> None:
    """A heading split by one character over rows split by another: each alone would look like one column."""
    top = next((at for at, record in enumerate(best.records) if any(record)), 0)
    first = best.heading.last if best.heading else top
    for heading in heads:
        if first >= len(heading.records) or len(heading.records[first]) < 2:
            continue
        rows = heading.records[first + 1 :]
        if not rows or widths(rows)[1] < _EVEN * widths(rows).total():
            continue
        for other in heads:
            if (
                other is not heading
                and _carries(other, first, len(heading.records[first]))
                and not _named(other, known)
            ):
                raise refused(
                    "mixed_delimiters",
                    MIXED_DELIMITERS,
                    where,
                    heading=NAMES[heading.delimiter],
                    rows=NAMES[other.delimiter],
                )


def _carries(head: Head, first: int, width: int) -> bool:
    counted = widths(head.records[first + 1 :])
    # At least as wide: rows split by a comma may hold decimal commas besides.
    split = sum(count for cells, count in counted.items() if cells >= width)
    return len(head.records[first]) == 1 and width > 1 and split >= _EVEN * counted.total() > 0


def _named(head: Head, known: frozenset[str]) -> bool:
    return head.heading is not None and len(known.intersection(fold(text) for text in head.heading.texts)) > 1
