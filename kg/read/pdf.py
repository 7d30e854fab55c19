"""Read a PDF that holds text; of a scan without text nothing can be read."""

from __future__ import annotations

import pypdfium2

from kg.errors import ReadError

__all__ = ["read_text"]

MOST_PAGES = 200


def read_text(data: bytes) -> str:
    """Return the text of a PDF, line by line as printed, a blank line between pages.

    Raises ReadError where the file is no PDF, is locked, holds no text, or has an absurd number of pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError("this is no PDF, or it is damaged or locked") from error
    try:
        if len(document) > MOST_PAGES:
            raise ReadError(f"the PDF has {len(document):,} pages; {MOST_PAGES} at most are read")
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ReadError("the PDF is damaged: a page cannot be opened") from error
    finally:
        document.close()
    text = "\n\n".join(page.replace("\r\n", "\n").replace("\ufffe", "") for page in pages)
    if not text.strip():
        raise ReadError(
            "there is no text in the PDF, only pictures of it; let a program for reading scans work on it first"
        )
    return text
