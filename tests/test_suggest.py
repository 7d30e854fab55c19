"""What no rule took is told, the most frequent first, and nothing that a rule took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.extract import Extraction, extract_document
from kg.model import Document
from kg.rdf import write_evidence, write_graph
from kg.rules import DEFAULT_PACKS, load_packs
from kg.rules.schema import EntityRule, FactTemplate, RelationRule
from kg.suggest import Suggestion, suggest, suggest_from
from kg.suggest.seen import see_extractions
from tests.conftest import ROOT, run_kg
from tests.gold_graph import gold_graph

RULES = load_packs(DEFAULT_PACKS)
AREA = EntityRule("area.test", "Test.", "AdministrativeArea", strength=3, match="(?P<name>河西区|卓尼县|合肥市)")
NAMED = EntityRule("place.test", "Test.", "Place", strength=3, match="“(?P<name>云顶)”")
MEETS = RelationRule(
    "meets.test", "Test.", "{s:AdministrativeArea}会见{o:AdministrativeArea!}", (FactTemplate("s", "visits", "o"),)
)
PACK = replace(RULES, entities=(AREA, NAMED), relations=(MEETS,))


def read(*texts: str) -> list[Extraction]:
    pages = [Document(f"p{n}", f"p{n}.txt", f"{n}", text, "2023-04-27", None) for n, text in enumerate(texts)]
    return [extract_document(page, PACK) for page in pages]


def told(*texts: str, least: int = 1) -> dict[str, list[Suggestion]]:
    kinds: dict[str, list[Suggestion]] = {"quoted": [], "ending": [], "verb": []}
    for suggestion in suggest(read(*texts), PACK, least=least):
        kinds[suggestion.kind].append(suggestion)
    return kinds


class TestQuoted:
    def test_quoted_names_in_no_mention_are_told(self) -> None:
        (found,) = told("居民在“红石榴”学习，又到“云顶”参观。“红石榴”很受欢迎。")["quoted"]
        assert (found.what, found.count, found.pages) == ("“红石榴”", 2, 1)
        assert found.clauses == ("“红石榴”很受欢迎", "居民在“红石榴”学习")

    def test_speech_and_lists_are_no_names(self) -> None:
        assert told("他说：“今天很高兴，明天再来。”又说“好”。")["quoted"] == []

    def test_titles_in_book_marks_are_told(self) -> None:
        assert [found.what for found in told("大家合唱了《歌唱祖国》。")["quoted"]] == ["《歌唱祖国》"]


class TestEndings:
    def test_subjects_of_opening_and_objects_of_holding_are_told_by_their_ending(self) -> None:
        found = told("昨天，城市书房正式启用。上午，社区书房揭牌。社区举办诗词擂台赛。")["ending"]
        assert {suggestion.what: suggestion.words for suggestion in found}["…书房"] == ("城市书房", "社区书房")

    def test_what_is_a_name_already_is_not_told(self) -> None:
        assert not any("河西区" in word for s in told("河西区成立。合肥市成立。")["ending"] for word in s.words)


class TestVerbs:
    def test_verbs_between_two_names_are_told_by_their_types(self) -> None:
        (found,) = told("河西区援助卓尼县。合肥市援助卓尼县。")["verb"]
        assert found.what == "⟨AdministrativeArea⟩援助⟨AdministrativeArea⟩"
        assert (found.count, found.words) == (2, ("合肥市援助卓尼县", "河西区援助卓尼县"))

    def test_names_that_a_fact_joins_are_not_told(self) -> None:
        assert told("河西区会见卓尼县。")["verb"] == []
        assert told("河西区会见卓尼县。后来，河西区援助卓尼县。")["verb"] == []

    def test_names_of_two_clauses_are_not_told(self) -> None:
        assert told("河西区召开会议，援助卓尼县。")["verb"] == []


class TestRanking:
    def test_the_most_frequent_come_first_and_rare_ones_are_left_out(self) -> None:
        texts = ("到“青松”参观。再到“青松”学习。", "到“青松”和“翠柏”参观。", "到“翠柏”“红梅”参观。")
        assert [(s.what, s.count, s.pages) for s in told(*texts, least=2)["quoted"]] == [
            ("“青松”", 3, 2),
            ("“翠柏”", 2, 2),
        ]

    def test_the_order_of_pages_changes_nothing(self) -> None:
        pages = read("到“青松”参观。", "到“翠柏”参观，河西区援助卓尼县。", "城市书房启用。", "到“翠柏”“青松”学习。")
        assert suggest(pages, PACK, least=1) == suggest(reversed(pages), PACK, least=1)

    def test_the_limit_holds_for_each_kind(self) -> None:
        found = suggest(read("到“青松”“翠柏”参观。河西区援助卓尼县。"), PACK, least=1, limit=1)
        assert [suggestion.kind for suggestion in found] == ["quoted", "verb"]

    def test_empty_pages_bring_nothing(self) -> None:
        assert suggest([], PACK) == ()

    def test_positions_of_names_are_those_of_the_sentence(self) -> None:
        for page in read("河西区\n与卓尼\n县座谈。会上，合肥市\n发言。"):
            for seen in see_extractions([page]):
                assert [seen.chars[name.start : name.stop] for name in seen.names] == [name.name for name in seen.names]


class TestSources:
    def test_a_folder_of_pages_is_read_whole(self, tmp_path: Path) -> None:
        (tmp_path / "p.txt").write_text("大家到“红石榴”参观。\n\n大家又到“红石榴”学习。", encoding="utf-8")
        assert ("“红石榴”", 2) in [(s.what, s.count) for s in suggest_from(tmp_path, PACK)]

    def test_a_build_is_read_by_the_sentences_that_it_keeps(self, tmp_path: Path) -> None:
        graph = gold_graph("seed003")
        for name, write in (("graph.ttl", write_graph), ("evidence.ttl", write_evidence)):
            with (tmp_path / name).open("w", encoding="utf-8", newline="\n") as out:
                write(graph, out)
        found = suggest_from(tmp_path, PACK, least=1, limit=1000)
        text = graph.documents[0].text
        quoted = [s for s in found if s.kind == "quoted"]
        assert len(quoted) > 10
        assert all(s.what in text for s in quoted)
        assert all(s.pages == 1 for s in found)

    def test_a_folder_without_pages_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="there is no page to read"):
            suggest_from(tmp_path, PACK)


class TestCommand:
    def test_the_work_list_is_the_same_under_every_hash_seed(self) -> None:
        results = [run_kg("suggest", ROOT / "tests" / "gold", "--least", 1, hash_seed=seed) for seed in ("0", "5")]
        assert [result.returncode for result in results] == [0, 0]
        assert results[0].stdout == results[1].stdout
        assert "quoted names in no name that was read" in results[0].stdout
        assert "verbs between two names that no fact joins" in results[0].stdout

    def test_nothing_left_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "p.txt").write_text("今天天气很好。", encoding="utf-8")
        result = run_kg("suggest", tmp_path)
        assert (result.returncode, result.stdout) == (0, "nothing that stands 2 times was left\n")

    def test_wrong_use_is_told_in_a_sentence(self, tmp_path: Path) -> None:
        result = run_kg("suggest", tmp_path / "nowhere")
        assert (result.returncode, result.stdout) == (2, "")
        assert "nowhere: there is no such file or folder" in result.stderr
