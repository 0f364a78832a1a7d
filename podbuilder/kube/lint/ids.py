"""Numeric ids that a container shares with others on its node, of users and of groups alike."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.field import Finding
from podbuilder.kube.lint.effective import Subject
from podbuilder.kube.lint.rule import Rule


def low_ids(rule: Rule, pod: Subject, field: str, noun: str, whom: str) -> Iterator[Finding]:
    """Where an id is low or left to the image: the field, what it is the id of, and who has it on the node."""
    least = pod.settings.lowest_id
    # In a user namespace of its own, the pod's ids are nobody's on the node.
    for path, id, title in pod.failing(field, lambda id: id is None or id < least, pod.linux):
        if not pod.has_user_namespace:
            what = f"has no {noun} id of its own" if id is None else f"has the {noun} id {id}"
            yield rule.found(path, f"{title} {what}, which may be {whom}.")
