"""Read a Word document (.docx): the text of its paragraphs, a blank line between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from kg.errors import ReadError

__all__ = ["read_text"]

LARGEST = 60_000_000  # bytes of the document once unpacked
_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PRINTED = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_text(data: bytes) -> str:
    """Return the text of a Word document, without headers, footers and notes.

    Raises ReadError where the file is none, or unpacks to an absurd size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_DOCUMENT).file_size > LARGEST:
                raise ReadError("the document is too large for a page")
            source = archive.read(_DOCUMENT)
        if b"<!DOCTYPE" in source:  # Word writes none; with one come entities that unfold without end
            raise ReadError("this is no Word document: it declares a document type")
        root = ElementTree.fromstring(source)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, NotImplementedError) as error:
        raise ReadError("this is no Word document (.docx), or it is damaged or locked") from error
    paragraphs = ("".join(_printed(paragraph)) for paragraph in root.iter(f"{_W}p"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _printed(element: ElementTree.Element) -> Iterator[str]:
    """Yield the text of a paragraph; those in text boxes within it come on their own."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag]
        elif child.tag not in (f"{_W}p", _FALLBACK):
            yield from _printed(child)
