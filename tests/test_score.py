"""The scorer by itself, and the gold pages, each built alone: their floors only rise."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS, run_kg
from gold_graph import gold_graph
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg.directory import EVIDENCE, GRAPH
from kg.errors import KgError
from kg.pipeline import build
from kg.rdf import write_evidence, write_graph
from kg.score import Scores, read_built, read_gold, score_pages, write_rules, write_table

CKG = Namespace("https://w3id.org/civic-kg/ontology#")
SCHEMA = Namespace("https://schema.org/")
GOLD = ROOT / "tests" / "gold"
PAGES = sorted(path.stem for path in GOLD.glob("*.json"))
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))


def _page(name: str) -> Path:
    """Return the text of a gold page: a seed by its number, another page beside its gold."""
    if name.startswith("seed"):
        return next(SEEDS.glob(f"{name.removeprefix('seed')}_*.txt"))
    return GOLD / f"{name}.txt"


def score_alone(name: str, directory: Path) -> Scores:
    """Build a gold page by itself, with the date and frame of its gold, and score it."""
    gold = read_gold(GOLD / f"{name}.json")
    build([_page(name)], directory, date=gold.date, frame=gold.frame)
    return score_pages([(gold, read_built(directory))])


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scores]:
    folder = tmp_path_factory.mktemp("pages")
    return {name: score_alone(name, folder / name) for name in PAGES}


def test_there_are_gold_pages_of_other_places_too() -> None:
    assert {"seed000", "seed003", "seed004"} <= set(PAGES)
    assert set(FLOORS) == set(PAGES)


@pytest.mark.parametrize(
    ("name", "part", "floor"),
    [pytest.param(n, p, f, id=f"{n}-{p}") for n, parts in FLOORS.items() for p, f in parts.items()],
)
def test_scores_do_not_fall(name: str, part: str, floor: float, scored: dict[str, Scores]) -> None:
    reached = scored[name][part].f1
    assert reached >= floor, f"{name}: {part} fell to {reached:.3f}; kg score --errors tells what is wrong"


@pytest.fixture(scope="module")
def perfect(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph that a perfect reading of page 003 would give."""
    directory = tmp_path_factory.mktemp("perfect")
    graph = gold_graph("seed003")
    for name, write in ((GRAPH, write_graph), (EVIDENCE, write_evidence)):
        with (directory / name).open("w", encoding="utf-8", newline="\n") as out:
            write(graph, out)
    return directory


