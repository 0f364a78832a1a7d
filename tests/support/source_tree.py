"""The product's own source, as the tests of the house read it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "podbuilder"


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every module of a folder but the migrations, which Django writes."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def within(path: Path) -> str:
    """A module's path inside the package, as in `kube/core/field.py`."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
