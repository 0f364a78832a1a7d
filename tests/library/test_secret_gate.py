"""Credentials do not get where others see them, unless somebody who may says that they are none."""

from __future__ import annotations

from typing import Any

import pytest

from podbuilder.kube.kustomization.overlays.kept_folder import KeptFolder
from podbuilder.kube.secret_scanning.move_to_secret import moved_out
from podbuilder.kube.templating import all_from_json
from podbuilder.library.models import AuditEntry, SavedTemplate, SecretOverride
from podbuilder.library.revisions.save import Content, change, save_new, save_revision
from podbuilder.library.secret_gate import (
    COVER,
    Acknowledgement,
    SecretsFound,
    covered,
    findings_in_folder,
    overrides_of,
    secret_findings,
)
from tests.builder.kept_folder import FILES
from tests.builder.support import POD
from tests.library.support import LEAKY, VALUE, WHERE, draft_of, mark, person, saved, signed_in, team_of

pytestmark = pytest.mark.django_db

TWICE = f"{LEAKY}---\n{LEAKY.replace(VALUE, 'another-Tr0ub4dor')}"


@pytest.fixture
def alice() -> Any:
    return person("alice")


def test_what_is_found() -> None:
    assert secret_findings(POD) == secret_findings("a: [") == []
    (found,) = secret_findings(LEAKY)
    assert (found.where, found.can_move) == (WHERE, True)
    assert found.in_words == "DB_PASSWORD holds what its name calls a credential."
    assert VALUE not in repr(found)
    assert [one.where for one in secret_findings(TWICE)] == [WHERE, f"pod 2: {WHERE}"]
    assert secret_findings(TWICE, {found.mark})[0].pod == 1
    # Where it stands does not matter to what was said of it, what it is does.
    assert mark(LEAKY.replace("    - name: MODE\n      value: fast\n", "")) == found.mark
    assert mark(LEAKY.replace(VALUE, "hunter3-Tr0ub4dor")) != found.mark


def test_a_default_is_looked_at_as_well() -> None:
    text = LEAKY.replace(VALUE, "<param:password>")
    declared = all_from_json([{"name": "password", "default": VALUE}])
    (found,) = secret_findings(text, parameters=declared)
    assert (found.where, found.can_move) == (WHERE, False)
    assert not secret_findings(text, parameters=all_from_json([{"name": "password"}]))


def test_moving_out_and_covering() -> None:
    text, commands = moved_out(TWICE)
    assert VALUE not in text
    assert text.count("secretKeyRef") == len(commands) == 2
    assert commands[0].startswith("kubectl create secret generic web-secrets")
    assert not secret_findings(text)
    hidden, count = covered(TWICE)
    assert (count, hidden.count(COVER), VALUE in hidden) == (2, 2, False)
    assert covered(POD) == (POD, 0)
    assert covered(LEAKY, {mark()}) == (LEAKY, 0)


def test_what_stays_with_its_author_is_saved(alice: Any) -> None:
    draft = draft_of(alice, LEAKY)
    signed_in(alice).post(f"/library/save/?draft={draft.key}", {"name": "Web", "visibility": "private"})
    assert SavedTemplate.objects.get().newest.text == LEAKY


@pytest.mark.parametrize("posted", [{"visibility": "public"}, {"visibility": "unlisted"}, {"owner": "web-team"}])
def test_a_new_template_for_others_is_stopped_and_moved(alice: Any, posted: dict[str, str]) -> None:
    team_of("web-team", owner=alice)
    draft, browser = draft_of(alice, LEAKY), signed_in(alice)
    url, data = f"/library/save/?draft={draft.key}", {"name": "Web", "visibility": "private", **posted}
    page = browser.post(url, data).content.decode()
    assert WHERE in page
    assert VALUE not in page
    assert not SavedTemplate.objects.exists()
    page = browser.post(url, {**data, "op": "move-secrets"}).content.decode()
    assert "kubectl create secret generic web-secrets" in page
    assert 'value="Web"' in page
    assert browser.post(url, data).status_code == 302
    assert "secretKeyRef" in SavedTemplate.objects.get().newest.text
    draft.refresh_from_db()
    assert draft.can_undo


def test_an_owner_says_that_it_is_none_and_why(alice: Any) -> None:
    draft, browser = draft_of(alice, LEAKY), signed_in(alice)
    url, data = f"/library/save/?draft={draft.key}", {"name": "Web", "visibility": "public", "not_secret": mark()}
    page = browser.post(url, {**data, "reason": " "}).content.decode()
    assert "Give a reason" in page
    assert not SavedTemplate.objects.exists()
    assert browser.post(url, {**data, "reason": "A sample for the course"}).status_code == 302
    override = SecretOverride.objects.get()
    assert (override.path, override.reason, override.who) == (WHERE, "A sample for the course", alice)
    entry = AuditEntry.objects.get(verb="secret.overridden")
    assert entry.details["reason"] == "A sample for the course"
    assert VALUE not in str(entry.details)
    # It holds for this template's next revisions, and for no other value.
    template = SavedTemplate.objects.get()
    assert overrides_of(template) == {mark()}
    assert save_revision(template, Content(f"# 2\n{LEAKY}", [], "1.36"), base=1, author=alice)
    draft.write(LEAKY.replace(VALUE, "hunter4-Tr0ub4dor"), base=draft.revision, tab_id="")
    page = browser.post(url, {"op": "revision", "base": "2"}).content.decode()
    assert "Nothing has been saved or shared yet" in page
    template.refresh_from_db()
    assert template.latest_revision == 2


