"""One change of each kind, held against a draft as its page holds it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import QueryDict

from podbuilder.builder.advice.fixes import find_advice
from podbuilder.builder.models import Draft
from podbuilder.builder.proposals.add_recipe import RecipeAddition
from podbuilder.builder.proposals.assisted_fix import AssistedFix
from podbuilder.builder.proposals.convert_container import ContainerConversion
from podbuilder.builder.proposals.device_post import posted_choice
from podbuilder.builder.proposals.device_request import DeviceRequest
from podbuilder.builder.proposals.harden import Hardening
from podbuilder.builder.proposals.proposal import Proposal
from podbuilder.builder.proposals.trouble_fix import TroubleFix, offered
from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.recipes.recipe import find

FIRST = FieldPath(("spec", "containers", 0))
SECOND = FieldPath(("spec", "containers", 1))
PROBE = str(FIRST.child("livenessProbe"))
# A pod with which something of each kind can be done.
TEXT = """\
# The web server and what ships its logs
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: "nginx:1.27"  # pinned
    ports:
    - containerPort: 80
  - name: logs
    image: fluent/fluent-bit:4
"""


def addition(draft: Draft, typed: str = "") -> Proposal:
    recipe = find("migration")
    assert recipe is not None
    return RecipeAddition.posted(draft, recipe, QueryDict(typed)).proposal


def conversion(draft: Draft, typed: str = "") -> Proposal:
    return ContainerConversion(draft, draft.manifest, SECOND, "native").proposal


def device(draft: Draft, typed: str = "count=2") -> Proposal:
    choice = posted_choice(draft.manifest.pod, draft.kubernetes, QueryDict(typed))
    assert choice is not None
    return DeviceRequest(draft, draft.manifest, choice).proposal


def hardening(draft: Draft, typed: str = "") -> Proposal:
    return Hardening(draft, draft.manifest, "restricted", QueryDict(typed)).proposal


def fix(draft: Draft, typed: str = "") -> Proposal:
    advice = find_advice(draft.manifest, draft, "liveness-probe-missing", PROBE)
    assert advice is not None
    assert advice.patch is not None
    return AssistedFix(draft, draft.manifest, advice.patch, QueryDict(typed), advice=advice).proposal


def mended(draft: Draft, typed: str = "") -> Proposal:
    said = "panic: invalid port number: tcp://10.0.0.1:6379"
    found = offered(said, draft.manifest, draft.kubernetes, "service-env-clash:0")
    assert found is not None
    cause, patch = found
    return TroubleFix(draft, draft.manifest, patch, cause=cause).proposal


KINDS: dict[str, Callable[[Draft], Proposal]] = {
    "a recipe": addition,
    "a conversion": conversion,
    "devices": device,
    "hardening": hardening,
    "a fix that asks": fix,
    "what mends a cause": mended,
}
