"""A small course to test with."""

from __future__ import annotations

from typing import Any

from podbuilder.library.models import SavedCourse

COURSE = """\
format: podbuilder/course/1
title: Ours
summary: What we do.
lessons:
- title: Labels
  text: Why **labels**.
  tasks:
  - title: A team
    ask: Say whose it is.
    goals: [{field: metadata.labels.team}]
  - title: From a template
    ask: Use it.
    start: {template: alice/web}
    goals: [{accepted: true}]
  - title: From a starter
    ask: Use it.
    start: {starter: web-app}
    goals: [{field: spec.hostname}]
- title: End
"""


def course_of(owner: Any = None, *, team: Any = None, text: str = COURSE) -> SavedCourse:
    """A saved course."""
    return SavedCourse.objects.create(owner=owner, team=team, title="Ours", text=text)
