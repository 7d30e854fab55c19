"""Files to documents: encodings, what is refused and why, which files of a folder are pages, ids."""

from __future__ import annotations

import codecs
import random
import re
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Document
from kg.read import assign_ids, list_pages, read_document, suffixes
from kg.read.document import LARGEST

TEXT = "河西区“红石榴”宣讲团成立\r\n\r\n　　近日，宣讲团在天津市梧桐中学成立。\n"
PAGES = sorted((Path(__file__).parent / "data" / "articles").glob("*.txt"))


def _page(folder: Path, data: bytes, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("gbk", b""),
        ("gb2312", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_encodings_give_the_text_as_it_stands(tmp_path: Path, encoding: str, mark: bytes) -> None:
    document = read_document(_page(tmp_path, mark + TEXT.encode(encoding)))
    assert document.text == "\ufeff" * bool(mark) + TEXT


def test_every_page_is_told_apart_in_utf8_and_gb18030(tmp_path: Path) -> None:
    assert len(PAGES) >= 25
    for path in PAGES:
        text = read_document(path).text
        for encoding in ("utf-8", "gb18030"):
            assert read_document(_page(tmp_path, text.encode(encoding))).text == text, (path.name, encoding)


def test_a_document_says_where_it_comes_from(tmp_path: Path) -> None:
    path = _page(tmp_path, TEXT.encode(), "11 新河西_2023.txt")
    document = read_document(path, date="2023-04-27", frame="河西区")
    assert (document.id, document.name) == ("11-xinhexi-2023", "11 新河西_2023.txt")
    assert (document.date, document.frame) == ("2023-04-27", "河西区")
    assert len(document.sha256) == 64
    assert read_document(path).date is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (" \n\t　\n".encode(), "the file is empty"),
        (codecs.BOM_UTF8 + b"\n", "the file is empty"),
        (b"Nothing but English.\n", "there is no Chinese in it"),
        (random.Random(1).randbytes(4000), "this is no text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "this is no text"),
        (TEXT.encode("utf-16-le"), "null bytes"),
        (TEXT.encode() * 9 + b"\xff\xfe\xfa" + TEXT.encode(), "this is no text in UTF-8 (first fault at byte 909)"),
        (codecs.BOM_UTF8 + TEXT.encode()[:-2] + b"\xff", "its first bytes say UTF-8, but byte 100 does not fit"),
        (("河西区" + "\x01\x02\x03" * 9).encode(), "control characters"),
        ("河西區舉辦讀書節，市民在家門口看展覽。".encode("big5"), "this is no text"),
    ],
)
def test_what_is_no_page_is_refused_with_its_name_and_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = _page(tmp_path, data)
    with pytest.raises(ReadError) as error:
        read_document(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)


def test_a_path_that_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.txt", "there is no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(ReadError, match=reason):
            read_document(path)


def test_an_absurd_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ReadError, match="too large for a page: 20,000,001 bytes"):
        read_document(path)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"files of this kind are not read; read are .*\.txt"):
        read_document(_page(tmp_path, TEXT.encode(), "page.xyz"))


def test_folders_are_opened_and_files_counted_once(tmp_path: Path) -> None:
    inner = tmp_path / "2023" / "05"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.TXT", "notes.log", ".hidden.txt"):
        _page(inner, b"x", name)
    _page(tmp_path / ".git", b"x", "config.txt")
    (tmp_path / "link.txt").symlink_to(inner / "b.txt")
    missing = tmp_path / "none"
    pages, refused = list_pages([tmp_path, inner / "b.txt", str(missing), inner])
    assert pages == (inner / "a.TXT", inner / "b.txt") or pages == (inner / "a.TXT", tmp_path / "link.txt")
    assert [(Path(refusal.path).name, refusal.reason) for refusal in refused] == [
        ("notes.log", f"files ending in .log are not read; read are {', '.join(suffixes())}"),
        ("none", "there is no such file or folder"),
    ]


def test_what_a_build_wrote_is_no_page(tmp_path: Path) -> None:
    for name in ("graph.ttl", "evidence.ttl", "graph.html", "report.json", "page.txt"):
        _page(tmp_path, TEXT.encode(), name)
    assert list_pages([tmp_path]) == ((tmp_path / "page.txt",), ())
    (tmp_path / "evidence.ttl").unlink()
    pages, refused = list_pages([tmp_path])
    assert [path.name for path in pages] == ["graph.html", "page.txt"]
    assert [Path(refusal.path).name for refusal in refused] == ["graph.ttl", "report.json"]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    paths = [_page(tmp_path, TEXT.encode(), f"{name}.txt") for name in "cab"]
    assert list_pages(paths) == list_pages(paths[::-1]) == list_pages([tmp_path])


def test_ids_are_parted_by_the_hash_whatever_the_order() -> None:
    pages = [
        Document("p1", "p1.txt", "aa" * 32, "河西"),
        Document("p1", "p1.txt", "bb" * 32, "河东"),
        Document("p1", "P1.txt", "aa" * 32, "河西"),
        Document("p2", "p2.txt", "cc" * 32, "河北"),
    ]
    named = assign_ids([*pages, pages[0]])
    assert len({document.id for document in named}) == len(named) == 4
    assert [document.id for document in named if document.name == "p2.txt"] == ["p2"]
    assert all(re.fullmatch(r"p1-[0-9a-f]{8}|p2", document.id) for document in named)
    assert assign_ids(pages[::-1]) == named
