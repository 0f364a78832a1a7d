"""A file mode is written in decimal where octal is meant.

**Why** `400` is the decimal number, which is the mode 0620: the group may write the file, and others nothing.

**Example** `defaultMode: 400`

**Use instead** `defaultMode: 0400` in YAML, or 256 in JSON.

**Fix** Assisted: the mode that the digits stand for.

**See** https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.lint.rule import SERIOUS, Patch, Rule, assisted
from podbuilder.kube.lint.subject import Subject, items
from podbuilder.kube.manifest import Octal, set_

# The numbers that people write for octal modes, up to 511, the greatest mode: nobody wants 0620, 0670, 0674 or 0764.
LIKELY = (400, 440, 444, 500)
rule = Rule(__name__, SERIOUS, "storage", ("volumes",))


def _modes(volume: dict[str, Any], path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    for kind in ("configMap", "secret", "downwardAPI", "projected"):
        source = volume.get(kind)
        if not source:
            continue
        yield path.child(kind, "defaultMode"), source.get("defaultMode")
        for item in items(source.get("items"), path.child(kind, "items")):
            yield item.path.child("mode"), item.fields.get("mode")
        for one in items(source.get("sources"), path.child(kind, "sources")):
            yield from _modes(one.fields, one.path)


def check(pod: Subject) -> Iterator[Finding]:
    for volume in pod.volumes:
        for path, mode in _modes(volume.fields, volume.path):
            if mode in LIKELY and not isinstance(mode, Octal):
                message = f"The decimal number {mode} is the mode {mode:04o}, not 0{mode}."
                yield rule.found(path, message)


def fix(pod: Subject, finding: Finding) -> Patch:
    volume = pod.volumes[int(finding.path[2])]
    mode = next(mode for path, mode in _modes(volume.fields, volume.path) if path == finding.path)
    return assisted(f"Set the mode 0{mode}.", set_(finding.path, Octal(int(str(mode), 8))))
