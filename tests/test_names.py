"""Names that tell what is in a room: nouns, no one name for three things, and the words of CONTRIBUTING's terms."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView

from tests.support.source_tree import ROOT, classes, functions, modules, tree, within

# A rule is named after the offence, as `run-as-non-root-unset`; a control as upstream names it.
NAMED_AFTER_OFFENCES = ("kube/lint/rules/", "kube/podsecurity/checks/")
# Django looks for these by name. The names of a command's file and of a table's options are its too.
DJANGOS_MODULES = {
    *("__init__", "__main__", "admin", "apps", "backends", "finders", "forms", "managers", "middleware", "models"),
    *("receivers", "settings", "signals", "storage", "tests", "urls", "views", "wsgi", "asgi"),
}
DJANGOS_FOLDERS = ("management/commands",)
DJANGOS_CLASSES = {"Meta", "Command", "Media"}
# Who may do what, in every app: one module of this name each.
OURS_IN_EVERY_APP = {"access"}
MOST_PACKAGES = 2
LONGEST_MEDIAN = 8

# Names that stand in more packages than they may today. They are on their way out: nothing is added.
OVER: dict[str, set[str]] = {"modules": set(), "classes": set()}


class Term(NamedTuple):
    """A row of the table of terms, with the code in each cell."""

    say: tuple[str, ...]
    instead_of: tuple[str, ...]


def in_code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


@cache
def section(title: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@cache
def terms() -> list[Term]:
    rows = [line.split("|")[1:-1] for line in section("Terms").splitlines() if line.startswith("| ")]
    return [Term(in_code(say), in_code(instead_of)) for say, _means, instead_of in rows[1:]]


def names_in(path: Path) -> Iterator[str]:
    """What a module names: itself, its functions and their parameters, its classes and their fields."""
    yield path.stem
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
    for node in classes(path):
        yield from (
            field.target.id
            for field in node.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        )


@cache
def named_at() -> dict[str, set[str]]:
    """Every name, and the modules that have it."""
    places: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in names_in(path):
            places[name].add(within(path))
    return places


def participles() -> set[str]:
    stems = {path.parent.name if path.name == "__init__.py" else path.stem for path in modules() if is_ours(path)}
    return {stem for stem in stems if re.search(r"(ing|ed)$", stem)}


def is_ours(path: Path) -> bool:
    return not within(path).startswith(NAMED_AFTER_OFFENCES)


def test_modules_are_named_by_nouns() -> None:
    """The reasons for the others are in CONTRIBUTING, and only for such as there are."""
    reasons = section("Terms").partition("\nA module is named by a noun.")[2].partition("Rules of advice")[0]
    assert sorted(participles()) == sorted(in_code(reasons))


def in_too_many(packages: dict[str, set[Path]]) -> set[str]:
    return {name for name, folders in packages.items() if len(folders) > MOST_PACKAGES}


def test_no_module_name_stands_in_more_than_two_packages() -> None:
    packages: dict[str, set[Path]] = defaultdict(set)
    for path in modules():
        is_djangos = path.stem in DJANGOS_MODULES or str(path.parent).endswith(DJANGOS_FOLDERS)
        if not is_djangos and path.stem not in OURS_IN_EVERY_APP:
            packages[path.stem].add(path.parent)
    assert in_too_many(packages) == OVER["modules"]


def test_no_class_name_stands_in_more_than_two_packages() -> None:
    packages: dict[str, set[Path]] = defaultdict(set)
    for path in modules():
        for node in classes(path):
            if node.name not in DJANGOS_CLASSES:
                packages[node.name].add(path.parent)
    assert in_too_many(packages) == OVER["classes"]


def replaced() -> set[str]:
    return {word for term in terms() for word in term.instead_of}


def used_at(word: str) -> set[str]:
    """Where a replaced word of the table still names something: an address, a class of CSS, or in code."""
    if word.startswith("/"):
        return {address for address in addresses() if word in f"/{address}"}
    if word.startswith("."):
        rule = re.compile(rf"{re.escape(word)}(?![\w-])")
        sheets = (ROOT / "static" / "css").rglob("*.css")
        return {sheet.relative_to(ROOT).as_posix() for sheet in sheets if rule.search(selectors(sheet))}
    folder, _, name = word.rpartition(".")
    return {place for place in named_at().get(name, ()) if place.startswith(f"{folder}/" if folder else "")}


def selectors(sheet: Path) -> str:
    """What stands before the braces of a sheet, without its comments and its values, in which numbers have dots too."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return "\n".join(re.findall(r"([^{}]+)\{", text))


@cache
def addresses() -> list[str]:
    """Every address of the product as its patterns write it, but those that only send on from an address of before."""
    found: list[str] = []
    left: list[tuple[str, URLPattern | URLResolver]] = [("", one) for one in get_resolver().url_patterns]
    while left:
        before, one = left.pop()
        address = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            left += [(address, child) for child in one.url_patterns]
        elif getattr(one.callback, "view_class", None) is not RedirectView:
            found.append(address)
    return found


# The words that a reader from outside stumbled over: the table says of each what stands in its place.
STUMBLED_OVER = {
    *("carry_out", "builder.Answer", "builder.writer", "homeless", "waive", "set_aside", "speak_again", "let_pass"),
    *("Assurance", "InTheWay", "Terminal", "accounts.take", "forgive", "witness", "losses", "obstacles"),
    *("accounts.leaves", "teams.found", "disband", "doubts", "library.latest", "library.lock", "stand_in", "gravest"),
    *("beside", "/go/", "/advice/aside/", "/reach/"),
    *(".says", ".asked", ".stretch", ".sides", ".walk", ".k", ".s", ".n"),
}


def test_the_terms_have_every_word_that_was_stumbled_over() -> None:
    assert sorted(STUMBLED_OVER - replaced()) == []


def test_a_term_has_what_to_say_and_what_it_means() -> None:
    rows = [line.split("|")[1:3] for line in section("Terms").splitlines() if line.startswith("| ")]
    assert len(rows) > 1
    assert [row for row in rows if not all(cell.strip() for cell in row)] == []


def test_what_was_replaced_names_nothing_any_more() -> None:
    assert {word: places for word in sorted(replaced()) if (places := used_at(word))} == {}


@pytest.mark.parametrize(
    ("word", "place"),
    {
        "a folder's own name": ("builder.access", "builder/access.py"),
        "a function": ("decode", "kube/decoding/__init__.py"),
        "a class": ("FieldPath", "kube/core/field.py"),
        "a parameter": ("accounts.request", "accounts/form_page.py"),
        "a class of CSS": (".button", "static/css/blocks/button.css"),
        "an address": ("/healthz", "healthz"),
    }.values(),
)
def test_names_are_found(word: str, place: str) -> None:
    assert any(one.startswith(place) for one in used_at(word)), used_at(word)


def test_functions_are_short() -> None:
    """Half of the functions have at most eight lines."""
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for path in modules() for node in functions(path))
    median = lengths[len(lengths) // 2]
    print(f"{len(lengths)} functions, median {median} lines, longest {lengths[-1]}")
    assert median <= LONGEST_MEDIAN
