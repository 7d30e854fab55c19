"""Write tests/data/figures-missed.toml: the figures of the gold pages that are not found, which the tests count.

    PYTHONPATH=. python tests/measure_figures.py

Read what `git diff` says of it before you commit it: lines may go, and should not come.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_figures import PAGES, judge

OUT = Path(__file__).parent / "data" / "figures-missed.toml"
HEAD = """\
# Figures of the gold pages that are not found as they are stated, by the words that state them, and how many are
# found that the gold does not have. Written by tests/measure_figures.py.
"""


def main() -> None:
    """Judge every page, and write down those where something is missed."""
    parts = [HEAD]
    for page in PAGES:
        judged = judge(page)
        if not judged["missed"] and not judged["extra"]:
            continue
        lines = "".join(f"  {json.dumps(words, ensure_ascii=False)},\n" for words in judged["missed"])
        parts.append(f"[{page}]\nmissed = [\n{lines}]\nextra = {judged['extra']}\n")
    OUT.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
