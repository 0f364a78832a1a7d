"""Parameters of templates: placeholders in a manifest, what may stand for them, and the manifest filled in."""

from podbuilder.kube.templating.boundary_values import boundaries, defaults, sample
from podbuilder.kube.templating.declaration import problems
from podbuilder.kube.templating.parameter import (
    MOST_PARAMETERS,
    TYPES,
    Parameter,
    Value,
    all_from_json,
    from_json,
)
from podbuilder.kube.templating.placeholders import PLACEHOLDER, Use, uses
from podbuilder.kube.templating.render import Mismatch, fill, filled_in, mismatches
from podbuilder.kube.templating.values import ValueRefused, as_text, parse, problem

__all__ = [
    "MOST_PARAMETERS",
    "PLACEHOLDER",
    "TYPES",
    "Mismatch",
    "Parameter",
    "Use",
    "Value",
    "ValueRefused",
    "all_from_json",
    "as_text",
    "boundaries",
    "defaults",
    "fill",
    "filled_in",
    "from_json",
    "mismatches",
    "parse",
    "problem",
    "problems",
    "sample",
    "uses",
]
