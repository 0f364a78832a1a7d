"""Rules on low numeric ids, of users and of groups alike: those that a container shares with others on its node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import INFO, CheckFunction, FixFunction, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject
from podbuilder.kube.manifest import set_


def low_id_rule(
    module: str, field: str, noun: str, foreign: Mapping[str, tuple[str, ...]]
) -> tuple[Rule, CheckFunction, FixFunction]:
    """The `rule`, `check` and `fix` of a module on low ids in a field; `noun` is what they identify: user or group."""
    rule = Rule(
        module,
        INFO,
        "security",
        ("pod", "container", "init"),
        default=False,
        foreign=foreign,
        needs=("lowest_id",),
    )

    def check(pod: Subject) -> Iterator[Finding]:
        # In a user namespace of its own, the pod's ids belong to nobody on the node.
        containers = () if pod.has_user_namespace else pod.linux
        least = pod.settings.lowest_id
        for path, id, whom in pod.failing(field, lambda id: id is None or id < least, containers):
            what = f"takes its {noun} id from the image" if id is None else f"has the {noun} id {id}"
            yield rule.found(path, f"{whom} {what}, so it may share that id with a {noun} of the node.")

    def fix(pod: Subject, finding: Finding) -> Patch:
        return assisted(f"Use a high {noun} id.", set_(finding.path, pod.settings.proposed_id))

    return rule, check, fix
