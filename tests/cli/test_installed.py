"""Podbuilder as a wheel in an environment of its own: its commands work in any folder, far from the checkout."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.parser import Parser
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: 'nginx:1.27'}]}\n"
# Reads everything that is data, and says where the package is.
READ_DATA = """
import podbuilder
from podbuilder.kube import catalogue
from podbuilder.kube.catalogue import history, overlay
from podbuilder.kube.core import kinds
from podbuilder.kube.recipes import recipe
from podbuilder.kube.starters import starters
from podbuilder.kube.templating import template_file
from podbuilder.kube.workloads import cron
assert catalogue.load("1.36").field(("spec", "containers", 0, "image")).label
assert overlay.read() and history.read() and recipe.SCHEMA.is_file() and template_file.FORMAT.schema.is_file()
assert kinds.every() and recipe.all_recipes() and starters.all_starters() and cron.ZONES.is_file()
print(podbuilder.__path__[0])
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment with nothing but the wheel; what the wheel requires is lent from this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    paths = {name: sysconfig.get_path(name, vars={"base": str(folder)}) for name in ("purelib", "scripts")}
    Path(paths["purelib"], "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    programs = Path(paths["scripts"])
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    return programs


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new person's home folder, and no variable of this process that could lead to the checkout."""
    for name in os.environ:
        if name.startswith(("PODBUILDER_", "DJANGO_", "PYTHONPATH", "XDG_", "COV_")) or name == "PORT":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file(wheel: Path) -> None:
    folders = [ROOT / name for name in ("podbuilder", "schemas", "static", "templates")]
    files = [path.relative_to(ROOT) for folder in folders for path in folder.rglob("*") if path.is_file()]
    names = [path.as_posix() for path in files if "__pycache__" not in path.parts]
    wanted = {name if name.startswith("podbuilder/") else f"podbuilder/_data/{name}" for name in names}
    assert wanted
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_requires_what_a_checkout_does(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    required = Parser().parsestr(archive.read(name).decode()).get_all("Requires-Dist") or []
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line.partition("#")[0].strip() for line in lines]
    assert sorted(map(normal, required)) == sorted(normal(line) for line in pinned if line)


def normal(requirement: str) -> str:
    """A requirement as everybody spells it."""
    return requirement.lower().replace("_", "-")


def test_the_tests_build_with_what_users_build_with() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    text = (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")
    assert [requirement for requirement in build if f"\n{requirement} " not in text] == []


def test_review_works_anywhere(programs: Path, home: Path) -> None:
    (home / "pod.yaml").write_text(POD, encoding="utf-8")
    done = run(programs / "podbuilder", "review", "pod.yaml", cwd=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "pod.yaml: accepted by Kubernetes 1.36: no errors, no warnings, " in done.stdout
    assert list(home.iterdir()) == [home / "pod.yaml"], "a review writes nothing"
    assert re.fullmatch(r"podbuilder \d+\.\d+\.\d+\n", run(programs / "podbuilder", "--version", cwd=home).stdout)


def test_all_data_is_found(programs: Path, home: Path) -> None:
    done = run(programs / "python", "-c", READ_DATA, cwd=home)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(programs.parent)


@contextmanager
def serving(programs: Path, home: Path) -> Iterator[HTTPConnection]:
    """A connection to `podbuilder serve` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [programs / "podbuilder", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == f"Podbuilder is ready: http://127.0.0.1:{port} (Ctrl-C stops it)\n", process.communicate()
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            yield connection
    finally:
        process.terminate()
        process.communicate()


def get(connection: HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_it_serves_a_whole_page_anywhere(programs: Path, home: Path) -> None:
    with serving(programs, home) as connection:
        status, page = get(connection, "/")
        assert status == 200
        files = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page))
        assert {Path(file).suffix for file in files} >= {".css", ".js", ".svg"}
        assert {file: get(connection, file)[0] for file in files} == dict.fromkeys(files, 200)
        assert get(connection, "/readyz")[0] == 200, "migrations have run"
    data = home / ".local" / "share" / "podbuilder"
    assert {path.name for path in data.iterdir()} >= {"db.sqlite3", "secret_key", "static"}
