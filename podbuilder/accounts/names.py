"""Names of people and teams. They are part of addresses, as in `/t/<owner>/<template>.yaml`, so each has one owner."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

LONGEST = 39
PATTERN = r"[a-z0-9](?:-?[a-z0-9])*"
# Words in our own addresses, and names under which somebody could pose as us.
_WORDS = """
about abuse account accounts admin administrator all anonymous api auth billing bin blog builder contact delete docs
download draft drafts edit everyone everybody explore export false feedback guest healthz help home host hostmaster
import info install invitation invite it join kubernetes k8s kubectl leave legal library link links list login
logout mail me member members moderator new news nobody none null official operator owner password pod podbuilder
postmaster press privacy private profile public raw readyz register reset robots root s search security session
sessions settings share sign-in sign-out sign-up staff star stars static status sudo support system t tag tags team
teams template templates terms test tests token tokens true undefined user users verify version versions webmaster
welcome wiki www you
"""
RESERVED = frozenset(_WORDS.split())


def problem_with(name: str) -> str:
    """Why nobody may have this name, as a sentence; "" if it is allowed."""
    if len(name) > LONGEST:
        return f"This name has {len(name)} characters; at most {LONGEST} are allowed."
    if not re.fullmatch(PATTERN, name):
        return "Use lowercase letters, digits and single hyphens between them, as in alice or web-team."
    if name in RESERVED:
        return "This name is reserved for Podbuilder itself. Please choose another one."
    return ""


def validate_name(name: str) -> None:
    """The same as a validator of models and forms."""
    problem = problem_with(name)
    if problem:
        raise ValidationError(problem, code="name")
