"""The stages in order, over one process or several."""

import contextlib
import os
import platform
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from itertools import islice, tee
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Any

from dragoman import __version__
from dragoman.corrections import attach
from dragoman.extract import Tools, extract_all
from dragoman.gazetteer import Gazetteer
from dragoman.linking import link_store, relink
from dragoman.ontology import Ontology
from dragoman.parse import DEFAULT_MODEL, Parser
from dragoman.records import Coded, Document
from dragoman.store import Store, segments

BATCH = 500  # documents a segment: what an interruption may cost, against the price of a transaction
IN_FLIGHT = 2  # batches waiting for each worker, so that none idles and few documents are held


@dataclass(frozen=True, slots=True)
class CodeOptions:
    """How documents are coded.  ``workers`` 0 means one for each core."""

    model: str = DEFAULT_MODEL
    lexicons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    workers: int = 0
    all_events: bool = False

    def tools(self) -> Tools:
        """Gazetteer and ontology with the user's own entries."""
        return Tools(
            Gazetteer.load([Path(p) for p in self.actors]),
            Ontology.load([Path(p) for p in self.lexicons]),
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: documents coded, documents already stored, records and incidents in the end, seconds.

    ``whole`` is true where all of the store was linked anew, and not the new documents alone; ``linking`` its seconds.
    """

    run: int
    documents: int
    known: int
    events: int
    incidents: int
    seconds: float
    whole: bool = True
    linking: float = 0.0


Progress = Callable[[int, int], None]  # documents done, events found


def code_documents(documents: Iterable[Document], parser: Parser, tools: Tools) -> Iterator[Coded]:
    """Each document parsed and coded, in order."""
    first, second = tee(documents)
    for document, parsed in zip(second, parser.parse_many(d.text for d in first), strict=True):
        yield extract_all(document, parsed, tools)


def run(
    documents: Iterable[Document],
    store: Store,
    options: CodeOptions,
    *,
    inputs: Iterable[str] = (),
    progress: Progress = lambda done, events: None,
    relinking: bool = False,
) -> RunReport:
    """Code what is new among ``documents``, store it batch by batch, link it; or link all anew if ``relinking``.

    An interruption keeps every finished batch and nothing half; the same call again does the rest.
    Raises ``StoreBusy`` where another process adds to the store.
    """
    with store.adding():
        return _run(documents, store, options, inputs, progress, relinking)


def _run(
    documents: Iterable[Document],
    store: Store,
    options: CodeOptions,
    inputs: Iterable[str],
    progress: Progress,
    relinking: bool,
) -> RunReport:
    start = time.monotonic()
    store.recover()
    known = store.known()
    seen: set[str] = set()
    skipped = 0

    def fresh() -> Iterator[Document]:
        nonlocal skipped
        for document in documents:
            if document.id in known or document.id in seen:
                skipped += 1
                progress(1, 0)
                continue
            seen.add(document.id)
            yield document

    number = store.begin_run("run", manifest(options, inputs))
    done, events = _code_into(store, number, fresh(), options, progress, with_documents=True)
    found = link_store(store, whole=relinking)
    seconds = time.monotonic() - start
    counts = {"documents": done, "events": events, "incidents": found.incidents, "seconds": round(seconds, 1)}
    linked = {"linked": "all" if found.whole else "new", "linking": round(found.seconds, 1)}
    store.end_run(number, counts | linked)
    return RunReport(number, done, skipped, events, found.incidents, seconds, found.whole, found.seconds)


def recode(store: Store, options: CodeOptions, *, progress: Progress = lambda done, events: None) -> RunReport:
    """Code all stored texts anew beside the old records, and link them."""
    with store.adding():
        return _recode(store, options, progress)


def _recode(store: Store, options: CodeOptions, progress: Progress) -> RunReport:
    start = time.monotonic()
    store.recover()
    documents = store.documents()
    number = store.begin_run("recode", manifest(options, ()))
    done, events = _code_into(store, number, iter(documents), options, progress, with_documents=False)
    incidents = relink(store)
    seconds = time.monotonic() - start
    store.end_run(number, {"documents": done, "events": events, "incidents": incidents, "seconds": round(seconds, 1)})
    return RunReport(number, done, 0, events, incidents, seconds)


def manifest(options: CodeOptions, inputs: Iterable[str]) -> dict[str, Any]:
    """What a paper needs to cite to have the same records again."""
    tools = options.tools()
    return {
        "dragoman": __version__,
        "python": platform.python_version(),
        "model": Parser(options.model).version,
        "gazetteer": tools.gazetteer.version,
        "lexicon": getattr(tools.ontology, "version", ""),
        "options": asdict(options),
        "inputs": [str(i) for i in inputs],
    }


# ---------------------------------------------------------------- workers
@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal: workers started within leave it to their parent, which ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_worker: tuple[Parser, Tools] | None = None


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _start_worker(options: CodeOptions) -> None:
    global _worker
    # each worker is one of several: its numeric library must not claim all cores for itself
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # a worker whose parent was killed would code on for minutes, and write segments that nobody waits for
    if parent := parent_process():
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    _worker = Parser(options.model), options.tools()


def _code_batch(
    batch: list[Document], folder: Path, name: str, run: int, with_documents: bool, all_events: bool
) -> tuple[str, int, int]:
    assert _worker is not None
    coded = list(code_documents(batch, *_worker))
    events = sum(e.political or all_events for one in coded for e in one.events)
    path = segments.write_segment(
        folder, name, run, coded, with_documents=with_documents, political_only=not all_events
    )
    return str(path), len(batch), events


def _code_into(
    store: Store,
    run: int,
    documents: Iterator[Document],
    options: CodeOptions,
    progress: Progress,
    *,
    with_documents: bool,
) -> tuple[int, int]:
    folder = segments.folder_of(store.path)
    workers = options.workers or os.cpu_count() or 1
    done = events = 0
    batches = iter(lambda: list(islice(documents, BATCH)), [])
    jobs = ((b, folder, f"{run:05d}-{n:07d}", run, with_documents, options.all_events) for n, b in enumerate(batches))

    def take(result: tuple[str, int, int]) -> None:
        nonlocal done, events
        store.load(Path(result[0]), attach)
        done += result[1]
        events += result[2]
        progress(result[1], result[2])

    if workers == 1:
        _start_worker(options)
        for job in jobs:
            take(_code_batch(*job))
        return done, events
    first = next(jobs, None)
    if first is None:
        return 0, 0
    if len(first[0]) < BATCH:  # one small batch: starting processes would cost more than it saves
        _start_worker(replace(options, workers=1))
        take(_code_batch(*first))
        return done, events
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (options,)) as pool:
        try:
            with _deaf_to_interrupts():
                pending: set[Future[tuple[str, int, int]]] = {pool.submit(_code_batch, *first)}
            for job in jobs:
                with _deaf_to_interrupts():
                    pending.add(pool.submit(_code_batch, *job))
                if len(pending) >= workers * IN_FLIGHT:
                    finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                    for future in finished:
                        take(future.result())
            while pending:
                finished, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    take(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in list((pool._processes or {}).values()):
                with contextlib.suppress(OSError):
                    process.terminate()
            raise
    return done, events
