"""What holds for whole pods although no key says so: names of neighbours in a pod, and the filter of system calls."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from podbuilder.kube.importers.compose.services.imported_service import ServicePlan, Workload
from podbuilder.kube.importers.container_settings.imported_pod import put
from podbuilder.kube.importers.question import AnswerType, Question

# Of a variable's name, the words that a Service's name may be.
_LONGEST_WORDS = 20
_LOCALHOST = "127.0.0.1"
_UNSET, _DEFAULT = "unset", "RuntimeDefault"


def set_pod_defaults(plan: ServicePlan) -> None:
    """Complete the pods, once all keys are carried over."""
    question = Question(
        "seccomp",
        "Which system calls are allowed",
        _UNSET,
        AnswerType.CHOICE,
        ((_UNSET, "as the nodes say"), (_DEFAULT, "as Compose allows them")),
    )
    names = {service.host.upper().replace("-", "_") for service in plan.services.values()}
    is_filtered = plan.questions.ask(question) == _DEFAULT
    for workload in plan.workloads:
        _name_neighbours(workload, plan)
        if any(clashes(container, names) for container in workload.pod.containers):
            workload.pod.set(("enableServiceLinks",), False)
        containers = (*workload.pod.inits, *workload.pod.containers)
        for container in containers if is_filtered else ():
            context = container.get("securityContext", {})
            if not context.get("privileged") and "seccompProfile" not in context:
                put(container, ("securityContext", "seccompProfile"), {"type": _DEFAULT})


def _name_neighbours(workload: Workload, plan: ServicePlan) -> None:
    """Let the names by which containers of one pod speak of each other lead to the pod itself."""
    lasting = [service for service in workload.services if not service.is_init]
    names = [service.host for service in lasting if service.name in plan.mentioned]
    if len(lasting) > 1 and names and not workload.pod.spec.get("hostNetwork"):
        aliases = workload.pod.spec.setdefault("hostAliases", [])
        aliases.append({"ip": _LOCALHOST, "hostnames": list(dict.fromkeys(names))})


def clashes(container: Mapping[str, Any], names: Container[str]) -> bool:
    """Whether Kubernetes would add variables about a Service that look like the program's own, as Compose does not."""
    for variable in container.get("env", ()):
        words = variable["name"].split("_")
        if any("_".join(words[:length]) in names for length in range(1, min(len(words), _LONGEST_WORDS))):
            return True
    return False
