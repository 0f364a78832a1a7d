"""The claims of a StatefulSet: one control for the size, unless a claim asks for more than that."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.steps.claims import claim_names, draw_claim
from podbuilder.kube import catalogue
from podbuilder.kube.core.field import FieldPath

AT = FieldPath(("StatefulSet", "spec", "volumeClaimTemplates", 0))
FIELDS = catalogue.with_workload("1.36", "StatefulSet")


def with_claims(*claims: Any) -> dict[str, Any]:
    return {"StatefulSet": {"spec": {"volumeClaimTemplates": list(claims)}}}


SIZE = f"{AT}.spec.resources.requests[storage]"
REQUESTS: dict[str, tuple[Any, bool]] = {
    "nothing yet": (None, True),
    "a size": ({"storage": "1Gi"}, True),
    "no mapping": ("1Gi", False),
    "something else": ({"storage": "1Gi", "example.com/iops": 3}, False),
}


@pytest.mark.parametrize(("requests", "is_one_control"), REQUESTS.values(), ids=REQUESTS)
def test_the_size_has_one_control(requests: Any, is_one_control: bool) -> None:
    spec = {} if requests is None else {"resources": {"requests": requests}}
    parts = draw_claim(Sheet(with_claims({"spec": spec}), FIELDS), AT)
    names = [part.name for top in parts for part in top.walk()]
    assert (SIZE in names) == is_one_control
    assert (f"{AT}.spec.resources.requests" in names) != is_one_control


def test_their_names() -> None:
    odd = with_claims({"metadata": {"name": "data"}}, {"metadata": {"name": ""}}, {}, "x", {"metadata": {"name": 3}})
    assert claim_names(odd) == ["data"]
    assert claim_names({"spec": {}}) == []
