"""A container as rules see it, from a few of its fields."""

from __future__ import annotations

from typing import Any

from podbuilder.kube.lint.subject import Container, Subject
from tests.support.pod_text import pod_of


def container(**fields: Any) -> Container:
    return Subject(pod_of(containers=[{"name": "a", **fields}])).containers[0]