def test_an_editor_asks_an_owner(alice: Any) -> None:
    bob = person("bob")
    team_of("web-team", owner=alice, editor=bob)
    draft, browser = draft_of(bob, LEAKY), signed_in(bob)
    data = {"name": "Web", "visibility": "team", "owner": "web-team", "not_secret": mark(), "reason": "Sure"}
    page = browser.post(f"/library/save/?draft={draft.key}", data).content.decode()
    assert "an owner can say so" in page
    assert 'name="not_secret"' not in page
    assert not SavedTemplate.objects.exists()


def test_old_revisions_count_where_more_people_come_to_see_them(alice: Any) -> None:
    team_of("web-team", owner=alice)
    template, browser = saved(alice, text=LEAKY), signed_in(alice)
    save_revision(template, Content(POD, [], "1.36"), base=1, author=alice)
    settings = {"name": "Web", "slug": "web", "icon": "box", "visibility": "public", "version": "1"}
    page = browser.post("/t/alice/web/settings/", settings).content.decode()
    assert "in revision 1" in page
    assert "move-secrets" not in page
    moved = browser.post("/t/alice/web/move/", {"to": "web-team"})
    assert (moved.status_code, "in revision 1" in moved.content.decode()) == (200, True)
    template.refresh_from_db()
    assert (template.visibility, template.team) == ("private", None)
    word = {"not_secret": mark(), "reason": "Changed since"}
    assert browser.post("/t/alice/web/move/", {"to": "web-team", **word}).status_code == 302
    assert browser.post("/t/web-team/web/settings/", {**settings, "version": "2"}).status_code == 302
    template.refresh_from_db()
    assert (template.visibility, template.team.slug) == ("public", "web-team")


def test_what_an_old_revision_brings_back_is_looked_at(alice: Any) -> None:
    team = team_of("web-team", owner=alice)
    template = saved(team=team, by=alice)
    # As it was before anybody looked.
    SavedTemplate.objects.filter(pk=template.pk).update(team=None, owner=alice)
    template = SavedTemplate.objects.get()
    save_revision(template, Content(LEAKY, [], "1.36"), base=1, author=alice)
    save_revision(template, Content(POD, [], "1.36"), base=2, author=alice)
    SavedTemplate.objects.update(visibility="public")
    response = signed_in(alice).post("/t/alice/web@2/restore/", {"base": "3"}, follow=True)
    assert "Revision 2 holds credentials" in response.content.decode()
    assert SavedTemplate.objects.get().latest_revision == 3


SECRET = f"{POD}---\nkind: Secret\nmetadata: {{name: db}}\nstringData:\n  password: {VALUE}\n"
PLACE = f"line {SECRET.count(chr(10))}, Secret db: stringData[password]"


def test_what_stands_beside_the_pods_is_stopped_as_well(alice: Any) -> None:
    draft, browser = draft_of(alice, SECRET), signed_in(alice)
    url, data = f"/library/save/?draft={draft.key}", {"name": "Web", "visibility": "public"}
    page = browser.post(url, data).content.decode()
    assert PLACE in page
    assert "kubectl create secret generic NAME" in page
    assert VALUE not in page
    assert "move-secrets" not in page
    (found,) = secret_findings(SECRET)
    assert (found.where, found.can_move, found.mark == mark()) == (PLACE, False, False)
    assert browser.post(url, {**data, "not_secret": found.mark, "reason": "A sample"}).status_code == 302
    assert SecretOverride.objects.get().path == PLACE


def test_what_stands_beside_the_pods_is_covered(alice: Any) -> None:
    hidden, count = covered(SECRET)
    assert (count, hidden) == (1, SECRET.replace(VALUE, f'"{COVER}"'))
    assert covered(SECRET, {secret_findings(SECRET)[0].mark}) == (SECRET, 0)
    draft, browser = draft_of(alice, SECRET), signed_in(alice)
    page = browser.post(f"/library/drafts/{draft.key}/share/", {"days": "7"}).content.decode()
    assert PLACE in page
    browser.post(f"/library/drafts/{draft.key}/share/", {"days": "7", "op": "cover"})
    shown = signed_in(person("bob")).get(f"/s/{draft.share_links.get().key}/").content.decode()
    assert VALUE not in shown
    assert "covered" in shown


