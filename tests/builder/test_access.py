"""A draft is its maker's alone: Alice made it, Charlie is somebody else, Bob has an account."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern

from podbuilder.builder.models import Draft
from podbuilder.builder.urls import urlpatterns
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from tests.builder.support import POD, begin

pytestmark = pytest.mark.django_db

# Every address that names a draft, and how it is asked for.
ADDRESSES = {
    "draft": ("get", "/drafts/{key}/"),
    "draft-jump": ("get", "/drafts/{key}/jump/?line=3"),
    "draft-download": ("get", "/drafts/{key}/download.yaml"),
    "draft-export": ("get", "/drafts/{key}/export/"),
    "draft-export-file": ("get", "/drafts/{key}/export/docker-run/"),
    "draft-folder": ("get", "/drafts/{key}/folder/helm/"),
    "draft-folder-file": ("get", "/drafts/{key}/folder/yaml/file/?path=pod.yaml"),
    "draft-folder-zip": ("get", "/drafts/{key}/folder/kustomize.zip"),
    "draft-overlays": ("post", "/drafts/{key}/overlays/"),
    "draft-overlay": ("get", "/drafts/{key}/overlay/?at=prod"),
    "draft-overlay-field": ("get", "/drafts/{key}/overlay/field/?at=prod&object=0&field=spec.replicas"),
    "draft-note": ("get", "/drafts/{key}/note/?path=metadata.name"),
    "draft-devices": ("get", "/drafts/{key}/devices/?container=containers/0"),
    "draft-devices-preview": ("post", "/drafts/{key}/devices/preview/"),
    "draft-find": ("get", "/drafts/{key}/find/?q=image"),
    "draft-add": ("get", "/drafts/{key}/add/"),
    "draft-add-recipe": ("get", "/drafts/{key}/add/fluent-bit/"),
    "draft-add-preview": ("post", "/drafts/{key}/add/fluent-bit/preview/"),
    "draft-parameters": ("get", "/drafts/{key}/parameters/"),
    "draft-parameter": ("get", "/drafts/{key}/parameter/?path=metadata.name"),
    "draft-parameter-remove": ("post", "/drafts/{key}/parameter/remove/"),
    "draft-advice": ("get", "/drafts/{key}/advice/"),
    "draft-advice-fix": ("get", "/drafts/{key}/advice/fix/?rule=memory-limit-missing&path=spec.containers[0]"),
    "draft-suppress": ("get", "/drafts/{key}/advice/suppressed/?rule=host-pid&path=spec"),
    "draft-json-layout": ("get", "/drafts/{key}/json-layout/"),
    "draft-characters": ("get", "/drafts/{key}/characters/"),
    "draft-placeholders": ("get", "/drafts/{key}/placeholders/"),
    "draft-harden": ("get", "/drafts/{key}/harden/restricted/"),
    "draft-cluster": ("get", "/drafts/{key}/cluster/"),
    "draft-cluster-choice": ("post", "/drafts/{key}/cluster/choose/"),
    "draft-cluster-line": ("post", "/drafts/{key}/cluster/line/metadata/"),
    "draft-cluster-remedy": ("get", "/drafts/{key}/cluster/remedies/0/"),
    "draft-companions": ("get", "/drafts/{key}/companions/"),
    "draft-companion-files": ("get", "/drafts/{key}/companions/files/?to=ConfigMap/web"),
    "draft-contradiction": ("get", "/drafts/{key}/contradictions/0/"),
    "draft-kind": ("get", "/drafts/{key}/kind/Deployment/"),
    "draft-role": ("post", "/drafts/{key}/role/containers/0/"),
    "draft-changes": ("get", "/drafts/{key}/changes/"),
    "draft-commands": ("get", "/drafts/{key}/commands/"),
    "draft-imported": ("get", "/drafts/{key}/imported/"),
    "draft-imported-file": ("get", "/drafts/{key}/imported.md"),
    "draft-patch": ("get", "/drafts/{key}/changes.patch"),
    "draft-rename": ("get", "/drafts/{key}/rename/?path=spec.containers[0].name"),
    "draft-convert": ("get", "/drafts/{key}/convert/native/containers/0/"),
    "draft-profile": ("get", "/drafts/{key}/profile/"),
    "draft-profile-file": ("get", "/drafts/{key}/profile.yaml"),
    "draft-report": ("get", "/drafts/{key}/report/"),
    "draft-troubleshoot": ("get", "/drafts/{key}/troubleshoot/"),
    "draft-trouble-fix": ("post", "/drafts/{key}/troubleshoot/fix/"),
    "draft-trouble-keep": ("post", "/drafts/{key}/troubleshoot/keep/"),
    "draft-trouble-forget": ("post", "/drafts/{key}/troubleshoot/forget/"),
    "draft-versions": ("get", "/drafts/{key}/versions/"),
    "draft-duplicate": ("post", "/drafts/{key}/duplicate/"),
    "draft-delete": ("post", "/drafts/{key}/delete/"),
    "draft-restore": ("post", "/drafts/{key}/restore/"),
    "draft-pod": ("post", "/drafts/{key}/pod/metadata/"),
    "draft-version": ("post", "/drafts/{key}/version/metadata/"),
    "draft-life": ("get", "/drafts/{key}/life/?rehearse=exit-1"),
    "draft-diagram": ("get", "/drafts/{key}/diagram/"),
    "draft-diagram-pane": ("get", "/drafts/{key}/diagram/pane/?show=1"),
    "draft-diagram-file": ("get", "/drafts/{key}/diagram.svg"),
    "draft-yaml": ("get", "/drafts/{key}/yaml/"),
    "draft-yaml-check": ("post", "/drafts/{key}/yaml/check/metadata/"),
    "draft-yaml-complete": ("post", "/drafts/{key}/yaml/complete/"),
    "draft-yaml-about": ("post", "/drafts/{key}/yaml/about/"),
    "draft-step": ("get", "/drafts/{key}/edit/metadata/"),
    "draft-preview": ("post", "/drafts/{key}/preview/metadata/"),
    "draft-revision": ("get", "/drafts/{key}/revision/"),
}
WITHOUT_DRAFT = {
    "home",
    "starter",
    "kubernetes",
    "import",
    "import-preview",
    "import-recognized",
    "field-docs",
    "rules",
    "rule",
    "troubleshoot",
    "trouble-fix",
    "trouble-open",
    "causes",
    "cause",
    "draft-new",
    "draft-import",
    "draft-rescue",
}


def test_every_address_is_in_the_table() -> None:
    names = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert names == set(ADDRESSES) | WITHOUT_DRAFT


@pytest.mark.parametrize(("method", "url"), ADDRESSES.values(), ids=ADDRESSES)
def test_a_stranger_finds_nothing(client: Client, method: str, url: str) -> None:
    draft = begin(client)
    address = url.format(key=draft.key)
    stranger = getattr(Client(), method)(address)
    assert stranger.status_code == 404
    other_visitor = Client()
    begin(other_visitor)
    assert getattr(other_visitor, method)(address).status_code == 404


# What only some drafts have: objects that do not fit together, a cluster, a place in the bin, a text that was none.
OF_SOME = {
    "draft-contradiction",
    "draft-cluster-line",
    "draft-cluster-remedy",
    "draft-restore",
    "draft-imported",
    "draft-imported-file",
}


@pytest.mark.parametrize(("method", "url"), [a for name, a in ADDRESSES.items() if name not in OF_SOME])
def test_its_maker_finds_it(client: Client, method: str, url: str) -> None:
    draft = begin(client)
    assert getattr(client, method)(url.format(key=draft.key)).status_code in (200, 302)


@pytest.mark.parametrize(("method", "url"), [a for name, a in ADDRESSES.items() if name not in OF_SOME])
def test_no_page_breaks_while_what_stands_beside_the_pod_is_edited(client: Client, method: str, url: str) -> None:
    draft = begin(client, f"{POD}---\napiVersion: v1\nkind: Service\nmetadata: {{name: web}}\n")
    draft.choose_pod(FIRST_COMPANION)
    address = url.format(key=draft.key)
    assert getattr(client, method)(address).status_code in (200, 302, 404)
    # Its own fields have the pages that a pod's fields have.
    own = address.replace("path=metadata.name", "path=Service.metadata.name")
    assert own == address or getattr(client, method)(own).status_code == 200


def test_an_account_has_its_own_drafts(client: Client) -> None:
    bob = get_user_model().objects.create_user("bob", "bob@example.com", "a long password")
    client.force_login(bob)
    draft = begin(client)
    assert (draft.owner, draft.visitor) == (bob, "")
    assert Client().get(f"/drafts/{draft.key}/", follow=True).status_code == 404
    elsewhere = Client()
    elsewhere.force_login(bob)
    assert elsewhere.get(f"/drafts/{draft.key}/", follow=True).status_code == 200


def test_a_forged_cookie_is_no_visitor(client: Client) -> None:
    draft = begin(client)
    forger = Client()
    forger.cookies["visitor"] = draft.visitor
    assert forger.get(f"/drafts/{draft.key}/").status_code == 404


def test_looking_around_leaves_nothing_behind(client: Client) -> None:
    client.get("/")
    assert not Draft.objects.exists()
    assert "visitor" not in client.cookies
