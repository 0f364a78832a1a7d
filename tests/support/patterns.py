"""Every regular expression of the product: in its modules, in tables that they compile, and in its JSON Schemas."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from podbuilder.kube.catalogue.schemas import gateway_definitions
from podbuilder.kube.core.data_folder import data_folder
from podbuilder.kube.core.placeholder import Placeholders
from podbuilder.kube.roles.recognition import signs
from podbuilder.kube.secret_scanning.token_formats import FORMATS
from podbuilder.kube.troubleshooting.diagnosis import all_troubles
from podbuilder.web.old_addresses import MOVED
from tests.support.source_tree import PACKAGE, ROOT, modules, tree

# How a text is put to a pattern. A compiled pattern of which no use is found is searched for.
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
_MAKERS = {"compile", *METHODS}
# Other makers of patterns, and how those apply them.
_OTHERS = {"lazy_pattern": "", "RegexValidator": "search", "re_path": "search"}

# Patterns that are put together while the program runs, by the code of their expression: an example of each. What a
# visitor writes is in none of them, or is escaped.
BUILT: dict[str, str] = {
    "'|'.join(map(re.escape, kinds))": "Secret|ConfigMap|PersistentVolumeClaim|ServiceAccount",
    r"f'{re.escape(leak.name)}[=\\s]\\s*'": r"\-\-password[=\s]\s*",
    r"f'[a-f0-9]{{{length}}}'": r"[a-f0-9]{128}",
    r"f'\\b{re.escape(amount)}\\b'": r"\b100m\b",
    r"f'<{prefix}({NAME})>'": Placeholders("param:").pattern.pattern,
    r"f'<{prefix}(:?)({NAME})>'": Placeholders("param:").pattern.pattern.replace("(", "(:?)(", 1),
}
# Expressions that stand for the rows of a table; the table's patterns are measured one by one.
TABLES: dict[str, tuple[str, ...]] = {
    "s['image']": tuple(sign.text.pattern for sign in signs().helpers),
    "s['name']": tuple(sign.text.pattern for sign in signs().names),
    "s['words']": tuple(sign.text.pattern for sign in signs().tasks),
    "address": tuple(address for address, _ in MOVED),
    "pattern": tuple(
        sign.partition(" ~ ")[2]
        for trouble in all_troubles().values()
        for sign in (*trouble.signs, *trouble.hints)
        if " ~ " in sign
    ),
    "schema['pattern']": tuple(one["pattern"] for one in gateway_definitions().values() if "pattern" in one),
}


class Used(NamedTuple):
    """A pattern, how the product applies it, and where it stands."""

    where: str
    pattern: re.Pattern[str]
    method: str


def all_patterns() -> Iterator[Used]:
    """Every pattern once for each way in which it is applied."""
    for path in modules(PACKAGE):
        if "migrations" not in path.parts:
            yield from _of_module(path)
    for kind, form in FORMATS.items():
        yield Used(f"token format: {kind}", re.compile(form.pattern, re.ASCII), "search")
    for path in sorted(data_folder("schemas").glob("*.json")):
        for text in _of_schema(json.loads(path.read_text(encoding="utf-8"))):
            yield Used(path.name, re.compile(text), "search")


def _of_module(path: Path) -> Iterator[Used]:
    code = tree(path)
    calls = [node for node in ast.walk(code) if isinstance(node, ast.Call) and _maker(node)]
    if not calls:
        return
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    parents = {child: node for node in ast.walk(code) for child in ast.iter_child_nodes(node)}
    for call in calls:
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        for text, flags in _texts(call, module, where):
            for method in sorted(_methods(call, parents, code)):
                yield Used(where, re.compile(text, flags), method)


def _maker(call: ast.Call) -> str:
    """The name of the function that makes a pattern or applies one; "" if this calls something else."""
    called = call.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
        return called.attr if called.attr in _MAKERS else ""
    return called.id if isinstance(called, ast.Name) and called.id in _OTHERS else ""


def _texts(call: ast.Call, module: ModuleType, where: str) -> list[tuple[str, int]]:
    """The patterns that a call makes, with their flags; fails if nobody knows them."""
    first, *rest = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg in ("regex", "flags"))]
    source = ast.unparse(first)
    if source in TABLES:
        return [(text, 0) for text in TABLES[source]]
    if source in BUILT:
        return [(BUILT[source], 0)]
    flags = [node for node in rest if "re." in ast.unparse(node) and "re." in ast.unparse(node)[:3]]
    try:
        return [(_value(first, module), _value(flags[0], module) if flags else 0)]
    except NameError as problem:
        if source in ("text", "self._text", "FORMATS[kind].pattern"):
            return []  # lazy_pattern itself, and the table of token formats
        raise AssertionError(f"{where}: {source} is put together at run time; name an example in BUILT") from problem


def _value(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "<pattern>", "eval"), vars(module))  # noqa: S307 the product's own code


def _methods(call: ast.Call, parents: dict[ast.AST, ast.AST], code: ast.AST) -> set[str]:
    """How the pattern of a call is applied."""
    name = _maker(call)
    if name in METHODS or _OTHERS.get(name):
        return {_OTHERS.get(name) or name}
    parent = parents[call]
    if isinstance(parent, ast.Attribute):
        return {parent.attr}
    while not isinstance(parent, (ast.Assign, ast.AnnAssign, ast.Module)):
        parent = parents[parent]
    if isinstance(parent, ast.Module):
        return {"search"}
    targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
    names = {ast.unparse(target) for target in targets}
    # Other modules apply a pattern only if it has a public name.
    readers = [code, *map(tree, modules(PACKAGE))] if not any(name.startswith("_") for name in names) else [code]
    return set().union(*(_applied(names, reader) for reader in readers)) or _applied_to_arguments(code)


def _applied(names: set[str], code: ast.AST) -> set[str]:
    """How a module applies the pattern of these names."""
    found = [node for node in ast.walk(code) if isinstance(node, ast.Attribute) and node.attr in METHODS]
    return {node.attr for node in found if ast.unparse(node.value).partition("[")[0] in names}


def _applied_to_arguments(code: ast.AST) -> set[str]:
    """How a module applies patterns that its functions are given; texts have a split, too."""
    found = [node for node in ast.walk(code) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    return {node.attr for node in found if node.attr in METHODS - {"split"} and ast.unparse(node.value) != "re"} or {
        "search"
    }


def _of_schema(schema: Any) -> Iterator[str]:
    """The patterns of a JSON Schema; what is called a pattern may be the name of a property, too."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", {})
        for value in schema.values():
            yield from _of_schema(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _of_schema(value)
