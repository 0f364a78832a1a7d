"""Who may import whom: settings, urls → api → library → builder → clusters → teams → accounts; cli, lsp → kube."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.source_tree import PACKAGE, ROOT, modules, tree

# The apps from the top down: each may import those below it, and all of them the core.
APPS = ("api", "library", "builder", "clusters", "teams", "accounts")
# What each room of the house may import of the others.
ROOMS = {
    "kube": set(),
    "web": {"kube"},
    **{app: {*APPS[number + 1 :], "kube", "web"} for number, app in enumerate(APPS)},
    "cli": {"kube"},
    "lsp": {"kube"},
}
# The way into another room, for one part of a room only.
DOORS = {
    "cli/serve.py": {"web"},  # the only command that loads Django
    "builder/management": {"cli"},  # manage.py has the same commands
}
# What stands at the top and is imported by nobody.
TOPS = {"settings", "urls", "wsgi"}

# The core's packages from the bottom up. Those on one floor stand side by side: each may import all below it, and none
# beside it.
FLOORS: list[set[str]] = [
    {"core", "conversion_report"},
    {"yamltext", "catalogue", "object_patch"},
    {"decoding", "defaulting", "validation", "warnings", "podsecurity", "insight"},
    {"manifest", "workloads", "cel"},
    {"manifest", "workloads", "lifecycle"},
    {"secret_scanning", "identity_lines", "companions", "kustomization"},
    {"lint", "corrections", "importers", "exporters", "companion_review"},
    {"review"},
    {"hardening"},
    {
        "complaints",
        "roles",
        "starters",
        "devices",
        "kubectl",
        "templating",
        "cluster",
        "troubleshooting",
        "file_references",
    },
    {"recipes", "paste", "courses", "completion"},
    {"conversion", "workload_change"},
    {"proposed_companions"},
    {"reports"},
]
LIBRARIES = {"yaml", "jsonschema", "kubernetes_validate", "re2"}
# The outside world, which differs from one moment or machine to the next.
WORLD = {
    *("os", "time", "random", "secrets", "socket", "urllib.request", "http", "subprocess", "threading", "asyncio"),
    "logging",
}


def imports(path: Path, inside: ast.AST | None = None) -> Iterator[str]:
    """The modules a file imports, or a part of it, by their full names, also those imported inside functions."""
    for node in ast.walk(inside or tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written out in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def all_modules() -> list[object]:
    return [pytest.param(path, id=named(path)) for path in modules(PACKAGE)]


def kube_modules() -> list[object]:
    return [pytest.param(path, id=named(path)) for path in modules(PACKAGE / "kube")]


@pytest.mark.parametrize("path", all_modules())
def test_dependencies_point_one_way(path: Path) -> None:
    inside = path.relative_to(PACKAGE)
    room = inside.parts[0].removesuffix(".py")
    known = ROOMS.get(room, set()).union(*(rooms for part, rooms in DOORS.items() if inside.is_relative_to(part)))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "podbuilder":
            continue
        if parts[1] in TOPS:
            assert room == "web", f"{named(path)} imports {name}; settings come from django.conf"
        elif room in ROOMS and parts[1] != room:
            assert parts[1] in known, f"{named(path)} imports {name}, but may not know {parts[1]}"


@pytest.mark.parametrize("path", [pytest.param(path, id=named(path)) for path in modules(PACKAGE / "cli")])
def test_commands_do_not_import_django(path: Path) -> None:
    assert [name for name in imports(path) if name.partition(".")[0] == "django"] == []


def test_every_room_is_on_the_plan() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(ROOMS)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def for_types(path: Path) -> set[str]:
    """What a file imports for its types alone, which is not imported when it runs."""
    blocks = (node for node in ast.walk(tree(path)) if isinstance(node, ast.If))
    return {name for block in blocks if ast.unparse(block.test) == "TYPE_CHECKING" for name in imports(path, block)}


@cache
def import_graph() -> dict[str, set[str]]:
    """The product's modules, and which others of them each one imports when it runs."""
    paths = {dotted(path): path for path in modules(PACKAGE)}
    graph: dict[str, set[str]] = {}
    for name, path in paths.items():
        wanted = set(imports(path)) - for_types(path)
        graph[name] = {one if one in paths else one.rpartition(".")[0] for one in wanted} & set(paths) - {name}
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """The names along one circle of a graph; none if there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert sorted(circle({"a": {"b"}, "b": {"c"}, "c": {"b"}})[1:]) == ["b", "c"]


def test_modules_do_not_import_each_other_in_circles() -> None:
    assert circle(import_graph()) == []


@pytest.mark.parametrize("room", sorted({path.parent.name for path in PACKAGE.glob("*/__init__.py")}))
def test_the_parts_of_a_room_do_not_import_each_other_in_circles(room: str) -> None:
    """A part is a folder of the room, or a module that stands beside the folders."""
    parts: dict[str, set[str]] = {}
    inside = f"podbuilder.{room}."
    for name, imported in import_graph().items():
        if name.startswith(inside):
            own = name.split(".")[2]
            others = {other.split(".")[2] for other in imported if other.startswith(inside)}
            parts.setdefault(own, set()).update(others - {own})
    assert circle(parts) == []


@pytest.mark.parametrize("path", kube_modules())
def test_the_core_imports_little_and_nothing_of_the_world(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        assert top in {"podbuilder", *LIBRARIES} or top in sys.stdlib_module_names, f"{named(path)} imports {name}"
        is_of_the_world = any(f"{name}.".startswith(f"{module}.") for module in WORLD)
        assert not is_of_the_world, f"{named(path)} imports {name}; what varies is an argument"
        assert not name.startswith("datetime.datetime.now"), name


@pytest.mark.parametrize("path", kube_modules())
def test_the_core_is_built_from_the_bottom_up(path: Path) -> None:
    own = part_of_core(path.relative_to(PACKAGE / "kube").parts[0].removesuffix(".py"))
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] != ["podbuilder", "kube"] or len(parts) < 3 or own is None:
            continue
        other = parts[2]
        if other == own:
            continue
        assert floor(other) < floor(own), f"{named(path)} imports {name}, which is not below it"


def part_of_core(name: str) -> str | None:
    return None if name == "__init__" else name


def floor(name: str) -> int:
    for number, names in enumerate(FLOORS):
        if name in names:
            return number
    raise AssertionError(f"podbuilder/kube/{name} has no floor; give it one in {named(Path(__file__))}")


def test_the_core_has_never_heard_of_django() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules(PACKAGE / "kube")]
    program = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name.removesuffix('.__init__'))\n"
        "print(json.dumps(sorted(name for name in sys.modules if '.' not in name)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "podbuilder" in loaded
    assert not loaded & {"django", "django_htmx", "whitenoise", "gunicorn"}


@pytest.mark.parametrize("path", all_modules())
def test_no_page_waits_for_another_ones_property(path: Path) -> None:
    """The one of functools holds a lock for its whole class while it works, on Python 3.11."""
    owner = (
        "podbuilder.kube.core.cached_property" if path.is_relative_to(PACKAGE / "kube") else "django.utils.functional"
    )
    found = [name for name in imports(path) if name.endswith(".cached_property")]
    assert set(found) <= {f"{owner}.cached_property"}
    whole = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)]
    assert "functools.cached_property" not in {ast.unparse(node) for node in whole}
