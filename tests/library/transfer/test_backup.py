"""An installation in one file: from SQLite to PostgreSQL and back nothing is lost, and a bad file changes nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from podbuilder.accounts.models import OwnerName, Throttle, User, UserSession
from podbuilder.builder.models import Draft, KeptPaste
from podbuilder.library.audit_log import record
from podbuilder.library.models import Revision, SavedTemplate, SearchEntry, SecretOverride, ShareLink, Star, Word
from podbuilder.library.revisions.fork import fork
from podbuilder.library.revisions.save import Content, save_revision
from podbuilder.library.search.full_text import condition
from podbuilder.library.sharing import access_tokens
from podbuilder.library.sharing.access_tokens import READ
from podbuilder.library.stars import set_star
from podbuilder.library.transfer.backup import HEAD
from podbuilder.library.transfer.backup_tables import KINDS
from podbuilder.teams.models import Invitation, Role, Team
from tests.builder.support import POD
from tests.clusters.cases import cluster_of
from tests.library.courses import course_of
from tests.library.support import DEPLOYMENT, PARAMETERS, draft_of, person, saved, team_of
from tests.support.cluster import programs, running

ROOT = Path(__file__).parents[3]
# Of this machine and moment, or made anew from the rest; and pastes, kept for weeks where an archive is kept for years.
NOT_KEPT = {UserSession, Throttle, SearchEntry, Word, KeptPaste}
RELAY = """
import sys, django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("import_all", sys.argv[1])
call_command("export_all", sys.argv[2], passwords=True)
"""
pytestmark = pytest.mark.django_db


def fill() -> None:
    """Something of everything; and numbers that are not those that an empty database would give."""
    person("nobody").delete()
    alice, bob = person("alice"), person("bob")
    team = team_of("web", owner=alice, viewer=bob)
    Invitation.make(team, role=Role.EDITOR, made_by=alice, email="carol@example.com")
    template = saved(team=team, by=alice, text=DEPLOYMENT, parameters=PARAMETERS, tags=["blue"], visibility="public")
    save_revision(template, Content(POD + "# ünïcode 🐳\n", [], "1.35", {"roles": {"web": "app"}}), base=1, author=bob)
    copy = fork(template, template.newest, bob)
    # A fork that is older than what it was forked from, as after many a restored backup.
    SavedTemplate.objects.filter(pk=template.pk).update(fork_of=copy, deleted=timezone.now())
    set_star(copy, alice, is_on=True)
    waivers = [{"rule": "latest-tag", "reason": "a test"}]
    draft = draft_of(alice, waivers=waivers, roles={"web": "app"}, origin="web/web@1")
    draft.write(POD.replace("1.27", "1.28"), base=1, tab_id="page", subject="image")
    draft_of(None, visitor="v" * 43)
    ShareLink.objects.create(template=copy, revision=1, created_by=bob)
    ShareLink.objects.create(draft=draft, created_by=alice, revoked=timezone.now())
    access_tokens.make(alice, "terminal", [READ], None)
    SecretOverride.objects.create(template=copy, rule="word", path="spec", reason="none", who=bob)
    course_of(team=team)
    cluster_of(alice)
    record(alice, "template.visibility", template=template, before="team", after="public")


def wipe() -> None:
    Draft.objects.all().delete()
    Team.objects.all().delete()
    User.objects.all().delete()
    OwnerName.objects.all().delete()
    for kind in KINDS:
        if kind.name == "audit":
            kind.model.objects.all().delete()
        assert not kind.model.objects.exists()


def lines_of(file: Path) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(file) as archive:
        return {kind.name: [json.loads(line) for line in archive.open(kind.file)] for kind in KINDS}


def said(file: Path) -> dict[str, list[dict[str, Any]]]:
    """What an archive says, with each number replaced by the place in its file of what it means."""
    lines = lines_of(file)
    places = {kind.model: {row.get("id"): at for at, row in enumerate(lines[kind.name])} for kind in KINDS}
    for kind in KINDS:
        for row in lines[kind.name]:
            row.pop("id", None)
            for field in kind.fields:
                target = field.remote_field.model if field.remote_field else None
                if target is not None and target is not Draft and row[field.name] is not None:
                    row[field.name] = places[target][row[field.name]]
    return lines


def test_every_table_is_kept_or_left_out_on_purpose() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("podbuilder.")]
    assert {model for app in ours for model in app.get_models()} == {kind.model for kind in KINDS} | NOT_KEPT


def test_out_and_in_again(tmp_path: Path) -> None:
    fill()
    first, second, out = tmp_path / "1.zip", tmp_path / "2.zip", io.StringIO()
    call_command("export_all", first, "--passwords", stdout=out)
    assert "4 names, 2 accounts, 1 teams" in out.getvalue()
    assert first.stat().st_mode & 0o077 == 0
    before = said(first)
    assert all(before.values()), "something of everything"
    wipe()
    call_command("import_all", first, stdout=out)
    call_command("export_all", second, "--passwords", stdout=out)
    assert said(second) == before
    # What is made anew, and what is more than columns.
    copy = SavedTemplate.objects.get(owner__username="bob")
    assert SavedTemplate.objects.filter(condition("nginx")).exists()
    assert set(Word.objects.values_list("word", flat=True)) >= {"blue"}
    assert (copy.stars, Star.objects.get().user.username) == (1, "alice")
    assert authenticate(username="alice", password="a long password") is not None
    assert Draft.objects.get(owner__username="alice").undo(base=2, tab_id="page") == "image"
    assert save_revision(copy, Content(POD, [], "1.36"), base=1, author=None) is not None


def test_an_archive_from_before_courses_is_read(tmp_path: Path) -> None:
    draft_of(person("alice"), task={"course": "pods"}, task_done=True)
    file, older = tmp_path / "all.zip", tmp_path / "older.zip"
    call_command("export_all", file, "--passwords", stdout=io.StringIO())
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(older, "w") as copy:
        for name in archive.namelist():
            text = archive.read(name).decode()
            if name == "drafts.jsonl":
                row = json.loads(text)
                later = {"task", "task_done", "overlays", "cluster"}
                text = json.dumps({key: value for key, value in row.items() if key not in later}) + "\n"
            elif name == HEAD:
                head = json.loads(text)
                del head["lines"]["courses"], head["lines"]["clusters"]
                text = json.dumps(head)
            if name not in ("courses.jsonl", "clusters.jsonl"):
                copy.writestr(name, text)
    wipe()
    call_command("import_all", older, stdout=io.StringIO())
    draft = Draft.objects.get()
    assert (draft.task, draft.task_done, draft.overlays) == ({}, False, [])


@pytest.mark.skipif(programs() is None and not os.environ.get("CI"), reason="there is no PostgreSQL on this machine")
def test_through_the_other_database(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("the other way round is the first run of the tests")
    fill()
    first, second, third = (tmp_path / f"{number}.zip" for number in (1, 2, 3))
    call_command("export_all", first, "--passwords", stdout=io.StringIO())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PODBUILDER_", "DJANGO_"))}
    with running() as cluster:
        ours = {"DATABASE_URL": cluster.create("podbuilder"), "PODBUILDER_DATA_DIR": str(tmp_path)}
        environment = {**kept, **ours, "DJANGO_SETTINGS_MODULE": "podbuilder.settings"}
        command = [sys.executable, "-c", RELAY, str(first), str(second)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    wipe()
    call_command("import_all", second, stdout=io.StringIO())
    call_command("export_all", third, "--passwords", stdout=io.StringIO())
    assert said(first) == said(second) == said(third)


def test_without_passwords_who_is_locked_out_is_counted(tmp_path: Path) -> None:
    get_user_model().objects.create_user("alice", "alice@example.com", "a long password")
    said = io.StringIO()
    call_command("export_all", tmp_path / "a.zip", stdout=io.StringIO(), stderr=said)
    assert said.getvalue() == "", "everybody has an address"
    get_user_model().objects.create_user("bob", password="a long password")
    call_command("export_all", tmp_path / "b.zip", stdout=io.StringIO(), stderr=said)
    assert said.getvalue().startswith("One account has no confirmed e-mail address")
    assert "--passwords" in said.getvalue()
    assert "changepassword" in said.getvalue()
    said = io.StringIO()
    call_command("export_all", tmp_path / "c.zip", "--passwords", stdout=io.StringIO(), stderr=said)
    assert said.getvalue() == ""


def test_without_passwords_nobody_gets_in_by_one(tmp_path: Path) -> None:
    person("alice")
    file = tmp_path / "all.zip"
    call_command("export_all", file, stdout=io.StringIO())
    assert b"md5" not in zipfile.ZipFile(file).read("accounts.jsonl")
    wipe()
    call_command("import_all", file, stdout=io.StringIO())
    assert not User.objects.get().has_usable_password()


def rewritten(file: Path, to: Path, name: str, old: bytes, new: bytes | None) -> Path:
    """A copy in which one file says something else, or is not there."""
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(to, "w") as copy:
        for entry in archive.namelist():
            text = archive.read(entry)
            assert entry != name or old in text
            if entry != name or new is not None:
                copy.writestr(entry, text.replace(old, new or b"", 1) if entry == name else text)
    return to


BAD: dict[str, tuple[str, bytes, bytes | None, str]] = {
    "of another version": (HEAD, b"archive/1", b"archive/2", "Its format is not podbuilder/archive/1"),
    "without its head": (HEAD, b"{", None, "It has no archive.json"),
    "without a file": ("stars.jsonl", b"", None, "stars.jsonl is missing"),
    "a line short": (HEAD, b'"accounts": 1', b'"accounts": 2', "accounts.jsonl has 1 lines"),
    "no JSON": ("accounts.jsonl", b"{", b"", "accounts.jsonl, line 1: this is not JSON."),
    "no end": ("accounts.jsonl", b"\n", b"", "accounts.jsonl, line 1: the line has no end"),
    "a column short": ("accounts.jsonl", b'"username"', b'"user"', "accounts.jsonl, line 1: “user"),
    "a wrong type": ("templates.jsonl", b'"tags":[]', b'"tags":7', "line 1: “tags” is not of the type array."),
    "too long": ("templates.jsonl", b'"name":"Web"', b'"name":"' + b"x" * 101 + b'"', "“name” is longer than 100"),
    "a wrong choice": ("templates.jsonl", b'"private"', b'"secret"', "“visibility” has a value that is not allowed."),
    "something unknown": (
        "names.jsonl",
        b'"taken":"20',
        b'"taken":"2026-13-01T00:00:00+00:00","x":"',
        "line 1: “x” is unknown",
    ),
    "a month 13": (
        "revisions.jsonl",
        b'"created":"20',
        b'"created":"2026-13-01T00:00:00+00:00"}\n{"',
        "revisions.jsonl, line 1",
    ),
    "nobody's": ("templates.jsonl", b'"owner":', b'"owner":99', "“owner” refers to 99"),
    "a fork of nothing": ("templates.jsonl", b'"fork_of":null', b'"fork_of":77', "“fork_of” refers to 77"),
    "a change of nothing": ("changes.jsonl", b'"draft":"', b'"draft":"gone","subject":"', "“draft” refers to gone"),
    "an empty line": ("names.jsonl", b"\n", b"\n{}\n", "names.jsonl, line 2: the line lacks “name”, “taken”."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_changes_nothing(tmp_path: Path, name: str) -> None:
    where, old, new, says = BAD[name]
    alice = person("alice")
    saved(alice)
    draft_of(alice, POD).write(f"{POD}# more\n", base=1, tab_id="page")
    good = tmp_path / "good.zip"
    call_command("export_all", good, stdout=io.StringIO())
    bad = rewritten(good, tmp_path / "bad.zip", where, old, new)
    wipe()
    with pytest.raises(CommandError) as told:
        call_command("import_all", bad)
    assert says in str(told.value)
    assert not OwnerName.objects.exists()
    assert not Revision.objects.exists()


def test_what_is_no_archive_and_where_none_may_go(tmp_path: Path) -> None:
    text = tmp_path / "text.zip"
    text.write_text("hello")
    with pytest.raises(CommandError, match="not a ZIP file"):
        call_command("import_all", text)
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_all", tmp_path / "none.zip")
    with pytest.raises(CommandError, match="exists already"):
        call_command("export_all", text)
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        call_command("export_all", tmp_path / "nowhere" / "all.zip")


def test_a_database_with_data_is_not_added_to_unless_told(tmp_path: Path) -> None:
    saved(person("alice"))
    file = tmp_path / "all.zip"
    call_command("export_all", file, stdout=io.StringIO())
    with pytest.raises(CommandError, match="not empty"):
        call_command("import_all", file)
    with pytest.raises(CommandError, match=r"names\.jsonl, line 1: the database does not accept this"):
        call_command("import_all", file, "--add")
    wipe()
    saved(person("bob"))
    call_command("import_all", file, "--add", stdout=io.StringIO())
    assert [template.owner.username for template in SavedTemplate.objects.order_by("pk")] == ["bob", "alice"]
