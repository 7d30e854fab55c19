"""The canonical name of a mention: what it is called once the page's frame is written out and ornaments are dropped."""

from __future__ import annotations

import re

from kg.extract.areas import Frame

__all__ = ["canonical_name"]

_STREET_OFFICE = re.compile(r"(?:街道办事处|街道办|街办事处|街道)$")
_TOWN_OFFICE = re.compile(r"(?<=[镇乡])(?:人民政府|政府)$")
_COMMITTEE = re.compile(r"(?:社区居民委员会|社区居委会|社区)$")
_VILLAGE_COMMITTEE = re.compile(r"村(?:村民委员会|村委会)$")
_WORK = re.compile(r"(?<=.{4})(?:系列活动|活动|工作|系列)$")
_PLAN = re.compile(r"(?:实施|工作|行动)方案$")
_YEAR = re.compile(r"^20\d\d年度?(?=.{3})")
_MARKS = re.compile(r"[\s“”‘’《》·•—\-－、，,（）()]")
_ZONES = ("新区", "开发区", "高新区", "经开区", "示范区")


def canonical_name(type_: str, name: str, frame: Frame) -> str:
    """Return the name under which a thing of this type is known on pages of this frame.

    >>> canonical_name("Subdistrict", "河西区友谊路街道", Frame("河西区", "天津市"))
    '友谊路街'
    >>> canonical_name("GovernmentBody", "区教育局", Frame("河西区", "天津市"))
    '河西区教育局'
    """
    plain = _MARKS.sub("", name).lower()
    if type_ == "Subdistrict":
        return _TOWN_OFFICE.sub("", _STREET_OFFICE.sub("街", _without_frame(plain, frame)))
    if type_ == "Community":
        return _VILLAGE_COMMITTEE.sub("村", _COMMITTEE.sub("社区", _without_frame(plain, frame)))
    if type_ in ("ResidentialCompound", "Road"):
        return _without_frame(plain, frame).removesuffix("小区") if type_ == "ResidentialCompound" else plain
    if type_ in ("GovernmentBody", "Organization"):
        return _of_frame(plain, frame)
    if type_ == "Policy":
        return _PLAN.sub("方案", _without_frame(plain, frame))
    if type_ == "AdministrativeArea":
        return plain.replace("经济技术开发区", "开发区")
    if type_ == "Project":
        return _WORK.sub("", _YEAR.sub("", _without_frame(plain, frame)))
    if type_ == "Event":
        return _WORK.sub("", _without_frame(plain, frame))
    return plain


def _without_frame(name: str, frame: Frame) -> str:
    """Drop the home district and city from the left end of a name, if something is left."""
    for area in (frame.city, frame.city.removesuffix("市"), frame.home):
        rest = name.removeprefix(area) if area else name
        if len(rest) >= 2:
            name = rest
    return name


def _of_frame(name: str, frame: Frame) -> str:
    """Write a body of the frame in full: 区教育局 -> 河西区教育局, 市委 -> 天津市委."""
    kind = next((kind for kind in _ZONES if frame.home.endswith(kind) and name.startswith(kind)), "")
    if kind:
        return frame.home + name.removeprefix(kind)
    if frame.home and name.startswith(("区", "县")):
        return frame.home + name[1:] if frame.home.endswith(name[0]) else name
    if frame.city and name.startswith("市") and not name.startswith("市场"):
        return frame.city + name[1:]
    return name
