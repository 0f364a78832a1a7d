"""A manifest in, a Helm chart out: its files, and what became of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from podbuilder.kube.conversion_report.note import left
from podbuilder.kube.conversion_report.report import ReportLine
from podbuilder.kube.core import document, versions
from podbuilder.kube.core.field import Document
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.helm import chart_files
from podbuilder.kube.exporters.helm.chart_draft import ChartDraft
from podbuilder.kube.exporters.helm.chart_names import ChartNames, names_for
from podbuilder.kube.exporters.helm.chart_values import ChartValue
from podbuilder.kube.exporters.helm.companion_values import add_companions
from podbuilder.kube.exporters.helm.fragile_text import add_fragile
from podbuilder.kube.exporters.helm.helper_templates import helpers
from podbuilder.kube.exporters.helm.label_slots import add_labels, common_labels, selector_of
from podbuilder.kube.exporters.helm.object_template import ObjectTemplate
from podbuilder.kube.exporters.helm.parameter_values import ChartParameter, add_parameters
from podbuilder.kube.exporters.helm.plain_credentials import add_credentials
from podbuilder.kube.exporters.helm.reference_slots import add_names
from podbuilder.kube.exporters.helm.storage_values import add_claims, add_config
from podbuilder.kube.exporters.helm.value_schema import TEXT
from podbuilder.kube.exporters.helm.workload_values import add_workloads
from podbuilder.kube.exporters.source_file import SourceFile, key_of
from podbuilder.kube.manifest.file_name import safe_text
from podbuilder.kube.manifest.neighbours import namespace_of, objects_of
from podbuilder.kube.manifest.pod_paths import pod_paths_of

_SECRET = "A chart is no place for secrets. It has to be there before; README.md says how to make it."  # noqa: S105 - a sentence
_NAMESPACE = "The namespace is the release's; --create-namespace makes it."


@dataclass(frozen=True)
class ChartExport:
    """A chart: the texts of its files by their paths, and a report of what became a value or was left behind.

    Rendered with its default values, with this release name and this namespace ("" for any), it gives `objects`.
    """

    name: str
    release: str
    namespace: str
    files: Mapping[str, str]
    values: tuple[ChartValue, ...]
    objects: tuple[Document, ...]
    report: tuple[ReportLine, ...]


def plain_export(text: str) -> list[Document]:
    """The objects of a manifest's text, as they would be applied (ExportRefused)."""
    return list(objects_of(SourceFile(text).pods[0].manifest.tree.source))


def export_chart(
    text: str, parameters: Sequence[ChartParameter] = (), name: str = "", version: str = versions.DEFAULT
) -> ChartExport:
    """The chart of a manifest's text (ExportRefused).

    `parameters` are those whose placeholders the text has, if it is a template's. `name` is what the chart is called
    where the manifest's own names leave that open.
    """
    everything = plain_export(text)
    names = _names(everything, name)
    kept = [one for one in everything if not _is_left(one, names)]
    draft = ChartDraft(kept, names, version)
    for one in everything:
        if _is_left(one, names):
            _leave(draft, one)
    files = _file_names(draft.objects)
    _fill(draft, parameters, [files[one] for one in draft.objects if one.kind == "ConfigMap"])
    made = {
        "Chart.yaml": chart_files.head(draft),
        "values.yaml": draft.values.yaml,
        "values.schema.json": draft.values.schema,
        "README.md": chart_files.readme(draft),
        ".helmignore": chart_files.IGNORED,
        "templates/_helpers.tpl": helpers(draft),
        "templates/NOTES.txt": chart_files.notes(draft),
        **{f"templates/{files[one]}": one.text for one in draft.objects},
    }
    found = (tuple(draft.values), tuple(kept), tuple(draft.report))
    return ChartExport(names.chart, names.release, names.namespace, made, *found)


def _names(everything: list[Document], wanted: str) -> ChartNames:
    for one in everything:
        kind, name = key_of(one)
        if not kind or not name:
            says = f"The {kind} has no name" if kind else "There is an object without a kind"
            raise ExportRefused(f"{says}: Helm knows the objects of a release by their kinds and names.")
    twice = [
        key for key, number in Counter((*key_of(one), namespace_of(one)) for one in everything).items() if number > 1
    ]
    if twice:
        raise ExportRefused(f"The {twice[0][0]} {twice[0][1]} is there more than once.")
    primary = next(one for one in everything if pod_paths_of(one))
    pod = document.mapping_at(primary, pod_paths_of(primary)[0])
    return names_for(primary, document.mapping_at(pod, ("metadata", "labels")), everything, wanted)


def _is_left(one: Document, names: ChartNames) -> bool:
    kind, name = key_of(one)
    return kind == "Secret" or (kind == "Namespace" and name == names.namespace)


def _leave(draft: ChartDraft, one: Document) -> None:
    kind, name = key_of(one)
    if kind == "Secret":
        keys = [str(key) for field in ("data", "stringData") for key in document.mapping_at(one, (field,))]
        of = one.get("type")
        draft.needs_secret(name, keys, of if isinstance(of, str) else "")
    note = left(_SECRET if kind == "Secret" else _NAMESPACE)
    draft.report.append(ReportLine(f"{kind} {name}", note.outcome, note.to, note.says))


def _fill(draft: ChartDraft, parameters: Sequence[ChartParameter], config_files: list[str]) -> None:
    """Add all values; what comes first has a place for itself."""
    if draft.names.full:
        about = (
            "A name in place of the chart's in the names of its objects.",
            "A name in place of the release's and the chart's.",
        )
        draft.values.add(("nameOverride",), "", about[0], TEXT)
        draft.values.add(("fullnameOverride",), "", about[1], TEXT)
    add_parameters(draft, parameters)
    add_claims(draft)
    add_names(draft)
    draft.following = _following(draft)
    draft.selector = selector_of(draft, draft.workloads[0])
    draft.common = common_labels(draft)
    add_labels(draft)
    add_workloads(draft, tuple(config_files))
    add_companions(draft)
    add_config(draft)
    add_credentials(draft)
    add_fragile(draft)


def _following(draft: ChartDraft) -> frozenset[tuple[str, str]]:
    """The labels of selectors that follow the release."""
    pairs = (pair for one in draft.workloads for pair in selector_of(draft, one).items())
    return frozenset(pair for pair in pairs if draft.names.label(*pair))


def _file_names(objects: list[ObjectTemplate]) -> dict[ObjectTemplate, str]:
    """A name for the file of each object: its kind, and its own name if there are several of a kind."""
    kinds = Counter(one.kind for one in objects)
    found: dict[ObjectTemplate, str] = {}
    for one in objects:
        names = _possible_names(one, is_alone=kinds[one.kind] == 1)
        found[one] = next(name for name in names if name not in found.values())
    return found


def _possible_names(one: ObjectTemplate, is_alone: bool) -> Iterator[str]:
    words = [one.kind] if is_alone else [one.kind, one.name]
    stem = "-".join(filter(None, (safe_text(word.lower()) for word in words)))
    return chain([f"{stem}.yaml"], (f"{stem}-{number}.yaml" for number in count(2)))
