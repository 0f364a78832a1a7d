"""A template as a folder in a ZIP: one file an object, a base for Kustomize, a chart with its parameters as values."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import QueryDict

from podbuilder.builder.draft_overlays import overlays_of
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.exporters.archive import zipped
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FOLDERS, FolderSource, export_folder
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.templating import all_from_json
from podbuilder.library.models import Revision
from podbuilder.library.sharing.raw_manifest import FOLDER, Refused, manifest_of, values_of

HELM, PLAIN = "helm", "yaml"


def zip_of(revision: Revision, query: QueryDict) -> bytes:
    """The ZIP that an address asks for with `?as=`. Raises Refused."""
    form = str(query.get(FOLDER, PLAIN))
    if form not in FOLDERS:
        raise Refused(HTTPStatus.BAD_REQUEST, f"There is no such folder; ?{FOLDER}= can be {', '.join(FOLDERS)}.")
    try:
        made = export_folder(form, _source(revision, query, form))
    except (ExportRefused, KustomizationError) as refusal:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(refusal)) from refusal
    return zipped(made.name, made.contents)


def _source(revision: Revision, query: QueryDict, form: str) -> FolderSource:
    """What is exported: of a chart the answers are the defaults of its values, of all else they are filled in."""
    version = revision.kubernetes if revision.kubernetes in VERSIONS else DEFAULT
    if form != HELM:
        filled = manifest_of(revision, query)
        overlays = overlays_of(revision.notes.get("overlays") or ())
        kept = KeptFolder.from_json(revision.notes.get("folder") or "")
        return FolderSource(filled, filled, (), overlays, version, kept)
    values = values_of(revision, query, needs_all=False)
    parameters = all_from_json(revision.parameters)
    answered = tuple(replace(one, default=values[one.name]) if one.name in values else one for one in parameters)
    return FolderSource(revision.text, revision.text, answered, version=version)