# Put together from pieces, so that nobody's scanner takes this file for a leak.
TOKEN = "gh" + "p_" + "aB3dE7gH1jK0" * 3


@pytest.mark.parametrize("words", [{"readme": f"# Web\n\nUse {TOKEN}\n"}, {"description": f"Use {TOKEN}"}])
def test_what_is_written_about_a_template_is_looked_at_as_well(alice: Any, words: dict[str, str]) -> None:
    with pytest.raises(SecretsFound) as refusal:
        saved(alice, visibility="public", **words)
    (found,) = refusal.value.found
    assert found.where == ("README, line 3" if "readme" in words else "Description, line 1")
    assert (found.in_words, found.can_move) == ("This holds a GitHub token.", False)
    assert TOKEN not in repr(found)
    private = saved(alice, visibility="private", **words)
    for details in ({"visibility": "public"}, {"visibility": "unlisted"}):
        with pytest.raises(SecretsFound):
            change(private, version=private.version, by=alice, **details)
    public = saved(alice, visibility="public", slug="other")
    with pytest.raises(SecretsFound):
        change(public, version=public.version, by=alice, **words)
    said = Acknowledgement(frozenset({found.mark}), "It was revoked.")
    changed = change(public, version=public.version, by=alice, acknowledgement=said, **words)
    # What was said once needs no repetition.
    change(changed, version=changed.version, by=alice, name="Another")


def test_the_page_says_what_to_do_about_words(alice: Any) -> None:
    template = saved(alice, visibility="private", readme=f"Use {TOKEN}")
    browser, url = signed_in(alice), f"/t/alice/{template.slug}/settings/"
    details = {
        "name": "Web",
        "slug": template.slug,
        "icon": "box",
        "tags": "",
        "readme": template.readme,
        "visibility": "public",
    }
    page = browser.post(url, {**details, "version": template.version}).content.decode()
    assert "README, line 1" in page
    assert "then save again" in page
    assert "A saved revision stays as it is" not in page


PATCH = """apiVersion: apps/v1
kind: Deployment
metadata: {{name: web}}
spec: {{template: {{spec: {{containers: [{{name: app, env: [{{name: DB_PASSWORD, value: {}}}]}}]}}}}}}
"""
TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8rS1tV4wX7yZ0bC3dE6"


def folder_notes(**files: str) -> dict[str, Any]:
    texts = {path: text for path, text in FILES.items() if isinstance(text, str)}
    return {"folder": KeptFolder({**texts, **files}, "base").to_json()}


def test_the_files_of_a_folder_are_looked_at() -> None:
    assert findings_in_folder(folder_notes()) == findings_in_folder({}) == []
    leaky = {"prod/p.yaml": PATCH.format(VALUE), "prod/token.txt": f"token={TOKEN}\n"}
    first, second = findings_in_folder(folder_notes(**leaky))
    assert first.where == "prod/p.yaml: spec.containers[0].env[0].value"
    assert second.where == "prod/token.txt: line 1"
    assert first.mark == mark(LEAKY)
    assert findings_in_folder(folder_notes(**leaky), {first.mark, second.mark}) == []
    (odd,) = findings_in_folder({"folder": f"{{{TOKEN}"})
    assert odd.where == "folder: line 1"


def test_what_stands_in_the_text_and_in_its_file_is_told_once(alice: Any) -> None:
    files = {"base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": LEAKY}
    content = Content(LEAKY, [], "1.36", {"folder": KeptFolder(files, "base").to_json()})
    with pytest.raises(SecretsFound) as stopped:
        save_new(SavedTemplate(owner=alice, name="a", slug="a", visibility="public"), content, author=alice)
    assert [one.where for one in stopped.value.found] == [WHERE]


def test_the_answers_of_overlays_are_looked_at() -> None:
    answers = {"env/Pod/web/app/DB_PASSWORD": VALUE, "config/web/token": f"token={TOKEN}", "replicas/web": "2"}
    found = findings_in_folder({"overlays": [{"name": "prod", "answers": answers}]})
    assert [one.where for one in found] == [
        "Overlay prod: spec.containers[0].env[0].value",
        "Overlay prod: line 1",
    ]
    assert not any(one.can_move for one in found)


def test_a_folder_with_a_credential_is_not_shared(alice: Any) -> None:
    content = Content(POD, [], "1.36", folder_notes(**{"prod/p.yaml": PATCH.format(VALUE)}))
    template = SavedTemplate(team=team_of("ml", owner=alice), name="a", slug="a", visibility="team")
    with pytest.raises(SecretsFound):
        save_new(template, content, author=alice)
    private = save_new(SavedTemplate(owner=alice, name="a", slug="a"), content, author=alice)
    assert [(one.where, one.revision) for one in secret_findings(private)] == [
        ("prod/p.yaml: spec.containers[0].env[0].value", 1)
    ]