class TestScorer:
    gold = GOLD / "seed003.json"

    def _scores(self, directory: Path, **options: bool) -> Scores:
        return score_pages([(read_gold(self.gold), read_built(directory, **options))])

    def test_a_perfect_graph_scores_one(self, perfect: Path) -> None:
        scores = self._scores(perfect)
        assert [scores[part].f1 for part in ("articles", "bylines", "entities", "observations")] == [1, 1, 1, 1]
        assert scores["relations"].f1 > 0.97  # a few relations of the gold have ends that no type of the guide allows

    def _changed(self, perfect: Path, folder: Path, change: Callable[[Graph, URIRef], None]) -> Scores:
        """Score the graph after a change to the node of 下瓦房街."""
        graph = Graph().parse(perfect / GRAPH)
        node = next(
            node
            for node in graph.subjects(RDF.type, CKG.Subdistrict)
            if str(graph.value(node, RDFS.label)) == "下瓦房街"
        )
        change(graph, node)
        graph.serialize(folder / GRAPH, format="turtle")
        return self._scores(folder)

    def test_a_name_that_differs_costs_twice(self, perfect: Path, tmp_path: Path) -> None:
        def rename(graph: Graph, node: URIRef) -> None:
            graph.remove((node, SKOS.altLabel, None))
            graph.set((node, RDFS.label, Literal("上瓦房街")))

        before, after = self._scores(perfect), self._changed(perfect, tmp_path, rename)
        assert after["entities"].counts() == {"tp": before["entities"].tp - 1, "fp": 1, "fn": 1}
        assert after["type:Subdistrict"].counts()["fp"] == 1
        assert after["entities"].errors == [
            "003 entity+ 上瓦房街 ['Subdistrict']",
            "003 entity- 下瓦房街 ['Subdistrict']",
        ]
        assert after["relations"].fn > before["relations"].fn

    def test_a_wrong_type_costs_twice_and_is_explained(self, perfect: Path, tmp_path: Path) -> None:
        after = self._changed(perfect, tmp_path, lambda graph, node: graph.set((node, RDF.type, CKG.Road)))
        assert after["entities"].errors == [
            "003 entity+ 下瓦房街 ['Road']  (gold says ['Subdistrict'])",
            "003 entity- 下瓦房街 ['Subdistrict']",
        ]

    def test_a_subclass_counts_as_its_class(self, perfect: Path, tmp_path: Path) -> None:
        def refine(graph: Graph, node: URIRef) -> None:
            graph.set((node, RDF.type, CKG.Town))
            graph.add((CKG.Town, RDFS.subClassOf, CKG.Subdistrict))

        assert self._changed(perfect, tmp_path, refine)["entities"].f1 == 1

    def test_marks_and_width_of_a_name_cost_nothing(self, perfect: Path, tmp_path: Path) -> None:
        def mark(graph: Graph, node: URIRef) -> None:
            graph.remove((node, SKOS.altLabel, None))
            graph.set((node, RDFS.label, Literal("“下瓦房　街”")))

        assert self._changed(perfect, tmp_path, mark)["entities"].f1 == 1

    def test_a_split_costs(self, perfect: Path, tmp_path: Path) -> None:
        def split(graph: Graph, node: URIRef) -> None:
            other = URIRef(f"{node}-again")
            for triple in list(graph.triples((None, SCHEMA.mentions, node))):
                graph.add((triple[0], SCHEMA.mentions, other))
            graph.add((other, RDF.type, CKG.Subdistrict))
            graph.add((other, RDFS.label, Literal("下瓦房街道")))

        assert self._changed(perfect, tmp_path, split)["entities"].fp == 1

    def test_an_empty_graph_scores_nothing(self, tmp_path: Path) -> None:
        (tmp_path / GRAPH).write_text("", encoding="utf-8")
        scores = self._scores(tmp_path)
        assert scores["entities"].row() == {
            "precision": 0,
            "recall": 0,
            "f1": 0,
            "tp": 0,
            "fp": 0,
            "fn": scores["entities"].fn,
        }
        assert scores["entities"].fn > 90

    def test_rules_are_counted(self, perfect: Path) -> None:
        scores = self._scores(perfect, evidence=True)
        right = scores.rules["heldAt-a"].tp
        assert right == scores["rel:heldAt"].tp > 5
        assert "heldAt-a" in write_rules(scores)

    def test_the_table_has_a_line_for_each_part(self, perfect: Path) -> None:
        lines = write_table(self._scores(perfect)).splitlines()
        assert [line.split()[0] for line in lines[1:7]] == [
            "articles",
            "bylines",
            "entities",
            "observations",
            "relations",
            "titles",
        ]

    def test_what_is_no_gold_page_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
        with pytest.raises(KgError, match=r"bad\.json: is no gold page"):
            read_gold(tmp_path / "bad.json")
        with pytest.raises(KgError, match=r"absent\.json: cannot be read"):
            read_gold(tmp_path / "absent.json")


class TestCommand:
    gold = GOLD / "seed003.json"

    def test_table_of_a_perfect_graph(self, perfect: Path) -> None:
        result = run_kg("score", self.gold, perfect, "--errors", "--by-rule")
        assert result.returncode == 0, result.stderr
        assert result.stdout.splitlines()[3].startswith("entities                  1.000  1.000  1.000")

    def test_errors_name_page_and_fact(self, perfect: Path) -> None:
        result = run_kg("score", GOLD / "seed000.json", perfect, "--errors")
        assert result.returncode == 0, result.stderr
        assert "000 relation- " in result.stdout
        assert "000 entity- " in result.stdout

    def test_json(self, perfect: Path) -> None:
        result = run_kg("score", self.gold, perfect / GRAPH, "--json")
        assert json.loads(result.stdout)["entities"]["f1"] == 1

    @pytest.mark.parametrize("files", [["a.json"], ["a.json", "b.json", "a.ttl"], ["a.ttl"]])
    def test_a_gold_page_without_a_graph_is_wrong_use(self, files: list[str]) -> None:
        result = run_kg("score", *files)
        assert result.returncode == 2
        assert "give one graph for each gold page" in result.stderr
