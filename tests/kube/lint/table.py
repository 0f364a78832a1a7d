"""The rules' tables of cases: named differences from a pod that is good.

    a privileged container:
      fail: {spec.containers[0].securityContext.privileged: true}
      found: [spec.containers[0].securityContext.privileged]
      says: ['Container "c" is privileged, so whoever breaks into it controls the node.']
      fixed: {spec.containers[0].securityContext.privileged: false}

`pass` or `fail` gives values by path; null removes, and what is missing on the way is created. `found` lists the paths
of all findings of the rule, and `says` their messages, whole and in the same order. `fixed` gives values by path after
all its fixes, null for what must be gone. A case may name a `version` and `settings`; `refused: true` says that the API
server rejects the pod as well. `workload` is the object around the pod, `beside` are the other objects of its file, and
`places` lists where in the workload the findings belong.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from podbuilder.kube.core import document, versions
from podbuilder.kube.lint import Profile, Settings, Surroundings
from podbuilder.kube.lint.companions import Companions
from tests.support.cases import Case, load
from tests.support.pods import Pod, path_of

HERE = Path(__file__).parent
TABLES = sorted((HERE / "rules").glob("*.yaml"))
KEYS = {"pass", "fail", "found", "says", "fixed", "version", "settings", "refused", "workload", "beside", "places"}
_BASE: Pod = yaml.safe_load((HERE / "base.yaml").read_text(encoding="utf-8"))


def base() -> Pod:
    return deepcopy(_BASE)


def changed(pod: Pod, difference: Mapping[str, Any] | None) -> Pod:
    """The pod with a case's difference."""
    for text, value in (difference or {}).items():
        path = path_of(text)
        pod = document.remove(pod, path) if value is None else document.assign(pod, path, deepcopy(value))
    return pod


def cases_of(table: Path) -> list[Case]:
    found = load(str(table), table.name)
    for case in found:
        assert set(case) <= KEYS, f"{table.name}: {case.name!r} says {set(case) - KEYS}"
        assert ("pass" in case) != ("fail" in case), f"{table.name}: {case.name!r}"
        assert ("fail" in case) == ("found" in case) == ("says" in case), f"{table.name}: {case.name!r}"
    return found


def pod_of(case: Case) -> Pod:
    return changed(base(), case.get("pass", case.get("fail")))


def version_of(case: Case) -> str:
    return str(case.get("version", versions.DEFAULT))


def around_of(case: Case) -> Surroundings:
    """What stands around the pod; the pod itself is one of its text's."""
    pod, workload = pod_of(case), case.get("workload")
    whole = document.assign(workload, ("spec", "template"), pod) if workload else {"kind": "Pod", **pod}
    return Surroundings(workload, Companions([whole, *case.get("beside", [])]))


def settings_of(case: Case) -> Settings:
    values = case.get("settings", {})
    return Settings(**{k: _frozen(v) for k, v in values.items()})


def profile_of(case: Case, rule: str) -> Profile:
    """The default rules and this one, with the case's settings."""
    return Profile(added=frozenset({rule}), settings=settings_of(case))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
