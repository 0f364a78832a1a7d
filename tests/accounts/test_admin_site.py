"""What staff find at /admin/: every table, read more than written, and no secret of anybody's."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.utils import timezone

from podbuilder.accounts.models import OwnerName, Throttle, User, UserSession
from podbuilder.accounts.rate_limit import hit
from podbuilder.builder.models import Change, Draft, KeptPaste
from podbuilder.library.audit_log import record
from podbuilder.library.models import (
    AuditEntry,
    Revision,
    SavedTemplate,
    SearchEntry,
    SecretOverride,
    ShareLink,
    Star,
    Token,
    Word,
)
from podbuilder.library.revisions.save import Content, save_new
from podbuilder.library.sharing import access_tokens as access_tokens
from podbuilder.library.sharing.access_tokens import READ
from podbuilder.library.stars import set_star
from podbuilder.teams import membership as membership
from podbuilder.teams.models import Invitation, Membership, Role, Team
from podbuilder.web.limits import Limit
from tests.accounts.support import PASSWORD, browser_of, sign_in
from tests.builder.support import POD
from tests.clusters.cases import cluster_of
from tests.library.courses import course_of

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
OURS = [model for app in apps.get_app_configs() if app.name.startswith("podbuilder.") for model in app.get_models()]
# What staff may change or delete, by hand; all else is only looked at.
CHANGED, DELETED = {User}, {UserSession, Throttle}


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("boss", email="boss@example.com", password=PASSWORD)


@pytest.fixture
def secrets(boss: User) -> set[str]:
    """A row in every table; the secrets that are kept or were handed out."""
    assert sign_in(Client(), "boss").status_code == 302
    hit((Limit("a test's", 3, timedelta(hours=1)), "boss"))
    team = membership.create_team(Team(name="Web", slug="web"), boss)
    invitation, invited = membership.invite(team, Role.VIEWER, boss)
    draft = Draft.objects.create(visitor="v" * 43, text=POD, name="web")
    draft.write(f"# 2\n{POD}", base=1, tab_id="w" * 16)
    paste = KeptPaste.objects.keep(draft, "Reason: OOMKilled")
    template = SavedTemplate(owner=boss, name="Web", slug="web", visibility="unlisted", tags=["http"])
    save_new(template, Content(POD, [], "1.36"), author=boss)
    set_star(template, boss, is_on=True)
    link = ShareLink.objects.create(template=template, created_by=boss)
    token, text = access_tokens.make(boss, "laptop", [READ], None)
    override = SecretOverride.objects.create(
        template=template, rule="word", path="spec", reason="none", who=boss, fingerprint="f" * 64, at=timezone.now()
    )
    record(boss, "template.visibility", template=template)
    course, cluster = course_of(boss), cluster_of(boss)
    session = UserSession.objects.get()
    kept = {
        boss.password,
        session.session_key,
        invitation.token,
        draft.visitor,
        link.key,
        template.link_key,
        course.key,
    }
    return kept | {course.key, cluster.key, token.digest, text, invited, override.fingerprint, PASSWORD}
    kept = {boss.password, session.session_key, invitation.token, draft.visitor, link.key, template.link_key}
    return kept | {token.digest, text, invited, override.fingerprint, PASSWORD, paste.text}


def test_every_table_is_registered() -> None:
    assert set(OURS) <= set(admin.site._registry), "each in its app's admin.py"
    assert {Membership, Change, OwnerName, AuditEntry, Revision, SearchEntry, Star, Word, Invitation, Token} < set(OURS)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_staff_look_and_nobody_else(boss: User, secrets: set[str], model: type[models.Model]) -> None:
    browser, name = browser_of(boss), f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    row = model._base_manager.first()
    assert row is not None
    one = f"{name}{row.pk}/change/"
    for url in (name, f"{name}?q=web", one):
        page = browser.get(url, follow=True)
        html = page.content.decode()
        assert page.status_code == 200, url
        assert [secret for secret in secrets if secret in html] == []
        assert refused_by_the_policy(html) == []
    assert ('name="_save"' in html, "deletelink" in html) == (model in CHANGED, model in DELETED)
    assert browser.get(f"{name}add/").status_code == 403
    alice = browser_of(User.objects.create_user("alice", password=PASSWORD))
    for url in (name, one):
        assert Client().get(url, follow=True).redirect_chain[-1][0] == f"/sign-in/?next={url}"
        assert alice.get(url, follow=True).status_code == 404


def refused_by_the_policy(html: str) -> list[str]:
    """Scripts and styles that stand in a page, which our content security policy refuses."""
    return re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=", html)


def test_its_files_are_served_and_those_of_no_other_app() -> None:
    from django.contrib.staticfiles import finders

    assert finders.find("admin/css/base.css")
    names = {path for one in finders.get_finders() for path, _ in one.list(None)}
    assert not [name for name in names if name.startswith(("registration", "auth"))]


def test_people_sign_in_and_out_where_they_always_do(boss: User) -> None:
    browser = Client()
    response = browser.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/?next=/admin/"
    assert sign_in(browser, "boss", next="/admin/")["Location"] == "/admin/"
    assert browser.get("/admin/password_change/")["Location"] == "/account/password/"
    assert browser.post("/admin/logout/")["Location"] == "/"
    assert not UserSession.objects.exists()
    assert browser.get("/admin/").status_code == 302


def test_a_device_that_is_deleted_is_signed_out(boss: User) -> None:
    there = Client()
    sign_in(there, "boss")
    session = UserSession.objects.get()
    browser_of(boss).post(f"/admin/accounts/usersession/{session.pk}/delete/", {"post": "yes"})
    assert there.get("/account/").status_code == 302
    sign_in(there, "boss")
    every = list(UserSession.objects.values_list("pk", flat=True))
    chosen = {"action": "delete_selected", "_selected_action": every, "post": "yes"}
    browser_of(boss).post("/admin/accounts/usersession/", chosen)
    assert there.get("/account/").status_code == 302


def test_without_the_variable_there_is_none(tmp_path: Path) -> None:
    program = (
        "import django, sys; django.setup()\n"
        "from django.urls import Resolver404, resolve\n"
        "assert 'django.contrib.admin' not in sys.modules\n"
        "try: resolve('/admin/')\n"
        "except Resolver404: print('none')"
    )
    variables = {"DJANGO_SETTINGS_MODULE": "podbuilder.settings", "PODBUILDER_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "none\n"), done.stderr


def test_a_count_that_is_deleted_lets_somebody_try_again(boss: User) -> None:
    one = Limit("a test's", 1, timedelta(hours=1))
    assert hit((one, "alice")) is None
    assert hit((one, "alice")) is not None
    browser_of(boss).post(f"/admin/accounts/throttle/{Throttle.objects.get().pk}/delete/", {"post": "yes"})
    assert hit((one, "alice")) is None
