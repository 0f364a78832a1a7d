"""A kustomization.yaml: what it says, checked, with every field that is not built here refused by its name.

Mirrors Kustomization, kustomize v5.8.1 (api/types), which takes no field that it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from podbuilder.kube.kustomization.field_specs import FieldSpec
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.kustomization.typed_fields import Fields

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
KIND, COMPONENT = "Kustomization", "Component"
_VERSIONS = {KIND: "kustomize.config.k8s.io/v1beta1", COMPONENT: "kustomize.config.k8s.io/v1alpha1"}
# What is known and not built here, and why.
_REFUSED = {
    "replacements": "it copies values between objects by rules of its own",
    "vars": "it is deprecated, and fills in values by rules of its own",
    "helmCharts": "it runs Helm",
    "helmGlobals": "it runs Helm",
    "helmChartInflationGenerator": "it runs Helm",
    "generators": "it runs plugins",
    "transformers": "it runs plugins, or says of built-in ones what they change",
    "validators": "it runs plugins",
    "configurations": "it says of transformers what they change",
    "crds": "it teaches kustomize other kinds",
    "openapi": "it teaches kustomize other kinds",
    "buildMetadata": "it adds annotations of where objects come from",
    "imageTags": "it is an old name of images",
}


@dataclass(frozen=True, slots=True)
class ImageEntry:
    """An entry of `images`."""

    name: str
    new_name: str = ""
    new_tag: str = ""
    digest: str = ""
    tag_suffix: str = ""


@dataclass(frozen=True, slots=True)
class ReplicaEntry:
    """An entry of `replicas`."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """An entry of `labels`, or `commonLabels`, which go into selectors."""

    pairs: Mapping[str, str]
    include_selectors: bool = False
    include_templates: bool = False
    fields: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class PatchTarget:
    """The objects that a patch is for, each part a pattern; "" for any."""

    group: str = ""
    version: str = ""
    kind: str = ""
    name: str = ""
    namespace: str = ""
    label_selector: str = ""
    annotation_selector: str = ""


@dataclass(frozen=True, slots=True)
class PatchEntry:
    """An entry of `patches`: a file's path, or the patch itself."""

    path: str = ""
    text: str = ""
    target: PatchTarget | None = None
    allows_name_change: bool = False
    allows_kind_change: bool = False
    # Where it stands in the kustomization.
    at: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class GeneratorEntry:
    """An entry of `configMapGenerator` or `secretGenerator`, with what is said for all of them."""

    kind: str
    name: str
    namespace: str = ""
    behavior: str = ""
    literals: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    envs: tuple[str, ...] = ()
    type: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    has_hash: bool = True
    is_immutable: bool = False
    # Where it stands in the kustomization.
    at: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Kustomization:
    """What one file says."""

    file: str
    kind: str = KIND
    resources: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    namespace: str = ""
    name_prefix: str = ""
    name_suffix: str = ""
    labels: tuple[LabelEntry, ...] = ()
    annotations: Mapping[str, str] = field(default_factory=dict)
    # As kustomize runs them: those of patchesStrategicMerge, of patches, and after all else those of patchesJson6902.
    patches: tuple[PatchEntry, ...] = ()
    late_patches: tuple[PatchEntry, ...] = ()
    images: tuple[ImageEntry, ...] = ()
    replicas: tuple[ReplicaEntry, ...] = ()
    generators: tuple[GeneratorEntry, ...] = ()
    # "legacy" or "fifo".
    order: str = "legacy"
    first: tuple[str, ...] | None = None
    last: tuple[str, ...] | None = None


def kustomization_of(document: Any, file: str) -> Kustomization:
    """What a kustomization file says (KustomizationError)."""
    fields = Fields(document, file)
    if all(value is None for name, value in document.items() if name not in ("apiVersion", "kind")):
        raise KustomizationError("It says nothing.", file)
    kind = fields.text("kind") or KIND
    if kind not in _VERSIONS:
        raise KustomizationError(f"Its kind is {KIND} or {COMPONENT}.", file)
    if fields.text("apiVersion") not in ("", _VERSIONS[kind]):
        raise KustomizationError(f"The apiVersion of a {kind} is {_VERSIONS[kind]}.", file)
    for name, why in _REFUSED.items():
        if fields.take(name) is not None:
            raise KustomizationError(
                f"The field {name} is not built here: {why}. Build this folder with kubectl.", file
            )
    fields.take("metadata")  # it names the file, and nothing that is built
    order = fields.mapping("sortOptions")
    legacy = order.mapping("legacySortOptions") if order else None
    found = Kustomization(
        file,
        kind,
        resources=(*fields.texts("resources"), *fields.texts("bases")),
        components=fields.texts("components"),
        namespace=fields.text("namespace"),
        name_prefix=fields.text("namePrefix"),
        name_suffix=fields.text("nameSuffix"),
        labels=_labels(fields),
        annotations=fields.text_map("commonAnnotations"),
        patches=_patches(fields),
        late_patches=tuple(
            _patch(one, ("patchesJson6902", i)) for i, one in enumerate(fields.items("patchesJson6902"))
        ),
        images=tuple(_image(one) for one in fields.items("images")),
        replicas=tuple(ReplicaEntry(one.text("name"), one.integer("count")) for one in fields.items("replicas")),
        generators=_generators(fields),
        order=order.text("order") if order else "legacy",
        first=legacy.texts("orderFirst") if legacy else None,
        last=legacy.texts("orderLast") if legacy else None,
    )
    fields.finish()
    if found.order not in ("legacy", "fifo"):
        raise KustomizationError("The order of sortOptions is legacy or fifo.", file)
    return found


