"""Articles: the pages of many papers, each with the headlines, names and first words that a reader finds in it."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.articles import page_date, split_articles
from kg.extract.credits import parse_credit
from kg.model import Article, Document
from kg.read import read_document

ROOT = Path(__file__).parent.parent
OWN = sorted((ROOT / "tests" / "data" / "articles").glob("*.json"))
GOLD = sorted(path for path in (ROOT / "tests" / "gold").glob("*.json") if path.stem != "seed004")
PAGES = [*OWN, *GOLD]


def normal(text: str | None) -> str:
    """Return a text without spaces, marks and differences of width."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text or "")).lower()


def page(text: str) -> Document:
    return Document("p", "p.txt", "", text)


def of_page(text: str) -> tuple[Article, ...]:
    return split_articles(page(text))


def read_gold(path: Path) -> tuple[Document, dict[str, Any]]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt")
    if not text.exists():
        text = next((ROOT / "seeds").glob(f"{gold['document']}_*.txt"))
    return read_document(text), gold


def first_words(article: Article) -> str:
    """Return the body from its first sentence on; a heading may stand over it."""
    told = (text.chars for text in article.paragraphs if re.search("[。！？；…”]", text.chars[-3:]) or len(text) > 30)
    return normal(next(told, ""))


def test_the_pages_were_found() -> None:
    assert len(OWN) == 55
    assert len(GOLD) >= 12


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_article_is_found_with_its_names(path: Path) -> None:
    document, gold = read_gold(path)
    found = {first_words(article): article for article in split_articles(document)}
    assert len(found) == len(gold["articles"])
    for wanted in gold["articles"]:
        first = normal(wanted["first"])
        article = next((found[words] for words in found if words.startswith(first)), None)
        assert article is not None, wanted["first"]
        headlines = {normal(line) for line in (wanted["headline"], *wanted.get("also", []))}
        assert normal(article.headline) in headlines, (article.headline, wanted["headline"])
        assert sorted({*article.bylines, *article.photographers}) == sorted(
            {*wanted["bylines"], *wanted["photographers"]}
        ), wanted["headline"]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_names_stand_in_their_part(path: Path) -> None:
    document, gold = read_gold(path)
    articles = split_articles(document)
    assert [article.bylines for article in articles] == [tuple(a["bylines"]) for a in gold["articles"]]
    assert [article.photographers for article in articles] == [tuple(a["photographers"]) for a in gold["articles"]]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_header_gives_the_date(path: Path) -> None:
    document, gold = read_gold(path)
    assert page_date(document) == gold["date"]


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("11新河西 2023年4月27日 星期四 责编：赵云克", "2023-04-27"),
        ("2023-04-27 10:22", "2023-04-27"),
        ("2023.04.27  第3版", "2023-04-27"),
        ("2023/4/7 星期五", "2023-04-07"),
        ("二〇二三年四月二十七日 星期四", "2023-04-27"),
        ("二○二三年十二月三十一日 星期日 农历癸卯年", "2023-12-31"),
        ("发布时间：2023-05-06 09:12 来源：区融媒体中心", "2023-05-06"),
        ("2023年4月 第12期", "2023-04"),
        ("2023年2月30日 星期四", None),
        ("第3版 要闻", None),
        ("2023年4月27日，河西区召开工作推进会。", None),
        ("2023年重点项目集中开工", None),
    ],
)
def test_dates_of_headers(header: str, date: str | None) -> None:
    assert page_date(page(f"{header}\n\n河西区召开推进会\n\n日前，会议召开。\n")) == date


