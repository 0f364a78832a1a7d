"""Kubernetes' quantities: reading, printing, comparing and adding them."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podbuilder.kube.core import quantity
from podbuilder.kube.core.quantity import Format, Quantity, QuantityError, parse
from tests.support.cases import cases

BINARY = {"Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60}
DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}


@cases(__file__, "quantity.yaml")
def test_text(case):
    if "refused" in case:
        with pytest.raises(QuantityError, match=case["refused"]):
            parse(case["text"])
        return
    found = parse(str(case["text"]))
    told = {
        "prints": found.canonical(),
        "family": str(found.format),
        "value": found.value(),
        "milli": found.milli_value(),
        "rounded": found.round_up(quantity.MILLI).canonical(),
    }
    expected = {key: case[key] for key in case if key != "text"}
    assert {key: told[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("number", "prints"),
    [
        (0, "0"),
        (2, "2"),
        (2000, "2k"),
        (0.5, "500m"),
        (4.1, "4100m"),
        (1.0, "1"),
        (1000.0, "1k"),
        (-1.5, "-1500m"),
        (1e16, "10P"),
        (1e20, "100E"),
        (1e21, "1e+21"),
        (2.5e-7, "250e-9"),
        (1e-06, "1u"),
    ],
)
def test_number(number, prints):
    """As kubectl sends it: a large float without an exponent, a larger one with."""
    assert parse(number).canonical() == prints


@pytest.mark.parametrize("value", [True, False, float("inf"), float("nan")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(QuantityError):
        parse(value)


def test_texts_of_every_length():
    assert parse(10**5000).canonical() == "100"
    assert parse("1" * 5000).canonical() == "1" * 5000
    assert parse("9" * 5000) > parse("9" * 4999)
    assert parse("5" + "0" * 70 + "m") == parse("5e67")
    with pytest.raises(QuantityError, match="at most 20000 characters"):
        parse("1" * 20_001)


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("-1", "0"),
        ("-2", "-1"),
        ("0", "1n"),
        ("999m", "1"),
        ("1G", "1Gi"),
        ("1e3", "1Ki"),
        ("-1e1000000000", "-1"),
        ("1", "1e1000000000"),
        ("9e999999999", "1e1000000000"),
        ("-1e1000000000", "1e1000000000"),
    ],
)
def test_order(small, large):
    a, b = parse(small), parse(large)
    assert a < b
    assert a <= b
    assert b > a
    assert b >= a
    assert a != b
    assert a.compare(b) == -1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0", "0Gi"),
        ("1000m", "1"),
        ("1Gi", "1024Mi"),
        ("1e3", "1k"),
        ("-0.5", "-500m"),
        ("10e999999999", "1e1000000000"),
    ],
)
def test_equal_in_value(one, other):
    a, b = parse(one), parse(other)
    assert a == b
    assert hash(a) == hash(b)
    assert a <= b
    assert a >= b
    assert not a < b
    assert not a > b


def test_a_quantity_is_no_other_thing():
    assert parse("1") != 1
    assert parse("1") != "1"


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("1", "500m", "1500m"),
        ("100m", "0", "100m"),
        ("0", "1Gi", "1Gi"),
        ("0", "0Gi", "0"),
        ("1Gi", "512Mi", "1536Mi"),
        ("1Gi", "1G", "2073741824"),
        ("1k", "1e3", "2k"),
        ("1e3", "1k", "2e3"),
        ("1", "-1", "0"),
        ("8E", "8E", "16E"),
        ("7Ei", "7Ei", "14Ei"),
        ("1", "1e1000000000", "10"),
        ("1e3", "1e1000000000", "10e999999999"),
        ("1e1000000000", "1e3", "10e999999999"),
    ],
)
def test_sum(one, other, total):
    assert (parse(one) + parse(other)).canonical() == total


def test_difference():
    assert (parse("1Gi") - parse("512Mi")).canonical() == "512Mi"
    assert (parse("0") - parse("1Gi")).canonical() == "-1Gi"
    assert (-parse("+1")).canonical() == "-1"


def test_a_sum_beyond_64_bits_takes_the_big_form():
    assert parse("5E").is_small
    assert (parse("5E") + parse("500m")).is_small is False
    assert (parse("5E") + parse("5E")).is_small is True
    assert (parse("1") + Quantity(0, is_small=False)).is_small
    assert (parse("0") + parse("1.5Gi")).is_small is False


def test_facts():
    assert [parse(t).sign for t in ("-1", "0", "1n")] == [-1, 0, 1]
    assert parse("0Gi").is_zero
    assert not parse("1n").is_zero
    assert [parse(t).is_whole() for t in ("1k", "1500m", "3000m", "0", "0.5Gi")] == [True, False, True, True, True]
    assert str(parse("0.5")) == "500m"
    assert repr(parse("0.5")) == "Quantity('500m')"
    assert parse("0") == quantity.ZERO


def fraction(q: Quantity) -> Fraction:
    return Fraction(q.unscaled) * Fraction(10) ** q.exponent


signs = st.sampled_from(["", "+", "-"])
whole = st.from_regex(r"[0-9]{1,22}", fullmatch=True)
numbers = st.one_of(whole, st.tuples(whole, st.from_regex(r"[0-9]{0,12}", fullmatch=True)).map(".".join))
suffixes = st.one_of(
    st.sampled_from([*DECIMAL, *BINARY]),
    st.integers(-30, 30).map(lambda e: f"e{e}"),
    st.integers(0, 30).map(lambda e: f"E+{e}"),
)
texts = st.tuples(signs, numbers, suffixes).map("".join)


@given(signs, numbers, suffixes)
@example("-", "0.0000000001", "n")
@example("", "7.99", "Ei")
def test_value_is_the_texts_rounded_up_to_nano_and_capped(sign, number, suffix):
    if suffix in BINARY:
        factor = Fraction(2) ** BINARY[suffix]
    else:
        factor = Fraction(10) ** (DECIMAL[suffix] if suffix in DECIMAL else int(suffix[1:]))
    exact = Fraction(number) * factor
    exact = -Fraction(-exact * 10**9 // 1) / 10**9
    if suffix in BINARY:
        exact = min(exact, 2**63 - 1)
    assert fraction(parse(sign + number + suffix)) == (-exact if sign == "-" else exact)


@given(texts)
def test_printing_keeps_the_value_and_is_final(text):
    found = parse(text)
    printed = found.canonical()
    assert parse(printed).canonical() == printed
    if found.format is Format.DECIMAL_EXPONENT or abs(fraction(found)) < 10**21:
        assert parse(printed) == found


@given(texts, texts)
def test_order_and_sum_are_those_of_the_numbers(one, other):
    a, b = parse(one), parse(other)
    assert (a < b) == (fraction(a) < fraction(b))
    assert (a == b) == (fraction(a) == fraction(b))
    assert fraction(a + b) == fraction(a) + fraction(b)
    assert fraction(a - b) == fraction(a) - fraction(b)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        found = parse(text)
    except QuantityError as error:
        refusal = str(error)
    else:
        refusal = f"{found.canonical()}."
    assert refusal.endswith(".")


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.integers(-9, 0))
def test_rounding_up_goes_away_from_zero(unscaled, exponent):
    q = Quantity(unscaled, exponent)
    for scale in (quantity.MICRO, quantity.MILLI, 0):
        rounded = fraction(q.round_up(scale))
        assert abs(rounded) >= abs(fraction(q))
        assert abs(rounded - fraction(q)) < Fraction(10) ** scale
