"""Chinese names in Latin letters: readable, ASCII, the same on every machine; for addresses and for searching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

__all__ = ["search_keys", "slug", "syllables"]

LONGEST_PHRASE = 5  # longer entries are idioms, which no name is made of
LONGEST_KEY = 40
LONGEST_SLUG = 60

# The head nouns that end names of any district: 文苑楼社区 is written wenyuanlou-shequ. They only part words in an
# address, so a missing one does no harm.
_HEAD = re.compile(
    "有限责任公司|股份有限公司|有限公司|分公司|集团|公司|银行|分行|支行"
    "|办事处|居委会|村委会|委员会|管委会|办公室|指挥部|派出所|检察院|人民法院|法院"
    "|服务中心|文化中心|活动中心|中心|服务站|工作站|卫生院|医院|幼儿园|小学|中学|附中|大学|学院|学校"
    "|图书馆|博物馆|美术馆|文化馆|体育馆|体育场|公园|广场|市场|商场|大厦|大楼"
    "|社区|街道|小区|家园|花园|公寓|自治县|自治区|自治州|新区|开发区"
    "|协会|学会|联合会|工会|商会|基金会|促进会|志愿队|服务队|宣讲团|艺术团|交响乐团"
    "|嘉年华|艺术节|文化节|消费季|启动仪式|签约仪式|颁奖仪式|推进会|座谈会|推介会|发布会|音乐会|展览|大赛|比赛|论坛|夜市"
    "|行动|工程|项目|计划|方案|规划|办法|条例|意见|平台"
)
_PHRASE_STARTS = frozenset(phrase[:2] for phrase in PHRASES_DICT)
_RUN = re.compile(r"[a-z0-9]+")


def slug(name: str, *, longest: int = LONGEST_SLUG) -> str:
    """Write a name in lower-case ASCII words joined by hyphens, at most `longest` characters, never empty.

    Latin letters and digits are kept, Chinese is read as pinyin without tones (ü as v), all else parts words.

    >>> slug("文苑楼社区"), slug("重庆市"), slug("APEC广场2期")
    ('wenyuanlou-shequ', 'chongqingshi', 'apec-guangchang-2-qi')
    >>> slug("《》…")
    'x'
    """
    words = "-".join(word for part in _parts(name) for word in _words(part))
    if len(words) > longest:
        words = words[: longest + 1].rpartition("-")[0] or words[:longest]
    return words or "x"


def _parts(name: str) -> Iterator[str]:
    """Part a name before and after the head nouns that it holds."""
    start = 0
    for head in _HEAD.finditer(name):
        yield name[start : head.start()]
        yield head.group()
        start = head.end()
    yield name[start:]


def _words(text: str) -> Iterator[str]:
    """Yield what a text reads as: Chinese characters that follow each other make one word, Latin runs one each."""
    word = ""
    for reading, han in _readings(text):
        if han:
            word += reading
            continue
        if word:
            yield word
        word = ""
        yield from _RUN.findall(reading)
    if word:
        yield word


def syllables(text: str) -> tuple[str, ...]:
    """Return how each Chinese character of a text is read, without tones; other characters stand as they are.

    >>> syllables("长春道2号"), syllables("银行")
    (('chang', 'chun', 'dao', '2', 'hao'), ('yin', 'hang'))
    """
    return tuple(reading for reading, _ in _readings(text, joined=False))


def search_keys(name: str) -> tuple[str, ...]:
    """Return what people type to find a name: its whole pinyin, and the first letters of its syllables.

    >>> search_keys("文苑楼社区"), search_keys("APEC广场"), search_keys("…")
    (('wenyuanloushequ', 'wylsq'), ('apecguangchang', 'apecgc'), ())
    """
    read = [reading.lower() for reading in syllables(name[:LONGEST_KEY])]
    read = [reading for reading in read if reading.isascii() and reading.isalnum()]
    return tuple(dict.fromkeys(("".join(read), "".join(reading[0] for reading in read)))) if read else ()


def _readings(text: str, *, joined: bool = True) -> Iterator[tuple[str, bool]]:
    """Yield (reading, is it Chinese) along a text; with `joined`, other characters come in whole runs, folded.

    A word of the phrase dictionary settles how its characters are read (重庆, 银行, 长春), the longest one first.
    """
    start, other = 0, ""
    while start < len(text):
        phrase = _phrase(text, start)
        if not phrase:
            other += text[start]
            start += 1
            if joined and start < len(text) and not _phrase(text, start):
                continue
            yield (_fold(other) if joined else other), False
            other = ""
            continue
        for syllable in phrase:
            yield syllable, True
        start += len(phrase)


def _phrase(text: str, start: int) -> tuple[str, ...]:
    """Return the syllables of the longest phrase, or else of the one character, at `start`; none if not Chinese."""
    if text[start : start + 2] in _PHRASE_STARTS:
        for stop in range(min(len(text), start + LONGEST_PHRASE), start + 1, -1):
            if text[start:stop] in PHRASES_DICT:
                return _read_phrase(text[start:stop])
    return _read_character(text[start])


@lru_cache(maxsize=1 << 16)
def _read_phrase(phrase: str) -> tuple[str, ...]:
    return tuple(_toneless(readings[0]) for readings in PHRASES_DICT[phrase])


@lru_cache(maxsize=1 << 15)
def _read_character(character: str) -> tuple[str, ...]:
    readings = PINYIN_DICT.get(ord(character), "")
    return (_toneless(readings.split(",")[0]),) if readings else ()


@lru_cache(maxsize=1 << 12)
def _toneless(syllable: str) -> str:
    """Strip the tone mark: chóng is chong, lǜ is lv.

    >>> _toneless("lǜ"), _toneless("ńg")
    ('lv', 'ng')
    """
    letters = normalize("NFD", syllable).replace("u\u0308", "v").replace("ê", "e")
    return "".join(letter for letter in letters if letter.isascii() and not combining(letter))


def _fold(text: str) -> str:
    """Bring full-width letters, accents and capitals to plain lower-case ASCII; a space stands for what has none.

    >>> _fold("ＡＰＥＣ·Café")
    'apec cafe'
    """
    letters = (letter for letter in normalize("NFKD", text) if not combining(letter))
    return "".join(letter if letter.isascii() else " " for letter in letters).lower()
