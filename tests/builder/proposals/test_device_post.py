"""What the device chooser posts, read as a choice."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from podbuilder.builder.proposals.device_post import DeviceChoice, memory_problem, posted_choice
from podbuilder.kube.core import versions

POD: dict[str, Any] = {"spec": {"containers": [{"name": "web"}, {"name": "worker"}]}}
SIZES = {"1Gi": True, "64Mi": True, "1": True, "0": False, "-1Gi": False, "much": False, "": False}
COUNTS = {"1": 1, " 2 ": 2, "": None, "0.5": None, "²": None, "9" * 31: None}


def choose(query: str = "", pod: dict[str, Any] = POD) -> DeviceChoice | None:
    return posted_choice(pod, versions.DEFAULT, QueryDict(query))


def chosen(query: str = "") -> DeviceChoice:
    choice = choose(query)
    assert choice is not None
    return choice


def test_without_a_query_the_first_container_is_offered_one_device() -> None:
    choice = chosen()
    assert (choice.step.title, choice.number, choice.remove, choice.remove_claim) == ("web", 1, "", "")
    assert choice.claim_for == (choice.step.slug,)


def test_the_named_container_is_chosen() -> None:
    assert chosen("container=containers/1").step.title == "worker"


@pytest.mark.parametrize("query", ["container=containers/7", "container=nonsense"])
def test_a_container_that_the_pod_lacks_is_no_choice(query: str) -> None:
    assert choose(query) is None


def test_a_pod_without_containers_has_no_choice() -> None:
    assert choose(pod={}) is None


def test_what_the_container_does_not_have_cannot_be_removed() -> None:
    choice = chosen("remove=nvidia.com/gpu&remove-claim=gpu")
    assert (choice.remove, choice.remove_claim) == ("", "")


def test_an_option_is_ticked_as_posted_or_else_as_advised() -> None:
    choice = chosen("seen=toleration&seen=memory&tick=memory")
    assert choice.is_ticked("memory", is_advised=False)
    assert not choice.is_ticked("toleration", is_advised=True)
    assert choice.is_ticked("selector", is_advised=True)


@pytest.mark.parametrize(("text", "number"), COUNTS.items())
def test_a_count_is_a_whole_number(text: str, number: int | None) -> None:
    query = QueryDict(mutable=True)
    query["count"] = text
    assert chosen(query.urlencode()).number == number


@pytest.mark.parametrize(("text", "is_size"), SIZES.items())
def test_a_size_is_more_than_zero(text: str, is_size: bool) -> None:
    assert (memory_problem(text) == "") == is_size
