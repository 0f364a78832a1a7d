"""Who has used how much of this machine's processors lately, known to all of its processes through one small file.

Debts lie in a table in shared memory; writes that cross each other lose a little, which does no harm. Slots, and what
is under way, are locks on single bytes of the file, which the system lets go of when a process dies.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from socket import gethostname

from podbuilder.web.limits import MOST_OWED, Share

# One row for each that owes: the seconds, and when that was.
ROW = struct.Struct("dd")
ROWS = 1 << 15
SIZE = ROW.size * ROWS
# Seconds between two looks for a free slot.
INTERVAL = 0.02


class Ledger:
    """What is owed, and the slots of those who owe too much."""

    def __init__(self, folder: Path, key: bytes, slots: int) -> None:
        """`key` keeps others from choosing names that fall on somebody's row."""
        self.key = key[:64]
        self.slots = slots
        self.file = _open(folder)
        self.table = mmap.mmap(self.file, SIZE)
        self._forget()
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        self.lock, self.waiting = threading.Lock(), threading.Lock()
        self.held: set[int] = set()
        # How many requests this process has under way.
        self.running = 0

    def owed(self, name: str, share: Share) -> float:
        """How many seconds are owed under this name now."""
        return self._read(self._row(name), share, time.time())

    def add(self, name: str, share: Share, seconds: float) -> None:
        """So many seconds more are owed under this name."""
        row, now = self._row(name), time.time()
        ROW.pack_into(self.table, row, min(MOST_OWED, self._read(row, share, now) + seconds), now)

    @contextmanager
    def under_way(self, name: str) -> Iterator[bool]:
        """Note that a request under this name is under way; whether it is the only one on this machine."""
        byte = SIZE + self.slots + self._row(name) // ROW.size
        with self.lock:
            is_only = self._take_byte(byte)
            self.running += 1
        try:
            yield is_only
        finally:
            with self.lock:
                self.running -= 1
                if is_only:
                    self._give_byte(byte)

    @contextmanager
    def slot(self, wait: float = 0.0) -> Iterator[bool]:
        """Hold one of the slots; whether one was free, or became so in so many seconds.

        Only one thread of a process waits, since the others must be there for everybody else.
        """
        held = self._take()
        if held is None and wait and self.waiting.acquire(blocking=False):
            end = time.monotonic() + wait
            try:
                while held is None and time.monotonic() < end:
                    time.sleep(INTERVAL)
                    held = self._take()
            finally:
                self.waiting.release()
        try:
            yield held is not None
        finally:
            if held is not None:
                self._give(held)

    def _row(self, name: str) -> int:
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4, key=self.key).digest()
        return int.from_bytes(digest, "big") % ROWS * ROW.size

    def _read(self, row: int, share: Share, now: float) -> float:
        owed, at = map(float, ROW.unpack_from(self.table, row))
        return max(0.0, owed - share.forgiven * max(0.0, now - at))

    def _take(self) -> int | None:
        with self.lock:
            return next((byte for byte in range(SIZE, SIZE + self.slots) if self._take_byte(byte)), None)

    def _give(self, slot: int) -> None:
        with self.lock:
            self._give_byte(slot)

    def _take_byte(self, byte: int) -> bool:
        # The system's locks are between processes; `held` is between this one's threads.
        if byte in self.held:
            return False
        try:
            fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        self.held.add(byte)
        return True

    def _give_byte(self, byte: int) -> None:
        fcntl.lockf(self.file, fcntl.LOCK_UN, 1, byte)
        self.held.discard(byte)


def _open(folder: Path) -> int:
    """The file, of this machine in this folder; one of this process and its children where nothing can be written."""
    try:
        file = os.open(folder / f"processors-{gethostname()}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        with tempfile.TemporaryFile() as temporary:
            file = os.dup(temporary.fileno())
    os.ftruncate(file, SIZE)
    return file
