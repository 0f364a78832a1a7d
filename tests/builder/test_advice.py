"""Advice is listed with its fixes, and one click makes a fix, or all that are safe."""

from __future__ import annotations

import pytest
from django.test import Client

from podbuilder.kube import lint
from podbuilder.kube.manifest import Manifest
from podbuilder.kube.review import review
from tests.builder.support import POD, Step, begin, edit

pytestmark = pytest.mark.django_db


def test_the_review_lists_advice_with_its_fixes(client: Client) -> None:
    page = Step(client, begin(client), "review").browser
    assert "fix:allow-privilege-escalation:spec.containers[0]" in page.content.decode()
    assert any(page.name_of(button) == "Fix all that is safe" for button in page.root.all("button"))


def test_one_click_makes_one_fix(client: Client) -> None:
    draft = begin(client)
    finding = next(f for f in review(Manifest.read(POD).pod).findings if f.rule == "allow-privilege-escalation")
    text = edit(client, draft, "review", op=f"fix:{finding.rule}:{finding.path}")
    assert "allowPrivilegeEscalation: false" in text
    assert text.startswith("# The web server\n")
    assert edit(client, draft, "review", op="undo") == POD


@pytest.mark.parametrize(
    "op", ["fix:", "fix:nonsense:spec", "fix:run-as-non-root:nonsense", "fix:privileged-container:spec"]
)
def test_a_fix_of_nothing_changes_nothing(client: Client, op: str) -> None:
    assert edit(client, begin(client), "review", op=op) == POD


def test_all_safe_fixes_end_where_no_more_are_left(client: Client) -> None:
    draft = begin(client)
    text = edit(client, draft, "review", op="fix-all")
    pod = Manifest.read(text).pod
    left = [lint.fix(pod, finding) for finding in lint.run(pod)]
    assert not [patch for patch in left if patch and patch.safety is lint.Safety.SAFE]
    assert review(pod).accepted
    assert edit(client, draft, "review", op="fix-all") == text
