"""The evidence of a build, found in its file when it is asked for.

`evidence.ttl` has a node a line. All that is kept in memory is where the lines begin, by a hash of what each is asked
by: the triple it speaks of, the sentence, the thing, the page. A line that is found is read as Turtle.
"""

from __future__ import annotations

import mmap
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyoxigraph as ox

from kg.errors import BuildError
from kg.model import Sentence, Span, Text
from kg.rdf.names import EVIDENCE_FOLDERS
from kg.rdf.turtle import Names, date
from kg.text.clean import clean
from kg.vocabulary import NAMESPACE

__all__ = ["Passage", "Proof", "Proofs", "Triple"]

_PROV = "http://www.w3.org/ns/prov#"
_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_ITS = "http://www.w3.org/2005/11/its/rdf#"
_DERIVED, _NAMES_IT, _PART = f"{_PROV}wasDerivedFrom", f"{_ITS}taIdentRef", "https://schema.org/isPartOf"
_KEYS = re.compile(
    rb"(?m)^(\S+) a ckg:(?:"
    rb"Statement; (rdf:subject (?:<[^>]*>|[^ ;]+); rdf:predicate [^ ;]+; rdf:object (?:<[^>]*>|[^ ;]+);)[^\n]*?"
    rb"prov:wasDerivedFrom ([^;]+);"
    rb"|Mention; itsrdf:taIdentRef (<[^>]*>|[^ ;]+); prov:wasDerivedFrom ([^;]+);"
    rb"|Sentence; [^\n]*nif:referenceContext (<[^>]*>|[^ ;]+))"
)
_SPANNED = re.compile(r"-(\d+)-(\d+)$")
_is_date = re.compile(r"\d{4}(?:-\d\d){0,2}").fullmatch
_HEAD_BYTES = 1 << 16

Said = Mapping[str, list[str]]
Triple = tuple[str, str, str]


