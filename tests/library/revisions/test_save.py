"""Saving: nobody's revision is lost, numbers have no gaps, and who missed something is told."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from podbuilder.library.models import Revision, SavedTemplate
from podbuilder.library.revisions.save import (
    Content,
    SlugTaken,
    VersionConflict,
    change,
    free_slug,
    save_new,
    save_revision,
)
from tests.builder.support import POD
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Any:
    return person("alice")


def test_a_revision_makes_its_template_the_newest_of_lists(alice: Any) -> None:
    template = saved(alice)
    long_ago = timezone.now() - timedelta(days=30)
    SavedTemplate.objects.update(updated=long_ago)
    save_revision(template, Content(POD.replace("1.27", "1.28"), [], "1.36"), base=1, author=alice)
    assert template.updated > long_ago
    assert SavedTemplate.objects.get().updated == template.updated


def test_the_same_once_more_is_no_revision(alice: Any) -> None:
    template = saved(alice)
    content = Content.of_revision(template.newest)
    assert save_revision(template, content, base=1, author=alice) is None
    assert Revision.objects.count() == 1


def test_a_template_says_why_no_pod_comes_of_it(alice: Any) -> None:
    template = saved(alice, text=POD.replace("containerPort: 80\n", "containerPort: 0\n"))
    assert "containerPort" in template.problem
    sound = saved(alice, text=DEPLOYMENT, parameters=PARAMETERS, slug="deployment")
    assert (sound.problem, sound.parameter_warnings) == ("", "")


def test_a_template_is_tried_at_the_ends_of_what_it_allows(alice: Any) -> None:
    text = DEPLOYMENT.replace("replicas: 2", "replicas: <param:replicas>")
    replicas = {"name": "replicas", "type": "integer", "default": 2, "minimum": -1, "maximum": 5}
    template = saved(alice, text=text, parameters=[*PARAMETERS, replicas, {"name": "idle", "default": "x"}])
    assert template.problem == ""
    assert "Nothing in the manifest uses idle." in template.parameter_warnings
    assert "With “-1” for replicas, the API server refuses it. spec.replicas" in template.parameter_warnings
    assert "With “-1” for replicas" in signed_in(alice).get("/t/alice/web/").content.decode()
    long = f"{text}# {'x' * 50_000}\n"
    assert saved(alice, slug="long", text=long, parameters=[*PARAMETERS, replicas]).parameter_warnings == ""
    images = SavedTemplate.objects.get(slug="long").images
    assert images.startswith("registry.example.com/")


def test_an_author_who_leaves_leaves_the_revision(alice: Any) -> None:
    bob = person("bob")
    template = saved(team=team_of("web-team", owner=alice, editor=bob), by=bob)
    bob.delete()
    assert template.newest.author is None


def test_a_slug_is_free_once_the_other_is_in_the_bin(alice: Any) -> None:
    first = saved(alice)
    assert free_slug("Web!", owner=alice) == "web-2"
    with pytest.raises(SlugTaken):
        saved(alice)
    first.deleted = first.created
    first.save()
    assert free_slug("Web!", owner=alice) == "web"
    assert saved(alice).slug == "web"


@pytest.mark.django_db(transaction=True)
def test_fifty_save_at_once(alice: Any) -> None:
    """Each is saved or told of the conflict, and the numbers have no gap."""
    template = saved(alice)
    told: list[str] = []

    def save(number: int) -> None:
        base = SavedTemplate.objects.get(pk=template.pk).latest_revision
        try:
            save_revision(template, Content(f"{POD}# {number}\n", [], "1.36"), base=base, author=alice)
        except VersionConflict:
            told.append("conflict")
        else:
            told.append("saved")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(told) == 50
    numbers = sorted(Revision.objects.filter(template=template).values_list("number", flat=True))
    assert numbers == list(range(1, told.count("saved") + 2))
    assert SavedTemplate.objects.get(pk=template.pk).latest_revision == numbers[-1]
    assert connection.is_usable()


def test_a_name_of_nothing_but_signs_has_an_address(alice: Any) -> None:
    template = SavedTemplate(owner=alice, name="★", slug=free_slug("★", owner=alice))
    assert save_new(template, Content(POD, [], "1.36"), author=alice).get_absolute_url() == "/t/alice/pod/"


def test_settings_of_a_template_with_many_revisions_and_changes_are_changed(alice: Any) -> None:
    saved(alice)
    SavedTemplate.objects.update(version=1000, latest_revision=1000)
    change(SavedTemplate.objects.get(), version=1000, by=alice, name="Shop")
    assert (SavedTemplate.objects.get().name, SavedTemplate.objects.get().version) == ("Shop", 1001)
