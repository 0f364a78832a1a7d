"""A template as a file: what it holds, and that importing reads the same again."""

from __future__ import annotations

import pytest

from podbuilder.kube.templating.template_file import read_template
from podbuilder.library.transfer.template_export import as_file
from tests.library.support import DEPLOYMENT, PARAMETERS, person, saved

pytestmark = pytest.mark.django_db


def test_all_of_a_template_is_in_its_file() -> None:
    more = {"description": "A server", "readme": "# Hi", "tags": ["a", "b"], "icon": "gpu"}
    template = saved(person("alice"), name="Server", slug="srv", text=DEPLOYMENT, parameters=PARAMETERS, **more)
    revision = template.revisions.get()
    revision.kubernetes = "1.30"
    found = read_template(as_file(template, revision))
    assert (found.name, found.slug, found.manifest, found.kubernetes) == ("Server", "srv", DEPLOYMENT, "1.30")
    assert (found.description, found.readme, found.tags, found.icon) == ("A server", "# Hi", ("a", "b"), "gpu")
    assert [parameter.to_json() for parameter in found.parameters] == [
        {"type": "string", **parameter} for parameter in PARAMETERS
    ]
