"""A library of a company's size: searching, listing and opening templates, on PostgreSQL and on SQLite.

100,000 templates with five revisions each on PostgreSQL (a tenth of that on SQLite), by 200 people and 40 teams. Each
figure is the server's own time for a whole request by somebody who is signed in, through all middleware.
LIBRARY_TEMPLATES=5000 makes both smaller. Each database is measured in a process of its own.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PEOPLE, TEAMS, REVISIONS = 200, 40, 5
PAGES = int(os.environ.get("LIBRARY_PAGES", "1000"))
P95_MS = 60.0
WORDS = ["web", "api", "worker", "batch", "queue", "cache", "proxy", "search", "mail", "shop", "login", "report"]
RARE = "zanzibar"
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: <param:name>
  labels: {app: web}
spec:
  containers:
  - name: web
    image: registry.example.com/shop/web:1.2.3
    ports: [{containerPort: 8080}]
    resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}
"""


def main() -> int:
    """Measure on each database that there is."""
    from tests.support.cluster import programs, running

    wanted = int(os.environ.get("LIBRARY_TEMPLATES", "0"))
    failed = run("", wanted or 10_000)
    if programs() is None:
        print("no PostgreSQL on this machine: its half is not measured")
        return failed
    with running() as cluster:
        return run(cluster.create("library"), wanted or 100_000) | failed


def run(database: str, templates: int) -> int:
    """One database, in a process that Django is set up in anew."""
    with tempfile.TemporaryDirectory() as folder:
        known = {"PODBUILDER_DATA_DIR": folder, "PODBUILDER_ALLOWED_HOSTS": "testserver", "DATABASE_URL": database}
        command = [sys.executable, __file__, str(templates)]
        return subprocess.run(command, env={**os.environ, **known, "PYTHONPATH": str(ROOT)}, check=False).returncode


def measure(templates: int) -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "podbuilder.settings"
    import django

    django.setup()
    from django.db import connection

    from podbuilder.web.serve import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    begun = time.perf_counter()
    people = fill(templates)
    took = time.perf_counter() - begun
    print(f"{connection.vendor}: {templates} templates with {REVISIONS} revisions each, made in {took:.0f} s")
    client = signed_in(people)
    worst = 0.0
    for what, times in figures(client, templates):
        p95 = sorted(times)[int(len(times) * 0.95)]
        worst = max(worst, p95)
        print(f"  {what:34} p95 {p95:6.1f} ms, median {sorted(times)[len(times) // 2]:6.1f} ms (bar {P95_MS:.0f})")
    return int(worst > P95_MS)


def fill(count: int) -> list[Any]:
    """People, teams, templates and revisions; the people."""
    from django.contrib.auth import get_user_model
    from django.db import connection

    from podbuilder.library.models import SavedTemplate
    from podbuilder.teams.models import Membership, Role, Team

    user = get_user_model()
    names = [f"person-{n}" for n in range(PEOPLE)]
    people = user.objects.bulk_create(user(username=name, email=f"{name}@example.com") for name in names)
    teams = Team.objects.bulk_create(Team(name=f"Team {n}", slug=f"team-{n}") for n in range(TEAMS))
    Membership.objects.bulk_create(
        Membership(team=teams[(n + k * 7) % TEAMS], user=person, role=Role.EDITOR)
        for n, person in enumerate(people)
        for k in range(3)
    )
    dice = random.Random(7)
    for start in range(0, count, 2000):
        numbers = range(start, min(count, start + 2000))
        made = SavedTemplate.objects.bulk_create(template(n, count, people, teams, dice) for n in numbers)
        add_words(made)
    add_revisions()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def template(number: int, count: int, people: list[Any], teams: list[Any], dice: random.Random) -> Any:
    from datetime import timedelta

    from django.utils import timezone

    from podbuilder.library.models import SavedTemplate

    words = dice.sample(WORDS, 3)
    is_teams = number % 3 == 0
    seen_by = dice.choice(["public"] * 6 + ["private"] * 2 + ["team" if is_teams else "unlisted"] * 2)
    return SavedTemplate(
        owner=None if is_teams else people[number % PEOPLE],
        team=teams[number % TEAMS] if is_teams else None,
        slug=f"{words[0]}-{number}",
        name=f"{words[0].capitalize()} {words[1]} {number}",
        description=f"A {words[2]} for the {words[0]} of the {dice.choice(WORDS)}"
        + (f" {RARE}" if number % 997 == 0 else ""),
        readme="# How to use it\n\nFill in the name.\n",
        tags=words[:2],
        visibility=seen_by,
        latest_revision=REVISIONS,
        kind="Pod",
        images="registry.example.com/shop/web:1.2.3",
        patterns=["sidecar"] if number % 4 == 0 else [],
        stars=dice.randrange(50),
        updated=timezone.now() - timedelta(minutes=count - number),
    )


