"""From the text of a Compose file to what it says, as `docker compose config` would tell it.

Nothing is taken from this process's environment, and no other file is read: what variables, `include`, `extends` of
another file or `env_file` ask for stays to be asked. Mirrors loader/loader.go of compose-go v2.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from podbuilder.kube.core.document import Path as ValuePath
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.limits import MAX_SERVICES
from podbuilder.kube.importers.compose import relations
from podbuilder.kube.importers.compose.compose_file import ComposeFile, OddityNote
from podbuilder.kube.importers.compose.compose_node import ComposeNode, NodeKind
from podbuilder.kube.importers.compose.extension import Extension, without
from podbuilder.kube.importers.compose.interpolation import Interpolation
from podbuilder.kube.importers.compose.long_form import LongForm
from podbuilder.kube.importers.compose.merge import merge
from podbuilder.kube.importers.compose.oddities import cut_commands, respelled
from podbuilder.kube.importers.compose.problem import ComposeProblem
from podbuilder.kube.importers.compose.reader import read
from podbuilder.kube.importers.compose.shape_check import ShapeCheck
from podbuilder.kube.importers.compose.shapes import ValueShape, file_shape
from podbuilder.kube.importers.compose.substitution import Substitution, TemplateTooLong
from podbuilder.kube.importers.import_result import ImportRefused

_PROJECT = "COMPOSE_PROJECT_NAME"
_ROOT: ValuePath = ()
_SERVICES: ValuePath = ("services",)


def resolve(text: str, variables: Mapping[str, str] | None = None) -> ComposeFile:
    """What a Compose file says, with the values of variables (ImportRefused if the text cannot be read at all)."""
    documents = read(text)
    if not documents:
        raise ImportRefused("This file is empty.")
    try:
        resolution = _Resolution(documents, variables or {})
        for document in documents:
            resolution.add(document)
    except TemplateTooLong as error:
        raise ImportRefused(str(error)) from error
    return resolution.finish()


class _Resolution:
    def __init__(self, documents: list[ComposeNode], variables: Mapping[str, str]) -> None:
        if any(document.kind is not NodeKind.MAPPING for document in documents):
            raise ImportRefused("A Compose file is a mapping that has services. This one is something else.")
        self._documents = documents
        # Compose knows the project's name before all else.
        self._name = variables.get(_PROJECT, "") or _project_name(documents, variables)
        self._variables = {**variables, **({_PROJECT: self._name} if self._name else {})}
        self._interpolation = Interpolation(Substitution(self._variables))
        self._check = ShapeCheck(file_shape())
        self._problems: list[ComposeProblem] = []
        self._merged: dict[str, Any] = {}
        self._is_version_1 = all(_is_version_1(document) for document in documents)

    def add(self, document: ComposeNode) -> None:
        """Lay a document over those before it."""
        path = _SERVICES if self._is_version_1 else _ROOT
        value = self._interpolation.fill(document.native(), path)
        value = {"services": value} if self._is_version_1 else value
        fitting = self._check.fit_type(value, "file", _ROOT)
        if len(fitting.get("services", {})) > MAX_SERVICES:
            raise ImportRefused(f"This file has more than {MAX_SERVICES} services.")
        replaced = [(*path, *below) for below in document.replaced()]
        extension = Extension(fitting.get("services", {}), replaced)
        if "services" in fitting:
            fitting["services"] = extension.resolve()
        self._problems += extension.problems
        self._merged = merge(without(self._merged, frozenset(replaced)), fitting)

    def finish(self) -> ComposeFile:
        """All documents together, in their long form."""
        long_form = LongForm(file_shape())
        resolved = long_form.of(self._merged, ValueShape(type_name="file"), _ROOT)
        for service in resolved.get("services", {}).values():
            self._complete(service)
        problems = [*self._interpolation.problems, *self._check.problems, *self._problems, *long_form.problems]
        problems += (replace(problem, is_of_long_form=True) for problem in relations.check(resolved))
        above = _SERVICES if self._is_version_1 else _ROOT
        keys = [key for document in self._documents for key in document.all_keys()]
        return ComposeFile(
            name=self._name,
            **{
                key: resolved.get(key, {})
                for key in ("services", "networks", "volumes", "secrets", "configs", "models")
            },
            includes=tuple(resolved.get("include", ())),
            version=resolved.get("version"),
            is_version_1=self._is_version_1,
            keys=tuple((FieldPath((*above, *path)), place) for path, place in keys),
            variables=tuple(self._interpolation.notes),
            oddities=tuple(self._oddities()),
            problems=tuple(problems),
            origins=long_form.origins,
            _documents=tuple(self._documents),
        )

    def _oddities(self) -> Iterator[OddityNote]:
        types = file_shape().types
        for document in self._documents:
            if self._is_version_1:
                for name, node in document.fields.items():
                    yield from respelled(node, types["service"], (*_SERVICES, name))
            else:
                yield from respelled(document, types["file"], _ROOT)
        yield from cut_commands(self._merged.get("services", {}))

    def _complete(self, service: dict[str, Any]) -> None:
        """Add what variables and other keys of a service mean for it."""
        if "environment" in service:
            service["environment"] = self._known(service["environment"])
        if "args" in service.get("build", {}):
            args = self._known(service["build"]["args"])
            service["build"]["args"] = {name: value for name, value in args.items() if value is not None}
        if dependencies := relations.dependencies_of(service):
            service["depends_on"] = dependencies

    def _known(self, pairs: Mapping[str, str | None]) -> dict[str, str | None]:
        return {name: self._variables.get(name) if value is None else value for name, value in pairs.items()}


def _project_name(documents: list[ComposeNode], variables: Mapping[str, str]) -> str:
    """The name that the file gives its project, in letters that are allowed. Mirrors NormalizeProjectName."""
    named = [str(document.fields["name"].value) for document in documents if "name" in document.fields]
    if not named:
        return ""
    name = Interpolation(Substitution(variables)).fill(named[-1], ("name",))
    return "".join(re.findall("[a-z0-9_-]", name.lower())).lstrip("_-")


def _is_version_1(document: ComposeNode) -> bool:
    """Whether services stand at the top of a document, as in the files of 2014 and 2015."""
    fields = document.fields
    if "services" in fields or any(key in fields for key in file_shape().types["file"].fields):
        return False
    return any("image" in node.fields or "build" in node.fields for node in fields.values())
