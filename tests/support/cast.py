"""An installation with people in it, for whoever tries all addresses: what belongs to whom, by the parts of addresses.

Alice owns the team, Edgar edits, Charlie is a stranger, Sam is of the staff, and a visitor has no account.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from podbuilder.builder.models import Draft
from podbuilder.kube.recipes.recipe import all_recipes
from podbuilder.library.models import SavedTemplate, ShareLink
from podbuilder.library.revisions.save import Content, save_new
from podbuilder.library.sharing import access_tokens, share_links
from podbuilder.teams.models import Invitation, Membership, Role, Team
from tests.builder.support import POD, begin
from tests.library.support import DEPLOYMENT, LEAKY, PARAMETERS
from tests.support.large_texts import TEXTS
from tests.support.odd_words import PATHS, STEPS

# How often each is the one who asks.
ACTORS = {"alice": 9, "visitor": 5, "edgar": 3, "charlie": 2, "sam": 2}
SEVERAL = f"{POD}---\n{DEPLOYMENT}---\n{LEAKY}"
ODD = """\
apiVersion: v1
kind: Pod
metadata: {name: [a], labels: 5}
spec: {containers: [1, {env: {a: b}, ports: [x]}]}
"""
# Each has drafts of all these; their parameters are declared where the text has some.
DRAFTS = (POD, DEPLOYMENT, SEVERAL, LEAKY, ODD, TEXTS["ports"].make(30), TEXTS["containers"].make(5))


class Cast:
    """Everybody and everything; `cookies` by person, `drafts` by person, and what to put into addresses in `parts`."""

    def __init__(self) -> None:
        make = get_user_model().objects.create_user
        names = [name for name in ACTORS if name != "visitor"]
        self.people: dict[str, Any] = {name: make(name, f"{name}@example.com", "a long password") for name in names}
        self.people["sam"].is_staff = self.people["sam"].is_superuser = True
        self.people["sam"].save()
        self.team = Team.objects.create(name="Web platform", slug="web")
        for name, role in {"alice": Role.OWNER, "edgar": Role.EDITOR}.items():
            Membership.objects.create(team=self.team, user=self.people[name], role=role)
        self.cookies: dict[str, str] = {}
        self.drafts: dict[str, list[str]] = {}
        for name in ACTORS:
            self._settle(name)
        self.parts = self._shared_parts()

    def _settle(self, name: str) -> None:
        """Sign somebody in, with drafts."""
        client, person = Client(), self.people.get(name)
        if person:
            client.force_login(person)
        drafts = [begin(client, text) for text in DRAFTS]
        for draft in drafts:
            draft.parameters = PARAMETERS if "<param:" in draft.text else []
            draft.save()
        drafts[-1].put_into_bin()
        self.drafts[name] = [draft.key for draft in drafts]
        self.cookies[name] = client.cookies.output(attrs=[], header="", sep=";").strip()

    def _shared_parts(self) -> dict[str, list[str]]:
        alice, edgar = self.people["alice"], self.people["edgar"]
        saved = [self._saved(slug, owner) for owner in (alice, None) for slug in ("web", "fork", "leaky", "binned")]
        for template in saved[3::4]:
            template.deleted = timezone.now()
            template.save()
        for origin, fork in ((saved[0], saved[1]), (saved[0], saved[5])):
            fork.fork_of, fork.fork_revision, fork.merged_revision = origin, 1, 1
            fork.save()
        draft = Draft.objects.get(key=self.drafts["alice"][1])
        links = [share_links.share(alice, template=saved[0]), share_links.share(alice, template=saved[4], revision=1)]
        links.append(share_links.share(alice, draft=draft))
        token, self.token = access_tokens.make(alice, "cd", [access_tokens.READ], None)
        _, secret = Invitation.make(self.team, role=Role.EDITOR, made_by=alice)
        return {
            "key of link": [link.key for link in links],
            "owner": ["alice", "web", "edgar"],
            "slug of template": ["web", "web", "fork", "leaky", "binned"],
            "slug of team": ["web"],
            "slug of recipe": [recipe.slug for recipe in all_recipes()],
            "slug": STEPS,
            "number": ["1", "2", "3", "0", "999999999"],
            "pk": [str(pk) for pk in self._keys(saved, links, token)],
            "object_id": [str(alice.pk), str(self.team.pk), draft.key, "1", "_3A", "__"],
            "content_type_id": ["1", "2", "99"],
            "app_label": ["accounts", "teams", "library", "builder"],
            "kind": ["init", "native", "main", "sidecar"],
            "level": ["baseline", "restricted", "privileged"],
            "form": ["yaml", "json"],
            "id": ["image-tag-missing", "memory-limit-missing", "nope"],
            "secret": [secret],
            "uidb64": [urlsafe_base64_encode(force_bytes(edgar.pk)), "MQ", "_w", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"],
            "token": [default_token_generator.make_token(edgar), "set-password", "x-y", "zzzzzz-zz"],
            "path": PATHS,
        }

    def _saved(self, slug: str, owner: Any) -> SavedTemplate:
        """A template of this owner's, or else of the team's, with two revisions."""
        by = self.people["alice"]
        first, second = (POD, LEAKY) if slug == "leaky" else (DEPLOYMENT, DEPLOYMENT.replace("web", "shop"))
        declared = PARAMETERS if first is DEPLOYMENT else []
        template = SavedTemplate(owner=owner, team=None if owner else self.team, name=slug, slug=slug, tags=["a"])
        save_new(template, Content(first, declared, "1.36"), author=by)
        template.visibility = "public" if slug == "web" else "unlisted"
        template.latest_revision = 2
        template.save()
        template.revisions.create(number=2, text=second, author=by, parameters=declared)
        return template

    def _keys(self, saved: list[SavedTemplate], links: list[ShareLink], token: Any) -> list[Any]:
        """The numbers of rows that addresses name."""
        members = self.team.memberships.values_list("pk", flat=True).order_by("pk")
        sessions = self.people["alice"].sessions.values_list("pk", flat=True).order_by("pk")
        mine = [saved[3].pk, saved[7].pk, *(link.pk for link in links), token.pk]
        return [
            *mine,
            *members,
            *sessions,
            *self.team.invitations.values_list("pk", flat=True),
            0,
            2**31,
            2**63,
            "9" * 30,
        ]

    def values(self, actor: str, address: str, name: str) -> list[str]:
        """What may stand in an address in place of this name, for somebody."""
        if name == "key":
            return self.parts["key of link"] if address.startswith("s/") else self.drafts[actor]
        if name == "slug":
            kinds = {"teams/": "team", "library/teams/": "team", "t/": "template"}
            for beginning, kind in kinds.items():
                if address.startswith(beginning):
                    return self.parts[f"slug of {kind}"]
            if "/add/" in address:
                return self.parts["slug of recipe"]
        return self.parts.get(name, [])
