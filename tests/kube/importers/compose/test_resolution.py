"""A Compose file as a whole. What Compose itself makes of such files is in test_oracle.py."""

from __future__ import annotations

import pytest

from podbuilder.kube.core.limits import MAX_CHARACTERS, MAX_SERVICES
from podbuilder.kube.importers.compose.resolution import resolve
from podbuilder.kube.importers.compose.shapes import file_shape
from podbuilder.kube.importers.import_result import ImportRefused
from tests.kube.importers.compose.test_oracle import table

TEXT = """\
name: My-Project
version: "3.8"
include: [other.yaml]
x-env: &env {MODE: 0644}
services:
  web:
    image: nginx:${TAG}
    environment: {<<: *env, HOST: "${HOST:-localhost}", TOKEN: }
    build: {context: ., args: [TOKEN, OTHER]}
    command: run && stop
    links: [db]
    prots: [80]
  db: {extends: web, image: db}
networks: {front: }
volumes: {data: {driver: local}}
secrets: {s: {environment: S}}
configs: {c: {content: x}}
models: {m: {model: x}}
"""


def test_a_file() -> None:
    file = resolve(TEXT)
    assert (file.name, file.version, file.is_version_1, file.includes) == (
        "my-project",
        "3.8",
        False,
        ({"path": ["other.yaml"]},),
    )
    web, db = file.services["web"], file.services["db"]
    assert web["image"] == "nginx:"
    assert web["environment"] == {"HOST": "localhost", "TOKEN": None, "MODE": "420"}
    assert web["build"] == {"context": ".", "dockerfile": "Dockerfile", "args": {}}
    assert (web["command"], db["image"], db["command"]) == (["run"], "db", ["run"])
    assert web["depends_on"] == {"db": {"condition": "service_started", "required": True, "restart": True}}
    assert (file.networks, file.volumes) == ({"front": None}, {"data": {"driver": "local"}})
    assert (file.secrets, file.configs) == ({"s": {"environment": "S"}}, {"c": {"content": "x"}})
    assert file.models == {"m": {"model": "x"}}
    assert [(str(note.path), note.use.name, note.use.source.value) for note in file.variables] == [
        ("services.web.image", "TAG", "open"),
        ("services.web.environment.HOST", "HOST", "default"),
    ]
    assert [(str(note.path), note.oddity.value) for note in file.oddities] == [
        ("services.web.environment.MODE", "respelled"),
        ("services.web.command", "cut"),
        ("services.db.command", "cut"),
    ]
    assert [str(problem.path) for problem in file.problems] == ["services.web.prots"]
    assert [str(path) for path, _ in file.keys][:6] == ["name", "version", "include", "x-env", "x-env.MODE", "services"]


def test_variables_that_are_given() -> None:
    file = resolve(TEXT, {"TAG": "1", "TOKEN": "t", "OTHER": "$o"})
    assert file.services["web"]["image"] == "nginx:1"
    assert file.services["web"]["environment"]["TOKEN"] == "t"
    assert file.services["web"]["build"]["args"] == {"TOKEN": "t", "OTHER": "$o"}


def test_the_name_of_the_project_is_a_variable() -> None:
    text = "name: a-${B:-c}\nservices: {web: {image: $COMPOSE_PROJECT_NAME}}\n"
    assert resolve(text).services["web"]["image"] == "a-c"
    file = resolve(text, {"COMPOSE_PROJECT_NAME": "other"})
    assert (file.name, file.services["web"]["image"]) == ("other", "other")


def test_nothing_comes_from_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODBUILDER_TRIED", "x")
    assert resolve("services: {web: {image: 'a$PODBUILDER_TRIED'}}").services["web"]["image"] == "a"


VERSION_1 = {
    "services at the top": ("web: {image: a}\ndb: {build: .}\n", True),
    "with fragments": ("x-a: 1\nweb: {image: a}\n", True),
    "services": ("services: {}\nweb: {image: a}\n", False),
    "another key of today": ("volumes: {}\nweb: {image: a}\n", False),
    "no image": ("web: {tty: true}\n", False),
}


