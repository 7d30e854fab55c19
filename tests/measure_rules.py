"""Count how often each relation rule and figure rule is right on the gold pages, and write it into the pack `civic`.

    python tests/measure_rules.py

Each page of tests/gold is read alone, with the date and home district of its gold file, and scored as `kg score
--by-rule` does: a fact counts for every rule that read it; what the gold calls optional counts neither way. The counts
go to kg/packs/civic/measured.yaml, from which the loader works out what facts are trusted. Counting leaves the file's
own counts out of account, so it comes to the same whatever stands there, even ids of rules that are gone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.directory import EVIDENCE, GRAPH
from kg.extract import extract_document
from kg.rdf import write_evidence, write_graph
from kg.read import read_document
from kg.resolve import read_page, resolve_pages
from kg.rules.load import PACKS, load_packs
from kg.rules.measured import FIGURE_RULES
from kg.rules.schema import Counts, Pack
from kg.score import Scores, read_built, read_gold, score_page

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
MEASURED = PACKS / "civic" / "measured.yaml"
HEAD = """\
# How many facts each relation and figure rule read rightly and wrongly on the {pages} annotated pages of tests/gold.
# A rule's confidence comes from these counts and from its own `confidence`, which weighs as much as four facts.
# Written by `python tests/measure_rules.py`: run it again when rules or pages have changed; do not edit by hand.
measured:
"""


def main() -> None:
    """Count, and write the file anew."""
    pages = sorted(GOLD.glob("*.json"))
    MEASURED.write_text(write_counts(count_rules(pages), pages=len(pages)), encoding="utf-8", newline="\n")


def count_rules(pages: list[Path]) -> dict[str, Counts]:
    """Return the counts of the pack's relation and figure rules that read a fact of the gold pages or a wrong one."""
    pack = load_packs(("civic",), measured=False)
    scores = Scores()
    for page in pages:
        _score(page, pack, scores)
    counted = {rule.id for rule in pack.relations} | FIGURE_RULES.keys()
    tallies = ((rule, scores.rules[rule]) for rule in sorted(counted & scores.rules.keys()))
    return {rule: Counts(tally.tp, tally.fp) for rule, tally in tallies if tally.tp + tally.fp}


def write_counts(counts: Mapping[str, Counts], *, pages: int) -> str:
    """Write the counts as YAML, sorted by rule.

    >>> print(write_counts({"b": Counts(2, 1), "a": Counts(0, 3)}, pages=30)[-52:], end="")
      a: {right: 0, wrong: 3}
      b: {right: 2, wrong: 1}
    """
    lines = (f"  {rule}: {{right: {n.right}, wrong: {n.wrong}}}\n" for rule, n in sorted(counts.items()))
    return HEAD.format(pages=pages) + "".join(lines)


def _score(page: Path, pack: Pack, scores: Scores) -> None:
    """Read one gold page's text, and add what came of it to the scores."""
    gold = read_gold(page)
    document = read_document(_text_of(page), date=gold.date, frame=gold.frame)
    graph = resolve_pages([read_page(extract_document(document, pack), pack)], pack).graph
    with tempfile.TemporaryDirectory() as folder:
        for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
            with (Path(folder) / name).open("w", encoding="utf-8", newline="\n") as out:
                write(graph, out)
        score_page(gold, read_built(Path(folder), evidence=True), scores)


def _text_of(page: Path) -> Path:
    """Return the text of a gold page: a seed by its number, another page beside its gold."""
    if page.stem.startswith("seed"):
        return next((ROOT / "seeds").glob(f"{page.stem.removeprefix('seed')}_*.txt"))
    return page.with_suffix(".txt")


if __name__ == "__main__":
    main()
