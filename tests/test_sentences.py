"""Sentences: where they end, that quotations stay whole, that their characters lie in the page and never overlap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.articles import split_articles
from kg.extract.sentences import LONG_QUOTATION, split_sentences
from kg.model import Article, Document, Text
from kg.read import read_document

ROOT = Path(__file__).parent.parent
PAGES = sorted([*(ROOT / "seeds").glob("00[0-3]*.txt"), *(ROOT / "tests" / "data" / "articles").glob("*.txt")])
PIECES = [
    *"河西区，、；。！？…“”‘’（）《》「」 \n",
    "……",
    "？”",
    "。”",
    "2023",
    "他说：",
    "日前，",
    "通讯员 张三",
    "■",
    "本报讯（",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def _text(chars: str, start: int = 0) -> Text:
    return Text(chars, tuple(range(start, start + len(chars))))


def _article(*paragraphs: str, headline: str | None = None) -> Article:
    texts, place = [], 100
    for paragraph in paragraphs:
        texts.append(_text(paragraph, place))
        place += len(paragraph) + 1
    heading = _text(headline) if headline else None
    return Article("p-1", "p", headline, None, (), (), (), tuple(texts), heading)


LONG = "“" + "我们在这里住了四十年，房子老了，路也窄了，下雨天连伞都打不开。" * 4 + "”"


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("日前，宣讲团成立。来自全区的代表参加。", ["日前，宣讲团成立。", "来自全区的代表参加。"]),
        ("谁来管？怎么管！大家议。", ["谁来管？", "怎么管！", "大家议。"]),
        ("发挥优势；补齐短板。", ["发挥优势；补齐短板。"]),
        ("搭建市集……充分利用资源。", ["搭建市集……", "充分利用资源。"]),
        ("有书、报等等……，都很好。", ["有书、报等等……，都很好。"]),
        ("“这是好事。”闫大爷说。", ["“这是好事。”", "闫大爷说。"]),
        ("他说：“好事。真的。”大家笑了。", ["他说：“好事。真的。”", "大家笑了。"]),
        ("“您的心率不齐……”工作人员说。", ["“您的心率不齐……”", "工作人员说。"]),
        ("“怎么办？”“谁来办？”都在问。", ["“怎么办？”", "“谁来办？”", "都在问。"]),
        ("举办“谁是最美奋斗者？”主题活动。", ["举办“谁是最美奋斗者？”主题活动。"]),
        ("观看《你好！李焕英》后离开。", ["观看《你好！李焕英》后离开。"]),
        ("活动（5月1日举行。雨天顺延。）欢迎参加。", ["活动（5月1日举行。雨天顺延。）欢迎参加。"]),
        ("“一个没有关上的引号。又一句。", ["“一个没有关上的引号。", "又一句。"]),
        ("没有关上的）括号。又一句。", ["没有关上的）括号。", "又一句。"]),
        ("“外面‘里面。’还在外面。”后面。", ["“外面‘里面。’还在外面。”", "后面。"]),
        ("打造“科创园”项目", ["打造“科创园”项目"]),
        (" 前后有空。 又一句。 ", ["前后有空。", "又一句。"]),
        ("达1.5万元，8:30开门。", ["达1.5万元，8:30开门。"]),
    ],
)
def test_where_sentences_end(paragraph: str, sentences: list[str]) -> None:
    assert [sentence.text.chars for sentence in split_sentences((_article(paragraph),))] == sentences


def test_a_long_quotation_of_several_sentences_is_split() -> None:
    assert len(LONG) > LONG_QUOTATION
    sentences = split_sentences((_article(LONG + "他说。"),))
    assert len(sentences) == 5
    assert sentences[0].text.chars.startswith("“我们")
    assert sentences[3].text.chars.endswith("。”")


def test_headlines_and_headings_are_sentences_of_their_own() -> None:
    first = _article("日前，开业。", "打造“科创园”项目", "目前，园区开工。", headline="环宇城开业")
    sentences = split_sentences((first, _article("近日，揭牌。")))
    assert [(s.paragraph, s.text.chars) for s in sentences] == [
        (-1, "环宇城开业"),
        (0, "日前，开业。"),
        (1, "打造“科创园”项目"),
        (2, "目前，园区开工。"),
        (0, "近日，揭牌。"),
    ]
    assert [s.index for s in sentences] == [0, 1, 2, 3, 4]
    assert sentences[1].span == (100, 106)


def test_the_pages_give_sentences_that_lie_in_them() -> None:
    assert len(PAGES) >= 29
    for path in PAGES:
        document = read_document(path)
        sentences = split_sentences(split_articles(document))
        assert len(sentences) > 3
        for sentence in sentences:
            _check_place(sentence.text, document.text)
            assert len(sentence.text) < 700, (path.name, sentence.text.chars)


def _check_place(text: Text, page: str) -> None:
    """Hold a text's Chinese characters against those of the page where it says they stand."""
    for char, place in zip(text.chars, text.offsets, strict=True):
        if "\u4e00" <= char <= "\u9fff":
            assert page[place] == char


@given(TEXTS)
def test_sentences_never_overlap_and_lose_no_character(page: str) -> None:
    articles = split_articles(Document("p", "p.txt", "", page))
    sentences = split_sentences(articles)
    used = [place for sentence in sentences for place in sentence.text.offsets]
    assert len(used) == len(set(used))
    texts = [text for a in articles for text in ([a.heading] if a.heading else []) + list(a.paragraphs)]
    there = {place for t in texts for char, place in zip(t.chars, t.offsets, strict=True) if char != " "}
    assert there <= set(used)
    for sentence in sentences:
        assert sentence.text.chars == sentence.text.chars.strip() != ""
        assert all(one < other for one, other in zip(sentence.text.offsets, sentence.text.offsets[1:], strict=False))
        _check_place(sentence.text, page)


@given(st.integers(1, 3000))
def test_deep_nesting_takes_no_recursion(depth: int) -> None:
    paragraph = "“" * depth + "好。" + "”" * depth + "完。"
    sentences = split_sentences((_article(paragraph),))
    assert "".join(sentence.text.chars for sentence in sentences) == paragraph
