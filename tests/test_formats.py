"""Web pages, Word documents and PDFs: their text as a reader sees it, and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.extract.articles import page_date, split_articles
from kg.read import read_document, registry, word

TITLE = "台江区“养老服务圈”越织越密"
LEAD = "近日，台江区今年新建的3家长者食堂全部投入使用。"
MORE = "据区民政局介绍，全区已建成长者食堂26家，日均服务老人2300余人次，越来越多的老人在家门口吃上了热饭。"

WEB = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_台江新闻网</title>
<script>var a = "<p>不是正文</p>";</script><style>p {{}}</style></head>
<body><nav><a href="/">首页</a><a href="/news">新闻</a></nav>
<ul><li><a href="/1">台江区召开防汛会议</a></li><li><a href="/2">更多新闻</a></li></ul>
<h1>{TITLE}</h1>
<div>2023-05-06 09:12&nbsp;&nbsp;来源：台江区融媒体中心 作者：林小燕</div>
<div class=text><p>　　{LEAD[:10]}<b>{LEAD[10:15]}</b>{LEAD[15:]}</p><p>{MORE}<br><span hidden>看不见</span></p>
<p style="display: none">也看不见</p><!-- <p>注释</p> --></div>
<footer>版权所有 台江区融媒体中心</footer></body></html>"""


def _read(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return read_document(path).text


def _word(*paragraphs: str, extra: str = "", doctype: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml += f' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}{extra}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def _pdf(*pages: list[str]) -> bytes:
    """Return a PDF with a page for each list of lines, in a Chinese font that every reader knows by name."""
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>"
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>"
    )
    descriptor = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    numbers = range(6, 6 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects += [font, descendant, descriptor]
    for number, lines in zip(numbers, pages, strict=True):
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {resources} /Contents {number + 1} 0 R >>"
        )
        shown = " T* ".join(f"<{line.encode('utf-16-be').hex()}> Tj" for line in lines)
        stream = f"BT /F1 12 Tf 18 TL 50 750 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assemble(objects)


def _assemble(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.5\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{item}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    size = len(objects) + 1
    return data + f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{data.rindex(b'xref')}\n%%EOF\n".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_page_reads_as_its_article(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(WEB.replace("utf-8", encoding).encode(encoding))
    document = read_document(path)
    (article,) = split_articles(document)
    assert (article.headline, article.bylines) == (TITLE, ("林小燕",))
    assert [text.chars for text in article.paragraphs] == [LEAD, MORE]
    assert page_date(document) == "2023-05-06"


def test_an_article_element_is_taken_for_the_page(tmp_path: Path) -> None:
    web = f"<h1>{TITLE}</h1><p>热点推荐</p><article><p>{LEAD}<p>{MORE}</article><div>相关阅读：防汛会议召开</div>"
    assert _read(tmp_path, "a.htm", web.encode()) == f"{TITLE}\n\n{LEAD}\n\n{MORE}"


def test_a_title_stands_in_where_no_heading_does(tmp_path: Path) -> None:
    web = f"<title>{TITLE} - 台江新闻网</title><p>{LEAD}"
    assert _read(tmp_path, "a.html", web.encode()) == f"{TITLE}\n\n{LEAD}"


@pytest.mark.parametrize(
    "web",
    [
        f"<nav><p>{LEAD}",
        f"<p>{LEAD}</p></p></div></nav></span>",
        f"<p>{LEAD}<script>alert('&lt;p&gt;')</script",
        f"<div><nav><div>菜单</nav></div><p>{LEAD}",
        "<b>" * 3000 + LEAD,
        f"<p>{LEAD.replace('近日', '&#36817;&#26085;')}",
    ],
)
def test_broken_web_pages_still_show_their_text(tmp_path: Path, web: str) -> None:
    assert LEAD in _read(tmp_path, "a.html", web.encode())


def test_a_word_document_reads_paragraph_by_paragraph(tmp_path: Path) -> None:
    box = "<w:p><w:r><w:t>文本</w:t><w:tab/><w:t>框</w:t><w:br/></w:r></w:p>"
    extra = f"<w:tbl><w:tr><w:tc>{box}</w:tc></w:tr></w:tbl><mc:Fallback>{box}</mc:Fallback>"
    text = _read(tmp_path, "a.docx", _word(TITLE, "", "通讯员 林小燕", LEAD, extra=extra))
    assert text.startswith(f"{TITLE}\n\n通讯员 林小燕\n\n{LEAD}\n\n文本 框\n")


def test_a_pdf_reads_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_pdf([TITLE, "通讯员 林小燕", MORE[:30], MORE[30:]], ["第二页", LEAD]))
    text = read_document(path).text
    assert text == f"{TITLE}\n通讯员 林小燕\n{MORE[:30]}\n{MORE[30:]}\n\n第二页\n{LEAD}"
    assert split_articles(read_document(path))[0].headline == TITLE


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK\x03\x04 no archive", "no Word document"),
        ("a.docx", _word(LEAD)[:-30], "no Word document"),
        ("a.docx", _word(LEAD, doctype=BOMB), "declares a document type"),
        ("a.docx", _word("Nothing but English."), "there is no Chinese in it"),
        ("a.pdf", b"%PDF-1.5\nnothing", "no PDF"),
        ("a.pdf", _pdf([]), "there is no text in the PDF"),
        ("a.pdf", _pdf(*[[LEAD]] * 201), "has 201 pages"),
        ("a.html", b"<p>Nothing but English.", "there is no Chinese in it"),
        ("a.html", b"<script>\xe6\xb2\xb3</script>", "the file is empty"),
    ],
    ids=range(9),
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as error:
        _read(tmp_path, name, data)
    assert str(error.value).startswith(str(tmp_path / name))


def test_a_word_document_is_not_unpacked_beyond_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "LARGEST", 10_000)
    assert LEAD in _read(tmp_path, "a.docx", _word(LEAD))
    with pytest.raises(ReadError, match="too large for a page"):
        _read(tmp_path, "a.docx", _word(LEAD * 1000))


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(registry, "import_module", missing)
    registry.find_reader.cache_clear()
    with pytest.raises(ReadError, match=r"to read \.pdf files, install: pip install 'civic-kg\[pdf\]'"):
        _read(tmp_path, "a.pdf", _pdf([LEAD]))
    registry.find_reader.cache_clear()
