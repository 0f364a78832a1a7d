"""The table of Go's types agrees with the published schema."""

import pytest

from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.defaulting.schema_walk import SHAPES, compile_walker

SCALARS = {"string", "boolean", "integer"}


def reach():
    """Every place of a pod's spec that has a shape, with the shape's name."""
    found = {}
    todo = [(FieldPath(("spec",)), "PodSpec")]
    while todo:
        path, name = todo.pop()
        found[path] = name
        for field, inner in SHAPES[name].inner.items():
            below = path.child(field)
            todo.append((below.index(0), inner[2:]) if inner.startswith("[]") else (below, inner))
    return found


REACHED = reach()
# Ephemeral containers belong to a running pod; not every description of a Pod has them.
DESCRIBED = {path: name for path, name in REACHED.items() if "ephemeralContainers" not in path}


def test_every_shape_is_reached():
    assert set(REACHED.values()) == set(SHAPES)


@pytest.mark.parametrize(("path", "name"), [pytest.param(p, n, id=p.pattern()) for p, n in DESCRIBED.items()])
def test_fields_are_the_schemas(path, name):
    known = catalogue.load("1.36")
    here = known.field(path)
    assert here is not None
    assert here.type == "object"
    for field in SHAPES[name].zero:
        spec = known.field(path.child(field))
        assert spec is not None, field
        assert spec.type in SCALARS, field
    for field, inner in SHAPES[name].inner.items():
        spec = known.field(path.child(field))
        assert spec is not None, field
        assert spec.type == ("list" if inner.startswith("[]") else "object"), field


def test_the_walker_copies_what_it_changes_and_shares_the_rest():
    seen = []
    walk = compile_walker("PodSpec", {"Container": lambda container: seen.append(container["name"])})
    node_selector = {"disk": "fast"}
    spec = {"containers": [{"name": "app", "tty": False, "image": ""}], "nodeSelector": node_selector, "hostPID": True}
    copy = walk(spec)
    assert copy == {"containers": [{"name": "app"}], "nodeSelector": node_selector, "hostPID": True}
    assert copy["nodeSelector"] is node_selector
    assert spec["containers"][0]["tty"] is False
    assert seen == ["app"]
