"""Why a folder cannot be built."""

from __future__ import annotations


class KustomizationError(ValueError):
    """A folder that cannot be read or built: a sentence for people, and the file that it is about ("" for none)."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(f"{file}: {message}" if file else message)
        self.message = message
        self.file = file
