"""A manifest: the YAML text as its author wrote it, the document in it, and edits that change the text minimally.

`Manifest.read` reads a text as the API server would, and records the position of every value. A text is a pod's
manifest if one of its documents

- is a Pod;
- is a workload with a pod template (Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job,
  CronJob, PodTemplate), or of another kind in `schemas/kinds` that has such templates, maybe several;
- is of a kind that nobody knows, and has containers in `spec.template.spec`;
- is a List that contains one or more of these;
- has no `kind` but a `spec`, as snippets in tutorials do. With containers in its spec it counts as a Pod; with a
  template that has a spec, it counts as a workload.

One of the pods in the text is edited, the first by default; everything else stays exactly as it is. What stands beside
the pods in the text, such as a Service, is edited in the same way: it has a number of its own, and no pod.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from podbuilder.kube.core.cached_property import cached_property
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.manifest.edit_makers import comment_, insert_, move_, remove_, rename_, set_
from podbuilder.kube.manifest.every_pod import check_number, check_size, every_pod
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION, companion, companion_paths_of, every_companion
from podbuilder.kube.manifest.followed_path import followed
from podbuilder.kube.manifest.pod_paths import pod_paths_of
from podbuilder.kube.manifest.pod_place import PodPlace
from podbuilder.kube.manifest.pod_reader import read_pod
from podbuilder.kube.yamltext import edits as editing
from podbuilder.kube.yamltext import parse, writer
from podbuilder.kube.yamltext.edits import Edit, EditRefused
from podbuilder.kube.yamltext.errors import YamlProblem
from podbuilder.kube.yamltext.positions import Positions
from podbuilder.kube.yamltext.scalars import Octal
from podbuilder.kube.yamltext.stream import may_be_several
from podbuilder.kube.yamltext.tree import Tree

__all__ = [
    "Carrier",
    "Edit",
    "Manifest",
    "ManifestError",
    "Octal",
    "Position",
    "comment_",
    "insert_",
    "move_",
    "remove_",
    "rename_",
    "set_",
    "write",
]


class ManifestError(Exception):
    """The text cannot be read or edited: a sentence, with line and column (from 1; 0 for the text as a whole)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class Position(NamedTuple):
    """A place in the text; line and column count from 1."""

    line: int
    column: int


class Carrier(NamedTuple):
    """A pod or companion of the text: its number for `Manifest.read`, what its object is, and its first line.

    Of several in one object, `place` says which: `spec.workerGroupSpecs[0].template`.
    """

    number: int
    kind: str
    name: str
    line: int
    place: str = ""


