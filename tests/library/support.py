"""The cast, and templates to test with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.library.models import SavedTemplate
from podbuilder.library.revisions.save import Content, save_new
from podbuilder.library.secret_gate import secret_findings
from podbuilder.teams.models import Membership, Role, Team
from tests.builder.support import POD

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: web
        image: <param:image>
        ports:
        - containerPort: <param:port>
        env:
        - name: LEVEL
          value: level-<param:level>
"""
PARAMETERS: list[dict[str, Any]] = [
    {"name": "image", "type": "image", "label": "Image to run"},
    {"name": "port", "type": "port", "default": 8080},
    {"name": "level", "type": "choice", "choices": ["info", "debug"], "default": "info"},
]


def person(name: str) -> Any:
    """An account."""
    return get_user_model().objects.create_user(name, f"{name}@example.com", "a long password")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def team_of(slug: str, **roles: Any) -> Team:
    """A team with members, by role: `team_of("web", owner=alice, viewer=bob)`."""
    team = Team.objects.create(name=slug.title(), slug=slug)
    for role, user in roles.items():
        Membership.objects.create(team=team, user=user, role=Role(role))
    return team


def saved(
    owner: Any = None, *, team: Team | None = None, text: str = POD, by: Any = None, **details: Any
) -> SavedTemplate:
    """A saved template with one revision."""
    parameters = details.pop("parameters", [])
    template = SavedTemplate(owner=owner, team=team, **{"name": "Web", "slug": "web", **details})
    return save_new(template, Content(text, parameters, "1.36"), author=by or owner)


def draft_of(user: Any, text: str = POD, **fields: Any) -> Draft:
    return Draft.objects.create(owner=user, text=text, name="web", kubernetes="1.36", **fields)


# A pod with a credential in plain text, which is found at a place of it.
VALUE = "hunter2-Tr0ub4dor"
LEAKY = f"{POD}    - name: DB_PASSWORD\n      value: {VALUE}\n"
WHERE = "spec.containers[0].env[1].value"


def mark(text: str = LEAKY) -> str:
    return secret_findings(text)[0].mark
