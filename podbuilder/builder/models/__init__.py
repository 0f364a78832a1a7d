from podbuilder.builder.models.change import KEPT_CHANGES, ONE_STROKE, Change
from podbuilder.builder.models.draft import Conflict, Draft, Overtaken, new_key
from podbuilder.builder.models.import_record import ImportRecord
from podbuilder.builder.models.state import State

__all__ = ["KEPT_CHANGES", "ONE_STROKE", "Change", "Conflict", "Draft", "ImportRecord", "Overtaken", "State", "new_key"]
