"""Which pages a build has: those given, and those kept from earlier builds; only new and changed ones are read."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from kg.errors import KgError
from kg.extract.articles import page_date
from kg.extract.frame import count_counties, find_frames
from kg.growth.kept import PageText, Source, pack_text
from kg.growth.state import State
from kg.iri import digest
from kg.model import Document, Refusal
from kg.read import assign_ids, read_document
from kg.rules import Pack
from kg.text.dates import find_dates, page_anchor
from kg.text.pinyin import slug

__all__ = ["Gathered", "Given", "gather_pages", "page_key", "path_from", "read_text", "real_path", "text_of"]

Content = tuple[str, str]  # a page's name and the SHA-256 of its bytes
Read = Callable[[Sequence[Path]], Iterable[PageText | Refusal]]


@dataclass(frozen=True, slots=True)
class Given:
    """What a build was given: the files, the options that hold for them, whether other pages are to be dropped."""

    files: tuple[Path, ...]
    date: str | None = None
    frame: str | None = None
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pages of a build, without their texts, which stand aside; the files they came from; what was not read."""

    documents: tuple[Document, ...]
    texts: Mapping[Content, PageText]
    sources: tuple[Source, ...]
    refused: tuple[Refusal, ...] = ()

    def whole(self, document: Document) -> Document:
        """Return a page with its text."""
        return replace(document, text=self.texts[document.name, document.sha256].text)


def gather_pages(given: Given, state: State | None, pack: Pack, *, directory: Path, maker: str, read: Read) -> Gathered:
    """Return all pages of a build; `read` reads the files that are not known by their path and bytes.

    Pages that are kept from an earlier build keep the options that they were given with.
    """
    _real_folder.cache_clear()
    gatherer = _Gatherer(state, pack, maker)
    gatherer.take(given, directory, read)
    if not given.prune:
        gatherer.keep_others()
    return gatherer.gathered()


@dataclass(slots=True)
class _Gatherer:
    state: State | None
    pack: Pack
    maker: str
    known: dict[str, Source] = field(default_factory=dict)
    texts: dict[Content, PageText] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    given: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.state is not None:
            self.known = {source.path: source for source in self.state.sources()}
            self.texts = self.state.texts((source.content for source in self.known.values()), self.maker)

    def take(self, given: Given, directory: Path, read: Read) -> None:
        """Take the files that were given; read those that are new or have changed."""
        fresh: list[Path] = []
        for file in given.files:
            path = path_from(file, directory)
            self.given.add(path)
            known = self.known.get(path)
            if known is not None and known.content in self.texts and known.sha256 == _sha256(file):
                self.sources[path] = replace(known, date=given.date, frame=given.frame, page="")
            else:
                fresh.append(file)
        new: list[PageText] = []
        for file, text in zip(fresh, read(fresh), strict=True):
            if isinstance(text, Refusal):
                self.refused.append(text)
                continue
            path = path_from(file, directory)
            self.sources[path] = Source(path, text.name, text.sha256, given.date, given.frame)
            new.append(text)
        self._learn(new)

    def keep_others(self) -> None:
        """Keep the pages of the standing build that were not given; those of another program are worked out anew."""
        kept = {path: source for path, source in self.known.items() if path not in self.given}
        old = {source.content for source in kept.values() if source.content not in self.texts}
        raw = {content: self.state.any_text(content) for content in sorted(old)} if self.state else {}
        self._learn([text_of(*content, text, self.pack) for content, text in raw.items() if text is not None])
        self.sources |= {path: source for path, source in kept.items() if source.content in self.texts}

    def _learn(self, texts: Sequence[PageText]) -> None:
        self.texts |= {(text.name, text.sha256): text for text in texts}
        if self.state is not None and texts:
            self.state.keep_texts(texts, self.maker)

    def gathered(self) -> Gathered:
        """Return the pages with their dates, home districts and ids."""
        by_content = {source.content: source for _, source in sorted(self.sources.items(), reverse=True)}
        texts = [self.texts[content] for content in sorted(by_content)]
        frames = find_frames([text.counties for text in texts], lambda number: texts[number].text)
        documents = assign_ids(
            _document(text, by_content[text.name, text.sha256], frame)
            for text, frame in zip(texts, frames, strict=True)
        )
        keys = {(document.name, document.sha256): page_key(document, self.maker) for document in documents}
        sources = (replace(source, page=keys[source.content]) for source in self.sources.values())
        return Gathered(
            documents, self.texts, tuple(sorted(sources, key=lambda source: source.path)), tuple(self.refused)
        )


def _document(text: PageText, source: Source, frame: str | None) -> Document:
    id = slug(Path(text.name).stem)
    return Document(id, text.name, text.sha256, "", source.date or text.date, source.frame or frame)


def page_key(document: Document, maker: str) -> str:
    """Return the key of what is read from a page: of all that it depends on."""
    suffix = Path(document.name).suffix.lower()
    return digest(document.sha256, suffix, document.date or "", document.frame or "", maker, length=40)


def path_from(file: Path, directory: Path) -> str:
    """Return the path of a file from a directory on, so that both may be moved together."""
    absolute = real_path(file)
    try:
        return posixpath.join(*filter(None, (_way(absolute.parent, _real_folder(directory.absolute())), absolute.name)))
    except ValueError:  # another drive
        return absolute.as_posix()


def real_path(file: Path) -> Path:
    """Return where a file lies, links followed; of a folder's files, the folder is looked up once."""
    return Path(os.path.realpath(file)) if file.is_symlink() else _real_folder(file.parent.absolute()) / file.name


@lru_cache(maxsize=1 << 10)
def _real_folder(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


@lru_cache(maxsize=1 << 10)
def _way(folder: Path, start: Path) -> str:
    way = Path(os.path.relpath(folder, start)).as_posix()
    return "" if way == "." else way


def read_text(file: Path, pack: Pack) -> PageText | Refusal:
    """Read a file, and work out what can be told from its text alone."""
    try:
        document = read_document(file)
    except KgError as error:
        return Refusal(str(file), str(error).removeprefix(f"{file}: "))
    return text_of(document.name, document.sha256, document.text, pack)


def text_of(name: str, sha256: str, text: str, pack: Pack) -> PageText:
    """Return a text with its date, that of its header or else of the dates it names where safe, and its districts."""
    document = Document("", name, sha256, text)
    date = page_date(document) or page_anchor(find_dates(text, anchor=None))
    return PageText(name, sha256, pack_text(text), date, count_counties(text, pack))


def _sha256(file: Path) -> str:
    """Return the hash of a file's bytes, "" if it cannot be read: reading will say why."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
