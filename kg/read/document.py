"""Read one file into a document, or say why it cannot be read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read.registry import find_reader, suffixes
from kg.text.clean import has_han
from kg.text.pinyin import slug

__all__ = ["LARGEST", "assign_ids", "read_document"]

LARGEST = 20_000_000  # bytes; a newspaper's page holds some 30,000


def read_document(path: Path, *, date: str | None = None, frame: str | None = None) -> Document:
    """Return the page that a file holds, with its text as it stands there.

    `date` (2023-04-27, 2023-04, 2023) and `frame` (河西区) are taken over; without them they are None.
    Raises ReadError with the file and the reason where it cannot be read.
    """
    try:
        data = _bytes_of(path)
        text = _text_of(path, data)
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error
    name = path.name
    return Document(slug(path.stem), name, hashlib.sha256(data).hexdigest(), text, date, frame)


def assign_ids(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents with an id each of its own, sorted by it; one that was given twice stands once.

    Where two pages have one id, both get a hash of their name and bytes into it, whatever the order they came in.

    >>> one, other = Document("p1", "p1.txt", "aa11", "河西"), Document("p1", "p1.txt", "bb22", "河东")
    >>> [document.id for document in assign_ids([other, one, one])]
    ['p1-1776eeaa', 'p1-8429d0a4']
    """
    unique = {(document.id, document.name, document.sha256): document for document in documents}
    shared = Counter(id for id, _, _ in unique)
    named = (
        replace(document, id=f"{document.id}-{_mark(document)}") if shared[document.id] > 1 else document
        for document in unique.values()
    )
    return tuple(sorted(named, key=lambda document: (document.id, document.name)))


def _mark(document: Document) -> str:
    """Return eight hexadecimal digits that part documents of one id."""
    return hashlib.sha256(f"{document.name}\n{document.sha256}".encode()).hexdigest()[:8]


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadError("this is a folder, not a page")
        if size > LARGEST:
            raise ReadError(f"the file is too large for a page: {size:,} bytes, {LARGEST:,} at most")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("there is no such file") from error
    except OSError as error:
        raise ReadError(f"the file cannot be opened ({error.strerror})") from error
    if not data.strip():
        raise ReadError("the file is empty")
    return data


def _text_of(path: Path, data: bytes) -> str:
    reader = find_reader(path.suffix)
    if reader is None:
        raise ReadError(f"files of this kind are not read; read are {', '.join(suffixes())}")
    text = reader(data)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise ReadError("the file is empty")
    if not has_han(text):
        raise ReadError("there is no Chinese in it")
    return text
