"""The fields that a server added to a manifest that came out of a cluster, as `kubectl get -o yaml` prints it.

A default counts as written by the server only if a server of the same version would write it again, and only if
something that people never write (a uid, a status) shows that the manifest comes from a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podbuilder.kube import defaulting
from podbuilder.kube.catalogue import SERVER_WRITTEN
from podbuilder.kube.core import document, kinds
from podbuilder.kube.core.annotation_keys import WRITTEN_BY_TOOLS
from podbuilder.kube.core.field import ROOT, Document, FieldPath
from podbuilder.kube.core.label_keys import JOB_NAME, JOB_UID, REVISION
from podbuilder.kube.decoding import decode
from podbuilder.kube.defaulting.admission import TOLERATED_TAINTS, tolerating
from podbuilder.kube.manifest import Manifest, remove_

METADATA, SPEC = ROOT.child("metadata"), ROOT.child("spec")
TOKEN = "kube-api-access-"  # noqa: S105 - the beginning of a volume's name
# Fields of a pod that servers fill in; defaulting decides whether a server would fill in the value found.
FILLED_IN = frozenset(
    {
        *("dnsPolicy", "restartPolicy", "schedulerName", "terminationGracePeriodSeconds", "enableServiceLinks"),
        *("preemptionPolicy", "priority", "securityContext", "resources", "imagePullPolicy", "protocol"),
        *("terminationMessagePath", "terminationMessagePolicy", "failureThreshold", "periodSeconds"),
        *("successThreshold", "timeoutSeconds", "scheme", "apiVersion", "defaultMode", "type"),
    }
)
# Nobody writes these as empty objects, but servers print them for every pod.
EMPTY = ("resources", "securityContext")
# Parents that are removed once they are empty; elsewhere an empty object can mean something.
PRUNED = frozenset({"metadata", "annotations", "labels", "volumes", "volumeMounts", "tolerations"})


def server_fields(manifest: Manifest, version: str) -> list[FieldPath]:
    """The fields that a server wrote, as paths of the document, each once and none inside another."""
    found = dict.fromkeys(_server_fields(manifest, version))
    return [path for path in found if not any(path[:length] in found for length in range(1, len(path)))]


def without_server_fields(manifest: Manifest, version: str) -> Manifest:
    """The manifest without the fields that a server wrote, and without the parents that this leaves empty."""
    left: Any = manifest.document
    gone = []
    # From the end, so that the items before keep their indices.
    for path in sorted(server_fields(manifest, version), key=_from_the_end, reverse=True):
        path = document.outermost_emptied(left, path, lambda parent: parent[-1] in PRUNED)
        left = document.remove(left, path)
        gone.append(path)
    return manifest.patch_document(remove_(path) for path in gone)


def _from_the_end(path: FieldPath) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (0, part) for part in path)


def _server_fields(manifest: Manifest, version: str) -> Iterator[FieldPath]:
    whole, base = manifest.object, manifest.object_path
    if base:
        yield from _present(manifest.document, [METADATA.child("resourceVersion"), METADATA.child("selfLink")])
    is_live = bool(whole.get("status")) or document.has(whole, METADATA.child("uid"))
    own = list(_around(whole, is_live))
    in_pod = [*_in_pod(manifest.pod, version, is_live, is_pod=not manifest.is_template)]
    if manifest.is_template:
        in_pod = [*_present(manifest.pod, [METADATA.child("creationTimestamp")]), *in_pod]
    own += [manifest.in_document(path).relative_to(base) for path in in_pod]
    yield from (FieldPath((*base, *path)) for path in own)


def _present(node: Any, paths: list[FieldPath]) -> list[FieldPath]:
    return [path for path in paths if document.has(node, path)]


def _around(whole: Document, is_live: bool) -> Iterator[FieldPath]:
    """What a server writes into any object, and into a workload."""
    yield from _present(whole, [ROOT.child("status"), *(METADATA.child(name) for name in sorted(SERVER_WRITTEN))])
    yield from _present(whole, [METADATA.child("annotations").key(name) for name in WRITTEN_BY_TOOLS])
    if not is_live:
        return
    labels = METADATA.child("labels")
    yield from _present(whole, [METADATA.child("ownerReferences"), *(labels.key(name) for name in REVISION)])
    spec = whole.get("spec")
    known = kinds.kind_of(whole)
    for name, value in known.filled_in.items() if known else ():
        if isinstance(spec, dict) and spec.get(name) == value and type(spec[name]) is type(value):
            yield SPEC.child(name)
    if known is kinds.native()["Job"] and not document.get(whole, SPEC.child("manualSelector")):
        # The server generates the selector and its labels, and refuses those of another job.
        yield from _present(whole, [SPEC.child("selector")])
        for at in (METADATA, SPEC.child("template", "metadata")):
            yield from _present(whole, [at.child("labels").key(name) for name in (*JOB_UID, *JOB_NAME)])


def _in_pod(pod: Document, version: str, is_live: bool, is_pod: bool) -> Iterator[FieldPath]:
    """What a server writes into a pod or a template."""
    spec = pod.get("spec")
    if not isinstance(spec, dict):
        return
    yield from _tokens(pod)
    if not is_live:
        return
    if is_pod:
        yield from _present(pod, [SPEC.child("nodeName")])
        for i, toleration in _items(pod, SPEC.child("tolerations")):
            if toleration in [tolerating(key) for key in TOLERATED_TAINTS]:
                yield SPEC.child("tolerations").index(i)
    account = spec.get("serviceAccountName")
    if account and spec.get("serviceAccount") == account:
        yield SPEC.child("serviceAccount")
        if is_pod and account == "default":
            yield SPEC.child("serviceAccountName")
    yield from _defaults(pod, version)


def _items(node: Any, path: FieldPath) -> Iterator[tuple[int, Any]]:
    items = document.get(node, path)
    yield from enumerate(items if isinstance(items, list) else ())


def _tokens(pod: Document) -> Iterator[FieldPath]:
    """The volume with the token of the service account, and where it is mounted."""
    volumes = SPEC.child("volumes")
    names = set()
    for i, volume in _items(pod, volumes):
        name = document.get(volume, ("name",))
        if isinstance(name, str) and name.startswith(TOKEN) and document.has(volume, ("projected",)):
            names.add(name)
            yield volumes.index(i)
    for kind in ("initContainers", "containers"):
        for i, _ in _items(pod, SPEC.child(kind)):
            mounts = SPEC.child(kind).index(i).child("volumeMounts")
            for j, mount in _items(pod, mounts):
                name = document.get(mount, ("name",))
                if isinstance(name, str) and name in names:
                    yield mounts.index(j)


def _defaults(pod: Document, version: str) -> list[FieldPath]:
    """The fields that a server of this version would write again, with the same value, if they were left out."""
    candidates = [
        path
        for path, value in document.walk({"spec": pod["spec"]})
        if path and path[-1] in FILLED_IN and (not isinstance(value, (dict, list)) or value == {})
    ]
    bare: Any = pod
    for path in candidates:
        bare = document.remove(bare, path)
    again = defaulting.set_defaults(decode(bare, version, True).document, version)
    return [
        path
        for path in candidates
        if document.get(again, path) == document.get(pod, path) or (path[-1] in EMPTY and document.get(pod, path) == {})
    ]
