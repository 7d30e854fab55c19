"""Write the answers that the named questions have on the seeds, and the page that lists the questions, anew.

    python tests/make_answers.py

Run it when rules, seeds or questions have changed, and look at the difference before it is committed: a row that is
gone or new is a fact that is. An answer is a CSV file in `tests/data/answers`, its rows sorted and what engines may
write differently levelled (see `level`), so that the answers of other databases can be compared with it too.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import ROOT, SEEDS, run_kg
from pyoxigraph import Literal

from kg.query import Answer, NamedQuery, named_queries, run_query
from kg.query.answer import Term

ANSWERS = ROOT / "tests" / "data" / "answers"
PAGE = ROOT / "kg" / "query" / "named" / "README.md"
NUMBERS = ("integer", "decimal", "double", "float")


def level(term: Term | None) -> str:
    """Return a term as text: numbers without idle zeros, what “; ” joins in an order of its own."""
    if term is None:
        return ""
    if not isinstance(term, Literal):
        return str(term.value)
    if term.datatype.value.rpartition("#")[2] in NUMBERS:
        return f"{Decimal(term.value).normalize():f}"
    return "; ".join(sorted(term.value.split("; ")))


def as_csv(answer: Answer) -> str:
    """Return an answer as CSV, its rows sorted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.variables)
    writer.writerows(sorted([level(term) for term in row] for row in answer.rows))
    return out.getvalue()


def describe(query: NamedQuery) -> str:
    """Return a question as a section of the page."""
    lines = [f"## [`@{query.name}`]({query.name}.rq)", "", f"{query.zh}<br>{query.en}", ""]
    lines += [f"- `-p {item.name}={item.default}`: {item.what}" for item in query.parameters]
    if query.evidence:
        lines.append("- 也读 `evidence.ttl`。 Reads `evidence.ttl` too.")
    return "\n".join(lines).rstrip() + "\n"


def page() -> str:
    """Return the page that lists the questions."""
    queries = named_queries().values()
    return f"""# 问题集 Cookbook

<!-- Made by tests/make_answers.py: do not change by hand. -->

{len(queries)} 个可以按名字问的问题。每个是一个 `.rq` 文件，任何 SPARQL 1.1 引擎都可原样执行；
参数写在 `VALUES ?名字 {{ 默认值 }}` 里。种子版面上的答案在 `tests/data/answers`。

{len(queries)} questions that can be asked by name. Each is an `.rq` file that any SPARQL 1.1 engine takes as it
stands; its parameters stand in `VALUES ?name {{ default }}`. Their answers on the seeds are in `tests/data/answers`.

```sh
kg query build @communities -p street=友谊路街
```

{chr(10).join(map(describe, queries))}"""


def main() -> None:
    """Build the seeds, ask every question, and write what has come of it."""
    with TemporaryDirectory() as folder:
        directory = Path(folder) / "build"
        result = run_kg("build", SEEDS, "-o", directory)
        assert result.returncode == 0, result.stderr
        for file in ANSWERS.glob("*.csv"):
            file.unlink()
        ANSWERS.mkdir(exist_ok=True)
        for name, query in named_queries().items():
            text = as_csv(run_query(directory, query.text))
            (ANSWERS / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
