"""The forms of dates in Chinese prose, as one expression; `date_reader.py` reads its groups by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["CHAIN", "SINCE", "WEEKDAY", "match_dates"]

_YEAR_DIGITS = r"(?:1[89]|20)\d\d"
_MONTH_DIGITS = r"1[0-2]|0?[1-9]"
_DAY_DIGITS = r"3[01]|[12]\d|0?[1-9]"
_HAN_YEAR = r"[一二][〇零○九八][〇零○一二三四五六七八九]{2}"
_HAN_MONTH = r"十[一二]?|[一二三四五六七八九]"
_HAN_DAY = r"三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r" ?起?(?:至|到|[-—–~～]{1,2}) ?"
_NO_BEGINNING = r"(?![中级心步期任始夏秋冬春])"  # 初中, 初级, 初心
_NO_END = r"(?![层座线部蕴色册数气商])"  # 底层, 底线

_YEAR = (
    rf"(?<!\d)(?P<year>{_YEAR_DIGITS}) ?年(?![产均龄]|历史|历程)度?"
    rf"|(?P<han_year>{_HAN_YEAR})年度?"
    r"|(?P<near_year>今年|本年度|(?<![逝离失])去年|上年度?(?!末)|(?<![以目日提之几])前年|明年|(?<![今以此之])后年|同年|当年|次年|翌年)"
)
_MONTH = (
    rf"(?<![\d.·第])(?P<month>{_MONTH_DIGITS}) ?月(?![饼球亮票嫂台])份?"
    rf"|(?<![正腊闰历二三四五六七八九十])(?P<han_month>{_HAN_MONTH})月(?![饼球亮票嫂台]|革命|初|[一二三四五六七八九十]{{1,3}}+(?!日))份?"
    r"|(?P<near_month>本月|上个?月|下个?月)"
)
_DAY = rf"(?P<day>{_DAY_DIGITS}) ?[日号](?!均|线|楼)|(?P<han_day>{_HAN_DAY})日(?!均)"
_MONTH_PART = rf"(?P<part>[上中下]旬|中上旬|中下旬|底{_NO_END}|末|初{_NO_BEGINNING})"
_YEAR_PART = rf"年初{_NO_BEGINNING}|(?<=年)初{_NO_BEGINNING}|年[底末终]{_NO_END}|(?<=年)[底末]{_NO_END}|岁末"
_WITHIN = (
    r"(?P<half>[上下])半年(?:度)?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?!假)|(?P<first_quarter>首季)度?(?!节)"
    r"|前(?P<quarters>[两二三23])个?季度|[一1]至(?P<upto>[二三])季度"
    r"|前(?P<months>1[01]|[2-9]|[两二三四五六七八九]|十一?)个月"
    rf"|(?<![\d.·])(?P<month_a>{_MONTH_DIGITS})月?{_TO}(?P<month_b>{_MONTH_DIGITS}) ?月份?(?! ?\d)"
    rf"|(?:{_MONTH})(?:的? ?(?:{_DAY})|{_MONTH_PART})?"
    rf"|(?P<year_part>{_YEAR_PART})前?"
)
_LONE_DAY = rf"(?<![\d.·月第前近每后余多整/-])(?P<lone_day>{_DAY_DIGITS})日(?![内均游线常间子]|之内)"
_NEAR_DAY = (
    r"(?P<near_day>今[天日]|昨[天日晚]|前天|明[天日]|(?<!先)后天|即日"
    r"|(?P<week>[上本下])(?:个?星期|周)(?P<week_day>[一二三四五六日天])?)"
)
_BASELINE = r"(?:[比较与同为]|相比于?)?(?:去年|上年|前年|上月|上季度)同期|[比较](?:去年|上年末?|上月|年初|去年[底末])"
_UNTIL_NOW = r"截[至止]到?(?:目前|当前|现在|日前|发稿|今[天日])|迄今(?:为止)?|(?<!截)至今(?![年后天日])"
_RECENT = (
    r"连日来|(?<![节假生周今前昨明])日前|(?<![最附临])近日|近[几些]日来?|近[几些]天|这[几两]天|近期|前不久|不久前|近来|此前"
    r"|最近(?=[，几一两])|前[几些]天|前段时间|近段时间"
)
_VAGUE = (
    r"目前|当前|如今|近年来|近[几两三]年来?|多年来|长期以来|一直以来|(?P<same_day>当[天日]|同日)|当月|次日"
    r"|今[春夏秋冬](?![令])|入[春夏秋冬冬汛]以来|暑[期假]|寒假"
)
_ISO = (
    rf"(?<![\d.-])(?P<iso_year>{_YEAR_DIGITS})(?P<mark>[-./])(?P<iso_month>{_MONTH_DIGITS})(?P=mark)"
    rf"(?P<iso_day>{_DAY_DIGITS})(?![\d.-])"
)
_YEARS = rf"(?<!\d)(?P<year_a>{_YEAR_DIGITS}) ?年?{_TO}(?P<year_b>{_YEAR_DIGITS}) ?(?:学年|年度?)(?! ?\d{{1,2}} ?月)"

# The alternatives in order; the name of the outermost group tells which of them it is.
_FORMS = (
    rf"(?P<baseline>{_BASELINE})",
    rf"(?P<until_now>{_UNTIL_NOW})",
    rf"(?P<recent>{_RECENT})",
    r"(?P<plan>“?十(?P<five_years>[一二三四五六])五”?(?:时期|期间|以来))",
    rf"(?P<iso>{_ISO})",
    rf"(?P<point>(?<![\d·.])(?P<point_month>1[0-2]|[1-9])·(?P<point_day>{_DAY_DIGITS})(?![\d·]))",
    rf"(?P<years>{_YEARS})",
    rf"(?P<term>(?:{_YEAR})(?:的? ?(?:{_WITHIN}))?|{_WITHIN}|{_NEAR_DAY}|{_LONE_DAY})",
    rf"(?P<vague>{_VAGUE})",
)
# How a date may begin: a character, and those that may follow it. Every way begins with a character of its own, so that
# the search runs through other text at once.
_OPENINGS = {
    **dict.fromkeys("二三四五六七八九", "月季〇零○九八十至"),
    "一": "月季〇零○九八十至直",
    "十": "月一二",
    "“": "十",
    "今": "年天日春夏秋冬",
    "本": "年月周个星",
    "去": "年",
    "上": "年半月个周星季",
    "下": "半月个周星",
    "前": "年天不段一二三四五六七八九十两几些0-9",
    "明": "年天日",
    "后": "年天",
    "昨": "天日晚",
    "截": "至止",
    "迄": "今",
    "至": "今",
    "连": "日",
    "日": "前",
    "近": "日期几些来年两三段",
    "不": "久",
    "此": "前",
    "最": "近",
    "目": "前",
    "当": "前年天日月",
    "如": "今",
    "多": "年",
    "长": "期",
    "同": "年日去上",
    "次": "年日",
    "翌": "年",
    "比": "去上前年",
    "较": "去上前年",
    **dict.fromkeys("与为", "去上"),
    "相": "比",
    "岁": "末",
    "年": "初底末终",
    "首": "季",
    "即": "日",
    "这": "几两",
    "入": "春夏秋冬汛",
    "暑": "期假",
    "寒": "假",
    "第": "一二三四1-4",
}


def _once(forms: tuple[str, ...]) -> str:
    """Join the forms; a name that comes up a second time gets a tail, since an expression may have it once."""
    seen: dict[str, int] = {}

    def rename(found: re.Match[str]) -> str:
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{'_' * (seen[name] - 1)}>"

    return re.sub(r"\(\?P<(\w+)>", rename, "|".join(forms))


DATE = re.compile(_once(_FORMS))
OPENING = re.compile(
    "|".join(
        (
            *(f"{digit}[0-9]*" for digit in "0123456789"),
            *(char + (f"[{behind}]" if behind else "") for char, behind in _OPENINGS.items()),
        )
    )
)
CHAIN = re.compile(_TO)
SINCE = re.compile(r"(?P<through>[^，。；：“”]{0,12}?)以来")
WEEKDAY = re.compile(r" ?（?(?:星期|周)([一二三四五六日天])）?")


def match_dates(text: str) -> Iterator[re.Match[str]]:
    """Yield the forms of dates in a text, in order."""
    stop = 0
    for opening in OPENING.finditer(text):
        start = opening.start()
        found = DATE.match(text, start) if start >= stop else None
        if found is not None:
            stop = found.end()
            yield found
