"""The identity key of a name: what it is called once the page's frame is written out, and where that name is unique."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.areas import Frame
from kg.resolve.editions import read_edition
from kg.resolve.places import Areas, areas_of, short_of
from kg.resolve.rules import ResolveRules, TypeRule, rules_of
from kg.rules.schema import Pack

__all__ = ["Identifier", "Key", "identifier_of", "plain"]

_MARKS = re.compile(r"[\s“”‘’「」『』《》〈〉\"'·•・—\-－–_|、，,。:：;；!！?？~～（）()\[\]【】]")
_RELATIVE = re.compile(
    r"(?P<zone>新区|开发区|高新区|经开区|示范区|度假区|园区)(?=..)|(?P<district>区(?![域块位间号分内外])|县(?![内外级])|旗)|"
    r"(?P<city>市(?![场民井集政级内外区辖]|容|政公))|(?P<province>省(?![级内外心])|自治区)"
)
_STREET_OF = re.compile(r"^(?P<street>.{1,6}?(?:街道|街|镇|乡))(?=.{2,}(?:社区|村)$)")
_PUBLIC = ("GovernmentBody", "Organization")
_SHORTEST_REST = {True: 2, False: 4}  # characters that must be left behind an area written in full, or for short


class Key(NamedTuple):
    """What makes the identity of a thing: the group of its type, its canonical name, where that is unique, its mark.

    `mark` tells editions of an event apart (n5: the fifth), and persons of one name.
    """

    group: str
    name: str
    scope: str = ""
    mark: str = ""

    def __str__(self) -> str:
        return "|".join((self.name, self.scope, *([self.mark] if self.mark else [])))

    @property
    def full(self) -> str:
        """Return all of a key as one text, which `parse` reads back.

        >>> Key.parse(Key("person", "王芳", "河西区", "虞苑中学|河西区").full).mark
        '虞苑中学|河西区'
        """
        return f"{self.group}:{self}"

    @classmethod
    def parse(cls, full: str) -> Key:
        """Return the key that a text was made from; names hold no bars."""
        group, _, rest = full.partition(":")
        return cls(group, *rest.split("|", 2))


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Return a name without marks and spaces, in one form of letters and digits.

    >>> plain("“红石榴”宣讲团"), plain("ＦＭ99·音乐朗读者")
    ('红石榴宣讲团', 'fm99音乐朗读者')
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()


@dataclass(frozen=True, eq=False)
class Identifier:
    """Gives names their keys, by the rules of a pack."""

    rules: ResolveRules
    areas: Areas

    @lru_cache(maxsize=1 << 14)  # noqa: B019 (one a pack)
    def key(self, type: str, name: str, frame: Frame, *, owner: str = "", is_known: bool = False) -> Key:
        """Return the key of a name on a page of a frame.

        `owner` is the area that is written right before the name (南山区|西丽街道); `is_known` says that a list of
        names known in the whole country holds it.
        """
        rule = self.rules.types[type]
        bare = plain(name) or name
        if rule.group == "person":
            return Key(rule.group, bare, owner or frame.home)
        if rule.group == "area":
            return self._area(rule, bare, frame, owner)
        for pattern, to in rule.rewrite:
            bare = pattern.sub(to, bare) or bare
        written, area = self._placed(rule, self._known(rule, bare), frame)
        edition = read_edition(written) if rule.editions else None
        scope = "" if is_known else self._scope(rule, written, area, owner, frame)
        return Key(rule.group, edition.series if edition else written, scope, edition.mark if edition else "")

    def street_in(self, type: str, name: str) -> str:
        """Return the subdistrict that stands within the name of a community: 泰云街道松泉社区."""
        found = _STREET_OF.match(plain(name)) if type == "Community" else None
        return self.key("Subdistrict", found["street"], Frame()).name if found else ""

    @lru_cache(maxsize=1 << 16)  # noqa: B019 (one a pack)
    def honest_forms(self, type: str, name: str, frame: Frame) -> tuple[str, ...]:
        """Return what a thing is called although a page does not: with its area, with its official name."""
        rule = self.rules.types[type]
        if rule.frame != "write":
            return ()
        area, rest = self._relative(name, frame)
        if not area:
            return ()
        full = self.rules.departments.get(rest, rest) if type in _PUBLIC else rest
        return tuple(dict.fromkeys((area + rest, area + full)))

    def other_forms(self, type: str, label: str) -> tuple[str, ...]:
        """Return the forms that may be said of whatever has a label: 陈塘庄街 and 陈塘庄街道."""
        forms = (pattern.sub(to, label) for pattern, to in self.rules.types[type].aliases)
        return tuple(dict.fromkeys(form for form in forms if form != label))

    def _area(self, rule: TypeRule, name: str, frame: Frame, owner: str) -> Key:
        for pattern, to in rule.rewrite:
            name = pattern.sub(to, name) or name
        if frame.home and name == short_of(frame.home):
            name = frame.home
        if not self.areas.is_ambiguous(name):
            return Key(rule.group, name)
        around = (area for area in (owner, frame.city) if area and self.areas.lies_in(name, area))
        return Key(rule.group, name, next(around, ""))

    def _known(self, rule: TypeRule, name: str) -> str:
        """Write in full what lists of national names know a short form of: 农行青羊支行, 浙大."""
        if rule.group != "body":
            return name
        bare = next((name.removesuffix(end) for end in self.rules.legal if name.endswith(end)), name)
        whole = self.rules.whole.get(name) or self.rules.whole.get(bare) or self.rules.start.get(name)
        if whole:
            return plain(whole)
        for length in range(min(5, len(name) - 1), 1, -1):
            if (full := self.rules.start.get(name[:length])) and not name.startswith(plain(full)):
                return plain(full) + name[length:]
        return name

    def _is_known(self, name: str) -> bool:
        """Say whether a name is, or begins with, one that the whole country knows: 天津大学, 中国农业银行天津分行."""
        return any(name[:length] in self.rules.known for length in range(4, min(len(name), 14) + 1))

    def _placed(self, rule: TypeRule, name: str, frame: Frame) -> tuple[str, str]:
        """Return a name with its area dropped or written in full, as its type asks, and the area, if it names one."""
        if rule.frame == "keep" or self._is_known(name):
            found = self.areas.owner(name)
            return name, found.area if found else ""
        if rule.frame == "drop":
            return self._without_area(rule, name, frame)
        return self._with_area(rule, name, frame)

    def _without_area(self, rule: TypeRule, name: str, frame: Frame) -> tuple[str, str]:
        found = self.areas.owner(name, frame.home)
        if street := _STREET_OF.match(name) if rule.type == "Community" else None:
            return name[street.end() :], ""
        if found is None:
            return name, ""
        is_full = name[: found.length].endswith(found.area)
        if len(name) - found.length < _SHORTEST_REST[is_full]:
            return name, ""
        at_home = found.area in self.areas.around(frame.home, frame.city)
        if rule.group == "work" and rule.scope != "written" and not at_home:
            return name, found.area
        return name[found.length :], found.area if rule.scope == "written" or not at_home else ""

    def _with_area(self, rule: TypeRule, name: str, frame: Frame) -> tuple[str, str]:
        is_public = rule.type in _PUBLIC
        for form, body in self.rules.of_area if is_public else ():
            if frame.home and name in _with_home(form, frame):
                return frame.home + body, frame.home
        name = _strip_party(name)
        area, rest = self._relative(name, frame)
        if not area:
            found = self.areas.owner(name, frame.home if is_public else "")
            area, rest = (found.area, name[found.length :]) if found else ("", name)
            if rest and area and area == frame.city:
                inner, further = self._relative(rest, frame)
                area, rest = (inner, further) if inner == frame.home else (area, rest)
        if is_public:
            rest = self.rules.departments.get(rest, rest)
        return area + rest, area

    def _relative(self, name: str, frame: Frame) -> tuple[str, str]:
        """Return the area that 区…, 市…, 县… stand for on a page, and the rest of the name."""
        found = _RELATIVE.match(name)
        if found is None or not frame.home:
            return "", name
        around = self.areas.around(frame.home, frame.city)
        said, rest = found[0], name[found.end() :]
        if found["city"] and frame.home.endswith("市"):
            return frame.home, rest
        if found["zone"] and frame.home.endswith(said[-2:]):
            return frame.home, rest
        if found["district"] and frame.home.endswith(said):
            return frame.home, rest
        if found["city"] and frame.city:
            return frame.city, rest
        if found["province"]:
            area = next((area for area in around if area.endswith(("省", "自治区"))), "")
            return area, rest if area else name
        return "", name

    def _is_everywhere(self, rule: TypeRule, name: str) -> bool:
        """Say whether a name means the same in the whole country: a firm in full, a law, a bank's branch in a city."""
        ending = self.rules.endings.get(rule.type)
        if name in self.rules.national or (ending is not None and ending.search(name)):
            return True
        bank = next((name[:n] for n in range(4, min(len(name), 9)) if name[:n] in self.rules.known), "")
        return bool(bank) and self.areas.owner(name.removeprefix(bank)) is not None

    def _scope(self, rule: TypeRule, name: str, area: str, owner: str, frame: Frame) -> str:
        """Return where a name is the only one of its kind; "" is the whole country."""
        if rule.frame == "drop" and (rule.group != "work" or rule.scope == "written"):
            home = frame.city or frame.home if rule.scope == "city" else frame.home
            is_law = not area and self._is_everywhere(rule, name)
            return "" if is_law else area or owner or home
        if area:
            return frame.city if self.areas.is_ambiguous(area) and area == frame.home else ""
        if rule.scope == "country" or self._is_everywhere(rule, name):
            return ""
        return owner or frame.home


def _strip_party(name: str) -> str:
    """Drop 中共, 中国共产党 from the left end: 中共天津市河西区委员会."""
    return re.sub(r"^(?:中国共产党|中共)(?=..+(?:委|委员会|部|办))", "", name)


@lru_cache(maxsize=1 << 12)
def _with_home(form: str, frame: Frame) -> frozenset[str]:
    """Return the ways to write a form such as 公安局~分局 for the home district: 天津市公安局河西分局."""
    short_city = short_of(frame.city)
    homes = (frame.home, short_of(frame.home), frame.home[-1])
    starts = ("", "市", "区", frame.city, short_city)
    bodies = {form.replace("~", home) for home in homes}
    bodies |= {form.replace("~", city + home) for home in homes for city in (frame.city, short_city)}
    return frozenset(start + body for start in starts for body in bodies)


@lru_cache(maxsize=8)
def identifier_of(pack: Pack) -> Identifier:
    """Return what gives names their keys by the rules of a pack."""
    return Identifier(rules_of(pack), areas_of(pack))
