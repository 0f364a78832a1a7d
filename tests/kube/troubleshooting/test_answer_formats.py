"""An answer as text and as values for JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from podbuilder.kube.core.field import FieldPath
from podbuilder.kube.lint.rule import safe
from podbuilder.kube.manifest import set_
from podbuilder.kube.troubleshooting import ReasonNote, answer
from podbuilder.kube.troubleshooting.answer_formats import as_json, as_text

FIX = safe("Ask for one copy.", set_(FieldPath(("spec", "hostname")), "web"))


def test_nothing_as_text() -> None:
    assert list(as_text(answer(""))) == [
        "There is nothing to read.",
        "To paste next: kubectl describe pod POD",
        "  It shows the states of the containers and the pod's last events.",
    ]


def test_a_cause_as_text() -> None:
    (cause,) = answer("web-0  0/1  ImagePullBackOff  0  9s").causes
    found = replace(answer(""), causes=(replace(cause, fixes=(FIX,)),), next_paste=None, left_out=7)
    assert list(as_text(replace(found, notes=(ReasonNote("BackOff", "It waits.", "BackOff", 3),)))) == [
        "1. image-not-found: The registry has no such image or tag. This is likely, not proved.",
        "   > web-0  0/1  ImagePullBackOff  0  9s",
        "   field: spec.containers[0].image",
        "   fix (safe): Ask for one copy.",
        "   If the image exists and is private, the registry hides it from who has no credentials. (image-auth)",
        "   $ kubectl describe pod web-0",
        "   $ docker manifest inspect IMAGE",
        "BackOff (line 3): It waits.",
        "7 lines in the middle were not read: there are too many.",
    ]


def test_what_is_no_fault_of_the_pod_has_no_field() -> None:
    assert not any("field:" in line for line in as_text(answer("Reason:  NodeLost")))


def test_values_for_json() -> None:
    found = answer("web-0  0/1  ImagePullBackOff  0  9s")
    values = as_json(replace(found, causes=(replace(found.causes[0], fixes=(FIX,)),)))
    assert json.loads(json.dumps(values)) == values
    (cause,) = values["causes"]
    assert cause["sure"] is False
    assert cause["fixes"] == [
        {
            "title": "Ask for one copy.",
            "safety": "safe",
            "edits": [{"op": "set", "path": "spec.hostname", "value": "web"}],
        }
    ]
    assert as_json(answer("shop-1  0/1  SchedulingGated  0  3m"))["next_paste"] is None
