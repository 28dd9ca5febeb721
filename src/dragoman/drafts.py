"""Files that people ask for: whole under their name, or not there at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name to write to; what was written there stands at ``path`` at the end, and on an error nothing is left.

    An ``OSError`` comes out with the name of ``path``, whoever raised it and whatever file it named.
    """
    draft = path.with_name(path.name + ".tmp")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        # some libraries raise it without a name, and their words say more than a person asked for
        raise OSError(error.errno, os.strerror(error.errno) if error.errno else str(error), str(path)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
