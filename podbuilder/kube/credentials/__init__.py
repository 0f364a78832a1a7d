"""Credentials in plain text: where a manifest holds them, and how to move them into a Secret."""

from podbuilder.kube.credentials.beside import Beside, cover_beside, find_beside
from podbuilder.kube.credentials.conversion import Conversion, can_convert, convert, converted
from podbuilder.kube.credentials.find import Leak, find
from podbuilder.kube.credentials.formats import FORMATS, kind_of

__all__ = [
    "FORMATS",
    "Beside",
    "Conversion",
    "Leak",
    "can_convert",
    "convert",
    "converted",
    "cover_beside",
    "find",
    "find_beside",
    "kind_of",
]
