"""Conventions that would fade if nothing failed when they are broken."""

from __future__ import annotations

import ast
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 350
LONGEST_LINE = 200
FOLDERS = ("podbuilder", "tests", "benchmarks")


def files(folder: str, *endings: str) -> list[Path]:
    found = [path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in endings]
    return [path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts]


def params(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


SWITCHED_OFF = re.compile(r"# (?:noqa|type: ignore|pragma: no cover)\b(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*|\[[\w, -]+\])?")
PYTHON = [path for folder in FOLDERS for path in files(folder, ".py")]
TEMPLATES = files("templates", ".html")
ASSETS = files("static", ".css", ".js", ".svg")


@pytest.mark.parametrize("path", params(PYTHON))
def test_a_file_says_one_thing(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines: this file is asking to be two"


@pytest.mark.parametrize("path", params(files("podbuilder/kube", ".py")))
def test_the_core_says_what_each_module_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "no docstring"


@pytest.mark.parametrize("path", params(files("podbuilder/kube", ".py")))
def test_a_mirror_says_of_which_version(path: Path) -> None:
    """Each function names the one it mirrors; the version is named there or once for the module."""
    text = path.read_text(encoding="utf-8")
    assert "Mirrors " not in text or re.search(r"\bv(?:1\.\d\d|\d+\.\d+\.\d+)\b", text), (
        "mirrors upstream of no version"
    )


@pytest.mark.parametrize("path", params(PYTHON))
def test_what_is_switched_off_says_why(path: Path) -> None:
    """The reason stands behind the mark, or in a comment above it."""
    above = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for mark in SWITCHED_OFF.finditer(line):
            reason = line[mark.end() :].strip(" -") or above.lstrip().startswith("# ")
            assert reason, f"line {number} gives no reason: {line.strip()}"
        above = line


REQUIREMENTS = ("requirements.txt", "tests/requirements.txt", "tests/requirements-alone.txt")


@pytest.mark.parametrize("path", params([ROOT / name for name in REQUIREMENTS]))
def test_requirements_are_pinned_and_explained(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r ")):
            assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]* *# \S.*", line), line


class Markup(HTMLParser):
    """Collects what the content security policy would refuse, and addresses of other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = f"line {self.getpos()[0]}: <{tag}>"
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(f"{here} inside the page")
        for name, value in attrs:
            if (
                name == "style"
                or re.match(r"on|hx-on", name)
                or (value or "").lower().startswith(("javascript:", "js:"))
            ):
                self.refused.append(f"{here} {name}")
            loads = name in {"src", "srcset"} or (name == "href" and tag in {"link", "use", "image"})
            if loads and re.match(r"(https?:)?//", value or ""):
                self.refused.append(f"{here} {name}={value} is on another host")


@pytest.mark.parametrize("path", params(TEMPLATES))
def test_templates_hold_nothing_the_policy_refuses(path: Path) -> None:
    # Tags of the template language stand where attributes do and are none.
    text = re.sub(r"{%.*?%}|{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    markup = Markup()
    markup.feed(text)
    assert markup.refused == []


@pytest.mark.parametrize("path", params(TEMPLATES))
def test_a_template_can_be_read_without_scrolling(path: Path) -> None:
    """The formatter leaves long lines. A tag of the template language cannot be broken, and stands alone."""
    long = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > LONGEST_LINE]
    assert [line for line in long if not re.fullmatch(r"\s*\{%[^%]*%\}", line)] == []


def test_the_markup_reader_sees_what_it_should() -> None:
    markup = Markup()
    markup.feed(
        '<p style="x"><b onclick="x"><i hx-on:click="x"><script>x</script><style></style><a href="javascript:x">'
        '<img src="//a.example/b.png"><link href="https://a.example/b.css"><a href="https://kubernetes.io/">'
        '<script src="/static/js/page.js"></script>'
    )
    assert len(markup.refused) == 8


@pytest.mark.parametrize("path", params(ASSETS))
def test_assets_load_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"xmlns(:\w+)?=[\"'][^\"']*[\"']", "", text)
    loads = re.findall(
        r"(?:url\(|@import|\bfrom|\bimport\(|fetch\(|href=|src=)\s*[\"']?((?:https?:)?//[^\s\"')]+)", text
    )
    assert loads == []


@pytest.mark.parametrize("path", params(files("static", ".css")))
def test_a_block_of_css_opens_with_its_purpose(path: Path) -> None:
    assert path.read_text(encoding="utf-8").lstrip().startswith("/*")


def tracked_text() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_names_one_machines_folders() -> None:
    # Put together here, so that this file does not find itself.
    folder = re.compile(rb"(?:^|[^\w.])/(?:" + b"|".join((b"wo" + b"rk", b"ro" + b"ot", b"ho" + b"me/[a-z]+")) + rb")/")
    found = [str(path.relative_to(ROOT)) for path in tracked_text() if folder.search(path.read_bytes())]
    # What people asked in public has folders of theirs.
    assert found == ["tests/kube/public_cases.jsonl"]


def url_names() -> set[str]:
    names: set[str] = set()
    left: list[tuple[str, URLPattern | URLResolver]] = [("", one) for one in get_resolver().url_patterns]
    while left:
        space, one = left.pop()
        if isinstance(one, URLResolver) and one.namespace in ("admin", "old"):
            continue  # Django's own pages, which ask for each other; addresses that only lead on
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            left += [(inner, child) for child in one.url_patterns]
        else:
            assert one.name, f"{one.pattern} has no name"
            names.add(f"{space}{one.name}")
    return names


def test_every_page_has_a_name_and_a_use() -> None:
    """A URL that no template, view or test asks for by name is one nobody can reach, or one nobody has tried."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *PYTHON])
    # The tables of who may open what have the names without their namespace.
    asked = {
        name for name in url_names() for said in (name, name.partition(":")[2]) if re.search(f"[\"']{said}[\"']", text)
    }
    assert sorted(url_names() - asked) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_paths_that_are_named_are_there(name: str) -> None:
    """Those from the root; what stands in angle brackets, as `<step>`, is any name."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"(?<![\w/.])(?:podbuilder|tests|benchmarks|schemas|static|templates|docs)/[\w./<>-]*", text)
    # There is no importer yet: its recipe is there before it.
    paths = {re.sub(r"<\w+>", "*", path.rstrip(".")) for path in named if "/importers" not in path}
    assert len(paths) > 5
    assert [path for path in sorted(paths) if not any(ROOT.glob(path.rstrip("/")))] == []
