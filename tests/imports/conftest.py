"""A build to import: the seeds, and a page with all that importers stumble on, in a directory of an awkward name."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SEEDS, run_kg

ODD_PAGE = (
    "2023年4月27日 星期四\n友谊路街文苑楼社区举办“𠮷野家😀杯”读书会\n"
    "本报讯（记者 张三）4月26日，河西区友谊路街文苑楼社区举办“𠮷野家😀杯”读书会，居民说："
    '\\"C:\\new\\u0041\\U0001F600\\\\"\'); DROP TABLE t; -- ${HOME} $(id) `id` %s {{x}} \t\x01\x7f\x85\u00a0'
    '\u200f\u202e\u2028\u2029\ufeff"""三引号"""\'\'\'@zh-Hans^^xsd:date . #井号，投资1.50亿元。'
    "区教育局与河西医院签订协议。\n"
)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of the build."""
    directory = tmp_path_factory.mktemp("import")
    page = directory / "odd.txt"
    page.write_text(ODD_PAGE, encoding="utf-8", newline="\n")
    result = run_kg("build", SEEDS, page, "-o", directory / "新闻 图谱 & co")
    assert result.returncode == 0, result.stderr
    return directory / "新闻 图谱 & co"


@pytest.fixture(scope="session")
def broken(build: Path) -> Path:
    """Return the directory of a build whose evidence breaks off in the middle of a text, within that of the other."""
    directory = build / "broken"
    directory.mkdir()
    (directory / "graph.ttl").write_bytes((build / "graph.ttl").read_bytes())
    evidence = (build / "evidence.ttl").read_text(encoding="utf-8")
    (directory / "evidence.ttl").write_text(evidence[: evidence.rindex("DROP TABLE")], encoding="utf-8", newline="\n")
    return directory
