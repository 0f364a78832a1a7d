"""Parameters of templates: placeholders in a manifest, what may stand for them, and the manifest filled in."""

from podbuilder.kube.parameters.boundaries import boundaries, defaults, sample
from podbuilder.kube.parameters.declaring import problems
from podbuilder.kube.parameters.filling import Mismatch, fill, filled_in, mismatches
from podbuilder.kube.parameters.parameter import (
    MOST_PARAMETERS,
    TYPES,
    Parameter,
    Value,
    all_from_json,
    from_json,
)
from podbuilder.kube.parameters.placeholders import PLACEHOLDER, Use, uses
from podbuilder.kube.parameters.values import ValueRefused, as_text, parse, problem

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