@pytest.mark.parametrize(("text", "is_old"), [pytest.param(*case, id=name) for name, case in VERSION_1.items()])
def test_files_of_version_1(text: str, is_old: bool) -> None:
    file = resolve(text)
    assert file.is_version_1 is is_old
    assert all(str(path).startswith("services.") for path, _ in file.keys) is is_old


def test_a_former_file_of_version_1() -> None:
    file = resolve("web:\n  image: a\n  net: host\n  environment: {A: 010}\n")
    assert file.services == {"web": {"image": "a", "environment": {"A": "8"}}}
    assert [str(note.path) for note in file.oddities] == ["services.web.environment.A"]
    assert [file.written(problem.path) for problem in file.problems] == ["web.net"]


def test_several_documents_and_what_they_replace() -> None:
    file = resolve(
        "services:\n  web: {image: a, ports: [80], labels: {a: 1}}\n---\n"
        "services:\n  web: {ports: !override [81], labels: !reset null}\n"
    )
    assert [port["target"] for port in file.services["web"]["ports"]] == [81]
    assert "labels" not in file.services["web"]


REFUSED = {
    "nothing": ("# empty\n", "This file is empty."),
    "a list": ("- a\n", "is a mapping that has services"),
    "a list as a second document": ("services: {}\n---\n- a\n", "is a mapping that has services"),
    "too many services": (
        "services:\n" + "".join(f"  s{n}: {{image: a}}\n" for n in range(MAX_SERVICES + 1)),
        "more than 200",
    ),
    "bad YAML": ("a: [", "Line 1"),
}


@pytest.mark.parametrize(("text", "words"), [pytest.param(*case, id=name) for name, case in REFUSED.items()])
def test_what_is_refused(text: str, words: str) -> None:
    with pytest.raises(ImportRefused, match=words):
        resolve(text)


def test_what_variables_make_too_long() -> None:
    with pytest.raises(ImportRefused, match="With its variables filled in"):
        resolve("services: {web: {image: '$A$A'}}", {"A": "x" * MAX_CHARACTERS})
    with pytest.raises(ImportRefused, match="With its variables filled in"):
        resolve("name: $A$A\nservices: {web: {image: a}}", {"A": "x" * MAX_CHARACTERS})


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in table("accepted.yaml").items()])
def test_what_compose_takes_has_no_problem_but_names(text: str) -> None:
    """The tables of single keys name networks and the like that they leave out."""
    names = ("The file has no", "A service has either", "This differs from")
    assert [problem for problem in resolve(text).problems if not problem.message.startswith(names)] == []


def is_read(text: str) -> bool:
    """Whether a text is read, or refused with a sentence."""
    try:
        return resolve(text) is not None
    except ImportRefused as error:
        return bool(str(error))


@pytest.mark.parametrize("name", ["accepted.yaml", "refused.yaml"])
def test_files_without_one_of_their_lines_are_read_or_refused(name: str) -> None:
    for text in table(name).values():
        lines = text.split("\n")
        assert all(is_read("\n".join(lines[:number] + lines[number + 1 :])) for number in range(len(lines)))


VALUES = ("1", "1.5", "true", "null", "a", "[]", "{}", "[1, a, [b], {c: 1}, null]", "{a: 1, b: [c], d: {e: f}}")


@pytest.mark.parametrize("value", [*VALUES, "2001-01-01", "''", "['']", "[{}]", "{'': ''}", "{a: {}}", "{a: null}"])
def test_whatever_stands_at_a_key_is_read_or_told(value: str) -> None:
    for key in set(file_shape().types["service"].fields) - {"extends"}:
        file = resolve(f"services: {{web: {{{key}: {value}}}, db: {{extends: web, {key}: {value}}}}}")
        assert set(file.services) == {"web", "db"}
    for key in set(file_shape().types["file"].fields) - {"services"}:
        assert set(resolve(f"services: {{web: {{image: a, extends: {value}}}}}\n{key}: {value}\n").services) == {"web"}
