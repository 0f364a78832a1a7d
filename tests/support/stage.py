"""An account with a text: as a draft, as a template with two revisions, behind a link, and forked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from podbuilder.builder.models import Draft
from podbuilder.kube.manifest.file_companions import FIRST_COMPANION
from podbuilder.library.models import Revision, SavedTemplate, ShareLink
from tests.builder.support import POD
from tests.support.visits import Visit, changed, companion_visits, draft_visits, is_read, template_visits, text_visits

PARAMETERS = [{"name": f"p{i}", "type": "string", "default": "x"} for i in range(60)]


class Stage:
    """All that is visited with a text. A text that is not read is only brought, and refused."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._client = Client(raise_request_exception=False)
        owner, _ = get_user_model().objects.get_or_create(username="owner", email="owner@example.com")
        self._client.force_login(owner)
        self._parameters = PARAMETERS if "<param:" in text else []
        self._owner = owner
        Draft.objects.filter(owner=owner).delete()
        SavedTemplate.objects.filter(owner=owner).delete()
        self._plain = Draft.objects.create(owner=owner, text=POD, name="plain")

    def visits(self) -> Iterator[Visit]:
        """Every request, in which nothing is kept."""
        yield from text_visits(self._plain, self._text)
        if not is_read(self._text):
            return
        draft = Draft.objects.create(owner=self._owner, text=self._text, name="large", parameters=self._parameters)
        yield from draft_visits(draft)
        if draft.manifest.companions:
            beside = Draft.objects.create(
                owner=self._owner,
                text=self._text,
                name="beside",
                pod_number=FIRST_COMPANION,
                parameters=self._parameters,
            )
            yield from companion_visits(beside)
        template, fork = self._template("large", self._text), self._template("fork", changed(self._text))
        fork.fork_of, fork.fork_revision, fork.merged_revision = template, 1, 1
        fork.save()
        link = ShareLink.objects.create(template=template, created_by=self._owner)
        yield from template_visits(template, link, fork)
        bound = Draft.objects.create(
            owner=self._owner, text=changed(self._text), name="bound", parameters=self._parameters
        )
        bound.remember_origin("owner/large, revision 1")

    def _template(self, slug: str, text: str) -> SavedTemplate:
        template = SavedTemplate.objects.create(owner=self._owner, slug=slug, name=slug, latest_revision=2)
        for number, each in enumerate((text, changed(text)), 1):
            Revision.objects.create(
                template=template, number=number, text=each, author=self._owner, parameters=self._parameters
            )
        return template

    def ready(self, visit: Visit) -> Callable[[], tuple[str, int]]:
        """What makes the request and takes back what it wrote; it returns the status and the size of the page."""
        visit.prepare(self._client)
        if visit.name == "library-import":
            visit.data = {"file": SimpleUploadedFile("large.yaml", self._text.encode())}

        def act() -> tuple[str, int]:
            with transaction.atomic():
                response = visit.send(self._client)
                transaction.set_rollback(True)
            return str(response.status_code), len(response.content)

        return act