class Proof(NamedTuple):
    """A sentence that states a fact, by its address below the base, the words of it that do, and who read them."""

    sentence: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a page: its place, its clean text, and the article that it stands in, where that is known."""

    id: str  # below the base: text/o4ese5-120-180
    page: str  # Document.id
    article: str  # Article.id, or nothing
    text: Text

    @property
    def start(self) -> int:
        """Where it begins in the page."""
        return int(self.id.rsplit("-", 2)[1])

    def as_sentence(self) -> Sentence:
        """Return it as the sentence that it was before it was written; it is numbered by its place."""
        return Sentence(self.article, self.start, 0, self.text)


@dataclass
class Proofs:
    """Where each fact of a build stands. Answers come from the file; closing it ends that."""

    names: Names
    _file: mmap.mmap | bytes = b""
    _head: bytes = b""
    _hashes: array[int] = field(default_factory=lambda: array("q"))
    _starts: array[int] = field(default_factory=lambda: array("Q"))

    @classmethod
    def open(cls, path: Path, base: str, classes: Iterable[str]) -> Self:
        """Note where each line of a file begins. `classes` are the folders of things: community, road, …

        Raises BuildError where the file is not as a build writes it.
        """
        names = Names(base, {*EVIDENCE_FOLDERS, *classes})
        with path.open("rb") as file:
            content: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if _size(path) else b""
        head = b"".join(re.findall(rb"(?m)^@prefix [^\n]*\n", content[:_HEAD_BYTES]))
        found = sorted(_keys(content))
        if not found and content.find(b"Statement") >= 0:
            raise BuildError(f"{path}: this is not as kg build writes it; build again")
        return cls(names, content, head, array("q", (h for h, _ in found)), array("Q", (s for _, s in found)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if isinstance(self._file, mmap.mmap):
            self._file.close()

    def of_triples(self, triples: Iterable[Triple]) -> dict[Triple, tuple[Proof, ...]]:
        """Return the evidence of triples: addresses below the base, a predicate's local name, an address or a date."""
        asked = {triple: self._triple(*triple) for triple in triples}
        said = self._read(start for key in asked.values() for start in self._find(key))
        by_triple: dict[bytes, list[Said]] = defaultdict(list)
        for one in said.values():
            by_triple[self._written(one)].append(one)
        return {
            triple: tuple(proof for one in by_triple[key] for proof in _proofs(one, self.names.base))
            for triple, key in asked.items()
        }

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return sentences by their addresses below the base."""
        said = self._read(start for id in ids for start in self._find(b"T " + self._term(id)))
        return {id: passage for id, one in said.items() if (passage := self._passage(id, one)) is not None}

    def naming(self, thing: str, *, most: int) -> list[str]:
        """Return the addresses of sentences that name a thing, one for each page that does."""
        said = self._read(self._find(b"E " + self._term(thing))[:most])
        return [self._short(one[_DERIVED][0]) for one in said.values() if one.get(_DERIVED)]

    def of_page(self, page: str, *, most: int) -> list[Passage]:
        """Return the sentences of a page that something rests on, in their order."""
        said = self._read(self._find(b"P " + self._term(f"page/{page}"))[:most])
        found = (self._passage(id, one) for id, one in said.items())
        return sorted((passage for passage in found if passage), key=lambda passage: passage.start)

    def about(self, ids: Iterable[str]) -> dict[str, list[tuple[str, Span]]]:
        """Return for each sentence which things it names and where; only first mentions in a page are known."""
        found: dict[str, list[tuple[str, Span]]] = {id: [] for id in ids}
        said = self._read(start for id in found for start in self._find(b"S " + self._term(id)))
        for node, one in said.items():
            for sentence in map(self._short, one.get(_DERIVED, ())):
                if sentence in found and _NAMES_IT in one:
                    found[sentence].append((self._short(one[_NAMES_IT][0]), _span(node)))
        return found

    def words_in(self, ids: Iterable[str]) -> dict[str, list[Span]]:
        """Return for each sentence the words that facts rest on."""
        found: dict[str, list[Span]] = {id: [] for id in ids}
        said = self._read(start for id in found for start in self._find(b"S " + self._term(id)))
        for one in said.values():
            for sentence in map(self._short, one.get(_DERIVED, ())):
                if sentence in found:
                    found[sentence].extend(_within(sentence, one.get(f"{NAMESPACE}words", ())))
        return found

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (address, text) of all sentences, as they stand in the file."""
        for match in re.finditer(rb'(?m)^(\S+) a ckg:Sentence; nif:anchorOf "((?:[^"\\\n]|\\.)*)"', self._file):
            yield match[1].decode(), match[2].decode()

    def address(self, token: str) -> str:
        """Return the address below the base of a sentence as the file writes it."""
        return "text/" + token.partition(":")[2] if token.startswith("t:") else self._short(token.strip("<>"))

    def _term(self, id: str) -> bytes:
        return self.names.term(id).encode()

    def _triple(self, subject: str, predicate: str, object_: str) -> bytes:
        term = date(object_) if _is_date(object_) else self.names.term(object_)
        return f"rdf:subject {self.names.term(subject)}; rdf:predicate ckg:{predicate}; rdf:object {term};".encode()

    def _written(self, said: Said) -> bytes:
        """Return the triple that a statement speaks of, as its line writes it."""
        rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        subject, predicate, object_ = (said[rdf + part][0] for part in ("subject", "predicate", "object"))
        return self._triple(self._short(subject), predicate.removeprefix(NAMESPACE), self._short(object_))

    def _find(self, key: bytes) -> list[int]:
        """Return where the lines begin that are asked by a key."""
        wanted = hash(key)
        place = bisect_left(self._hashes, wanted)
        found = []
        while place < len(self._hashes) and self._hashes[place] == wanted:
            found.append(self._starts[place])
            place += 1
        return found

    def _read(self, starts: Iterable[int]) -> dict[str, Said]:
        """Read lines as Turtle: what is said of each node."""
        lines = [self._file[start : self._file.find(b"\n", start) + 1] for start in sorted(set(starts))]
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in ox.parse(self._head + b"".join(lines), format=ox.RdfFormat.TURTLE):
            said[quad.subject.value][quad.predicate.value].append(str(getattr(quad.object, "value", quad.object)))
        return {self._short(node): one for node, one in said.items()}

    def _passage(self, id: str, said: Said) -> Passage | None:
        raw, page = said.get(f"{_NIF}anchorOf"), said.get(f"{_NIF}referenceContext")
        if not raw or not page:
            return None
        begin = int(said[f"{_NIF}beginIndex"][0])
        text = clean(raw[0], 0, len(raw[0]))
        moved = Text(text.chars, tuple(offset + begin for offset in text.offsets))
        article = self._short(said[_PART][0]).removeprefix("article/") if _PART in said else ""
        return Passage(id, self._short(page[0]).removeprefix("page/"), article, moved)

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self.names.base)


def _keys(content: mmap.mmap | bytes) -> Iterator[tuple[int, int]]:
    """Yield (hash of a key, where the line begins) for all that a line may be asked by."""
    for match in _KEYS.finditer(content):
        node, triple, sources, thing, sentence, page = match.groups()
        start = match.start()
        if triple is not None:
            yield hash(triple), start
            for source in sources.split(b", "):
                yield hash(b"S " + source), start
        elif thing is not None:
            yield hash(b"E " + thing), start
            yield hash(b"S " + sentence), start
        else:
            yield hash(b"T " + node), start
            yield hash(b"P " + page), start


def _proofs(said: Said, base: str) -> Iterator[Proof]:
    """Yield what one statement rests on, a piece for each of its sentences."""
    rule, confidence = said[f"{NAMESPACE}rule"][0], float(said[f"{NAMESPACE}confidence"][0])
    words = said.get(f"{NAMESPACE}words", ())
    for sentence in sorted(said.get(_DERIVED, ())):
        yield Proof(sentence.removeprefix(base), tuple(_within(sentence, words)), rule, confidence)


def _within(sentence: str, words: Iterable[str]) -> Iterator[Span]:
    """Yield those stretches of text that stand in a sentence: on its page, between its ends."""
    page, (start, stop) = _page_key(sentence), _span(sentence)
    for word in words:
        span = _span(word)
        if _page_key(word) == page and span.start < stop and span.stop > start:
            yield span


def _page_key(address: str) -> str:
    """Return the key of the page in the address of a stretch of text."""
    return address.rsplit("/", 1)[-1].rsplit("-", 2)[0]


def _span(address: str) -> Span:
    found = _SPANNED.search(address)
    return Span(int(found[1]), int(found[2])) if found else Span(0, 0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise BuildError(f"{path}: cannot be read ({error.strerror or error})") from error
