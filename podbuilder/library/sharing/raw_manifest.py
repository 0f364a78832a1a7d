"""The manifest of a template for programs: what `kubectl apply -f URL` reads, its parameters answered in the address.

Programs show whatever they are sent, and some apply it. So there is never HTML here: errors are YAML comments, which
make an empty file, with a status that makes the program stop.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.http import HttpResponse, QueryDict

from podbuilder.kube.core.versions import DEFAULT, VERSIONS
from podbuilder.kube.manifest import ManifestError
from podbuilder.kube.templating import Parameter, Value, ValueRefused, all_from_json, fill, parse, problems
from podbuilder.library.models import Revision, Visibility

CONTENT_TYPE = "application/yaml; charset=utf-8"
# The key of an unlisted template's link, in the address.
LINK = "link"
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
    values = _values(parameters, query)
    version = revision.kubernetes if revision.kubernetes in VERSIONS else DEFAULT
    try:
        return fill(revision.text, values, version)
    except ManifestError as problem:
        raise Refused(
            HTTPStatus.UNPROCESSABLE_ENTITY, f"These answers cannot be written into the manifest. {problem.message}"
        ) from problem


def _given(query: QueryDict) -> list[str]:
    return [name for name in query if name != LINK]


def _values(parameters: Iterable[Parameter], query: QueryDict) -> dict[str, Value]:
    """A value for each parameter. Raises Refused, with all invalid answers at once."""
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


def answer(revision: Revision, text: str, *, is_pinned: bool) -> HttpResponse:
    """The response with the manifest, and with the headers that let clients fetch it only when it has changed."""
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["ETag"] = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    response["Cache-Control"] = _caching(revision, is_pinned=is_pinned)
    response["Vary"] = "Authorization"
    response["Content-Disposition"] = f'inline; filename="{revision.template.slug}.yaml"'
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
