"""No value at any field makes anything fail that reads a pod: each of its readers takes what it understands."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from podbuilder.kube import lint
from podbuilder.kube.completion.completion import about, complete
from podbuilder.kube.core.document import assign
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.core.pod_containers import visit_containers
from podbuilder.kube.devices.resource_claims import claims_of
from podbuilder.kube.devices.suggestions import shared_memory
from podbuilder.kube.hardening import harden
from podbuilder.kube.insight import placement
from podbuilder.kube.insight.connections import wiring
from podbuilder.kube.insight.probe_schedule import probe_sentence, probe_timing
from podbuilder.kube.insight.timeline import timeline
from podbuilder.kube.kubectl.command_groups import commands_for
from podbuilder.kube.lint.foreign_waivers import waivers_of
from podbuilder.kube.manifest import Manifest, ManifestError, change_log, write
from podbuilder.kube.manifest.pod_edits import container_names, mounts, ports, taken_ports
from podbuilder.kube.manifest.server_fields import server_fields
from podbuilder.kube.manifest.three_way_merge import merge
from podbuilder.kube.recipes.apply import why_not
from podbuilder.kube.recipes.recipe import all_recipes
from podbuilder.kube.review import review_manifest
from podbuilder.kube.roles.recognition import roles
from podbuilder.kube.secret_scanning.scanner import find
from podbuilder.kube.templating import uses
from tests.support.odd_pods import places
from tests.support.pods import MINIMAL

VERSION = "1.36"
ODD: tuple[Any, ...] = ({}, [], None, 1, True, "", [[[]]], [{}], [{"name": []}], {"name": {}}, ["", 1, None], 1.5)
BASE = Manifest.read(write(MINIMAL))
LIVE = assign(MINIMAL, ("status",), {"phase": "Running"})


def probes(pod: Any) -> None:
    for _, container, _ in visit_containers(pod):
        for kind in ("livenessProbe", "readinessProbe", "startupProbe"):
            if isinstance(probe := container.get(kind), dict):
                probe_timing(probe)
                probe_sentence(kind.removesuffix("Probe"), probe)  # type: ignore[arg-type]  # one of its kinds


def judge(manifest: Manifest) -> None:
    """The review, and the fixes of its findings, which see what the decoder has cleaned."""
    review = review_manifest(manifest, VERSION)
    for finding in review.findings:
        lint.fix(review.decoded, finding, VERSION)


def complete_everywhere(manifest: Manifest) -> None:
    for line in range(0, manifest.text.count("\n"), 5):
        complete(manifest.text, line, 8, VERSION)
        about(manifest.text, line, 8, VERSION)


READERS: dict[str, Callable[[Any, Manifest], object]] = {
    "review": lambda _, manifest: judge(manifest),
    "completion": lambda _, manifest: complete_everywhere(manifest),
    "waivers": lambda _, manifest: waivers_of(manifest),
    "server fields": lambda _, manifest: server_fields(manifest, VERSION),
    "roles": lambda pod, _: roles(pod, VERSION),
    "wiring": lambda pod, _: wiring(pod),
    "timeline": lambda pod, _: timeline(pod, VERSION),
    "placement": lambda pod, _: placement.sentences(pod),
    "probes": lambda pod, _: probes(pod),
    "credentials": lambda pod, _: find(pod),
    "placeholders": lambda pod, _: uses(pod),
    "commands": lambda _, manifest: commands_for(manifest, "1.36"),
    "devices": lambda pod, _: (claims_of(pod), shared_memory(pod, FieldPath(("spec", "containers", 0)))),
    "recipes": lambda pod, _: [why_not(recipe, pod) for recipe in all_recipes()],
    "hardening": lambda pod, _: [harden(pod, level, VERSION) for level in ("baseline", "restricted")],
    "names": lambda pod, _: (
        container_names(pod),
        list(ports(pod)),
        taken_ports(pod),
        mounts(pod, "web"),
    ),
    "words": lambda _, manifest: (
        change_log.changes(BASE, manifest, VERSION),
        change_log.changes(manifest, BASE, VERSION),
    ),
    "merging": lambda pod, _: (merge(MINIMAL, MINIMAL, pod, VERSION), merge(pod, MINIMAL, MINIMAL, VERSION)),
}
# Each sees one in so many of the pods, slow readers fewer: that many is prime to the number of values.
ONE_IN, SLOW = 13, {"review": 47, "completion": 47, "hardening": 97, "server fields": 31, "recipes": 31}


@pytest.mark.parametrize("reader", READERS)
def test_any_value_anywhere(reader: str) -> None:
    pods = list(product(places(VERSION), ODD))
    for path, value in pods[:: SLOW.get(reader, ONE_IN)]:
        pod = assign(LIVE, tuple(str(part) if isinstance(part, str) else part for part in path), value)
        try:
            manifest = Manifest.read(json.dumps(pod))
        except ManifestError:
            continue
        try:
            READERS[reader](manifest.pod, manifest)
        except Exception as error:
            raise AssertionError(f"{value!r} at {path}") from error
