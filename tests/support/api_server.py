"""A server that answers kubectl as a cluster would that has a few objects: enough for every command to do its work.

It keeps what it is given, and what kubectl makes, changes and deletes, and remembers what it was asked. What goes on
after an upgrade (exec, attach, port-forward) it refuses: by then all has been said.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from podbuilder.kube.catalogue.schemas import packaged

Object = dict[str, Any]
# By group and version: kind, the word for many of them, and whether they are in namespaces.
KINDS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "v1": (
        *(("Pod", "pods", True), ("ConfigMap", "configmaps", True), ("Secret", "secrets", True)),
        *(("Service", "services", True), ("ServiceAccount", "serviceaccounts", True), ("Event", "events", True)),
        *(("PersistentVolumeClaim", "persistentvolumeclaims", True), ("ResourceQuota", "resourcequotas", True)),
        *(("ReplicationController", "replicationcontrollers", True), ("Namespace", "namespaces", False)),
        *(("Node", "nodes", False), ("PodTemplate", "podtemplates", True)),
        ("PersistentVolume", "persistentvolumes", False),
    ),
    "apps/v1": (
        *(("Deployment", "deployments", True), ("ReplicaSet", "replicasets", True)),
        *(("StatefulSet", "statefulsets", True), ("DaemonSet", "daemonsets", True)),
        ("ControllerRevision", "controllerrevisions", True),
    ),
    "batch/v1": (("Job", "jobs", True), ("CronJob", "cronjobs", True)),
    "events.k8s.io/v1": (("Event", "events", True),),
    "authorization.k8s.io/v1": (("SelfSubjectRulesReview", "selfsubjectrulesreviews", False),),
    "storage.k8s.io/v1": (("StorageClass", "storageclasses", False),),
    "discovery.k8s.io/v1": (("EndpointSlice", "endpointslices", True),),
    "scheduling.k8s.io/v1": (("PriorityClass", "priorityclasses", False),),
    "node.k8s.io/v1": (("RuntimeClass", "runtimeclasses", False),),
    "metrics.k8s.io/v1beta1": (("PodMetrics", "pods", True), ("NodeMetrics", "nodes", False)),
    # The word of it is also that of a Service.
    "serving.knative.dev/v1": (("Service", "services", True),),
}
SCALED = ("deployments", "statefulsets", "replicasets", "replicationcontrollers")
UPGRADES = ("exec", "attach", "portforward")
SHORT = {"persistentvolumeclaims": ["pvc"], "persistentvolumes": ["pv"]}


@dataclass(frozen=True)
class Request:
    """What kubectl asked for; the query has every value of each name."""

    method: str
    path: str
    query: dict[str, list[str]]


@dataclass
class Cluster:
    """The objects of a server by their addresses, and what it was asked."""

    objects: dict[str, Object] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def add(self, one: Object, namespace: str = "default") -> None:
        """Keep an object under its kind's address; one without a name has none."""
        group = str(one["apiVersion"])
        _, many, is_inside = next(kind for kind in KINDS[group] if kind[0] == one["kind"])
        metadata = one.setdefault("metadata", {})
        metadata |= {"uid": f"uid-{metadata['name']}", "resourceVersion": "5", "generation": 1}
        if is_inside:
            namespace = metadata.setdefault("namespace", namespace)
        at = f"/namespaces/{namespace}/{many}" if is_inside else f"/{many}"
        self.objects[f"{_root(group)}{at}/{metadata['name']}"] = one

    def listed(self, path: str, query: dict[str, list[str]]) -> list[Object]:
        """The objects right below an address, or of that sort in all namespaces."""
        root, _, many = path.rpartition("/")
        wanted = dict(
            pair.split("=", 1) for text in query.get("fieldSelector", []) for pair in text.split(",") if "=" in pair
        )
        found = [
            one
            for at, one in self.objects.items()
            if at.startswith(f"{root}/") and at.rpartition("/")[0].endswith(f"/{many}")
        ]
        name = wanted.get("metadata.name")
        return [one for one in found if name in (None, one["metadata"]["name"])]


def _root(group: str) -> str:
    return f"/apis/{group}" if "/" in group else f"/api/{group}"


def _resources(group: str) -> list[Object]:
    found: list[Object] = []
    verbs = ["create", "delete", "get", "list", "patch", "update", "watch"]
    for kind, many, is_inside in KINDS[group]:
        about = {"name": many, "singularName": kind.lower(), "namespaced": is_inside, "kind": kind, "verbs": verbs}
        found.append({**about, "shortNames": SHORT.get(many, [])})
        if many in SCALED:
            found.append({**about, "name": f"{many}/scale", "kind": "Scale", "group": "autoscaling", "version": "v1"})
        if many == "pods" and group == "v1":
            found += [{**about, "name": f"pods/{sub}"} for sub in ("ephemeralcontainers", "resize", "log")]
    return found


