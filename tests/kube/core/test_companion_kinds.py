"""The kinds that are edited beside a pod: what each is called in the schemas, and which objects are of one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from podbuilder.kube.catalogue import schemas
from podbuilder.kube.core import companion_kinds, kinds, versions

CASES: dict[str, tuple[Any, str]] = {
    "a Service": ({"apiVersion": "v1", "kind": "Service"}, "Service"),
    "a Service that is being written": ({"kind": "Service"}, "Service"),
    "an empty apiVersion": ({"kind": "Secret", "apiVersion": ""}, "Secret"),
    "another group": ({"apiVersion": "serving.knative.dev/v1", "kind": "Service"}, ""),
    "a version with other fields": ({"apiVersion": "autoscaling/v1", "kind": "HorizontalPodAutoscaler"}, ""),
    "a pod": ({"apiVersion": "v1", "kind": "Pod"}, ""),
    "a kind that is no text": ({"kind": ["Service"]}, ""),
    "no mapping": ("Service", ""),
}


@pytest.mark.parametrize(("one", "name"), CASES.values(), ids=CASES)
def test_which_kind_an_object_is_of(one: Any, name: str) -> None:
    found = companion_kinds.kind_of(one)
    assert (found.name if found else "") == name


@pytest.mark.parametrize("version", versions.VERSIONS)
def test_every_version_defines_them(version: str) -> None:
    folder = schemas.packaged() / f"v1.{versions.minor(version)}.0-local-strict"
    known = json.loads((folder / "_definitions.json").read_bytes())["$defs"]
    own = {kind.definition for kind in companion_kinds.KINDS.values()} - schemas.gateway_definitions().keys()
    assert own <= known.keys()
    assert len(own) == len(companion_kinds.KINDS) - 1


def test_none_of_them_holds_pods() -> None:
    assert not companion_kinds.KINDS.keys() & kinds.native().keys()
