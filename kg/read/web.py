"""Read a web page: its visible text, a blank line between blocks, without menus, forms and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kg.read.encoding import decode
from kg.text.clean import HAN

__all__ = ["read_text"]

_UNSEEN = {"script", "style", "noscript", "template", "iframe", "svg", "select", "textarea", "button", "head"}
_ASIDE = {"nav", "footer", "aside", "form"}
_MAIN = {"article", "main"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
}
_INLINE |= {
    "mark",
    "o:p",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "wbr",
}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HAN = re.compile(f"[{HAN}]")
_SITE = re.compile(r"[_|｜]|\s[-—–]+\s|-+(?=[^-]*$)")
ENOUGH = 50  # Chinese characters that make an <article> the page's text


def read_text(data: bytes) -> str:
    """Return the visible text of a web page: of its <article> or <main> with the headings over it, else of all of it.

    >>> print(read_text("<nav><a href=/>首页</a></nav><h1>宣讲团成立</h1><p>近日，<b>宣讲团</b>成立。".encode()))
    宣讲团成立
    <BLANKLINE>
    近日，宣讲团成立。
    """
    source = decode(data)
    blocks, title = _blocks(source, unseen=_UNSEEN | _ASIDE)
    if not any(_HAN.search(block.text) for block in blocks):  # a menu that never closes must not hide the page
        blocks, title = _blocks(source, unseen=_UNSEEN)
    main = [block for block in blocks if block.main]
    if sum(len(_HAN.findall(block.text)) for block in main) >= ENOUGH:
        blocks = [block for block in blocks if block.main or (block.heading == "h1" and block is not main[0])]
    lines = [block.text for block in blocks if block.text and (block.heading or block.linked * 2 <= len(block.text))]
    name = _SITE.split(title)[0].strip()
    if name and not any(block.heading for block in blocks) and name not in "".join(lines[:5]):
        lines.insert(0, name)
    return "\n\n".join(lines)


@dataclass(slots=True)
class _Block:
    """The text of one block; `linked` counts its characters within links."""

    heading: str
    main: bool
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    @property
    def text(self) -> str:
        """Return the text, white space as the browser shows it; a <br> is a line break."""
        lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(self.parts).split("\0"))
        return "\n".join(line for line in lines if line.strip("\u00a0\u3000"))


def _blocks(source: str, *, unseen: set[str]) -> tuple[list[_Block], str]:
    parser = _Parser(unseen)
    parser.feed(source)
    parser.close()
    return parser.blocks, _SPACE.sub(" ", "".join(parser.title)).strip()


class _Parser(HTMLParser):
    """Gathers the blocks of a page."""

    def __init__(self, unseen: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.unseen = unseen
        self.blocks = [_Block("", False)]
        self.title: list[str] = []
        self.hidden: list[str] = []  # the elements that are not shown, from the outermost one in
        self.main = self.links = 0
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self.in_title = tag == "title" or (self.in_title and tag in _INLINE)
        if tag in _VOID:
            self._void(tag)
            return
        if self.hidden or tag in self.unseen or _is_hidden(attrs):
            self.hidden.append(tag)
            return
        self.main += tag in _MAIN
        self.links += tag == "a"
        if tag not in _INLINE:
            self._new_block(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element; of hidden ones also those within it that were never ended."""
        self.in_title = False
        if self.hidden:
            if tag in self.hidden:
                del self.hidden[len(self.hidden) - 1 - self.hidden[::-1].index(tag) :]
            return
        self.main = max(0, self.main - (tag in _MAIN))
        self.links = max(0, self.links - (tag == "a"))
        if tag not in _INLINE and tag not in _VOID:
            self._new_block("")

    def handle_data(self, data: str) -> None:
        """Take the text of an element."""
        if self.in_title:
            self.title.append(data)
        elif not self.hidden:
            self.blocks[-1].parts.append(data.replace("\0", ""))
            self.blocks[-1].linked += len(data.strip()) if self.links else 0

    def _void(self, tag: str) -> None:
        if not self.hidden and tag == "br":
            self.blocks[-1].parts.append("\0")
        elif not self.hidden and tag == "hr":
            self._new_block("")

    def _new_block(self, tag: str) -> None:
        heading = tag if tag in _HEADINGS else ""
        if self.blocks[-1].parts:
            self.blocks.append(_Block(heading, self.main > 0))
        else:
            self.blocks[-1].heading, self.blocks[-1].main = heading or self.blocks[-1].heading, self.main > 0


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    return any(
        name == "hidden" or (name == "style" and "display:none" in (value or "").replace(" ", ""))
        for name, value in attrs
    )
