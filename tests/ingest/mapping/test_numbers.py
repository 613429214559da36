"""Numbers as exports write them, and the decimal mark of a whole column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.mapping.numbers import decimal_mark, number

LONG = "9" * 5000


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        # text, read where the comma is the decimal mark, read where the point is
        ("1.234,56", "1234.56", None),
        ("1,234.56", None, "1234.56"),
        ("3,644", "3.644", "3644"),
        ("15.00-", None, "-15"),
        ("15,00-", "-15", None),
        ("0,8", "0.8", None),
        (".5", None, "0.5"),
        (",5", "0.5", None),
        ("-,5", "-0.5", None),
        ("5,", "5", None),
        ("1.234.567", "1234567", None),
        ("1 234,5", "1234.5", None),
        ("1\u00a0234\u202f567", None, None),
        ("1\u00a0234\u00a0567", "1234567", "1234567"),
        ("1'234.5", None, "1234.5"),
        ("+7", "7", "7"),
        (" 12 ", "12", "12"),
        ("007", "7", "7"),
        (LONG, LONG, LONG),
        # no numbers in any convention
        ("", None, None),
        ("-", None, None),
        (",", None, None),
        ("--5", None, None),
        ("-5-", None, None),
        ("+5-", None, None),
        ("5+", None, None),
        ("1 2 3", None, None),
        ("12 34", None, None),
        ("1.2.3", None, None),
        ("1.23,4", None, None),
        ("1,2,3", None, None),
        (".123.456", None, None),
        ("1e5", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("1_000", None, None),
        ("0x10", None, None),
        ("½", None, None),
        ("²", None, None),
        ("٣", None, None),
        ("\uff15", None, None),
        ("n.v.t.", None, None),
        ("=1+1", None, None),
        ("5%", None, None),
    ],
)
def test_every_spelling(text: str, comma: str | None, point: str | None) -> None:
    assert number(text, ",") == (None if comma is None else Decimal(comma))
    assert number(text, ".") == (None if point is None else Decimal(point))


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["0,8"], ","),
        (["1.234,56"], ","),
        (["1,234.56"], "."),
        (["12.5"], "."),
        ([".875"], "."),
        (["0.875"], "."),
        (["1.234.567"], ","),
        (["1234.567"], "."),
        (["15.00-"], "."),
        (["3,644", "0,5"], ","),
        (["3,644", "n.v.t.", "31.12", "a,b"], "."),  # 31.12 is a number, the others prove nothing
        (["0,8", "n.v.t.", "ca. 3", "J. de Vries"], ","),
    ],
)
def test_the_mark_a_column_proves(texts: list[str], mark: str) -> None:
    for otherwise in (",", "."):
        assert decimal_mark(texts, otherwise) == mark


@pytest.mark.parametrize("texts", [[], ["", "5"], ["3,644", "1.000"], ["0,8", "0.8"], ["n.v.t.", "ca. 3"]])
def test_a_column_that_proves_nothing_or_contradicts_itself_follows_the_file(texts: list[str]) -> None:
    assert decimal_mark(texts, ",") == ","
    assert decimal_mark(texts, ".") == "."


AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@given(AMOUNTS, st.sampled_from([",", "."]), st.sampled_from(["", "other", " ", "\u00a0", "\u202f", "'"]))
def test_written_and_read_back(amount: Decimal, mark: str, group: str) -> None:
    whole = f"{abs(amount):,.3f}".replace(",", "_").replace(".", mark)
    thousands = {",": ".", ".": ","}[mark] if group == "other" else group
    written = whole.replace("_", thousands)
    assert number(written, mark) == abs(amount)
    assert number(f"-{written}", mark) == number(f"{written}-", mark) == -abs(amount)


@given(st.lists(AMOUNTS.map(lambda each: each.quantize(Decimal("0.01"))), min_size=1), st.sampled_from([",", "."]))
def test_two_decimals_always_prove_their_mark(amounts: list[Decimal], mark: str) -> None:
    texts = [f"{amount:,.2f}".translate(str.maketrans(",.", ".," if mark == "," else ",.")) for amount in amounts]
    assert decimal_mark(texts, "," if mark == "." else ".") == mark


@given(st.text(alphabet="0123456789.,- +'e_\u00a0a", max_size=12), st.sampled_from([",", "."]))
def test_what_is_read_holds_all_the_digits_that_were_written(text: str, mark: str) -> None:
    read = number(text, mark)
    if read is not None:
        digits = "".join(each for each in text if each.isdigit()).lstrip("0")
        assert f"{abs(read):f}".replace(".", "").strip("0") == digits.strip("0")


def test_a_very_long_cell_is_read_in_no_time() -> None:
    assert number("1." * 100_000, ",") is None
    assert number("1 " * 100_000, ",") is None
    assert decimal_mark(["1,1." * 100_000], ",") in (",", ".")
