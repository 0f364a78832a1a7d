"""Recipes as they are read from their files: each one's data, and the order in which people are offered them."""

from __future__ import annotations

from pathlib import Path

import pytest

from podbuilder.kube.recipes import recipe
from podbuilder.kube.recipes.recipe import FOLDER, PATTERNS, Recipe, RecipeParameter, all_recipes, find

SMALL = """\
title: Wait
pattern: init
task: wait
summary: Waits.
source: https://example.com/
parameters:
- {name: host, label: Host, type: text}
- {name: size, label: Size, type: choice, default: small, optional: true, choices: [small, large]}
containers:
- {kind: init, name: wait}
"""


def test_a_file_with_only_what_it_must_have(tmp_path: Path) -> None:
    path = tmp_path / "wait.yaml"
    path.write_text(SMALL)
    found = recipe._read(path)
    assert found == Recipe(
        slug="wait",
        title="Wait",
        pattern="init",
        task="wait",
        summary="Waits.",
        source="https://example.com/",
        parameters=(
            RecipeParameter("host", "Host", "text"),
            RecipeParameter("size", "Size", "choice", default="small", optional=True, choices=("small", "large")),
        ),
        containers=({"kind": "init", "name": "wait"},),
    )
    assert (found.order, found.level, found.tags, found.volumes, found.app) == (100, "restricted", (), (), {})
    assert found.parameters[0].container == "app"
    assert (found.parameters[0].default, found.parameters[0].optional, found.parameters[0].choices) == ("", False, ())


def test_lists_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "wait.yaml"
    lists = "tags: [tcp, dns]\nvolumes: [{name: a}]\ncompanions: [{kind: ConfigMap}]\ninvariants: [It waits.]\n"
    path.write_text(f"{SMALL}{lists}order: 5\nlevel: baseline\napp: {{env: []}}\n")
    found = recipe._read(path)
    assert (found.tags, found.volumes, found.companions) == (("tcp", "dns"), ({"name": "a"},), ({"kind": "ConfigMap"},))
    assert (found.invariants, found.order, found.level, found.app) == (("It waits.",), 5, "baseline", {"env": []})


KINDS = {
    "no container": ((), False),
    "an init container": (({"kind": "init"},), False),
    "a container": (({"kind": "container"},), False),
    "a native sidecar": (({"kind": "native"},), True),
    "a native sidecar after another": (({"kind": "init"}, {"kind": "native"}), True),
}


@pytest.mark.parametrize(("containers", "is_native"), KINDS.values(), ids=KINDS)
def test_what_keeps_running_as_an_init_container(containers: tuple[dict[str, str], ...], is_native: bool) -> None:
    assert Recipe("a", "A", "sidecar", "", "", "", (), containers).is_native is is_native


def test_every_file_is_a_recipe_and_they_come_in_order() -> None:
    found = all_recipes()
    assert {one.slug for one in found} == {path.stem for path in FOLDER.glob("*.yaml")}
    assert list(PATTERNS) == ["app", "sidecar", "ambassador", "adapter", "init"]
    assert list(dict.fromkeys(one.pattern for one in found)) == list(PATTERNS)
    for pattern in PATTERNS:
        ranks = [(one.order, one.title) for one in found if one.pattern == pattern]
        assert ranks == sorted(ranks), pattern


def test_a_recipe_by_its_slug() -> None:
    found = find("wait-tcp")
    assert found is not None
    assert (found.slug, found.pattern) == ("wait-tcp", "init")
    assert find("wait") is None
    assert find("") is None


def test_a_default_that_nobody_can_mean_is_an_example() -> None:
    """Hosts and addresses that do not exist, and what belongs to a project with the name of nobody."""
    for found in all_recipes():
        for parameter in found.parameters:
            if any(piece in str(parameter.default) for piece in ("example.com", "my-", ".default.svc.")):
                assert parameter.example, (found.slug, parameter.name)
            if parameter.example:
                assert parameter.default, (found.slug, parameter.name)
                assert not parameter.optional, (found.slug, parameter.name)
