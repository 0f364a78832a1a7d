"""What people paste: what is around a manifest and in it that is no part of it, and the manifest."""

from podbuilder.kube.paste.diagnosis import NOTHING, Diagnosis, diagnose
from podbuilder.kube.paste.lines import Trace

__all__ = ["NOTHING", "Diagnosis", "Trace", "diagnose"]
