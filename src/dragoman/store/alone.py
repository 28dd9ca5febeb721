"""One adder at a time: two runs on one store would throw away each other's segments and link past each other."""

import contextlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system; there the database's own lock is all there is
    fcntl = None  # type: ignore[assignment]

_log = logging.getLogger(__name__)
PAUSE = 0.1


@contextmanager
def alone(store: Path, wait: float, notice: float) -> Iterator[bool]:
    """Hold the file ``STORE.lock`` for the time within; yields False, at once, where another held it for ``wait`` s.

    The lock goes with the process, however it ends; a file that is left behind holds nobody up.
    """
    path = store.with_name(store.name + ".lock")
    start, told = time.monotonic(), False
    while fcntl is not None:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_nlink:  # else its last holder has just removed it
                break
        except BlockingIOError:
            if time.monotonic() - start > wait:
                os.close(handle)
                yield False
                return
            if not told and time.monotonic() - start > notice:
                told = True
                _log.warning("dragoman: another process is adding to %s; waiting for it", store)
            time.sleep(PAUSE)
        os.close(handle)
    try:
        yield True
    finally:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                path.unlink()
            os.close(handle)
