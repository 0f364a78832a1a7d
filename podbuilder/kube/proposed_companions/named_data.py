"""ConfigMaps and Secrets that a pod names: the keys that it reads, without their values."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from podbuilder.kube.companions.secret import OPAQUE
from podbuilder.kube.core.field import ROOT, Document
from podbuilder.kube.core.quoting import quote
from podbuilder.kube.insight.prerequisites import Prerequisite
from podbuilder.kube.kubectl.creation import creation_of, secret_type
from podbuilder.kube.proposed_companions.basis import Basis
from podbuilder.kube.proposed_companions.offer import Answers, Companion, Made, Offer, open_
from podbuilder.kube.validation.formats import is_config_map_key, is_dns1123_subdomain

# The fields of each kind: for texts, and for what is none, in base64.
FIELDS = {"ConfigMap": ("data", "binaryData"), "Secret": ("stringData", "data")}
PREFIXES = {"ConfigMap": "config-map-", "Secret": "secret-"}
# What the API server wants in a Secret of this type; a list without registries is the shortest JSON that it takes.
# Mirrors ValidateSecret, Kubernetes v1.36, pkg/apis/core/validation.
NEEDED = {
    "kubernetes.io/dockerconfigjson": {".dockerconfigjson": '{"auths": {}}'},
    "kubernetes.io/tls": {"tls.crt": "", "tls.key": ""},
}


def offers(basis: Basis) -> Iterator[Offer]:
    """One for each that the pod names."""
    for kind in PREFIXES:
        yield from (_offer(basis, one) for one in basis.prerequisites if one.kind == kind)


def _offer(basis: Basis, one: Prerequisite) -> Offer:
    is_name, there = not is_dns1123_subdomain(one.name), basis.named(one.kind, one.name) is not None
    reason = "The pod reads it." if not one.is_optional else "The pod reads it if it is there."
    if one.kind == "Secret" and not there:
        reason += " The command keeps its values out of the file."
    return Offer(
        f"{PREFIXES[one.kind]}{one.name}",
        one.kind,
        one.name,
        f"{one.kind} {one.name}",
        reason if is_name else f"{quote(one.name)} is no name that a {one.kind} can have.",
        is_possible=is_name,
        # A Secret without values would take the place of the one in the cluster.
        is_advised=is_name and not there and not one.is_optional and one.kind == "ConfigMap",
        is_there=there,
        command=creation_of(one, basis.namespace, basis.version) if is_name else "",
    )


def made(basis: Basis, offer: Offer, answers: Answers) -> Made:
    """The object with the keys that the pods of the file read, each with an empty text."""
    named = next(each for each in basis.prerequisites if (each.kind, each.name) == (offer.kind, offer.name))
    one = basis.needed_by_all(named)
    kind = secret_type(one) if one.kind == "Secret" else ""
    keys = dict.fromkeys(sorted({key.name for key in one.keys if not is_config_map_key(key.name)}), "")
    entries = {**keys, **NEEDED.get(kind, {})}
    field = "stringData" if one.kind == "Secret" else "data"
    whole: Document = {
        "apiVersion": "v1",
        "kind": one.kind,
        "metadata": basis.metadata(one.name, is_own=False),
        **({"type": kind} if kind else {}),
        field: entries,
    }
    wanted = "Fill in the values." if entries else "Fill in what the pod should read."
    comment = wanted if one.kind == "ConfigMap" else f"{wanted} Or leave this out, and run:\n{offer.command}"
    # A Secret in the file is applied with it.
    empty = "" if one.kind == "ConfigMap" else " Empty, it would take the place of the one that the cluster may have."
    return Made((Companion(whole, comment),), (open_(offer.slug, ROOT.child(field), f"{wanted}{empty}"),))


def from_files(
    kind: str, name: str, files: Mapping[str, str | bytes], namespace: str = "", form: str = OPAQUE
) -> Document:
    """A ConfigMap, or a Secret of the type `form`, that holds these files under their names.

    What is no text goes into a ConfigMap's `binaryData`, or a Secret's `data`.
    """
    texts: dict[str, str] = {}
    others: dict[str, str] = {}
    for file, content in files.items():
        text = as_text(content)
        if text is None:
            others[file] = base64.b64encode(_bytes(content)).decode()
        else:
            texts[file] = text
    plain, encoded = FIELDS[kind]
    metadata: dict[str, Any] = {"name": name, **({"namespace": namespace} if namespace else {})}
    whole: Document = {"apiVersion": "v1", "kind": kind, "metadata": metadata}
    whole |= {"type": form} if kind == "Secret" else {}
    return whole | ({plain: texts} if texts or not others else {}) | ({encoded: others} if others else {})


def form_of(keys: Collection[str], needed: Prerequisite | None) -> str:
    """The type of a Secret with these keys, by what the pod reads from it; by its keys where no pod does."""
    if needed is not None:
        return secret_type(needed)
    return next((form for form, names in NEEDED.items() if set(names) == set(keys)), OPAQUE)


def as_text(content: str | bytes) -> str | None:
    """A file's content as text; None if it holds what YAML has no text for."""
    if isinstance(content, str):
        return None if "\0" in content else content
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
