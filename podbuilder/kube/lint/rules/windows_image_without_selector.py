"""An image for Windows may be scheduled on a Linux node.

**Why** Nodes run images of their own system only. On any other, the image cannot be pulled.

**Example** `image: mcr.microsoft.com/windows/nanoserver:ltsc2022` and no node selector.

**Use instead** `nodeSelector: {kubernetes.io/os: windows}` and `os: {name: windows}`

**Fix** None: on Windows much else of a pod is different, and only you know whether the image is right.

**See** https://kubernetes.io/docs/concepts/windows/user-guide/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podbuilder.kube.core.field import Finding
from podbuilder.kube.lint.rule import SERIOUS, Rule
from podbuilder.kube.lint.subject import Subject

_SIGNS = re.compile(r"(?:^|[/_.-])(?:windows|nanoserver|windowsservercore|servercore|ltsc20\d\d)(?:$|[/_.-])")
rule = Rule(__name__, SERIOUS, "scheduling", ("container", "init"))


def _selects_system(pod: Subject) -> bool:
    affinity = pod.spec.get("affinity") or {}
    return pod.is_windows or bool(affinity.get("nodeAffinity")) or bool(pod.spec.get("nodeName"))


def check(pod: Subject) -> Iterator[Finding]:
    for c in pod.planned if not _selects_system(pod) else ():
        image = c.image
        if image and (_SIGNS.search(image.repository) or _SIGNS.search(image.tag)):
            message = f"{c.title} has an image for Windows, and nothing keeps the pod from Linux nodes."
            yield rule.found(c.path.child("image"), message)
