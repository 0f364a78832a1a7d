"""The small languages of names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from podbuilder.kube.validation import formats

LABEL_63, LABEL_64 = "a" * 63, "a" * 64
SUBDOMAIN_253 = ".".join(["a" * 49] * 5) + ".abc"

# For each format what fits, and what does not with how many things are wrong with it.
FORMATS: dict[Callable[[str], list[str]], tuple[list[str], dict[str, int]]] = {
    formats.is_dns1123_label: (
        ["a", "0", "a-b", "1-2", LABEL_63],
        {"": 1, "-a": 1, "a-": 1, "A": 1, "a_b": 1, "a.b": 1, LABEL_64: 1, "a\n": 1, "ä": 1, "A" * 64: 2},
    ),
    formats.is_dns1123_subdomain: (
        ["a", "a.b", "1.2", "a-b.c-d", LABEL_64, SUBDOMAIN_253],
        {"": 1, ".": 1, "a..b": 1, "a.": 1, ".a": 1, "a.-b": 1, "A.b": 1, "a." * 126 + "bb": 1, SUBDOMAIN_253 + "_": 2},
    ),
    formats.is_dns1123_subdomain_with_underscore: (
        ["a", "_a", "_a_b._c", "a_b.c-d"],
        {"": 1, "_": 1, "a_": 1, "__a": 1, "A": 1, "a" * 254: 1},
    ),
    formats.is_wildcard_dns1123_subdomain: (
        ["*.a", "*.example.com", "*." + "a." * 125 + "b"],
        {"": 1, "*": 1, "a": 1, "*a": 1, "a.*": 1, "*.*.a": 1, "*.A": 1, "*." + "a." * 125 + "bb": 1},
    ),
    formats.is_dns1035_label: (
        ["a", "a1", "a-b", LABEL_63],
        {"": 1, "1a": 1, "-a": 1, "a-": 1, "A": 1, "a.b": 1, LABEL_64: 1, "1" * 64: 2},
    ),
    formats.is_qualified_name: (
        ["a", "A.b_c-d", "example.com/a", "a/b", "1/2", LABEL_63, f"{SUBDOMAIN_253}/{LABEL_63}"],
        {
            "": 1,
            "/": 2,
            "a/": 1,
            "/a": 1,
            "a/b/c": 1,
            "A/b": 1,
            "a/-b": 1,
            LABEL_64: 1,
            "-" * 64: 2,
            "a b": 1,
            "ä/b": 1,
        },
    ),
    formats.is_valid_label_value: (
        ["", "a", "A_b.c-1", LABEL_63],
        {" ": 1, "-a": 1, "a/b": 1, LABEL_64: 1, "ä" * 32: 2},
    ),
    formats.is_valid_port_name: (
        ["a", "http", "1a", "a-b", "a" * 15],
        {"": 2, "80": 1, "a" * 16: 1, "A": 2, "-a": 1, "a-": 1, "a--b": 1, "a_b": 1},
    ),
    formats.is_http_header_name: (["X-A", "1", "-"], {"": 1, "a b": 1, "a_b": 1}),
    formats.is_env_var_name: (
        ["A", "_a", "a.b-c", "-", ".a"],
        {"": 1, "1a": 1, "a b": 1, ".": 1, "..": 1, "..a": 1, "a=b": 1},
    ),
    formats.is_relaxed_env_var_name: (
        ["A", "1", " ", "..", "~", "a\\b"],
        {"": 1, "a=b": 1, "\t": 1, "ä": 1, "\x7f": 1},
    ),
    formats.is_config_map_key: (
        ["a", "A.b_c-d", ".a", "-", "a" * 253],
        {"": 1, ".": 1, "..": 1, "..a": 1, "a/b": 1, "a" * 254: 1},
    ),
    formats.is_domain_prefixed_key: (["a/b", "example.com/B"], {"a": 1, "A/b": 1, "a/b/c": 1}),
}


@pytest.mark.parametrize("function", FORMATS, ids=lambda function: function.__name__)
def test_what_fits_says_nothing(function: Callable[[str], list[str]]) -> None:
    for value in FORMATS[function][0]:
        assert function(value) == [], value


@pytest.mark.parametrize("function", FORMATS, ids=lambda function: function.__name__)
def test_what_does_not_fit_says_why(function: Callable[[str], list[str]]) -> None:
    for value, count in FORMATS[function][1].items():
        messages = function(value)
        assert len(messages) == count, (value, messages)
        assert all(message.endswith(".") and len(message) < 300 for message in messages)


@pytest.mark.parametrize(
    ("function", "good", "bad"),
    [
        (formats.is_valid_port_num, (1, 65535), (0, -1, 65536)),
        (formats.is_valid_user_id, (0, 2**31 - 1), (-1, 2**31)),
        (formats.is_valid_group_id, (0, 2**31 - 1), (-1, 2**31)),
    ],
)
def test_numbers_have_bounds(function: Callable[[int], list[str]], good: tuple[int], bad: tuple[int]) -> None:
    assert not any(function(number) for number in good)
    assert all(function(number) for number in bad)


@pytest.mark.parametrize("validate", [formats.name_is_dns_label, formats.name_is_dns_subdomain])
def test_the_beginning_of_a_name_may_end_with_a_dash(validate: Callable[[str, bool], list[str]]) -> None:
    assert not validate("web-", True)
    assert validate("web-", False)
    assert not validate("web", False)
    assert validate("-", True)
    # The character before the dash is not looked at.
    assert not validate("web_-", True)
    assert validate("webü-", True)


# What upstream reads as an address, whether or not it is strict.
STRICT = ["1.2.3.4", "0.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "FE80:0:0:0:0:0:0:0abc", "::1.2.3.4", "1::"]
SLOPPY = ["01.2.3.4", "1.2.3.004", "00000000000000000001.2.3.4", "::ffff:1.2.3.4", "::00001", "::ffff:01.2.3.4"]
NOT_AN_ADDRESS = [
    *(
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4444",
        "1.2.3.",
        "a",
        "1.2.3.a",
        "1.2.3.4/24",
        " 1.2.3.4",
        "1.2.3.-4",
    ),
    *(
        ":",
        ":::",
        "1::2::3",
        "fe80::1%eth0",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7",
        "[::1]",
        "::1.2.3",
        "g::",
    ),
    *("١.2.3.4", "1.2.3.99999999999999999999"),
]


@pytest.mark.parametrize("address", STRICT)
def test_an_address_is_one(address: str) -> None:
    assert formats.is_valid_ip_for_legacy_field(address, strict=True) == []
    assert formats.is_valid_ip_for_legacy_field(address, strict=False) == []


@pytest.mark.parametrize("address", SLOPPY)
def test_a_sloppy_address_is_refused_by_the_strict_rule(address: str) -> None:
    assert formats.is_valid_ip_for_legacy_field(address, strict=False) == []
    assert len(formats.is_valid_ip_for_legacy_field(address, strict=True)) == 1


@pytest.mark.parametrize("address", NOT_AN_ADDRESS)
def test_what_is_no_address(address: str) -> None:
    assert len(formats.is_valid_ip_for_legacy_field(address, strict=False)) == 1
    assert len(formats.is_valid_ip_for_legacy_field(address, strict=True)) == 1


def test_values_are_shown_at_a_sane_length() -> None:
    assert formats.show("a") == '"a"'
    assert formats.show(5) == "5"
    assert len(formats.show("a" * 100)) < 70
    assert len(formats.show(list(range(100)))) < 70


def test_lower_case_is_gos() -> None:
    assert formats.go_lower("AbC") == "abc"
    # Python would make two characters of it.
    assert formats.go_lower("İÄ") == "iä"