def _discovery(path: str) -> Object | None:
    groups = [group for group in KINDS if "/" in group]
    if path == "/version":
        return {"major": "1", "minor": "36", "gitVersion": "v1.36.2"}
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/apis":
        named = [
            (group.partition("/")[0], {"groupVersion": group, "version": group.partition("/")[2]}) for group in groups
        ]
        listed = [{"name": name, "versions": [one], "preferredVersion": one} for name, one in named]
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": listed}
    for group in KINDS:
        if path == _root(group):
            return {"kind": "APIResourceList", "groupVersion": group, "resources": _resources(group)}
        if path == f"/openapi/v3{_root(group)}":
            return _openapi(group)
    if path == "/openapi/v3":
        paths = {_root(group)[1:]: {"serverRelativeURL": f"/openapi/v3{_root(group)}"} for group in KINDS}
        return {"paths": paths}
    return None


@cache
def _definitions() -> Object:
    """All types, written as OpenAPI writes them: a value that may be null is of its one type."""
    text = (packaged() / "v1.36.0-local" / "_definitions.json").read_text(encoding="utf-8")

    def plain(one: Object) -> Object:
        kinds = one.get("type")
        return {**one, "type": kinds[0]} if isinstance(kinds, list) else one

    found: Object = json.loads(text.replace("#/$defs/", "#/components/schemas/"), object_hook=plain)["$defs"]
    template = {"$ref": "#/components/schemas/io.k8s.api.core.v1.PodTemplateSpec"}
    spec = {"type": "object", "properties": {"template": template}}
    gvk = [{"group": "serving.knative.dev", "version": "v1", "kind": "Service"}]
    own = {"type": "object", "properties": {"spec": spec}, "x-kubernetes-group-version-kind": gvk}
    return {**found, "dev.knative.serving.v1.Service": own}


@cache
def _openapi(group: str) -> Object:
    """The document of a group: its addresses with what each takes, and all definitions that there are."""
    paths: Object = {}
    name, _, version = group.rpartition("/")
    parameters = [{"name": one, "in": "query", "schema": {}} for one in ("dryRun", "fieldValidation")]
    for kind, many, is_inside in KINDS[group]:
        about = {"group": name, "version": version, "kind": kind}
        verb = {"x-kubernetes-group-version-kind": about, "parameters": parameters, "responses": {}}
        at = f"{_root(group)}{'/namespaces/{namespace}' if is_inside else ''}/{many}"
        paths[at] = {"get": {**verb, "x-kubernetes-action": "list"}, "post": {**verb, "x-kubernetes-action": "post"}}
        paths[f"{at}/{{name}}"] = {"patch": {**verb, "x-kubernetes-action": "patch"}}
    info = {"title": "Kubernetes", "version": "v1.36.2"}
    return {"openapi": "3.0.0", "info": info, "paths": paths, "components": {"schemas": _definitions()}}


def merged(one: Any, patch: Any) -> Any:
    """A JSON merge patch, which is near enough to what kubectl sends; lists with names are merged by them."""
    if isinstance(one, list) and isinstance(patch, list) and all(isinstance(item, dict) for item in [*one, *patch]):
        known = {item.get("name"): item for item in one}
        for item in patch:
            known[item.get("name")] = merged(known.get(item.get("name"), {}), item)
        return list(known.values())
    if not isinstance(one, dict) or not isinstance(patch, dict):
        return patch
    return {**one, **{key: merged(one.get(key), value) for key, value in patch.items()}}


def _name_in(message: bytes) -> str:
    """The name of an object that is sent as Protobuf: behind four bytes an envelope, in it the object, its metadata."""
    return _part(_part(_part(message[4:], 2), 1), 1).decode()


def _part(message: bytes, number: int) -> bytes:
    """The first field of a message with a number, of those with a length."""
    at = 0
    while at < len(message):
        key, length, start = message[at], 0, at + 1
        shift = 0
        while True:
            length |= (message[start] & 0x7F) << shift
            start, shift = start + 1, shift + 7
            if message[start - 1] < 0x80:
                break
        if key >> 3 == number:
            return message[start : start + length]
        at = start + length
    return b"made"