def add_words(made: list[Any]) -> None:
    """What saving would keep beside each template."""
    from podbuilder.library.models import SearchEntry, Word
    from podbuilder.library.search.full_text import words_of

    Word.objects.bulk_create(
        Word(template=one, kind=kind, word=word)
        for one in made
        for kind, words in (("tag", one.tags), ("pattern", one.patterns))
        for word in words
    )
    SearchEntry.objects.bulk_create(
        SearchEntry(template=one, words=" ".join(dict.fromkeys(words_of(f"{one.name} {one.description} {one.images}"))))
        for one in made
    )


def add_revisions() -> None:
    """Five of each, made by the database itself: half a million rows are too many to send."""
    from django.db import connection

    parameters = '[{"name": "name", "type": "name", "default": "web"}]'
    with connection.cursor() as cursor:
        for number in range(1, REVISIONS + 1):
            cursor.execute(
                "INSERT INTO library_revision "
                "(template_id, number, text, parameters, kubernetes, notes, message, created) "
                "SELECT id, %s, %s, %s, '1.36', '{}', 'Another one', updated FROM library_savedtemplate",
                [number, f"{POD}# {number}\n", parameters],
            )


def signed_in(people: list[Any]) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(people[3])
    return client


def figures(client: Any, templates: int) -> Iterator[tuple[str, list[float]]]:
    """What was done, and the milliseconds each time took."""
    timed(client, "/library/")
    yield "the first page of the library", [timed(client, "/library/")[0] for _ in range(40)]
    for sort in ("updated", "stars", "name"):
        first, last = walk(client, f"/library/?where=public&sort={sort}", min(PAGES, templates // 100))
        yield f"public by {sort}, first pages", first
        yield f"public by {sort}, last pages", last
    first, last = walk(client, "/library/?where=", min(PAGES, templates // 100))
    yield "all that one may see, first pages", first
    yield "all that one may see, last pages", last
    dice = random.Random(11)
    yield "search for a common word", [timed(client, f"/library/?q={dice.choice(WORDS)}")[0] for _ in range(40)]
    pairs = [f"{dice.choice(WORDS)}+{dice.choice(WORDS)}" for _ in range(40)]
    yield "search for two words", [timed(client, f"/library/?q={pair}")[0] for pair in pairs]
    yield "search for a rare word", [timed(client, f"/library/?q={RARE}")[0] for _ in range(40)]
    yield "search for what is not there", [timed(client, "/library/?q=xylophone")[0] for _ in range(40)]
    yield "search for an image", [timed(client, "/library/?q=registry.example.com/shop")[0] for _ in range(40)]
    yield "narrowed down by a tag", [timed(client, f"/library/?tag={dice.choice(WORDS)}")[0] for _ in range(40)]
    yield "opening a template", [timed(client, address)[0] for address in some(templates, dice)]


def walk(client: Any, address: str, pages: int) -> tuple[list[float], list[float]]:
    """From the first page to the last by the links between them; the times of the first and the last fifty."""
    times = []
    for _ in range(pages):
        took, text = timed(client, address)
        times.append(took)
        following = re.search(r'href="(?:/library/)?(\?[^"]*after=[^"]*)"', text)
        if following is None:
            break
        address = "/library/" + following[1].replace("&amp;", "&")
    return times[:50], times[-50:]


def some(templates: int, dice: random.Random) -> list[str]:
    from podbuilder.library.models import SavedTemplate

    public = SavedTemplate.objects.filter(visibility="public").select_related("owner", "team")
    return [public.filter(pk__gte=dice.randrange(templates)).order_by("pk")[0].get_absolute_url() for _ in range(60)]


def timed(client: Any, address: str) -> tuple[float, str]:
    start = time.perf_counter()
    response = client.get(address)
    took = (time.perf_counter() - start) * 1000
    assert response.status_code == 200, (address, response.status_code)
    return took, response.content.decode()


if __name__ == "__main__":
    sys.exit(measure(int(sys.argv[1])) if len(sys.argv) > 1 else main())
