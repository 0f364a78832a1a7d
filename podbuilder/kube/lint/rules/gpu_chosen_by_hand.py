"""A variable gives a container GPUs that nobody has reserved for it.

**Why** The device plugin sets NVIDIA_VISIBLE_DEVICES to the GPUs that the pod was given. Set by hand, it exposes every
GPU of the node, also those of other pods.

**Example** `env: [{name: NVIDIA_VISIBLE_DEVICES, value: all}]`

**Use instead** `limits: {nvidia.com/gpu: 1}`

**Fix** Assisted: removes the variable. The container then gets the GPUs of its limits and no others.

**See** https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import WARNING, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Container, Subject
from podbuilder.kube.manifest import remove_

NAME = "NVIDIA_VISIBLE_DEVICES"
# These take GPUs away, which is what a container beside the one with GPUs needs.
HARMLESS = ("", "none", "void")
# They look after every GPU of the node, whoever uses it; the images of these are often copied, the names stay.
_WATCHERS = re.compile("dcgm|gpu-feature-discovery|device-plugin|driver-manager|mps-control|gpu-operator|validat")
rule = Rule(__name__, WARNING, "resources", ("container", "init", "ephemeral"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.containers:
        if NAME not in c.variables or _watches(c):
            continue
        for variable in c.items("env"):
            if variable.fields.get("name") == NAME and variable.fields.get("value", "") not in HARMLESS:
                message = f"{c.title} takes GPUs by a variable, also those that belong to other pods."
                yield rule.found(variable.path, message)


def _watches(c: Container) -> bool:
    return any(_WATCHERS.search(name) for name in (c.name, c.image.name if c.image else ""))


def fix(pod: Subject, finding: Finding) -> Patch:
    return assisted("Leave the choice to the device plugin.", remove_(finding.path))
