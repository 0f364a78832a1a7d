"""Why a pod does not run, told from what people paste of it: facts first, then the causes that they speak for."""

from podbuilder.kube.troubleshooting.cause import Cause, Stage, Trouble
from podbuilder.kube.troubleshooting.diagnosis import all_troubles, diagnose
from podbuilder.kube.troubleshooting.fact import Fact, FactKind, Facts
from podbuilder.kube.troubleshooting.paste_reader import read_facts

__all__ = ["Cause", "Fact", "FactKind", "Facts", "Stage", "Trouble", "all_troubles", "diagnose", "read_facts"]
