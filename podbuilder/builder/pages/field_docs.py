"""The documentation of a field: its description, type, default, bounds, versions and choices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podbuilder.builder.forms.fields import field_for
from podbuilder.kube.catalogue import FieldSpec, UnknownPath, of_path
from podbuilder.kube.catalogue.field_words import bounds_of, type_of
from podbuilder.kube.core import versions
from podbuilder.kube.core.field import FieldPath

PLACEHOLDERS = re.compile(r"\[(\*?)\]")


@dataclass(frozen=True)
class FieldDocs:
    """One field of one version, ready to be shown."""

    spec: FieldSpec
    version: str
    path: FieldPath

    @property
    def label(self) -> str:
        return self.spec.label or self.spec.name

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Name and value of what is known in a word or two."""
        spec = self.spec
        found = [
            ("Type", type_of(spec)),
            ("Required", "yes" if spec.required else ""),
            ("Default", default_of(spec)),
            ("Allowed", bounds_of(spec, field_for(spec).text_of)),
            ("Since", "" if spec.since == versions.VERSIONS[0] else f"Kubernetes {spec.since}"),
            ("Until", f"Kubernetes {spec.until}" if spec.until else ""),
        ]
        return [(name, value) for name, value in found if value]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each value of a closed set with our sentence about it."""
        return [(choice, self.spec.choice_help.get(choice, "")) for choice in self.spec.choices if choice]


def docs_of(version: str, text: str) -> FieldDocs:
    """What is known about the field with this path, or pattern such as `spec.containers[].image` (UnknownPath)."""
    known = of_path(version, text)
    path = known.resolve(PLACEHOLDERS.sub(lambda match: "[key]" if match[1] else "[0]", text))
    spec = known.field(path)
    if spec is None:
        raise UnknownPath(f"{text[:100]!r} is not a field of a Pod or of a workload in this version of Kubernetes.")
    return FieldDocs(spec, version, path)


def default_of(spec: FieldSpec) -> str:
    text = field_for(spec).text_of(spec.default)
    return f"{text} {spec.unit}".strip() if text else ""