@pytest.mark.parametrize(
    ("line", "authors", "photographers"),
    [
        ("通讯员 张媛芮", "张媛芮", ""),
        ("■ 通讯员 岳志欣", "岳志欣", ""),
        ("通讯员 孙玮 王雅慧", "孙玮 王雅慧", ""),
        ("通讯员 张媛芮 摄影 冯荔", "张媛芮", "冯荔"),
        ("本报记者 张 伟", "张伟", ""),
        ("记者：蒋思远、罗琳", "蒋思远 罗琳", ""),
        ("（记者 余静怡 通讯员 程浩）", "余静怡 程浩", ""),
        ("本报首席记者 王五 见习记者 欧阳雪梅", "王五 欧阳雪梅", ""),
        ("记者王红梅 通讯员孙志刚", "王红梅 孙志刚", ""),
        ("河西融媒记者 李四", "李四", ""),
        ("记者 阿依古丽·买买提 勿日汗", "阿依古丽·买买提 勿日汗", ""),
        ("通讯员 区委宣传部 段丽", "段丽", ""),
        ("文/图 石明珠", "石明珠", "石明珠"),
        ("◎ 记者 蒋红 文/图", "蒋红", "蒋红"),
        ("记者 何嘉 通讯员 温子航/文 廖凯/图", "何嘉 温子航", "廖凯"),
        ("文/林欣怡 图/陈志勇", "林欣怡", "陈志勇"),
        ("本报记者 王五 摄影报道", "王五", "王五"),
        ("刘耕宇 摄", "", "刘耕宇"),
        ("摄影 王琪越", "", "王琪越"),
        ("本报记者 赵倩 摄", "", "赵倩"),
        ("李四/摄", "", "李四"),
        ("记者 黎绮雯 通讯员 梁健恒 摄影报道", "黎绮雯 梁健恒", "黎绮雯 梁健恒"),
        ("文字：王聘钊 图片：陈长宇 编辑：符倩 审核：吴清雄", "王聘钊", "陈长宇"),
    ],
)
def test_lines_of_names(line: str, authors: str, photographers: str) -> None:
    credit = parse_credit(line)
    assert credit is not None
    assert (" ".join(credit.authors), " ".join(credit.photographers)) == (authors, photographers)


@pytest.mark.parametrize(
    "line",
    [
        "记者从区教育局获悉",
        "记者手记",
        "记者走基层",
        "通讯员培训班开班",
        "小记者探访消防站",
        "摄影大赛启幕",
        "文化 惠民",
        "图书漂流记",
        "责任编辑：李四 美编：王五",
        "强化特色品牌 打造魅力“夜”河西",
        "谋发展 转作风 办实事",
        "",
    ],
)
def test_lines_that_are_no_names(line: str) -> None:
    assert parse_credit(line) is None


@pytest.mark.parametrize(
    "headline",
    [
        "河西区推出营商环境5.0版改革",
        "每周一查 守护安全",
        "农历新年到 年货大集开",
        "西岸讲堂第12期开讲",
        "来源可查 去向可追",
        "10民生实事项目开工",
        "字号虽老 味道常新",
        "解民忧惠民生",
        "我区 12 个项目开工",
        "2023年重点项目集中开工",
        "统筹推进疫情防控和经济发展",
        "新闻发言人走进直播间",
        "校对时间 准备出发",
        "社会工作者的一天",
    ],
)
@pytest.mark.parametrize("header", ["", "河西周刊\n2023年4月27日 星期四 第3版 责编：赵云克\n", "A03 要闻\n\n"])
def test_headlines_that_look_like_a_frame(headline: str, header: str) -> None:
    (article,) = of_page(f"{header}{headline}\n\n通讯员 万彤\n\n日前，河西区召开会议。\n")
    assert article.headline == headline


@pytest.mark.parametrize(
    "line",
    [
        "11新河西 2023年4月27日 星期四 责编：赵云克",
        "2023年9月14日 星期四 第03版 责编：吴晓雨",
        "云阳报 03 乡村振兴",
        "第2版 要闻",
        "A03 要闻",
        "要闻 02",
        "2 要闻",
        "河西区融媒体中心主办 总第356期 2023年5月",
        "责任编辑：陈晓峰",
        "本版编辑 李四 美编 王五",
        "来源：区融媒体中心 浏览次数：12",
        "（来源：河西发布）",
        "2023-04-27 10:22",
        "二〇二三年四月二十七日 星期四",
        "新闻热线：022-88888888",
        "投稿邮箱 hexi@example.com",
        "扫码关注“河西发布”",
        "上一篇：河西区召开会议",
        "（下转第2版）",
        "- 3 -",
        "相关链接",
        "首页 政务公开 > 工作动态",
        "长春市宽城区人民政府门户网站",
        "吉ICP备05000000号",
        "本版责任编辑 杜 洋",
    ],
)
def test_a_frame_is_no_title(line: str) -> None:
    (article,) = of_page(f"{line}\n\n宣讲团成立\n\n日前，宣讲团成立。\n\n{line}\n")
    assert (article.headline, article.titles, article.bylines) == ("宣讲团成立", (), ())
    assert [text.chars for text in article.paragraphs] == ["日前，宣讲团成立。"]


