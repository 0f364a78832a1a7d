from podbuilder.builder.models.change import KEPT_CHANGES, ONE_STROKE, Change
from podbuilder.builder.models.draft import Draft, new_key
from podbuilder.builder.models.import_record import ImportRecord
from podbuilder.builder.models.kept_paste import KeptPaste, PasteNotKept
from podbuilder.builder.models.state import State
from podbuilder.builder.models.written_by_pages import Conflict, Overtaken

__all__ = [
    "KEPT_CHANGES",
    "ONE_STROKE",
    "Change",
    "Conflict",
    "Draft",
    "ImportRecord",
    "KeptPaste",
    "Overtaken",
    "PasteNotKept",
    "State",
    "new_key",
]
