"""The language of Kubernetes' rules: expressions that are read once and evaluated on values, at a limited cost.

    cel.compile("object.spec.replicas <= 5").evaluate({"object": deployment})

Mirrors cel-go as Kubernetes v1.36 sets it up, with Kubernetes' own functions. It is our own, because none of the
libraries there are has them all: Google's for C++ says other words, the others lack optional values.
"""

from podbuilder.kube.cel.cel_error import CelError, NotJudged
from podbuilder.kube.cel.cel_types import Allowance, Maybe, Struct, kind
from podbuilder.kube.cel.program import Program, compile
from podbuilder.kube.cel.scope import Scope

__all__ = ["Allowance", "CelError", "Maybe", "NotJudged", "Program", "Scope", "Struct", "compile", "kind"]
