"""What is said in a step: at which part, with which way to mend it, and what follows the values."""

from __future__ import annotations

from podbuilder.builder.advice.advice import Advice
from podbuilder.builder.advice.advice_words import AdviceWords
from podbuilder.builder.advice.corrections import CorrectionButton
from podbuilder.builder.advice.filters import AdviceMessage
from podbuilder.builder.forms.control import Message
from podbuilder.builder.forms.form_builder import Sheet
from podbuilder.builder.forms.layout import Row
from podbuilder.builder.pages.step_messages import PlacedMessage, StepMessages, hints_in, placed_in, titles_in, words_in
from podbuilder.builder.steps.registry import draw
from podbuilder.kube import catalogue, lint
from podbuilder.kube.core.field import FieldPath, Finding
from podbuilder.kube.core.versions import DEFAULT
from tests.support.pods import make_pod

APP = FieldPath(("spec", "containers", 0))
PORTS = [{"name": "http", "containerPort": 80}]
POD = make_pod(("spec.containers", [{"name": "web", "image": "nginx", "ports": PORTS}]))
BUTTON = CorrectionButton("Rename it", "correct:0:spec")


def parts() -> list[object]:
    found = draw(Sheet(POD, catalogue.load(DEFAULT), posted={}, pending=(), at=FieldPath()), "containers/0")
    assert found is not None
    return [part for one in found for part in one.walk()]


def test_a_message_keeps_its_place_and_its_ways_out() -> None:
    some = parts()
    some[0].messages = [Message("error", "It is wrong.", corrections=(BUTTON,))]
    assert placed_in(some, [Message("hint", "So it is.")]) == (
        PlacedMessage(some[0].name, "error", "It is wrong.", None, (BUTTON,)),
        PlacedMessage("step", "hint", "So it is.", None, ()),
    )


def test_advice_comes_in_words() -> None:
    advice = Advice(lint.Subject(POD, DEFAULT), lint.DEFAULT, Finding("image-tag-mutable", APP, "It moves."), APP)
    assert words_in(AdviceMessage("advice", "It moves.", advice)) == AdviceWords.of(advice)
    assert words_in(Message("error", "It is wrong.")) is None


def test_hints_and_titles_follow_the_values() -> None:
    some = parts()
    assert {text for _, _, text in hints_in(some) if text}
    assert all(id and unset for id, unset, _ in hints_in(some))
    rows = [part for part in some if isinstance(part, Row)]
    assert [title for _, title in titles_in(some)] == [row.title for row in rows if not row.is_plain] != []


def test_steps_that_say_the_same_are_the_same() -> None:
    around = {"key": "abc", "preview_url": "/p/", "step": "web", "draft": "web", "file_name": "web.yaml"}
    one, other = (StepMessages.of(parts(), [], **around) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != StepMessages.of(parts(), [Message("hint", "So it is.")], **around)
