"""The flags of `kubectl run` for a pod, and what is left of it for the overrides."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from podbuilder.kube import catalogue
from podbuilder.kube.conversion_report.note import carried, different, nothing
from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.exporters.field_report import FieldReport
from podbuilder.kube.exporters.shell_text import ShellFlag, fits_shell
from podbuilder.kube.exporters.source_pod import SourcePod

_SPEC, _METADATA = ROOT.child("spec"), ROOT.child("metadata")
_CONTAINER = _SPEC.child("containers").index(0)
# The names of variables that kubectl itself takes: fewer than servers do.
_VARIABLE = re.compile(r"[-._a-zA-Z][-._a-zA-Z0-9]*")
# What cannot be said in overrides either: the names that the command gives, and what only servers write.
_NOT_IN_OVERRIDES = {"name", "generateName", "namespace", "ownerReferences", *catalogue.SERVER_WRITTEN}


class RunFlags:
    """A pod, from which flags take what they can say."""

    def __init__(self, source: SourcePod, report: FieldReport) -> None:
        self.source = source
        self.report = report
        self.rest: dict[str, Any] = deepcopy(source.pod)
        self.flags: list[ShellFlag] = []
        self.words: list[str] = []
        self.is_command = False
        containers = source.spec.get("containers") or []
        # The pod that kubectl makes has one container of its own name, which a strategic patch adds to.
        self.is_plain = len(containers) == 1 and containers[0].get("name") == source.name
        self.type = "strategic" if self.is_plain else "merge"

    def take(self) -> None:
        """Take what there are flags for, in the order of the reference."""
        self._metadata()
        if self.source.app_containers:
            self._image()
        if self.is_plain:
            self.report.add(_CONTAINER.child("name"), carried("NAME"))
            self._container()
        self._restart()

    def overrides(self) -> dict[str, Any]:
        """What is left for the overrides; containers say whose they are."""
        metadata = {k: v for k, v in self.rest.get("metadata", {}).items() if k not in _NOT_IN_OVERRIDES and v != {}}
        spec = {k: v for k, v in self.rest.get("spec", {}).items() if k not in ("containers", "ephemeralContainers")}
        containers = self.rest.get("spec", {}).get("containers", [])
        if self.is_plain and len(containers[0]) > 1:
            spec["containers"] = containers
        elif not self.is_plain and containers:
            spec["containers"] = self.source.spec["containers"]
        return {name: part for name, part in (("metadata", metadata), ("spec", spec)) if part}

    def is_left(self, path: FieldPath) -> bool:
        """Whether a field can be said in overrides neither."""
        if path[:1] == ("metadata",):
            return path[1:2] == () or path[1] in _NOT_IN_OVERRIDES
        return path[:1] != ("spec",) or path[:2] == ("spec", "ephemeralContainers")

    def _pop(self, path: FieldPath) -> None:
        """Take a field away; what is left empty by it goes, too."""
        outermost = document.outermost_emptied(self.rest, path, lambda parent: len(parent) > 1 and parent != _CONTAINER)
        self.rest = document.remove(self.rest, outermost)

    def _flag(self, path: FieldPath, name: str, value: str | None = None) -> None:
        self._pop(path)
        self.flags.append(ShellFlag(name, value))
        self.report.add(path, carried(f"--{name}"))

    def _has(self, path: FieldPath, value: Any = True) -> bool:
        return bool(document.get(self.source.pod, path) == value)

    def _metadata(self) -> None:
        metadata, name = self.source.metadata, _METADATA.child("name")
        if "name" in metadata:
            is_own = metadata["name"] == self.source.name
            self.report.add(name, carried("NAME") if is_own else nothing("The workload names its pods itself."))
        namespace = self.source.namespace
        if namespace:
            self.flags.append(ShellFlag("namespace", namespace))
            if metadata.get("namespace") == namespace:
                self.report.add(_METADATA.child("namespace"), carried("--namespace"))
        labels = metadata.get("labels")
        if labels:
            self._flag(_METADATA.child("labels"), "labels", ",".join(f"{key}={value}" for key, value in labels.items()))
        else:
            says = f"kubectl run gives a pod without labels one of its own: run={self.source.name}."
            self.report.add(_METADATA.child("labels"), different("metadata.labels[run]", says))
        annotations = metadata.get("annotations", {})
        if annotations and all(map(fits_shell, annotations.values())):
            self._pop(_METADATA.child("annotations"))
            for key, value in annotations.items():
                self.flags.append(ShellFlag("annotations", f"{key}={value}"))
                self.report.add(_METADATA.child("annotations").key(key), carried("--annotations"))

    def _image(self) -> None:
        image = self.source.app_containers[0].container.get("image", "")
        self.flags.append(ShellFlag("image", image))
        if image:
            self._pop(_CONTAINER.child("image"))
            self.report.add(_CONTAINER.child("image"), carried("--image"))

    def _container(self) -> None:
        at, container = _CONTAINER, self.source.app_containers[0].container
        policy = container.get("imagePullPolicy")
        if policy:
            self._flag(at.child("imagePullPolicy"), "image-pull-policy", policy)
        self._variables(container.get("env", []))
        self._port(container.get("ports", []))
        if self._has(at.child("securityContext", "privileged")):
            self._flag(at.child("securityContext", "privileged"), "privileged")
        self._terminal(container)
        self._command(container)

    def _variables(self, entries: list[dict[str, Any]]) -> None:
        """All variables or none: the overrides would put theirs behind those of the flags."""
        plain = all(
            "valueFrom" not in one and _VARIABLE.fullmatch(one.get("name", "")) and fits_shell(one.get("value", ""))
            for one in entries
        )
        if not entries or not plain:
            return
        self._pop(_CONTAINER.child("env"))
        for number, one in enumerate(entries):
            self.flags.append(ShellFlag("env", f"{one['name']}={one.get('value', '')}"))
            self.report.add(_CONTAINER.child("env").index(number), carried(f"--env {one['name']}"))

    def _port(self, ports: list[dict[str, Any]]) -> None:
        """kubectl run knows one port, of TCP."""
        if len(ports) == 1 and set(ports[0]) <= {"containerPort", "protocol"}:
            number = ports[0].get("containerPort")
            if number and ports[0].get("protocol", "TCP") == "TCP":
                self._flag(_CONTAINER.child("ports"), "port", str(number))

    def _terminal(self, container: dict[str, Any]) -> None:
        at = _CONTAINER
        if not container.get("stdin"):
            return
        self._flag(at.child("stdin"), "stdin")
        if container.get("tty"):
            self._flag(at.child("tty"), "tty")
        if container.get("stdinOnce"):
            self._pop(at.child("stdinOnce"))
            self.report.add(at.child("stdinOnce"), carried("--stdin"))
        else:
            self.flags.append(ShellFlag("leave-stdin-open"))
        if not (container.get("tty") and container.get("stdinOnce")):
            # Nobody sits at it, so kubectl is not to wait for the program either.
            self.flags.append(ShellFlag("attach=false"))

    def _command(self, container: dict[str, Any]) -> None:
        """The words behind the flags: args, or the command where there are no args."""
        for name in ("args", "command"):
            words = container.get(name)
            if words and all(map(fits_shell, words)):
                self._pop(_CONTAINER.child(name))
                self.words, self.is_command = words, name == "command"
                self.report.add(_CONTAINER.child(name), carried("--command --" if self.is_command else "--"))
                return

    def _restart(self) -> None:
        policy = self.source.spec.get("restartPolicy")
        if policy in ("Always", "OnFailure", "Never"):
            self._flag(_SPEC.child("restartPolicy"), "restart", policy)
        if self._has(_SPEC.child("dnsPolicy"), "ClusterFirst"):
            self._pop(_SPEC.child("dnsPolicy"))
            self.report.add(_SPEC.child("dnsPolicy"), carried("kubectl run"))
