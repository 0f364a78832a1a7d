"""The buttons that change the draft as a whole, beyond one step's rows: a manifest in; a manifest, and what else
changes, out.

A button posts `op=VERB` or `op=VERB:TARGET`. Verbs that are not here belong to the rows of a form (row_actions.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from podbuilder.builder.advice.advice import FIX, FIX_RULE
from podbuilder.builder.advice.corrections import CORRECT, correct
from podbuilder.builder.advice.fixes import FIX_ALL, fix_all, fix_one
from podbuilder.builder.advice.waivers import UNSUPPRESS, unsuppress
from podbuilder.builder.editing.assignments import SET, set_field
from podbuilder.builder.models import Draft, State
from podbuilder.kube.manifest import Manifest, server_fields

CLEAN = "clean"
# What is typed so far, the draft and the button's target; raises ManifestError if the text cannot be edited so.
# It returns the manifest, and those parts of the draft's state that change.
Action = Callable[[Manifest, Draft, str], tuple[Manifest, State]]


def action_for(op: str) -> Callable[[Manifest, Draft], tuple[Manifest, State]] | None:
    """The action of the button with the value `op`; None if it has none."""
    verb, _, target = op.partition(":")
    action = ACTIONS.get(verb)
    return partial(_with_target, action, target) if action else None


def _with_target(action: Action, target: str, manifest: Manifest, draft: Draft) -> tuple[Manifest, State]:
    return action(manifest, draft, target)


def _clean(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return server_fields.without_server_fields(manifest, draft.kubernetes), {}


def _fix(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return fix_one(manifest, draft, target), {}


def _fix_all(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return fix_all(manifest, draft), {}


def _fix_rule(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return (fix_all(manifest, draft, target) if target else manifest), {}


def _correct(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return correct(manifest, draft, target), {}


def _set(manifest: Manifest, draft: Draft, target: str) -> tuple[Manifest, State]:
    return set_field(manifest, draft.kubernetes, target), {}


ACTIONS: dict[str, Action] = {
    CLEAN: _clean,
    FIX: _fix,
    FIX_RULE: _fix_rule,
    FIX_ALL: _fix_all,
    CORRECT: _correct,
    SET: _set,
    UNSUPPRESS: unsuppress,
}
