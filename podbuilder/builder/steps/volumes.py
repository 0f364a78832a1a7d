"""The step "Volumes": what the pod's containers can mount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from podbuilder.builder.forms.branch_choice import BranchChoice
from podbuilder.builder.forms.control import Part
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.generated_fields import auto_fields, more
from podbuilder.builder.forms.layout import Line
from podbuilder.kube.catalogue import FieldSpec
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import SPEC

VOLUMES = SPEC.child("volumes")

EMPTY_DIR = "emptyDir"
# The groups of the overlay in which sources are offered, in this order. The last are there for manifests that have one.
LEGACY = "Removed or legacy"
GROUPS = ("Common", "Cluster storage", "Node", LEGACY)
# The field of each source that names the object it comes from: the name goes along when the source is changed.
NAME_FIELD = {"configMap": "name", "secret": "secretName", "persistentVolumeClaim": "claimName"}
NAME_LABEL = {"configMap": "ConfigMap", "secret": "Secret", "persistentVolumeClaim": "Claim"}
LISTS_OF_NAMES = {"configMap": "known-config-maps", "secret": "known-secrets", "persistentVolumeClaim": "known-claims"}


def draw(sheet: Sheet) -> list[Part]:
    rows = sheet.rows(
        VOLUMES,
        lambda at: draw_volume(sheet, at),
        label="Volumes",
        add="Add volume",
        noun="Volume",
        name_of=lambda item: str(item.get("name") or "") if isinstance(item, dict) else "",
        empty="No volumes yet. A volume holds files that outlive a container, or that containers share.",
        is_wide=True,
    )
    return [sheet.group(VOLUMES, "Volumes", [rows], "Declared once, mounted by any container")]


def draw_volume(sheet: Sheet, at: FieldPath) -> list[Part]:
    choice = source_choice(sheet, at)
    chooser = sheet.chooser(
        choice,
        label="Source",
        labels=dict(option_labels(sheet, choice.branches)),
        parts=draw_source(sheet, at, choice.chosen),
        group_of=_groups(sheet),
    )
    return [sheet.control(at.child("name")), chooser]


def _sources(sheet: Sheet) -> Mapping[str, FieldSpec]:
    """What the version knows a volume's files to come from."""
    known = sheet.catalogue.field(VOLUMES.index(0))
    return {name: spec for name, spec in known.fields.items() if name != "name"} if known else {}


def _groups(sheet: Sheet) -> dict[str, str]:
    """The sources in the order in which they are offered, each with its group."""
    group_of = {name: spec.group for name, spec in _sources(sheet).items()}
    return dict(sorted(group_of.items(), key=lambda one: GROUPS.index(one[1])))


def offered(sheet: Sheet) -> dict[str, str]:
    """The sources that a new volume can have, each with its group."""
    return {name: group for name, group in _groups(sheet).items() if group != LEGACY}


def option_labels(sheet: Sheet, sources: Iterable[str]) -> list[tuple[str, str]]:
    """The sources as a select has them: in words, and by their names in the API."""
    known = _sources(sheet)
    labels = [(name, known[name].label or name) for name in sources]
    return [(name, label if label.lower() == name.lower() else f"{label} · {name}") for name, label in labels]


def source_choice(sheet: Sheet, at: FieldPath) -> BranchChoice:
    """The source of a volume's files."""
    volume = sheet.get(at)
    volume = volume if isinstance(volume, dict) else {}
    groups = _groups(sheet)
    chosen = next((name for name in volume if name in groups), "")
    branches = {name: at.child(name) for name, group in groups.items() if name == chosen or group != LEGACY}
    return sheet.choice(at, branches, chosen, lambda source: start_of(source, volume.get(chosen), chosen))


def start_of(source: str, old: Any, old_source: str) -> dict[str, Any]:
    """The initial value of a newly chosen source."""
    name = old.get(NAME_FIELD.get(old_source, "")) if isinstance(old, dict) else None
    return {NAME_FIELD[source]: name} if source in NAME_FIELD and name else {}


def draw_source(sheet: Sheet, at: FieldPath, chosen: str) -> list[Part]:
    source = at.child(chosen)
    match chosen:
        case "emptyDir":
            return [sheet.line(source, "medium", "sizeLimit"), *more(sheet, source, {"medium", "sizeLimit"})]
        case "configMap" | "secret":
            return [
                Line(
                    source,
                    f"{source}:name",
                    [
                        sheet.control(
                            source.child(NAME_FIELD[chosen]), NAME_LABEL[chosen], suggestions=LISTS_OF_NAMES[chosen]
                        ),
                        sheet.control(source.child("optional")),
                    ],
                ),
                sheet.rows(
                    source.child("items"),
                    lambda item: [sheet.line(item, "key", "path", "mode"), *more(sheet, item, {"key", "path", "mode"})],
                    label="Only these keys",
                    add="Add key",
                    noun="Key",
                    empty="All keys become files.",
                ),
                *more(sheet, source, {NAME_FIELD[chosen], "optional", "items"}, "Permissions"),
            ]
        case "persistentVolumeClaim":
            return [
                Line(
                    source,
                    f"{source}:name",
                    [
                        sheet.control(
                            source.child("claimName"), NAME_LABEL[chosen], suggestions=LISTS_OF_NAMES[chosen]
                        ),
                        sheet.control(source.child("readOnly")),
                    ],
                )
            ]
        case "hostPath":
            return [sheet.line(source, "path", "type")]
    return auto_fields(sheet, source) if chosen else []
