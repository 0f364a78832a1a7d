"""Which mutants there are: every small fault that cosmic-ray's operators can put into a file."""

from __future__ import annotations

import ast
import random
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

# Rules of advice are held by their own tables of cases; migrations and data carry no decisions.
LEFT_OUT = ("podbuilder/kube/lint/rules/", "/migrations/")
DRAWN_FROM = tuple(f"podbuilder/{name}/" for name in ("builder", "library", "teams", "accounts", "kube"))


class Mutant(NamedTuple):
    """One fault: the operator's nth place in a file. `line` counts from 1."""

    path: str
    line: int
    column: int
    operator: str
    occurrence: int


def sources(root: Path, base: str | None) -> list[str]:
    """The files that mutants are drawn from: all of the product, or those that changed since `base`."""
    git = (
        ["git", "ls-files", "podbuilder"] if base is None else ["git", "diff", "--name-only", base, "--", "podbuilder"]
    )
    listed = subprocess.run(git, cwd=root, capture_output=True, text=True, check=True).stdout.split()
    return [
        path
        for path in listed
        if path.endswith(".py")
        and (root / path).exists()
        and not any(part in path for part in LEFT_OUT)
        and (base is not None or path.startswith(DRAWN_FROM))
    ]


def mutants_of(root: Path, path: str) -> Iterator[Mutant]:
    """Every mutant of a file, but for those in annotations, which nothing evaluates."""
    source = (root / path).read_text(encoding="utf-8")
    unread = set(_annotated(ast.parse(source)))
    tree = get_ast(source)
    for name, operator in _operators():
        places = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for occurrence, ((line, column), _) in enumerate(places):
            if (line, column) not in unread:
                yield Mutant(path, line, column, name, occurrence)


def draw(found: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """At most one mutant a place, `count` of them at random; the same for the same seed and sources."""
    chance = random.Random(seed)
    places: dict[tuple[str, int, int], list[Mutant]] = {}
    for mutant in found:
        places.setdefault((mutant.path, mutant.line, mutant.column), []).append(mutant)
    chosen = chance.sample(sorted(places), min(count, len(places)))
    return sorted(chance.choice(places[place]) for place in chosen)


def mutated(source: str, mutant: Mutant) -> str:
    """The source with the fault in it."""
    changed = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
    if changed is None:
        raise ValueError(f"{mutant} has no place in this source")
    return str(changed)


def is_possible(root: Path, mutant: Mutant) -> bool:
    """Whether the fault can be made: an operator also names places, such as a dotted exception, where it then fails."""
    try:
        mutated((root / mutant.path).read_text(encoding="utf-8"), mutant)
    except AttributeError:
        return False
    return True


def _operators() -> Iterator[tuple[str, Operator]]:
    for name in operator_names():
        operator = get_operator(name)
        if not operator.arguments():
            yield name, operator()


def _annotated(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """The places, line and column, inside annotations."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            note = getattr(node, name, None)
            if isinstance(note, ast.AST):
                for line in range(note.lineno, note.end_lineno + 1):
                    first = note.col_offset if line == note.lineno else 0
                    last = note.end_col_offset if line == note.end_lineno else 1000
                    yield from ((line, column) for column in range(first, last))
