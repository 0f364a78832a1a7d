"""A draft that has changed since its text came in."""

from __future__ import annotations

from django.test import Client

from podbuilder.builder.models import Draft
from tests.builder.support import POD, begin

WINDOWS = "\ufeff" + POD.replace("\n", "\r\n").rstrip()


def changed(client: Client, text: str = POD) -> Draft:
    """A draft with three changes: a line changed, one added, one removed."""
    draft = begin(client, text)
    new = draft.text.replace("1.27", "1.28").replace(
        "    - containerPort: 80", "    # the site\n    - containerPort: 80"
    )
    draft.write(new.replace("    tier: front\r\n", "").replace("    tier: front\n", ""), base=1, tab_id="page")
    return draft


def url(draft: Draft) -> str:
    return f"/drafts/{draft.key}/changes/"
