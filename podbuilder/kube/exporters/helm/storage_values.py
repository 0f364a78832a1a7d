"""The values of what pods keep and read: claims to storage, and the data of ConfigMaps."""

from __future__ import annotations

from collections.abc import Iterator

from podbuilder.kube.conversion_report.note import carried
from podbuilder.kube.core import document
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_values import ValuePath
from podbuilder.kube.exporters.helm.go_text import literal
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate, Slot, entries, texts
from podbuilder.kube.exporters.helm.reference_slots import Named, named_in
from podbuilder.kube.exporters.helm.value_schema import TEXT, TEXTS, is_fit, schema_at

_CLAIM = "PersistentVolumeClaim"
_VALUES = "persistence"
_TEMPLATES = "volumeClaimTemplates"
_DATA = FieldPath(("data",))
# A StatefulSet has claims in it, and with them what the catalogue says of their fields.
_FIELDS_OF_CLAIMS = ("StatefulSet", "spec", _TEMPLATES, 0)
_SIZE = ("spec", "resources", "requests", "storage")


def add_claims(draft: ChartDraft) -> None:
    """Make values of claims: those of the chart, those of its StatefulSets, and those that must be there before.

    To be called before other names are seen to, since claims are named by values.
    """
    made = {one.name: one for one in draft.of_kind(_CLAIM)}
    templates = list(_templates(draft))
    uses = [(one, found) for one in draft.workloads for found in named_in(draft, one) if found.kind == _CLAIM]
    names = dict.fromkeys([*made, *(found.name for _, found in uses)])
    is_one = len(names) + len(templates) == 1
    for name in names:
        about = f"The claim {name}."
        to = (_VALUES,) if is_one else draft.values.scope(name, (_VALUES,), about, of=_CLAIM)
        _add_uses(draft, name, [(one, found) for one, found in uses if found.name == name], to, made.get(name))
        if name in made:
            _add_claim(draft, made[name], FieldPath(), to)
    for one, at in templates:
        name = str(one.get(*at, "metadata", "name"))
        about = f"The claims {name} of the {one.kind} {one.name}."
        _add_claim(draft, one, at, (_VALUES,) if is_one else draft.values.scope(name, (_VALUES,), about))


def _templates(draft: ChartDraft) -> Iterator[tuple[ObjectTemplate, FieldPath]]:
    for one in draft.of_kind("StatefulSet"):
        for i, _ in enumerate(document.listed(one.document, ("spec", _TEMPLATES))):
            yield one, FieldPath(("spec", _TEMPLATES, i))


def _add_uses(
    draft: ChartDraft, name: str, uses: list[tuple[ObjectTemplate, Named]], to: ValuePath, made: ObjectTemplate | None
) -> None:
    """Have the pods' volumes name another claim if there is one."""
    free = [(one, found.path) for one, found in uses if one.is_free(found.path)]
    if not free or len(free) < len(uses):
        return
    to = (*to, "existingClaim")
    if made is None:
        about = "The claim that the pods use, which must be there before."
        read = draft.values.add(to, name, about, TEXT | {"minLength": 1})
    else:
        about = "A claim that is there already, to use in place of the chart's own; empty for none."
        read = draft.values.add(to, "", about, TEXT)
        made.condition = f"not {read}"
        own = draft.names.name_of(_CLAIM, name)
        read = f"{read} | default {f'({own})' if own else literal(name)}"
    for one, path in free:
        one.put(path, texts(read))
        draft.say(one, path, carried(".".join(to)))


def _add_claim(draft: ChartDraft, one: ObjectTemplate, at: FieldPath, to: ValuePath) -> None:
    for path, key, about in (
        (_SIZE, "size", "How much is asked for."),
        (("spec", "accessModes"), "accessModes", "How many nodes may use it at once, and how."),
    ):
        schema = schema_at(draft.version, *_FIELDS_OF_CLAIMS, *path)
        if one.has((*at, *path)) and key == "size":
            draft.add_scalar(one, FieldPath((*at, *path)), (*to, key), about, schema)
        elif one.has((*at, *path)):
            draft.add_structure(one, FieldPath((*at, *path)), (*to, key), about, [], schema)
    if one.get(*at, "spec"):
        schema = schema_at(draft.version, *_FIELDS_OF_CLAIMS, "spec", "storageClassName")
        about = "Its storage class; null for the cluster's default."
        draft.add_optional(one, FieldPath((*at, "spec", "storageClassName")), (*to, "storageClass"), about, schema)


def add_config(draft: ChartDraft) -> None:
    """Make values of the data of ConfigMaps."""
    maps = draft.of_kind("ConfigMap")
    for one in maps:
        data = one.get(*_DATA)
        if not data or not one.is_free(_DATA) or not is_fit(data, TEXTS):
            continue
        about = f"The data of the ConfigMap {one.name}, file by file or setting by setting."
        to = ("config",) if len(maps) == 1 else draft.values.scope(one.name, ("config",), about)
        read = draft.values.add(to, data, about, TEXTS)
        one.put(_DATA, Slot(below=entries(read)))
        draft.say(one, _DATA, carried(".".join(to)))
