"""A sample of benchmarks/fuzz.py: whatever is sent to whatever address, the server answers or refuses."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.support.databases import is_asked_for
from tests.support.request_fuzz import Fuzz, addresses

pytestmark = pytest.mark.django_db
SEED = 12
# What a page that is drawn anew says of itself, where its form is posted.
TOKEN = re.compile(r"""((?:csrfmiddlewaretoken|tab_id)(?:=|"(?:\\r|\\n)*))[\w-]*""")
# Cases of about four requests, in parts that run beside each other.
PARTS, CASES = 12, 15 if is_asked_for() else 110


@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_fails(part: int) -> None:
    fuzz, statuses = Fuzz(), Counter[int]()
    for number in range(part * CASES, (part + 1) * CASES):
        for answer in fuzz.run(SEED, number):
            assert not answer.problem, f"seed {SEED}, case {number}: {answer.request}\n{answer.problem}"
            statuses[answer.status] += 1
    assert min(statuses[200], statuses[302], statuses[404]) > 0


def test_every_application_has_addresses() -> None:
    found = [address.form for address in addresses()]
    assert len(found) == len(set(found)), "one address is matched by two patterns"
    for beginning in ("admin/", "account/", "teams/", "drafts/%(key)s/", "library/", "t/%(owner)s/", "healthz"):
        assert any(form.startswith(beginning) for form in found), beginning


def test_a_case_can_be_made_again() -> None:
    fuzz = Fuzz()
    once, again = ([TOKEN.sub(r"\1", answer.request) for answer in fuzz.run(SEED, 1)] for _ in range(2))
    assert once == again