def _labels(fields: Fields) -> tuple[LabelEntry, ...]:
    found = []
    for one in fields.items("labels"):
        pairs = one.text_map("pairs")
        selectors, templates = one.flag("includeSelectors"), one.flag("includeTemplates")
        specs = [
            FieldSpec(
                spec.text("path"), spec.text("kind"), spec.text("group"), spec.text("version"), spec.flag("create")
            )
            for spec in one.items("fields")
        ]
        found.append(LabelEntry(pairs, selectors, templates, tuple(specs)))
    common = fields.text_map("commonLabels")
    return (*found, *([LabelEntry(common, include_selectors=True)] if common else []))


def _patches(fields: Fields) -> tuple[PatchEntry, ...]:
    strategic = enumerate(fields.texts("patchesStrategicMerge"))
    old = [
        PatchEntry(text=one, at=("patchesStrategicMerge", i))
        if "\n" in one
        else PatchEntry(one, at=("patchesStrategicMerge", i))
        for i, one in strategic
    ]
    return (*old, *(_patch(one, ("patches", i)) for i, one in enumerate(fields.items("patches"))))


def _patch(one: Fields, at: tuple[str | int, ...]) -> PatchEntry:
    target = one.mapping("target")
    options = one.mapping("options")
    found = PatchEntry(
        one.text("path"),
        one.text("patch"),
        _target(target) if target else None,
        bool(options and options.flag("allowNameChange")),
        bool(options and options.flag("allowKindChange")),
        at,
    )
    if bool(found.path) == bool(found.text.strip()):
        raise KustomizationError(f"{at[0]}[{at[1]}] has a path or a patch, one of the two.", one.file)
    return found


def _target(target: Fields) -> PatchTarget:
    names = ("group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector")
    return PatchTarget(*map(target.text, names))


def _image(one: Fields) -> ImageEntry:
    return ImageEntry(*map(one.text, ("name", "newName", "newTag", "digest", "tagSuffix")))


def _generators(fields: Fields) -> tuple[GeneratorEntry, ...]:
    """Secrets first, as kustomize makes them."""
    common = fields.mapping("generatorOptions")
    options = _options(common) if common else {}
    return tuple(
        _generator(kind, one, options, (name, i))
        for kind, name in (("Secret", "secretGenerator"), ("ConfigMap", "configMapGenerator"))
        for i, one in enumerate(fields.items(name))
    )


def _generator(kind: str, one: Fields, common: Mapping[str, Any], at: tuple[str | int, ...]) -> GeneratorEntry:
    own = one.mapping("options")
    options = _merged_options(_options(own) if own else {}, common)
    found = GeneratorEntry(
        kind,
        one.text("name"),
        one.text("namespace"),
        one.text("behavior"),
        one.texts("literals"),
        one.texts("files"),
        (*one.texts("envs"), *filter(None, (one.text("env"),))),
        one.text("type") if kind == "Secret" else "",
        at=at,
        **options,
    )
    if not found.name:
        raise KustomizationError(f"{at[0]}[{at[1]}] needs a name.", one.file)
    if found.behavior not in ("", "create", "merge", "replace"):
        raise KustomizationError(f"The behavior of {at[0]}[{at[1]}] is create, merge or replace.", one.file)
    return found


def _options(fields: Fields) -> dict[str, Any]:
    return {
        "labels": fields.text_map("labels"),
        "annotations": fields.text_map("annotations"),
        "has_hash": not fields.flag("disableNameSuffixHash"),
        "is_immutable": fields.flag("immutable"),
    }


def _merged_options(own: Mapping[str, Any], common: Mapping[str, Any]) -> dict[str, Any]:
    """Mirrors MergeGlobalOptionsIntoLocal."""
    return {
        "labels": {**common.get("labels", {}), **own.get("labels", {})},
        "annotations": {**common.get("annotations", {}), **own.get("annotations", {})},
        "has_hash": common.get("has_hash", True) and own.get("has_hash", True),
        "is_immutable": common.get("is_immutable", False) or own.get("is_immutable", False),
    }
