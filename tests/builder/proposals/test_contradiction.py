"""The fix of a contradiction between the objects of a draft's file."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.builder.proposals.contradiction import mended_at
from podbuilder.kube.file_references.file_check import file_findings
from tests.builder.pages.test_contradictions import BUDGET, DEPLOYMENT
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db


def test_the_fix_mends_it(client: Client) -> None:
    draft = begin(client, DEPLOYMENT + BUDGET)
    found = mended_at(draft, 0)
    assert found is not None
    assert found.proposal.is_ready
    assert file_findings(found.proposal.after) == ()
    assert found.proposal.after.text.startswith(DEPLOYMENT)


def test_there_is_nothing_to_mend(client: Client) -> None:
    assert mended_at(begin(client, POD), 0) is None
    assert mended_at(begin(client, DEPLOYMENT + BUDGET), 1) is None
