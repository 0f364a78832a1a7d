"""What else people bring that is no manifest, and the way from it to one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from podbuilder.kube.paste.lines import PastedLine, Trace, trace_at

_FIRST_LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"(?:[$#%>] ?)?(?:sudo )?(?:docker|podman|nerdctl) (?:container )?run\b"),
        "This is a command of a container engine, not a manifest. “podman kube generate NAME” prints the container it "
        "started as a manifest; or start with a blank pod and enter image, ports, variables and mounts.",
    ),
    (
        re.compile(r"FROM \S+"),
        "This is a Dockerfile: it builds an image. A pod runs the image once it is built; start with a blank pod and "
        "enter its name.",
    ),
    (
        re.compile(
            r'(?:resource|provider|variable|module|terraform|data|locals|output)\b(?: "[^"\n]{0,200}"){0,2} ?\{'
        ),
        "This is Terraform's language. What it made can be had from the cluster as a manifest: “kubectl get pod NAME "
        "-o yaml”.",
    ),
    (
        re.compile(r"Name: {2,}\S"),
        "This is the output of “kubectl describe”, which no program reads back. “kubectl get pod NAME -o yaml” prints "
        "the same object as a manifest.",
    ),
    (
        re.compile(
            r"(?:NAMESPACE ++)?NAME ++(?=[A-Z])[^\n]*?\b(?:STATUS|READY|AGE|DATA|TYPE|DESIRED|COMPLETIONS|SCHEDULE)\b"
        ),
        "This is a table of “kubectl get”. With “-o yaml” it prints the objects as manifests.",
    ),
    (
        re.compile(r"KIND: {2,}\S"),
        "This is the output of “kubectl explain”: documentation of fields, not a manifest.",
    ),
    (
        re.compile(r"https?://\S+\Z"),
        "This is an address. Open it and paste the text that is there.",
    ),
)
_HELM = frozenset(
    {"replicaCount", "nameOverride", "fullnameOverride", "podAnnotations", "podSecurityContext", "global"}
)
_NO_VALUES = frozenset({"containers", "image", "metadata", "spec", "apiVersion", "kind"})


def of_text(lines: list[PastedLine]) -> Trace | None:
    """What the first line shows a text to be, as a sentence with the way to a manifest."""
    for line in lines[:50]:
        text = line.text.strip()
        if text and not text.startswith("#"):
            for pattern, sentence in _FIRST_LINES:
                if pattern.match(text[:1000]):
                    return trace_at(line, sentence)
            return None
    return None


def of_document(document: Any) -> str:
    """What a document shows itself to be, as a sentence with the way to a manifest; "" if nothing is known."""
    return next((sentence for is_one, sentence in _DOCUMENTS if is_one(document)), "")


def _is_patch(document: Any) -> bool:
    return isinstance(document, list) and bool(document) and all(_has(one, "op", "path") for one in document)


def _has(document: Any, *keys: str) -> bool:
    return isinstance(document, dict) and all(key in document for key in keys)


def _is_compose(document: Any) -> bool:
    services = document.get("services") if _has(document, "services") else None
    if "kind" in (document if isinstance(document, dict) else ()) or not isinstance(services, dict):
        return False
    return any(_has(one, "image") or _has(one, "build") for one in services.values())


def _is_kustomization(document: Any) -> bool:
    if not isinstance(document, dict):
        return False
    if document.get("kind") in ("Kustomization", "Component"):
        return str(document.get("apiVersion", "")).startswith("kustomize.config.k8s.io")
    return "kind" not in document and isinstance(document.get("resources"), list)


def _is_kubeconfig(document: Any) -> bool:
    return _has(document, "clusters", "contexts")


def _is_chart(document: Any) -> bool:
    return _has(document, "apiVersion", "name", "version") and "kind" not in document


def _is_values(document: Any) -> bool:
    if not isinstance(document, dict) or not document or not all(isinstance(key, str) for key in document):
        return False
    if not _HELM.isdisjoint(document) and "kind" not in document:
        return True
    if not _NO_VALUES.isdisjoint(document):
        return False
    return any(isinstance(value, dict) for value in document.values())


_DOCUMENTS: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (
        _is_kustomization,
        "This is a Kustomization: it names the files that hold the manifests. “kubectl kustomize” prints them as they "
        "will be applied.",
    ),
    (
        _is_patch,
        "This is a JSON patch: a list of changes to an object. Open the object it is for, and make them there.",
    ),
    (
        _is_compose,
        "This is a file for Docker Compose, not a manifest. Build a container for each service: its image, ports and "
        "environment have fields of the same names in a pod; or let “kompose convert” write manifests.",
    ),
    (
        _is_kubeconfig,
        "This is a kubeconfig: it says how to reach clusters, and may hold credentials. It is no manifest.",
    ),
    (
        _is_chart,
        "This is the description of a Helm chart. “helm template” prints the manifests that the chart makes.",
    ),
    (
        _is_values,
        "There is neither “kind” nor “apiVersion” here. This may be the values of a Helm chart: “helm template CHART "
        "-f FILE” prints the manifests that they make.",
    ),
)
