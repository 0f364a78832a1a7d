"""Who may import whom: settings, urls → library → builder → kube, library → teams → accounts, and cli → kube."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "podbuilder"

# What each room of the house may import of the others.
ROOMS = {
    "kube": set(),
    "web": {"kube"},
    "accounts": {"web"},
    "teams": {"accounts", "web"},
    "builder": {"kube", "teams", "accounts", "web"},
    "library": {"builder", "kube", "teams", "accounts", "web"},
    "cli": {"kube"},
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
    {"core"},
    {"yamltext", "catalogue"},
    {"decoding", "defaulting", "validation", "warnings", "podsecurity", "insight"},
    {"manifest", "workloads"},
    {"secret_scanning"},
    {"lint", "importers", "exporters"},
    {"review"},
    {"roles", "starters", "devices", "kubectl", "completion", "hardening", "templating", "cluster", "troubleshooting"},
    {"recipes"},
    {"conversion"},
    {"reports"},
]
LIBRARIES = {"yaml", "jsonschema", "kubernetes_validate"}
# The outside world, which differs from one moment or machine to the next.
WORLD = {
    *("os", "time", "random", "secrets", "socket", "urllib.request", "http", "subprocess", "threading", "asyncio"),
    "logging",
}


def modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    """The modules a file imports, by their full names, also those imported inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
