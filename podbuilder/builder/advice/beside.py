"""Advice beside the control of the field it concerns: the quietest of the messages there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podbuilder.builder.advice.advice import Advice
from podbuilder.builder.forms.control import Message
from podbuilder.kube.core.field import FieldPath


@dataclass
class AdviceMessage(Message):
    """A message with the ways on: the fix, its form, the rule's page."""

    advice: Advice


def messages(advice: Iterable[Advice]) -> Iterator[tuple[FieldPath, Message]]:
    """One message for each finding, the gravest first at each field."""
    for one in advice:
        yield one.path, AdviceMessage("advice", one.finding.message, one)
