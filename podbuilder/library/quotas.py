"""How many templates and courses one account or team may have, and how large templates may be together."""

from __future__ import annotations

from django.db.models import Sum, TextField
from django.db.models.functions import Cast

from podbuilder.builder.quotas import Size
from podbuilder.library.models import Revision, SavedCourse, SavedTemplate
from podbuilder.web import limits
from podbuilder.web.errors import QuotaReached
from podbuilder.web.limits import MIB


def refuse_more(template: SavedTemplate, characters: int) -> None:
    """Raise QuotaReached if the template's owner has no room for it, or for a revision of so many characters.

    The bin counts: what lies in it can come back.
    """
    owner, team = template.owner, template.team
    quota, whose = (limits.TEMPLATES_OF_TEAM, "The team has") if team else (limits.TEMPLATES_OF_ACCOUNT, "You have")
    if template._state.adding:
        number = SavedTemplate.objects.owned_by(owner, team).count()
        if number >= quota.number:
            raise QuotaReached(f"{whose} {number:,} templates, which is as many as fit here. {CURE}")
    own = Revision.objects.filter(template__owner=owner, template__team=team)
    size = Size("text") + Size(Cast("notes", TextField()))
    stored = own.aggregate(characters=Sum(size, default=0))["characters"]
    if stored + characters > quota.characters:
        raise QuotaReached(f"{whose} {quota.characters // MIB:,} MiB of templates, which is all that fits here. {CURE}")


CURE = "Export and delete some that you no longer need; what is deleted leaves the bin after 30 days."


def refuse_more_courses(course: SavedCourse) -> None:
    """Raise QuotaReached if the owner of a new course has no room for it."""
    if SavedCourse.objects.owned_by(course.owner, course.team).count() >= limits.COURSES:
        whose = "The team has" if course.team else "You have"
        raise QuotaReached(f"{whose} {limits.COURSES} courses, which is as many as fit here. Delete one first.")
