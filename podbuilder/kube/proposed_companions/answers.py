"""Answers to the questions of an offer: completed with the defaults, and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from podbuilder.kube.core.quantity import ZERO, QuantityError, parse
from podbuilder.kube.core.whole_number import whole_number
from podbuilder.kube.proposed_companions.offer import AnswerKind, Answers, Offer, Question, Refusal
from podbuilder.kube.validation.formats import is_dns1123_label, is_dns1123_subdomain

_WILDCARD = "*."
_LAST_PORT = 65535
# A verb, or a resource as kubectl names it: `pods/log`, `deployments.apps`.
_is_word = re.compile(r"[a-z][a-zA-Z0-9./-]*|\*").fullmatch


def words(text: str) -> list[str]:
    """The words of an answer, with commas or spaces between them."""
    return text.replace(",", " ").split()


def completed(offer: Offer, answers: Answers) -> dict[str, str]:
    """An answer to every question of an offer, without white space around it; its default where there is none."""
    return {one.name: answers.get(one.name, one.default).strip() for one in offer.questions}


def refusals(offer: Offer, answers: Answers) -> Iterator[Refusal]:
    """What is wrong with completed answers."""
    wrong = {one.name: sentence for one in offer.questions if (sentence := problem(one, answers[one.name]))}
    for question in offer.questions:
        if question.floor and not {question.name, question.floor} & set(wrong):
            lowest = int(answers[question.floor])
            if int(answers[question.name]) < lowest:
                wrong[question.name] = f"{question.label} must be {lowest} or more."
    yield from (Refusal(offer.slug, sentence, name) for name, sentence in wrong.items())


def problem(question: Question, text: str) -> str:
    """Why an answer does not do, as a sentence; "" if it does."""
    if not text:
        return "" if question.is_optional else f"{question.label} is missing."
    return _CHECKS[question.kind](question, text)


def _choice(question: Question, text: str) -> str:
    values = [choice.value for choice in question.choices]
    return "" if text in values else f"{question.label} must be one of {', '.join(values)}."


def _number(question: Question, text: str) -> str:
    number = whole_number(text)
    is_fine = number is not None and question.lowest <= number <= question.highest
    wanted = f"a whole number from {question.lowest} to {question.highest}"
    return "" if is_fine else f"{question.label} must be {wanted}."


def _quantity(question: Question, text: str) -> str:
    try:
        is_fine = parse(text) > ZERO
    except QuantityError:
        is_fine = False
    return "" if is_fine else f"{question.label} must be a quantity above zero, such as 1Gi."


def _name(question: Question, text: str) -> str:
    wanted = "Use lower-case letters, digits, “-” and “.”."
    return f"{question.label} is no name that Kubernetes takes. {wanted}" if is_dns1123_subdomain(text) else ""


def _label(question: Question, text: str) -> str:
    """Mirrors ValidateServiceName, Kubernetes v1.36, apimachinery/pkg/api/validation: a DNS label of RFC 1035."""
    is_fine = not is_dns1123_label(text) and text[0].isalpha()
    return "" if is_fine else f"{question.label} must begin with a letter; use lower-case letters, digits and “-”."


def _words(question: Question, text: str) -> str:
    is_fine = all(map(_is_word, words(text)))
    return "" if is_fine else f"{question.label} must be words with commas between them."


def _ports(question: Question, text: str) -> str:
    is_fine = all(whole_number(word, _LAST_PORT, 1) for word in words(text))
    return "" if is_fine else f"{question.label} must be numbers from 1 to {_LAST_PORT} with commas between them."


def _host(question: Question, text: str) -> str:
    problems = is_dns1123_subdomain(text.removeprefix(_WILDCARD))
    wanted = "a host name such as shop.example.com, without https:// and port"
    return f"{question.label} must be {wanted}." if problems else ""


def _path(question: Question, text: str) -> str:
    is_fine = text.startswith("/") and not any(part in text for part in ("//", "/./", "/../", "%2f", "%2F"))
    return "" if is_fine else f"{question.label} must start with “/” and have no empty parts."


_CHECKS: Mapping[AnswerKind, Callable[[Question, str], str]] = {
    "choice": _choice,
    "number": _number,
    "quantity": _quantity,
    "label": _label,
    "name": _name,
    "words": _words,
    "ports": _ports,
    "host": _host,
    "path": _path,
}
