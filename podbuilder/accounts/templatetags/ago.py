"""{{ moment|ago }} says how long ago something was: “just now”, “5 minutes ago”."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince

register = template.Library()


@register.filter
def ago(moment: datetime) -> str:
    """The time since a moment in its largest unit; what is less than a minute old, or not yet there, is just now."""
    now = timezone.now()
    return "just now" if now - moment < timedelta(minutes=1) else f"{timesince(moment, now, depth=1)} ago"
