"""The tree of a Compose file: places, keys as they are written, merges."""

from __future__ import annotations

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.importers.compose.reader import read

TEXT = """\
x-env: &env {A: 1}
services:
  web:
    environment:
      <<: *env
      B: 2
    ports: &ports
    - {target: 80}
    volumes: !override [a]
    labels: {a: !reset 1}
  db: {ports: [*env], x: *ports}
"""


def test_native_values_share_nothing() -> None:
    (document,) = read(TEXT)
    value = document.native()
    assert value["services"]["web"]["environment"] == {"B": 2, "A": 1}
    assert value["services"]["db"]["ports"] == [{"A": 1}]
    value["x-env"]["A"] = 3
    assert value["services"]["web"]["environment"]["A"] == 1


def test_every_key_is_named_once_and_in_order() -> None:
    (document,) = read(TEXT)
    assert [str(FieldPath(path)) for path, _ in document.all_keys()] == [
        *["x-env", "x-env.A", "services", "services.web", "services.web.environment", "services.web.environment.<<"],
        *["services.web.environment.B", "services.web.ports", "services.web.ports[0].target", "services.web.volumes"],
        *["services.web.labels", "services.web.labels.a", "services.db", "services.db.ports", "services.db.x"],
    ]
    assert dict(document.all_keys())["services", "web", "environment", "B"] == (6, 7)


def test_what_replaces_has_its_paths() -> None:
    (document,) = read(TEXT)
    assert [str(FieldPath(path)) for path in document.replaced()] == ["services.web.volumes", "services.web.labels.a"]


def test_a_place_is_that_of_the_value_or_of_what_is_above() -> None:
    (document,) = read(TEXT)
    assert document.reach(("services", "web", "ports", 0, "target")) == (5, (8, 16))
    assert document.reach(("services", "web", "ports", 7)) == (3, (7, 12))
    # What an alias brings stands where its anchor is.
    assert document.reach(("services", "web", "environment", "A")) == (4, (1, 17))
    assert document.reach(("volumes",)) == (0, (1, 1))
