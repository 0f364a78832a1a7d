"""Blocks of IP addresses."""

from __future__ import annotations

import pytest

from podbuilder.kube.companions import cidr
from podbuilder.kube.core.field import ROOT
from podbuilder.kube.validation.options import options_for

PATH = ROOT.child("cidr")
# What is read, and as which network.
READ = {
    "10.9.8.0/24": "10.9.8.0/24",
    "10.9.8.7/24": "10.9.8.0/24",
    "0.0.0.0/0": "0.0.0.0/0",
    "010.09.008.0/024": "10.9.8.0/24",
    "2001:db8::/32": "2001:db8::/32",
    "2001:0DB8:0::/0032": "2001:db8::/32",
    "::ffff:10.0.0.0/104": "::ffff:a00:0/104",
    "::/0": "::/0",
    "10.9.8.7": None,
    "10.9.8.0/": None,
    "10.9.8.0/33": None,
    "10.9.8.0/-1": None,
    "10.9.8.0/24/1": None,
    "10.9.8.0/1000": None,
    "10.9.8.0/٢٤": None,
    "10.9.8/24": None,
    "fe80::%eth0/64": None,
    "::/129": None,
    "web/24": None,
    "": None,
}


@pytest.mark.parametrize(("value", "network"), READ.items())
def test_blocks_are_read(value: str, network: str | None) -> None:
    found = cidr.parse_cidr_sloppy(value)
    assert (str(found.network) if found else None) == network


PARTS = {
    ("10.0.0.0/8", "10.1.0.0/16"): True,
    ("10.0.0.0/8", "10.0.0.0/8"): False,
    ("10.0.0.0/8", "11.0.0.0/16"): False,
    ("10.0.0.0/8", "2001:db8::/32"): False,
    ("2001:db8::/32", "2001:db8:1::/48"): True,
    ("2001:db8::/32", "10.0.0.0/8"): False,
    # sic: the lengths are compared as they were written.
    ("10.0.0.0/8", "::ffff:10.0.0.0/104"): True,
    ("10.0.0.0/8", "::ffff:11.0.0.0/104"): False,
    ("::ffff:10.0.0.0/104", "10.1.0.0/16"): False,
    ("::ffff:10.0.0.0/104", "::ffff:10.1.0.0/112"): True,
    ("::/0", "::ffff:10.1.0.0/112"): False,
}


@pytest.mark.parametrize(("blocks", "is_part"), PARTS.items(), ids=str)
def test_parts_of_blocks(blocks: tuple[str, str], is_part: bool) -> None:
    whole, part = map(cidr.parse_cidr_sloppy, blocks)
    assert whole is not None
    assert part is not None
    assert whole.contains(part) is is_part


# What is said of a block from 1.36 on, and the warnings about it before that.
SAID: dict[str, tuple[str, list[str]]] = {
    "10.9.8.0/24": ("", []),
    "2001:db8::/32": ("", []),
    "2001:DB8::/32": ("", ["usually written 2001:db8::/32"]),
    "2001:db8:0:0::/32": ("", ["usually written 2001:db8::/32"]),
    "10.9.8.07/32": ("leading zeros", ["Write 10.9.8.7/32"]),
    "10.9.8.0/024": ("leading zeros", ["Write 10.9.8.0/24"]),
    "2001:00db8::/32": ("leading zeros", ["Write 2001:db8::/32"]),
    "::ffff:10.0.0.0/104": ("Write 10.0.0.0/8", ["Write 10.0.0.0/8"]),
    "10.9.8.7/24": ("10.9.8.0/24 for the block or 10.9.8.7/32", ["10.9.8.0/24 for the block or 10.9.8.7/32"]),
    "2001:db8::1/64": ("2001:db8::/64 for the block", ["2001:db8::/64 for the block or 2001:db8::1/128"]),
    "10.9.8.07/24": ("leading zeros", ["for the address", "Write 10.9.8.0/24"]),
}


@pytest.mark.parametrize(("value", "said"), SAID.items())
def test_what_is_said_of_blocks(value: str, said: tuple[str, list[str]]) -> None:
    detail, messages = said
    errors = list(cidr.validate_cidr_for_legacy_field(value, PATH, options_for("1.36")))
    assert len(errors) == bool(detail)
    assert all(detail in error.detail for error in errors)
    assert list(cidr.validate_cidr_for_legacy_field(value, PATH, options_for("1.35"))) == []
    warnings = list(cidr.warnings_for_cidr(value, PATH))
    assert len(warnings) == len(messages)
    assert all(part in warning.message for part, warning in zip(messages, warnings, strict=True))


@pytest.mark.parametrize("version", ["1.25", "1.36"])
def test_what_is_no_block(version: str) -> None:
    (error,) = cidr.validate_cidr_for_legacy_field("10.9.8.7", PATH, options_for(version))
    assert "is not a block" in error.detail
    assert list(cidr.warnings_for_cidr("10.9.8.7", PATH)) == []
