"""A template as a folder: one file an object, a base for Kustomize, a chart with its parameters as values.

It is served as a ZIP, or one file of it by itself.
"""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.http import QueryDict

from podbuilder.builder.draft_overlays import overlays_of
from podbuilder.builder.pages.export_page import ExportedFile
from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.exporters.archive import zipped
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.folders import FOLDERS, FolderExport, FolderSource, export_folder
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.problem import KustomizationError
from podbuilder.kube.templating import all_from_json
from podbuilder.library.models import Revision
from podbuilder.library.sharing.raw_manifest import FOLDER, RawContent, Refused, manifest_of, values_of

HELM, PLAIN = "helm", "yaml"
ZIP, BYTES = "application/zip", "application/octet-stream"
# Which file of the folder is wanted. A parameter of this name is answered as `p-path`, as forms do.
PATH = "path"
_MOST_NAMED = 50


def raw_zip(revision: Revision, query: QueryDict) -> RawContent:
    """The ZIP of the folder that an address asks for with `?as=`. Raises Refused."""
    made = _folder(revision, query)
    return RawContent(zipped(made.name, made.contents), ZIP, f"{revision.template.slug}.zip", is_saved=True)


def raw_file(revision: Revision, query: QueryDict) -> RawContent:
    """The file that `?path=` names, of the folder that `?as=` does. Raises Refused, with the files that there are."""
    answers = query.copy()
    wanted = "".join(answers.pop(PATH, [""])[-1:])
    contents = _folder(revision, answers).contents
    if wanted not in contents:
        names = list(contents)[:_MOST_NAMED]
        raise Refused(HTTPStatus.NOT_FOUND, f"There is no such file; ?{PATH}= can be one of these:", *names)
    text, file = contents[wanted], ExportedFile(wanted, "")
    if isinstance(text, bytes):
        return RawContent(text, BYTES, file.base_name, is_saved=True)
    return RawContent(text.encode(), f"{file.content_type}; charset=utf-8", file.base_name)


def _folder(revision: Revision, query: QueryDict) -> FolderExport:
    form = str(query.get(FOLDER, PLAIN))
    if form not in FOLDERS:
        raise Refused(HTTPStatus.BAD_REQUEST, f"There is no such folder; ?{FOLDER}= can be {', '.join(FOLDERS)}.")
    try:
        return export_folder(form, _source(revision, query, form))
    except (ExportRefused, KustomizationError) as refusal:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, str(refusal)) from refusal


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
