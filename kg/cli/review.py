"""`kg review`: a person's last word on names."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.styled import Line, line, show
from kg.cli.terminal import number_of, say
from kg.errors import UsageError
from kg.resolve.decisions import Decision, read_decisions
from kg.review import Question, Review, add_decisions, open_review, remove_decision

__all__ = ["app", "review_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_WORDS = frozenset(["y", "yes", "n", "no", "s", "skip", "u", "undo", "q", "quit"])
_ANSWERS = "y one thing 同一个   n two 不同   s skip 跳过   u undo 撤回   q quit 退出"


@app.command()
def review_command(
    directory: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="The directory of a build.")],
    *,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", metavar="FILE.tsv", help="The table to use. Default: the build's own.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List what is open, and ask nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="List what is open as JSON.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="List the decisions that were taken.")] = False,
    take: Annotated[
        Path | None, typer.Option("--take", metavar="FILE.tsv", help="Take over the decisions of a SSSOM table.")
    ] = None,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="N", help="Forget decision N of the list of --decided.", min=1)
    ] = None,
    most: Annotated[int | None, typer.Option("--most", metavar="N", help="So many questions at most.", min=1)] = None,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Who decides; kept with the decision.")] = "",
) -> None:
    """Confirm or refuse what the program could not be sure of: which names are of one thing, which are not.

    \b
    kg review build                   ask one question after another
    kg review build --list            show them all
    kg review build --take my.sssom.tsv
    kg review build --decided         what was decided, numbered
    kg review build --undo 3          forget the third of these

    Decisions are kept as SSSOM, beside the pages, and every later build obeys them. To see what they do, build again.
    """
    review = open_review(directory, decisions)
    if take is not None:
        if not take.is_file():
            raise UsageError(f"--take {take}: there is no such file")
        added = add_decisions(review.table, read_decisions(take, base=review.base).items, base=review.base)
        say(f"{number_of(added, 'decision')} taken over into {review.table}")
    elif undo is not None:
        _forget(review, undo)
    elif decided:
        show(_decided(review))
    elif as_json:
        say(json.dumps([asdict(q) for q in islice(review.questions(), most)], ensure_ascii=False, indent=1))
    elif listing or not (sys.stdin.isatty() and sys.stdout.isatty()):
        show(_listed(review, most))
    else:
        _ask(review, most, author)


def _listed(review: Review, most: int | None) -> Iterator[Line]:
    count = 0
    for count, question in enumerate(islice(review.questions(), most), start=1):
        yield from _question(question, str(count))
    yield line(0, f"{number_of(count, 'question')}; decisions go to {review.table}" if count else "nothing is open")


def _question(question: Question, number: str) -> Iterator[Line]:
    sign = "=" if question.is_one else "?"
    yield line(0, f"{number}  ", (question.one_name, "bold"), f"  {sign}  ", (question.other_name, "bold"))
    held = "taken for one 已合并" if question.is_one else "kept apart 未合并"
    yield line(4, (f"{held}, {question.confidence:.2f}", "dim"))
    yield line(4, "for 依据  ", (question.likens, "green"))
    if question.against:
        yield line(4, "against 反对  ", (question.against, "red"))
    for name, sentences in zip((question.one_name, question.other_name), question.sentences, strict=True):
        for sentence in sentences:
            yield line(4, (f"{name}: ", "dim"), sentence)


def _decided(review: Review) -> Iterator[Line]:
    for number, decision in enumerate(review.decisions.items, start=1):
        yield line(0, f"{number}  ", *_said(decision))
    if not review.decisions.items:
        yield line(0, f"nothing was decided yet; decisions go to {review.table}")


def _said(decision: Decision) -> Iterator[str | tuple[str, str]]:
    yield (decision.subject_label or decision.subject, "bold")
    yield " is 即 " if decision.same else " is not 不是 "
    yield (decision.object_label or decision.object, "bold")
    told = "  ".join(filter(None, (decision.author, decision.date, decision.comment)))
    yield (f"  {told}" if told else "", "dim")


def _forget(review: Review, number: int) -> None:
    items = review.decisions.items
    if number > len(items):
        raise UsageError(f"--undo {number}: there are {number_of(len(items), 'decision')}; see --decided")
    decision = items[number - 1]
    for table in review.tables:
        if table.is_file():
            remove_decision(table, decision, base=review.base)
    show([line(0, "forgotten: ", *_said(decision))])


def _ask(review: Review, most: int | None, author: str) -> None:
    """Ask one question after another; every answer is written down at once."""
    taken: list[Decision] = []
    for number, question in enumerate(islice(review.questions(), most), start=1):
        show(_question(question, str(number)))
        answer = _answer()
        while answer == "u":
            _take_back(review, taken)
            answer = _answer()
        if answer == "q":
            break
        if answer in ("y", "n"):
            decision = question.decided(answer == "y", author=author, date=date.today().isoformat())
            add_decisions(review.table, [decision], base=review.base)
            taken.append(decision)
    say(f"{number_of(len(taken), 'decision')} in {review.table}; build again to see what they do")


def _take_back(review: Review, taken: list[Decision]) -> None:
    if not taken:
        say("there is nothing to undo")
        return
    decision = taken.pop()
    remove_decision(review.table, decision, base=review.base)
    show([line(0, "forgotten: ", *_said(decision))])


def _answer() -> str:
    """Read an answer; the end of the input is q."""
    while True:
        say(f"  {_ANSWERS} > ", end="")
        sys.stdout.flush()
        answer = sys.stdin.readline()
        if not answer:
            return "q"
        if answer.strip().lower() in _WORDS:
            return answer.strip().lower()[0]
