"""A draft's columns are written by the draft alone: the source is searched for anybody else who writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "podbuilder"
OWNER = PACKAGE / "builder" / "models"
WRITERS = {"update", "create", "save", "save_base", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# What stands for a draft, or for several, wherever it is written.
NAMES = {"Draft", "draft", "drafts", "twin"}


def others() -> list[object]:
    paths = sorted(path for path in PACKAGE.rglob("*.py") if OWNER not in path.parents and "kube" not in path.parts)
    return [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in paths if "migrations" not in path.parts]


def writes(source: str) -> list[int]:
    """The lines on which a draft is made, or its columns are written."""
    tree = ast.parse(source)
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)] or [tree]
    return sorted({line for scope in [tree, *scopes] for line in _writes(scope)})


def _writes(scope: ast.AST) -> Iterator[int]:
    nodes = list(ast.walk(scope))
    known = set(NAMES)
    for node in nodes:
        if isinstance(node, ast.Assign) and _is_draft(node.value, known):
            known |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    yield from (node.lineno for node in nodes if _is_write(node, known))


def _is_write(node: ast.AST, known: set[str]) -> bool:
    if isinstance(node, ast.Assign):
        return any(_is_column(target, known) for target in node.targets)
    if isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        return _is_column(node.target, known)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in WRITERS and _is_draft(node.func.value, known)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    return name == "Draft" or (name in ("setattr", "vars") and bool(node.args) and _is_draft(node.args[0], known))


def _is_column(target: ast.AST, known: set[str]) -> bool:
    return isinstance(target, ast.Attribute) and _is_draft(target.value, known)


def _is_draft(node: ast.AST, known: set[str]) -> bool:
    """Whether an expression is a draft, or a query of drafts: by the name it begins or ends with."""
    while isinstance(node, ast.Call):
        node = node.func
        if isinstance(node, ast.Name):
            return node.id.endswith("drafts_of")
        if isinstance(node, ast.Attribute):
            node = node.value
    if isinstance(node, ast.Attribute):
        return node.attr in known or (node.attr.endswith("objects") and _is_draft(node.value, known))
    return isinstance(node, ast.Name) and node.id in known


@pytest.mark.parametrize("path", others())
def test_nobody_else_writes_a_draft(path: Path) -> None:
    lines = writes(path.read_text(encoding="utf-8"))
    assert not lines, f"{path}: lines {lines} write a draft; Draft.write, or a method beside it, is for that"


FOUND = {
    "nothing": ("x = Draft.objects.filter(pk=1)\ny = draft.text\nother.update(a=1)\nself.drafts = []", []),
    "what the draft does itself": ("draft.write(text, base=1, tab_id='')\ndraft.put_into_bin()", []),
    "an update": ("Draft.objects.filter(pk=draft.pk).update(roles={})", [1]),
    "an update of what was asked for before": (
        "def f():\n    own = Draft.objects.filter(owner=None)\n    own.update(a=1)",
        [3],
    ),
    "an update of what somebody may see": ("drafts_of(request).filter(pk=1).update(a=1)", [1]),
    "an update of somebody's": ("user.drafts.update(deleted=None)", [1]),
    "a draft that is made": ("Draft.objects.create(text='')\nDraft(text='')", [1, 2]),
    "a column that is set": ("page.draft.roles = {}\ndraft.errors += 1\nsetattr(draft, 'name', '')", [1, 2, 3]),
    "a draft that is saved": ("draft.save()\nself.draft.save(update_fields=['name'])", [1, 2]),
}


@pytest.mark.parametrize("case", FOUND.values(), ids=FOUND)
def test_writing_is_found(case: tuple[str, list[int]]) -> None:
    assert writes(case[0]) == case[1]
