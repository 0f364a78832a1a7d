"""What the page of a life is asked for."""

from __future__ import annotations

from podbuilder.builder.pages.life_form import LifeForm
from tests.kube.lifecycle.plays import APP, pod_of

TWO = pod_of(APP, {**APP, "name": "b", "livenessProbe": {"tcpSocket": {"port": 1}}})


def test_nothing_asked_is_all_going_well() -> None:
    form = LifeForm(TWO, {})
    assert (form.rehearsal.slug, form.is_wrong, form.has_numbers) == ("none", False, False)
    assert form.assumptions.of("pull", 0) == 5
    assert [box.value for box in form.of_pod] == [""] * len(form.of_pod)


def test_a_container_that_it_cannot_happen_to_is_another() -> None:
    form = LifeForm(TWO, {"rehearse": "liveness-probe-fails", "container": "app"})
    assert form.container is not None
    assert form.container.name == "b"
    assert [(one.title, one.is_chosen) for one in form.containers] == [("app", False), ("b", True)]
    assert LifeForm(pod_of(), {"rehearse": "liveness-probe-fails"}).rehearsal.slug == "none"


def test_what_cannot_happen_is_named_and_not_offered() -> None:
    form = LifeForm(TWO, {})
    offered = {option.value for group in form.rehearsals for option in group.options}
    assert "claim-unbound" not in offered
    assert "A claim is not bound" in form.never
    assert [group.title for group in form.rehearsals][:2] == ["", "Before it runs"]


def test_numbers_for_all_and_for_one() -> None:
    form = LifeForm(TWO, {"pull": "9", "pull.1": "20", "until": "50"})
    assert [form.assumptions.of("pull", key) for key in (0, 1)] == [9, 20]
    assert form.has_numbers
    assert [one.name for one in form.of_containers] == ["app", "b"]
    assert form.of_containers[0].boxes[0].otherwise == 9
    assert form.of_containers[1].boxes[0].id == "life-pull-1"
    assert LifeForm(pod_of(), {}).of_containers == []


def test_boxes_that_do_not_concern_the_pod_are_left_out() -> None:
    names = [box.name for box in LifeForm(TWO, {}).of_pod]
    assert "mount" not in names
    assert "gates" not in names
    pod = pod_of(volumes=[{"name": "a"}], readinessGates=[{"conditionType": "a"}])
    assert [box.name for box in LifeForm(pod, {}).of_pod][:4] == ["schedule", "mount", "sandbox", "gates"]


def test_images_may_be_there_already() -> None:
    form = LifeForm(TWO, {"present": "1"})
    assert form.assumptions.present == {"nginx:1.27"}
    assert form.has_numbers


def test_what_is_no_such_number_is_said_and_not_taken() -> None:
    for wrong in ("x", "-1", "1.5", "٣", "9999999", "99999999999"):
        form = LifeForm(TWO, {"pull": wrong})
        assert form.is_wrong, wrong
        assert form.assumptions.of("pull") == 5
        (box,) = [one for one in form.of_pod if one.name == "pull"]
        assert box.message == "Give a whole number from 0 to 3,600."
    assert LifeForm(TWO, {"pull.1": "x"}).is_wrong
