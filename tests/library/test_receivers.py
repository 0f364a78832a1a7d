"""What the library does when accounts and teams change."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.accounts.signals import Consequences, deletion_consequences, exported_files
from podbuilder.library import receivers
from podbuilder.library.models import AuditEntry, SavedTemplate
from podbuilder.library.revisions.lifecycle import delete
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.teams.models import Team
from podbuilder.teams.signals import team_changed
from tests.builder.support import POD
from tests.library.courses import COURSE, course_of
from tests.library.support import person, saved, team_of

pytestmark = pytest.mark.django_db
NEWER = POD.replace("1.27", "1.28")


@pytest.fixture
def alice() -> Any:
    return person("alice")


def test_other_peoples_templates_are_no_files(alice: Any) -> None:
    saved(team=team_of("web-team", owner=alice), by=alice)
    saved(person("bob"))
    assert list(receivers.export_templates(alice)) == []


def test_the_newest_is_a_file_to_import_and_the_older_are_text(alice: Any) -> None:
    template = saved(alice, readme="# Hi")
    save_revision(template, Content(NEWER, [], "1.36"), base=1, author=alice)
    gone = saved(alice, slug="gone")
    save_revision(gone, Content(NEWER, [], "1.36"), base=1, author=alice)
    delete(gone, by=alice)
    files = dict(exported_files(alice))
    names = ["templates/web.yaml", "templates/web/1.yaml"]
    binned = [f"templates/bin/gone-{gone.pk}.yaml", f"templates/bin/gone-{gone.pk}/1.yaml"]
    assert [name for name in files if name.startswith("templates/")] == [*names, *binned]
    assert files[names[1]] == files[binned[1]] == POD
    assert "# Hi" in files[names[0]]
    assert "nginx:1.28" in files[names[0]]


# How many templates there are, and what is said of their loss.
DELETIONS = {0: (), 1: ("1 saved template",), 2: ("2 saved templates",)}


@pytest.mark.parametrize("number", DELETIONS)
def test_what_is_lost_with_an_account(alice: Any, number: int) -> None:
    saved(person("bob"))
    delete(saved(alice, slug="gone"), by=alice)
    for n in range(number):
        saved(alice, slug=f"web-{n}")
    assert receivers.count_templates(alice) == Consequences(deletions=DELETIONS[number])
    assert deletion_consequences(alice).deletions == DELETIONS[number]


def test_templates_go_with_their_account(alice: Any) -> None:
    saved(alice)
    alice.delete()
    assert not SavedTemplate.objects.exists()


def test_what_teams_tell_is_recorded(alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    details = {"role": "viewer"}
    team_changed.send(sender=Team, actor=alice, verb="member.invited", subject="bob", team=team, details=details)
    team_changed.send(sender=Team, actor=alice, verb="team.deleted", subject="Old (old)", team=None, details={})
    last, first = AuditEntry.objects.all()
    assert (first.who, first.verb, first.subject, first.team, first.details) == (
        alice,
        "member.invited",
        "bob",
        team,
        details,
    )
    assert (last.verb, last.subject, last.team, last.details) == ("team.deleted", "Old (old)", None, {})


def test_courses_are_exported_and_counted(alice: Any) -> None:
    bob = person("bob")
    assert list(receivers.export_courses(bob)) == []
    assert receivers.count_courses(bob) == Consequences()
    first = course_of(alice)
    assert dict(exported_files(alice)) == {f"courses/{first.key}.yaml": COURSE}
    assert deletion_consequences(alice).deletions == ("1 course",)
    course_of(alice)
    assert receivers.count_courses(alice) == Consequences(deletions=("2 courses",))
