"""Tell in which encoding a Chinese text was saved, and decode it: UTF-8, GB18030 with GBK, UTF-16 with a mark.

Nothing is normalised: positions in the text are code points of the file as it was saved.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError
from kg.text.clean import HAN

__all__ = ["decode"]

# The commonest characters of Chinese text with its marks: they make up a fifth of any text and more, while bytes
# decoded wrongly (UTF-8 taken for GB18030: 娌宠タ鍖) hardly ever give one.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能过，。、：“”"
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ue000-\uf8ff\ufffd]")
_HAN = re.compile(f"[{HAN}]")


def decode(data: bytes) -> str:
    r"""Return the text of a file; a byte order mark stays its first character.

    Raises ReadError, without the file's name, where the bytes are no text in one of these encodings.

    >>> decode("河西区".encode("gb18030")), decode("\ufeff河西区".encode("utf-16-le"))
    ('河西区', '\ufeff河西区')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data:
        raise ReadError("this is no text: it holds null bytes (UTF-16 is read where it begins with a byte order mark)")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        fault = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if not _reads_as_chinese(text):
        raise ReadError(f"this is no text in UTF-8 (first fault at byte {fault.start}), in GB18030 or in UTF-16")
    return _checked(text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise ReadError(f"its first bytes say {encoding.upper()}, but byte {error.start} does not fit") from error


def _checked(text: str) -> str:
    """Return a text, unless too much of it is control characters and the like."""
    noise = len(_NO_TEXT.findall(text))
    if noise > max(2, len(text) // 100):
        raise ReadError(f"this is no text: {noise:,} of its {len(text):,} characters are control characters or unknown")
    return text


def _reads_as_chinese(text: str) -> bool:
    """Say whether a text decoded on trial holds Chinese as it is written, common characters and all.

    >>> _reads_as_chinese("河西区举办读书节，市民在家门口看展。"), _reads_as_chinese("娌宠タ鍖轰妇鍔炶涔﹁妭")
    (True, False)
    """
    if _NO_TEXT.search(text) or not _HAN.search(text):
        return False
    part = text[:20_000]
    common = sum(char in _COMMON for char in part)
    return common * 20 >= len(_HAN.findall(part)) or _is_plain(part)


def _is_plain(text: str) -> bool:
    """Say whether a text has none but the 6,763 characters of GB2312, which a few bytes decoded wrongly hardly do."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
