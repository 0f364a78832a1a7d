"""How many templates an account or a team may have."""

from __future__ import annotations

import pytest

from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_new, save_revision
from podbuilder.web import limits
from podbuilder.web.errors import QuotaReached
from podbuilder.web.limits import Quota
from tests.builder.support import POD
from tests.library.support import person, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEMPLATES_OF_ACCOUNT", Quota(2, 4 * len(POD + "{}")))
    monkeypatch.setattr(limits, "TEMPLATES_OF_TEAM", Quota(3, 4 * len(POD + "{}")))


def test_an_account_and_its_team_have_room_of_their_own() -> None:
    alice = person("alice")
    team = team_of("ml", owner=alice)
    for owner, where, number in ((alice, None, 2), (None, team, 3)):
        for one in range(number):
            save_new(
                SavedTemplate(owner=owner, team=where, name="a", slug=f"a-{one}"),
                Content(POD, [], "1.36"),
                author=alice,
            )
        with pytest.raises(QuotaReached, match=f"{number} templates"):
            save_new(
                SavedTemplate(owner=owner, team=where, name="a", slug="more"), Content(POD, [], "1.36"), author=alice
            )


def test_revisions_count() -> None:
    alice = person("alice")
    template = save_new(SavedTemplate(owner=alice, name="a", slug="a"), Content(POD, [], "1.36"), author=alice)
    for base in (1, 2, 3):
        save_revision(template, Content(POD[: -base - 1] + "\n", [], "1.36"), base=base, author=alice)
    with pytest.raises(QuotaReached, match="delete some"):
        save_revision(template, Content(POD, [], "1.36"), base=4, author=alice)


def test_what_is_kept_beside_a_text_counts() -> None:
    alice = person("alice")
    for notes in ({"folder": "x" * 4 * len(POD)}, {"overlays": [{"name": "o", "answers": {"a": "x" * 4 * len(POD)}}]}):
        template = SavedTemplate(owner=alice, name="a", slug="a")
        with pytest.raises(QuotaReached, match="delete some"):
            save_new(template, Content(POD, [], "1.36", notes), author=alice)
