"""Tables of named cases in YAML files, as parameters of a test.

    port name is a number:
      at: spec.containers[0].ports
      set: [{name: "80", containerPort: 80}]
      errors: [{type: FieldValueInvalid, field: "spec.containers[0].ports[0].name", detail: at least one letter}]

A case starts from the minimal valid pod. It shows its difference with `at` and `set`; with `with`, a mapping of paths
to values; with `without`, a list of paths; or it gives a whole `pod`. All else belongs to the test that reads it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.pods import Pod, make_pod, without


class Case(Mapping[str, Any]):
    """One case: a mapping of what its table says, with its name, and the pod it speaks of."""

    def __init__(self, name: str, content: Mapping[str, Any]) -> None:
        self.name = name
        self.content = content
        if ("at" in content) != ("set" in content):
            raise ValueError(f"{name!r}: `at` and `set` come together")

    def __getitem__(self, key: str) -> Any:
        return self.content[key]

    def __iter__(self) -> Any:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)

    def __repr__(self) -> str:
        return f"Case({self.name!r})"

    @property
    def pod(self) -> Pod:
        """The case's pod, made anew each time."""
        if "pod" in self:
            whole: Pod = deepcopy(self["pod"])
            return whole
        tweaks = list(self.get("with", {}).items())
        if "at" in self:
            tweaks.insert(0, (self["at"], self["set"]))
        return make_pod(*tweaks, *(without(path) for path in self.get("without", [])))


class _Loader(yaml.SafeLoader):
    """Refuses a key that comes twice: the first of two cases with one name would never run."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} comes twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


def load(beside: str, name: str) -> list[Case]:
    """The cases of the file `name` that lies beside the test module `beside` (its `__file__`)."""
    path = Path(beside).with_name(name)
    content = _Loader(path.read_text(encoding="utf-8")).get_single_data()
    if not isinstance(content, dict) or not content:
        raise ValueError(f"{path} holds no cases")
    return [Case(str(name), case or {}) for name, case in content.items()]


def cases(beside: str, name: str) -> pytest.MarkDecorator:
    """Run a test once for each case of a table: `@cases(__file__, "ports.yaml")` on `def test_ports(case): …`."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in load(beside, name)])
