"""Docker's labels and annotations, which are notes that nothing selects by: annotations of the pod."""

from __future__ import annotations

import re

from podbuilder.kube.conversion_report.note import Note, asks, carried, different, refused
from podbuilder.kube.importers.container_settings.imported_pod import ContainerParts
from podbuilder.kube.importers.question import Question

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_PREFIX = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?){0,30}")
_LONGEST = 63


def add_annotation(parts: ContainerParts, text: str) -> Note:
    """An annotation, `key=value`."""
    key, _, value = text.partition("=")
    return set_annotation(parts, key, value, False)


def add_label(parts: ContainerParts, text: str) -> Note:
    """A label, `key=value` or a key alone."""
    key, _, value = text.partition("=")
    return set_annotation(parts, key, value, True)


def set_annotation(parts: ContainerParts, key: str, value: str, is_label: bool) -> Note:
    """An annotation of the pod."""
    fitting = annotation_key(key)
    if not fitting:
        return refused("This needs a name, as in name=value.")
    parts.pod.metadata.setdefault("annotations", {})[fitting] = value
    to = f"metadata.annotations[{fitting}]"
    if fitting != key:
        return different(to, "Its name was made one that Kubernetes allows.")
    if is_label:
        return different(to, "Nothing here selects by it, and Kubernetes' labels are stricter; so it is an annotation.")
    return carried(to)


def annotation_key(key: str) -> str:
    """The key as Kubernetes allows it: a prefix that is a domain, and a name of at most 63 characters."""
    prefix, slash, name = key.rpartition("/")
    if not slash or len(prefix) > 253 or not _PREFIX.fullmatch(prefix):
        prefix, name = "", key
    name = _NOT_IN_NAMES.sub("-", name[:1000])[:_LONGEST].strip("-._")
    return f"{prefix}/{name}" if prefix and name else name


def ask_label_file(parts: ContainerParts, file: str) -> Note:
    """Labels of a file, whose text somebody has to bring."""
    text = parts.questions.ask(Question(f"file:{file}", f"Content of {file}", ""))
    if not text:
        return asks("metadata.annotations", "The file is not in the paste, so none of its labels is here.")
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            add_label(parts, line.strip())
    return different("metadata.annotations", "Nothing here selects by these labels; so they are annotations.")