@dataclass(frozen=True)
class Manifest:
    """A text that contains a pod, or a workload with a pod template; or a companion that stands beside them."""

    tree: Tree
    document_number: int  # which of the text's documents this is
    pod_path: FieldPath
    number: int = 0  # which of the text's pods it holds, in the order of the text

    @classmethod
    def read(cls, text: str | bytes, number: int = 0) -> Manifest:
        """The pod with this number in a text, or the last one if there are fewer (ManifestError if there is none).

        Pods are numbered from 0 in the order of the text, companions from FIRST_COMPANION; a text that has a pod and
        no companion is read as that pod.
        """
        try:
            is_pod = number < FIRST_COMPANION
            found = read_pod(text, number if is_pod else 0)
            return cls(*(found if is_pod else companion(found, number)))
        except YamlProblem as problem:
            raise ManifestError(problem.message, problem.line, problem.column) from problem

    @classmethod
    def read_all(cls, text: str | bytes) -> tuple[Manifest, ...]:
        """Every pod of a text, each document read once (ManifestError as `read`)."""
        return cls.read(text).siblings

    @property
    def text(self) -> str:
        """The text exactly as it was read."""
        return self.tree.text

    @property
    def document(self) -> Document:
        """The document as the API server reads it; it must not be changed in place."""
        root: Document = self.tree.root.value
        return root

    @property
    def pod(self) -> Document:
        """The pod, or pod template; empty where there is none yet."""
        return self.place.pod

    @cached_property
    def place(self) -> PodPlace:
        """Where the pod stands in the document."""
        return PodPlace(self.document, self.pod_path)

    @property
    def has_several(self) -> bool:
        """Whether the text may hold other pods besides this one; this is cheaper than `carriers`."""
        template = self.place.template
        if self.is_companion:
            return True
        if self.object_path or (template and template.is_one_of_several and len(pod_paths_of(self.document)) > 1):
            return True
        return may_be_several(self.tree.source) and len(parse.documents_of(self.tree.source)) > 1

    @property
    def siblings(self) -> tuple[Manifest, ...]:
        """Every pod of the text, this one among them unless it is a companion, each document read once."""
        if not self.has_several:
            return (self,)
        found = every_pod(self.tree.source, {self.document_number: self.tree})
        return tuple(self if number == self.number else Manifest(*one) for number, one in enumerate(found))

    @property
    def carriers(self) -> tuple[Carrier, ...]:
        """Every pod of the text that can be edited here, this one among them unless it is a companion."""
        return tuple(one._carrier for one in self.siblings)

    @cached_property
    def companions(self) -> tuple[Carrier, ...]:
        """What of the text can be edited here beside its pods, this one among them if it is a companion."""
        if not self.has_several:
            return ()
        found = every_companion(self.tree.source, {self.document_number: self.tree})
        return tuple(Manifest(*one)._carrier for one in found)

    @property
    def is_companion(self) -> bool:
        """Whether this is no pod but an object beside one."""
        return bool(self.place.companion)

    @property
    def nearest_pod(self) -> Manifest:
        """This pod; of a companion the first pod of its text."""
        return next(iter(self.siblings), self) if self.is_companion else self

    @property
    def _carrier(self) -> Carrier:
        return Carrier(self.number, self.kind, self.name, self._first_line, self.place.part)

    @property
    def _first_line(self) -> int:
        if self.place.part:
            return self.where(ROOT).line
        return self.tree.source.line(self.tree.chain(self.object_path)[-1].node.start) + 1

    @property
    def object_path(self) -> FieldPath:
        """The path of the object that holds the pod: the root of the document, or an item of a List."""
        return self.place.object_path

    @property
    def object(self) -> Document:
        """The object that holds the pod: the pod itself, or its workload."""
        return self.place.object

    @property
    def is_template(self) -> bool:
        """Whether the pod is a template in an object that makes pods, not an object itself."""
        return self.place.is_template

    def in_document(self, path: FieldPath) -> FieldPath:
        """A path of the pod, or of its workload, as one of the document; its parent's where the object has no place."""
        return self.place.nearest_in_document(path)

    @property
    def kind(self) -> str:
        """The kind of the object that holds the pod; Pod where the text does not say."""
        return self.place.kind

    @property
    def name(self) -> str:
        """The name of the object that holds the pod; "" if it has none."""
        return self.place.name

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.tree)

    def where(self, path: FieldPath) -> Position:
        """The position of a field's key, or of an item; that of the nearest ancestor if the field is missing."""
        return self.where_in_document(self.in_document(path))

    def where_in_document(self, path: FieldPath) -> Position:
        """As `where`, for a path of the whole document."""
        return Position(*self._positions.where(path))

    def lines_of(self, path: FieldPath) -> range:
        """The lines, from 1, that a field covers with key and value; those of its nearest ancestor if it is missing."""
        return self._positions.lines_of(self.in_document(path))

    def paths_by_line(self) -> list[FieldPath | None]:
        """For each line, the deepest of the pod's own paths that starts or continues there; None outside the pod."""
        return self.place.all_in_pod(self._positions.by_line())

    def fields_by_line(self) -> list[FieldPath | None]:
        """The same, with those of the workload around the pod as well."""
        return self.place.all_fields(self._positions.by_line())

    def comment(self, path: FieldPath) -> str:
        """The text of the comment that belongs to a field: the one after it, or else the lines directly above it."""
        from podbuilder.kube.yamltext.comments import comment_of  # reviews do without the modules that edit texts

        return comment_of(self.tree, self.in_document(path))

    def with_comment(self, path: FieldPath, text: str) -> Manifest:
        """The manifest with this comment at a field, or none for ""; the document stays the same (ManifestError)."""
        return self.patch([comment_(path, text)])

    def patch(self, edits: Iterable[Edit]) -> Manifest:
        """The manifest with the edits made one after the other, its text otherwise unchanged (ManifestError)."""
        return self.patch_document(self.edit_of_document(edit) for edit in edits)

    def edit_of_document(self, edit: Edit) -> Edit:
        """An edit of the pod as an edit of the document (ManifestError if its object has no place for the field)."""
        moved = self.place.edit_in_document(edit)
        if moved is None:
            raise ManifestError(f"A {self.kind} has no place for {edit.path} here, so it cannot be edited.")
        return moved

    def patch_document(self, edits: Iterable[Edit]) -> Manifest:
        """As `patch`, for edits with paths of the whole document."""
        # Reviews do without the modules that edit texts.
        from podbuilder.kube.yamltext.edit_list import is_long, patch_all
        from podbuilder.kube.yamltext.patch import patch

        tree = self.tree
        try:
            whole = [replace(edit, value=editing.normal(edit.value)) for edit in edits]
            if is_long(tree, whole):
                tree = patch_all(tree, self.document_number, whole)
            else:
                for edit in whole:
                    for step in editing.steps(tree.root.value, edit):
                        tree = patch(tree, self.document_number, step)
        except EditRefused as refusal:
            raise ManifestError(str(refusal)) from refusal
        if tree is self.tree:
            return self
        return replace(self.edited(tree), **self._pod_after(tree, whole))

    def _pod_after(self, tree: Tree, edits: Iterable[Edit]) -> dict[str, Any]:
        """The pod's path after edits, and its number in the text (ManifestError if its object holds none any more)."""
        paths_of = companion_paths_of if self.is_companion else pod_paths_of
        before, after = paths_of(self.document), paths_of(tree.root.value)
        pod_path = followed(self.pod_path, edits)
        if pod_path not in after:
            # Its object may be of another kind now, which keeps its pods elsewhere, or the pod is gone from it.
            around = followed(self.object_path, edits)
            pod_path = next((path for path in after if path.is_under(around)), pod_path)
        if pod_path not in after:
            what = f"a {self.kind} any more" if self.is_companion else "a pod and would not contain one"
            raise ManifestError(f"After this edit the document would not be {what}.")
        number = self.number - before.index(self.pod_path) + after.index(pod_path)
        return {"pod_path": pod_path, "number": number}

    def patch_apart(self, edits: Iterable[Edit]) -> Manifest:
        """As `patch`, for edits of places apart from each other; of many, some may be left (ManifestError)."""
        from podbuilder.kube.yamltext.patch import patch_apart  # as above

        whole = [self.edit_of_document(one) for one in edits]
        try:
            return self.edited(patch_apart(self.tree, self.document_number, whole))
        except EditRefused as refusal:
            raise ManifestError(str(refusal)) from refusal

    def set_all(self, values: Mapping[FieldPath, Any]) -> Manifest:
        """The manifest with new values at these places of the document, all at once (ManifestError)."""
        from podbuilder.kube.yamltext.patch import set_all  # as above

        try:
            return self.edited(set_all(self.tree, self.document_number, values)) if values else self
        except EditRefused as refusal:
            raise ManifestError(str(refusal)) from refusal

    def edited(self, tree: Tree) -> Manifest:
        """The manifest of an edited text, which `read` must take again (ManifestError if there is too much of it)."""
        try:
            check_size(tree, pod_paths_of(tree.root.value))
            check_number(tree.source)
        except YamlProblem as problem:
            raise ManifestError(f"This edit would make the text too large. {problem.message}") from problem
        return replace(self, tree=tree)

    def to_json(self) -> str:
        """The document as JSON."""
        return json.dumps(self.document, indent=2, ensure_ascii=False) + "\n"


def write(value: Any) -> str:
    """A document as new YAML text: safe for every reader, keys in customary order, lists as kubectl indents them.

    ManifestError for a value that a manifest cannot express. A list's dashes are aligned with the first letter of its
    key, as in Kubernetes' own documentation and in what kubectl prints.
    """
    try:
        value = editing.normal(value)
    except EditRefused as refusal:
        raise ManifestError(str(refusal)) from refusal
    return "\n".join(writer.document(value)) + "\n"
