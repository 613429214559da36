"""Pseudonyms are hashed again: the same for the same person, different under another secret, empty for nobody."""

import hashlib

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.pseudonym import EMPTY, Rehasher, rehasher

TEXTS = st.lists(st.text(max_size=6), max_size=20)


def twin(text: str, secret: bytes) -> int:
    if not text.strip():
        return EMPTY
    digest = hashlib.blake2b(text.strip().encode(), key=secret, digest_size=8).hexdigest()
    return int.from_bytes(bytes.fromhex(digest), "little")


@given(TEXTS, TEXTS)
def test_every_text_as_its_slow_twin_whatever_came_before(first: list[str], second: list[str]) -> None:
    hasher = Rehasher(b"one")
    for texts in (first, second, first):
        assert hasher.hashes(pa.array(texts, pa.string())).tolist() == [twin(text, b"one") for text in texts]


def test_another_secret_gives_other_numbers() -> None:
    texts = pa.array([f"p{number}" for number in range(1000)])
    one, two = (set(Rehasher(secret).hashes(texts).tolist()) for secret in (b"one", b"two"))
    assert len(one) == len(two) == 1000
    assert not one & two


def test_blanks_around_a_pseudonym_and_blank_ones() -> None:
    assert len(set(Rehasher(b"s").hashes(pa.array(["p", " p", "p\u00a0", "p\t"])).tolist())) == 1
    assert Rehasher(b"s").hashes(pa.array(["", " ", "\u00a0"])).tolist() == [EMPTY] * 3


def test_capitals_make_another_pseudonym() -> None:
    small, large = Rehasher(b"s").hashes(pa.array(["p", "P"])).tolist()
    assert small != large


def test_one_rehasher_per_secret_and_process() -> None:
    assert rehasher(b"s") is rehasher(b"s")
    assert rehasher(b"s") is not rehasher(b"t")


def test_the_secret_and_the_pseudonyms_do_not_show_in_its_text() -> None:
    hasher = Rehasher(b"top-secret")
    hasher.hashes(pa.array(["p4711"]))
    assert "top-secret" not in repr(hasher)
    assert "p4711" not in repr(hasher)
