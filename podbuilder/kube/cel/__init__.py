"""The language of Kubernetes' rules: expressions that are read once and evaluated on values, at a limited cost.

    cel.compile("object.spec.replicas <= 5").evaluate({"object": deployment})

Mirrors cel-go as Kubernetes v1.36 sets it up, with Kubernetes' own functions. It is our own, because none of the
libraries there are has them all: Google's for C++ says other words, the others lack optional values.
"""

from podbuilder.kube.cel.cel_error import CelError, NotJudged
from podbuilder.kube.cel.cel_types import Maybe, Struct, kind
from podbuilder.kube.cel.program import Program, compile

__all__ = ["CelError", "Maybe", "NotJudged", "Program", "Struct", "compile", "kind"]