def test_a_heading_within_an_article_is_a_paragraph_of_it() -> None:
    seed = next((ROOT / "seeds").glob("002_*.txt"))
    article = next(a for a in split_articles(read_document(seed)) if a.headline == "河西制定商务区“施工图”")
    paragraphs = [text.chars for text in article.paragraphs]
    assert paragraphs[1::2] == ["打造“陈塘关哪吒数字文创园”项目", "打造“陈塘科创园”项目", "打造“北方设计大厦”项目"]
    assert len(paragraphs) == 7


def test_titles_and_slogans_of_the_title_block() -> None:
    seed = next((ROOT / "seeds").glob("003_*.txt"))
    articles = {article.headline: article for article in split_articles(read_document(seed))}
    assert articles["乐享繁华都市特色主题文化盛宴"].titles == ("“活力河西·品质之城”2023西岸文化消费季启幕",)
    assert not any("新征程" in line or "新担当" in line for a in articles.values() for line in a.titles)
    span = articles["“红石榴”宣讲团成立"].headline_span
    assert span is not None
    assert read_document(seed).text[span.start : span.stop] == "“红石榴”宣讲团成立"


def test_sentences_cut_by_columns_and_headings_are_joined() -> None:
    (article,) = of_page(
        "红石榴宣讲团成立\n\n通讯员 万彤\n\n近日，河西区“红石榴”宣讲团在天津市梧桐中学成立，要落实党组织领导的校\n\n"
        "讲好民族团结故事\n\n长负责制，办好人民满意的教育。\n\n今后，宣讲团将进校园。\n"
    )
    assert [text.chars for text in article.paragraphs] == [
        "近日，河西区“红石榴”宣讲团在天津市梧桐中学成立，要落实党组织领导的校长负责制，办好人民满意的教育。",
        "讲好民族团结故事",
        "今后，宣讲团将进校园。",
    ]


def test_a_page_without_any_article_gives_none() -> None:
    assert of_page("") == ()
    assert of_page("\n \n") == ()
    assert of_page("河西周刊\n2023年4月27日 星期四 责编：赵云克\n") == ()


def test_numbers_of_articles_follow_their_bodies() -> None:
    articles = of_page("甲区办节\n\n近日，甲区办节。\n\n张三 摄\n\n乙区开会\n\n通讯员 李四\n\n日前，乙区开会。\n")
    assert [article.id for article in articles] == ["p-1", "p-2"]
    starts = [article.paragraphs[0].offsets[0] for article in articles]
    assert starts == sorted(starts)


PIECES = st.sampled_from(
    [
        *[
            "河西区",
            "召开会议",
            "，",
            "。",
            "\n",
            "\n\n",
            "\n\n\n",
            "\r\n",
            "　　",
            "“",
            "”",
            "（",
            "）",
            "——",
            "！",
            "\ufeff",
        ],
        *[
            "■ 通讯员 万彤",
            "张三 摄",
            "本报讯（记者 李四）",
            "日前，",
            "2023年4月27日 星期四",
            "简讯",
            "谋发展 转作风",
            "一、",
        ],
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_breaks_and_no_character_is_used_twice(text: str) -> None:
    used: set[int] = set()
    for article in of_page(text):
        assert article.paragraphs
        assert (article.headline is None) == (article.heading is None) == (article.headline_span is None)
        for part in (*((article.heading,) if article.heading else ()), *article.paragraphs):
            assert part.chars == part.chars.strip() != ""
            assert not used.intersection(part.offsets)
            used.update(part.offsets)


@pytest.mark.parametrize(
    "text",
    [
        "河西区召开会议，" * 20_000,
        "河西区召开会议，\n\n" * 20_000,
        "“" * 60_000 + "河西。",
        "（" * 60_000 + "河西。",
        " " * 100_000 + "河西。",
        "日报" * 40_000,
        "通讯员 张三\n\n" * 10_000 + "河西。",
        "标题\n\n" * 15_000 + "河西。",
        "标题\n\n日前，河西。\n\n" * 5_000,
        "2023年4月27日 星期四\n" * 10_000 + "河西。",
        "标题\n\n通讯员 张三\n\n" + "4月3日，河西区办节，图为现场。 张三 摄\n\n" * 4_000,
        "标题\n\n通讯员 张三\n\n" + "①河西区办节。 张三 摄\n" * 4_000,
    ],
    ids=range(12),
)
def test_hostile_pages_take_time_by_their_length_only(text: str) -> None:
    start = time.process_time()
    of_page(text)
    assert time.process_time() - start < 5
