from podbuilder.builder.models.draft import KEPT_CHANGES, ONE_STROKE, Change, Conflict, Draft, new_key

__all__ = ["KEPT_CHANGES", "ONE_STROKE", "Change", "Conflict", "Draft", "new_key"]
