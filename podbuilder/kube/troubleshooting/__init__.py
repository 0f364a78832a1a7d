"""Why a pod does not run, told from what people paste of it: facts first, then the causes that they speak for."""

from podbuilder.kube.troubleshooting.cause import Answer, Cause, NextPaste, Otherwise, ReasonNote, Stage, Trouble
from podbuilder.kube.troubleshooting.credential_mask import mask
from podbuilder.kube.troubleshooting.diagnosis import all_troubles, answer, diagnose
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.paste_reader import read_facts

__all__ = [
    "Answer",
    "Cause",
    "Fact",
    "FactKind",
    "Facts",
    "NextPaste",
    "Otherwise",
    "ReasonNote",
    "Stage",
    "Trouble",
    "all_troubles",
    "answer",
    "diagnose",
    "mask",
    "read_facts",
]
