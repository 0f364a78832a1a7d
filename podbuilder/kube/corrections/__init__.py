"""What would mend an error of the API server. Its modules are only loaded where there is one that says more."""

from podbuilder.kube.core.field import ErrorType

# The types of errors that say what was probably meant.
GUIDED = frozenset({ErrorType.UNKNOWN_FIELD, ErrorType.TYPE_INVALID, ErrorType.INVALID, ErrorType.NOT_FOUND})
