"""The manifest of a template for programs: what `kubectl apply -f URL` reads, its parameters answered in the address.

Programs show whatever they are sent, and some apply it. So there is never HTML here: errors are YAML comments, which
make an empty file, with a status that makes the program stop.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpResponse, QueryDict
from django.utils.http import content_disposition_header

from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.templating import Parameter, Value, ValueRefused, all_from_json, fill, parse, problems
from podbuilder.library.models import Revision, Visibility

CONTENT_TYPE = "application/yaml; charset=utf-8"
# The key of an unlisted template's link, in the address; and which folder of files is wanted.
LINK, FOLDER = "link", "as"
# In front of a parameter's name in forms, so that none is taken for a control of the page.
FORM_PREFIX = "p-"
# How long caches keep a pinned revision. Not for ever: a template may become private.
PINNED_FOR = 24 * 3600
_UNSPEAKABLE = re.compile(r"[^\x20-\x7e\u00a0-\u2027\u202f-\ud7ff\uf900-\ufffd]+")
_LONGEST = 300


class Refused(Exception):
    """Why there is no manifest: a status and sentences."""

    def __init__(self, status: HTTPStatus, *sentences: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(*sentences)
        self.status, self.sentences, self.headers = status, sentences, headers or {}


class RawContent(NamedTuple):
    """What is served: its bytes, what they are, what the file is called, and whether a browser saves it."""

    data: bytes
    type: str
    name: str
    is_saved: bool = False


def manifest_of(revision: Revision, query: QueryDict) -> str:
    """The revision's text with its parameters answered by an address, or by their defaults. Raises Refused."""
    parameters = all_from_json(revision.parameters)
    wrong = problems(parameters)
    if wrong:
        raise Refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "This template cannot be used: its parameters are not declared correctly.",
            *(f"{name}: {sentence}" for name, sentence in wrong),
        )
    if not parameters and not _given(query):
        return revision.text
    return _filled(revision, values_of(revision, query))


def values_of(revision: Revision, query: QueryDict, *, needs_all: bool = True) -> dict[str, Value]:
    """The answers in an address, or the defaults in their place, by the names of parameters (Refused)."""
    return _values(all_from_json(revision.parameters), query, needs_all=needs_all)


def _filled(revision: Revision, values: Mapping[str, Value]) -> str:
    version = revision.kubernetes if revision.kubernetes in VERSIONS else DEFAULT
    try:
        return fill(revision.text, values, version)
    except ManifestError as problem:
        raise Refused(
            HTTPStatus.UNPROCESSABLE_ENTITY, f"These answers cannot be written into the manifest. {problem.message}"
        ) from problem


def _given(query: QueryDict) -> list[str]:
    return [name for name in query if name not in (LINK, FOLDER)]


def _values(parameters: Iterable[Parameter], query: QueryDict, *, needs_all: bool = True) -> dict[str, Value]:
    """A value for each parameter, or only for those that have one. Raises Refused, with all wrong answers at once."""
    declared = {parameter.name: parameter for parameter in parameters}
    answers: dict[str, str] = {}
    wrong: list[str] = []
    for given in _given(query):
        # Forms put a prefix in front of a name; an address copied from one works, too.
        name = given if given in declared else given.removeprefix(FORM_PREFIX)
        if name not in declared:
            wrong.append(f"{given}: There is no such parameter. {_names(declared)}")
            continue
        if name in answers or len(query.getlist(given)) > 1:
            wrong.append(f"{name}: This is given twice.")
        answers[name] = str(query[given])
    values: dict[str, Value] = {}
    for name, parameter in declared.items():
        if name not in answers and parameter.default is not None:
            values[name] = parameter.default
        elif name not in answers and not needs_all:
            continue
        elif name not in answers and not parameter.is_optional:
            wrong.append(f"{name}: This must be given, as ?{name}=… in the address: it has no default.")
        else:
            try:
                values[name] = parse(parameter, answers.get(name, ""))
            except ValueRefused as refused:
                wrong.append(f"{name}: {refused}")
    if wrong:
        raise Refused(HTTPStatus.BAD_REQUEST, "The parameters in this address are not valid.", *wrong)
    return values


def _names(declared: Mapping[str, Parameter]) -> str:
    return f"There are {', '.join(declared)}." if declared else "This template has none."


def raw_manifest(revision: Revision, query: QueryDict) -> RawContent:
    """The manifest as it is served. Raises Refused."""
    return RawContent(manifest_of(revision, query).encode(), CONTENT_TYPE, f"{revision.template.slug}.yaml")


def answer(revision: Revision, content: RawContent, *, is_pinned: bool) -> HttpResponse:
    """The response with what is served. Its headers let clients fetch it only when it has changed."""
    response = HttpResponse(content.data, content_type=content.type)
    response["ETag"] = f'"{hashlib.sha256(content.data).hexdigest()[:32]}"'
    response["Cache-Control"] = _caching(revision, is_pinned=is_pinned)
    response["Vary"] = "Authorization"
    response["Content-Disposition"] = content_disposition_header(content.is_saved, content.name) or "inline"
    return response


def _caching(revision: Revision, *, is_pinned: bool) -> str:
    if revision.template.visibility != Visibility.PUBLIC:
        return "private, no-cache"
    return f"public, max-age={PINNED_FOR}, immutable" if is_pinned else "public, no-cache"


def complaint(status: int, *sentences: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A refusal as YAML comments, one line a sentence, whatever characters the sentences contain."""
    lines = (f"# {_UNSPEAKABLE.sub(' ', sentence)[:_LONGEST]}" for sentence in sentences)
    response = HttpResponse("\n".join((*lines, "")), content_type=CONTENT_TYPE, status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