class _Handler(BaseHTTPRequestHandler):
    cluster: Cluster

    def do_GET(self) -> None:
        path, query = self._asked()
        one = self.cluster.objects.get(path.removesuffix("/resize"))
        if discovery := _discovery(path):
            self._answer(200, discovery)
        elif "sendInitialEvents" in query:
            self._refuse(422, "sendInitialEvents is forbidden", "Invalid")
        elif "watch" in query:
            events = [{"type": "MODIFIED", "object": one} for one in self.cluster.listed(path, query)]
            self._write(200, "".join(f"{json.dumps(event)}\n" for event in events).encode())
        elif path.endswith("/log"):
            self._write(200, b"said\n", "text/plain")
        elif path.endswith(UPGRADES):
            self._refuse(400, "no upgrades here")
        elif path.endswith("/scale"):
            self._answer(200, self._scale(path))
        elif one:
            self._answer(200, one)
        elif kind := self._kind_of(path):
            found = {"kind": f"{kind[0]}List", "apiVersion": kind[1], "metadata": {"resourceVersion": "5"}}
            self._answer(200, {**found, "items": self.cluster.listed(path, query)})
        else:
            self._refuse(404, f"{path} not found")

    def do_POST(self) -> None:
        path, query = self._asked()
        body = self._body()
        if path.endswith(UPGRADES):
            self._refuse(400, "no upgrades here")
            return
        if "dryRun" not in query:
            namespace = path.rpartition("/namespaces/")[2].partition("/")[0]
            body.setdefault("metadata", {}).setdefault("name", "made")
            self.cluster.add(running(body), namespace)
        self._answer(201, body)

    def do_PUT(self) -> None:
        path, _ = self._asked()
        body = self._body()
        if path in self.cluster.objects:
            self.cluster.objects[path] = body
        self._answer(200, body)

    def do_PATCH(self) -> None:
        path, query = self._asked()
        body = self._body()
        at = path.removesuffix("/ephemeralcontainers").removesuffix("/resize").removesuffix("/scale")
        one = self.cluster.objects.get(at)
        if one is None:
            self._refuse(404, f"{path} not found")
            return
        found = one if isinstance(body, list) else merged(copy.deepcopy(one), body)
        if "dryRun" not in query:
            self.cluster.objects[at] = running(found)
        self._answer(200, self._scale(path) if path.endswith("/scale") else found)

    def do_DELETE(self) -> None:
        path, _ = self._asked()
        gone = [at for at in self.cluster.objects if at == path or at.rpartition("/")[0] == path]
        if not gone:
            self._refuse(404, f"{path} not found")
            return
        for at in gone:
            del self.cluster.objects[at]
        self._answer(200, {"kind": "Status", "apiVersion": "v1", "status": "Success", "details": {}})

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        path, query = unquote(parts.path), parse_qs(parts.query, keep_blank_values=True)
        self.cluster.requests.append(Request(self.command, path, query))
        return path, query

    def _kind_of(self, path: str) -> tuple[str, str] | None:
        """Kind and group of the objects that an address lists."""
        for group, kinds in KINDS.items():
            for kind, many, _ in kinds:
                inside = path.removeprefix(_root(group)).split("/")
                if path.startswith(f"{_root(group)}/") and inside[-1] == many and len(inside) in (2, 4):
                    return kind, group
        return None

    def _scale(self, path: str) -> Object:
        name = path.split("/")[-2]
        metadata = {"name": name, "namespace": path.split("/")[-4], "resourceVersion": "5"}
        return {"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata, "spec": {"replicas": 1}}

    def _body(self) -> Any:
        """What was sent; of what it sends as Protobuf, no more than kind and name."""
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "protobuf" in str(self.headers.get("Content-Type")):
            kind, group = self._kind_of(urlsplit(self.path).path) or ("Status", "v1")
            pods = [one for one in self.cluster.objects.values() if one["kind"] == "Pod"]
            spec = copy.deepcopy(pods[0]["spec"]) if kind == "Pod" and pods else {}
            return {"kind": kind, "apiVersion": group, "metadata": {"name": _name_in(text)}, "spec": spec}
        return json.loads(text) if text else {}

    def _refuse(self, status: int, message: str, reason: str = "BadRequest") -> None:
        reason = "NotFound" if status == 404 else reason
        about = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": reason, "code": status}
        self._answer(status, {**about, "message": message})

    def _answer(self, status: int, body: Object) -> None:
        self._write(status, json.dumps(body).encode())

    def _write(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError):
            self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing on the standard error."""


def running(one: Object) -> Object:
    """A pod with the status of one whose containers all run; anything else as it is."""
    if one.get("kind") != "Pod":
        return one
    # kubectl debug counts on it that the server has filled this in.
    spec = {"securityContext": {}, **one.get("spec", {})}
    status: Object = {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}
    for many, states in {
        "initContainers": "initContainerStatuses",
        "containers": "containerStatuses",
        "ephemeralContainers": "ephemeralContainerStatuses",
    }.items():
        state = {"state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}, "ready": True, "restartCount": 0}
        status[states] = [{"name": each.get("name"), **state} for each in spec.get(many) or []]
    return {**one, "spec": spec, "status": status}


@contextmanager
def api_server(cluster: Cluster) -> Iterator[str]:
    """The address of a server with these objects, as long as it runs."""
    handler = type("Handler", (_Handler,), {"cluster": cluster})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
