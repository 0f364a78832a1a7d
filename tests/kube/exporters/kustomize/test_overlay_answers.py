"""Answers as an overlay, and an overlay as answers."""

from __future__ import annotations

import pytest

from podbuilder.kube.exporters.kustomize.overlay_answers import answers_of, overlay_of
from podbuilder.kube.kustomization.overlays.overlay import (
    ConfigChange,
    ContainerChange,
    HostChange,
    ImageChange,
    Overlay,
)


@pytest.mark.parametrize(
    ("answers", "overlay"),
    [
        ({}, Overlay("o")),
        (
            {"namespace": "", "tag/nginx": "", "king/x": "1", "limits/x": "1", "host/x": "a", "more/x": "A=1"},
            Overlay("o"),
        ),
        ({"namespace": "test", "prefix": "t-"}, Overlay("o", namespace="test", name_prefix="t-")),
        ({"tag/nginx": "1.28"}, Overlay("o", images=(ImageChange("nginx", new_tag="1.28"),))),
        ({"tag/r.io:80/a": "sha256:1"}, Overlay("o", images=(ImageChange("r.io:80/a", digest="sha256:1"),))),
        ({"tag/a": "r.io/b:2"}, Overlay("o", images=(ImageChange("a", new_name="r.io/b", new_tag="2"),))),
        ({"tag/a": "b:2"}, Overlay("o", images=(ImageChange("a", new_name="b", new_tag="2"),))),
        ({"tag/a": "b@sha256:2"}, Overlay("o", images=(ImageChange("a", new_name="b", digest="sha256:2"),))),
        ({"replicas/web": "5"}, Overlay("o", replicas={"web": 5})),
        (
            {"requests/Deployment/web/app/cpu": "1", "limits/Deployment/web/app/nvidia.com/gpu": "2"},
            Overlay(
                "o", containers=(ContainerChange("Deployment", "web", "app", {"cpu": "1"}, {"nvidia.com/gpu": "2"}),)
            ),
        ),
        (
            {"env/Deployment/web/app/MODE": "x/y", "more/Deployment/web/app": "A=1\n\nB=a=b "},
            Overlay(
                "o",
                containers=(ContainerChange("Deployment", "web", "app", env={"MODE": "x/y", "A": "1", "B": "a=b "}),),
            ),
        ),
        ({"host/Ingress/web/a.b": "c.d"}, Overlay("o", hosts=(HostChange("Ingress", "web", "a.b", "c.d"),))),
        ({"config/web/a/b": "c"}, Overlay("o", config=(ConfigChange("web", {"a/b": "c"}),))),
        (
            {"without/env/Pod/w/c/A": "yes", "env/Pod/w/c/A": "1", "without/limits/Pod/w/c/cpu": "yes"},
            Overlay("o", containers=(ContainerChange("Pod", "w", "c", {}, {"cpu": None}, {"A": None}),)),
        ),
        ({"without/config/web/a/b": "yes"}, Overlay("o", config=(ConfigChange("web", {"a/b": None}),))),
        ({"without/env/Pod/w/c/A": "", "without/king": "yes", "without/env/x": "yes"}, Overlay("o")),
    ],
)
def test_answers_make_an_overlay(answers: dict[str, str], overlay: Overlay) -> None:
    found = overlay_of("o", answers)
    assert (found.overlay, found.wrong) == (overlay, {})


@pytest.mark.parametrize(
    ("key", "text"),
    [("replicas/web", "many"), ("replicas/web", "-1"), ("limits/Deployment/web/app/cpu", "much"), ("more/a/b/c", "A")],
)
def test_an_answer_that_does_not_do_is_left_out(key: str, text: str) -> None:
    found = overlay_of("o", {key: text})
    assert found.overlay == Overlay("o")
    assert found.wrong[key].endswith(".")


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay("o"),
        Overlay("o", namespace="test", name_prefix="t-", replicas={"web": 0}),
        Overlay("o", images=(ImageChange("a", new_tag="1"), ImageChange("b", digest="sha256:2"))),
        Overlay("o", images=(ImageChange("a", new_name="b", new_tag="1"), ImageChange("c", new_name="r.io/d"))),
        Overlay("o", images=(ImageChange("a", new_name="b"), ImageChange("c", new_name="d", digest="sha256:2"))),
        Overlay("o", containers=(ContainerChange("Pod", "w", "c", {"cpu": "1"}, {"a.b/c": "2"}, {"A": "x/y"}),)),
        Overlay("o", containers=(ContainerChange("Pod", "w", "c", {"cpu": None}, {"cpu": "2"}, {"A": None}),)),
        Overlay(
            "o",
            hosts=(HostChange("Ingress", "w", "a.b", "c.d"),),
            config=(ConfigChange("c", {"a": "b", "d": None}),),
        ),
    ],
)
def test_there_and_back(overlay: Overlay) -> None:
    answers, left = answers_of(overlay)
    assert left == ()
    assert overlay_of("o", answers).overlay == overlay


def test_what_no_question_asks_for_is_told() -> None:
    answers, left = answers_of(Overlay("o", name_suffix="-x", labels={"a": "b"}, annotations={"c": "d"}))
    assert answers == {}
    assert left == (
        "The name suffix of the overlay: not asked here.",
        "The labels of the overlay: not asked here.",
        "The annotations of the overlay: not asked here.",
    )
