"""Random documents, the odd strings among them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# What YAML readers disagree about, and what writers forget to escape.
TRICKY = [
    "y",
    "Y",
    "n",
    "N",
    "yes",
    "no",
    "on",
    "off",
    "true",
    "null",
    "~",
    "1e3",
    "1E3",
    "12e03",
    "1e-3",
    "1_000",
    "0o14",
    "014",
    "0x1F",
    "0b101",
    "1:30",
    "190:20:30",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    ".5",
    "5.",
    "+1",
    "-1",
    "+.5e1",
    ".inf",
    ".nan",
    ".NaN",
    "NaN",
    "=",
    "<<",
    "*a",
    "&a",
    "!x",
    "%x",
    "@x",
    "`x",
    "?",
    "|",
    "[a]",
    "{a}",
    "a,b",
    "'a'",
    '"a"',
    "0",
    "00",
    "08",
    "1.0",
    "1.",
    "1e",
    "e1",
    "0x",
    "0.1e+5",
    "1__0",
    "_1",
    "12_3.4",
    "0777",
    "0b",
    "1e+3",
    "685.230_15e+03",
    "TRUE",
    "Null",
    "Yes",
    "1,000",
    "---",
    "...",
    "a\\b",
    "-",
    "--",
    "---",
    ":",
    "a:",
    ":a",
    "a:b",
    "#a",
    "a#b",
    "100m",
    "1Gi",
    "0.5Gi",
    "30s",
    "1.10",
    "8080",
    "nginx:1.27",
    "-c",
    "--flag=a",
    "./run",
    "/bin/sh",
    "$(A)",
    "${A}",
    "_5",
    "-_5",
    "-.5",
    "0.5",
    "1Ei",
    "1E",
    "5k",
    "1.5e",
    "Infinity",
]
TRICKY += [
    "",
    " a",
    "a ",
    "a: b",
    "a #b",
    "- a",
    "? a",
    "> a",
    "a\nb",
    "a\nb\n",
    "a\n\n",
    "\n",
    "\na",
    " a\nb",
    "\ta",
    "a\tb",
]
TRICKY += [
    "é",
    "😀",
    "\u0085",
    "\u2028",
    "\u2029",
    "\x7f",
    "\ufeffa",
    "a\ufeff",
    "\u00a0",
    "\u200b",
    "\ufffe",
    "\uffff",
    "\r",
]
TRICKY += [
    "a\r\nb",
    "x" * 200,
    "word " * 60,
    "a\n b\n",
    "a\n  \nb",
    "  \n",
    "a \nb",
    "\n\na\n",
    "a\n#b\n",
    "\x00",
    "\x1b[0m",
    "\ue000",
]
TRICKY += [
    "a\n\tb\n",
    "\t\na",
    "{\n",
    "#!/bin/sh\nset -e\necho 'a: b' # c\n",
    "k: |\n  v\n",
    "\U000e0001",
    "\U0001f469\u200d\U0001f680",
]

strings = (
    st.sampled_from(TRICKY)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.text("ab:#- \n\t'\"\\", max_size=8)
)
scalars = (
    strings
    | st.booleans()
    | st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.integers(0, 9000)
    | st.floats(allow_nan=False, allow_infinity=False)
)


def _collections(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(strings, inner, max_size=4)


documents = st.recursive(scalars, _collections, max_leaves=16)

names = st.sampled_from(
    [
        "name",
        "image",
        "env",
        "ports",
        "command",
        "labels",
        "app",
        "x-y",
        "a.b/c",
        "8080",
        "on",
        "args",
        "resources",
        "spec",
        "metadata",
    ]
)
plain_scalars = st.sampled_from(
    ["web", "true", "8080", "a: b", "nginx:1.27", "", "two words", True, False, None, 8080, 0.5, "it's"]
)
lines = st.sampled_from(["a\nb\n", "a\nb", "set -e\n  echo 'x' # y\n", "one\n"])


def _mappings(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5)


# Documents as people write them: a mapping, with keys from a small set so that edits hit.
everyday = st.dictionaries(names, st.recursive(plain_scalars | lines, _mappings, max_leaves=14), min_size=1, max_size=5)
