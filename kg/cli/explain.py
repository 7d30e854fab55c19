"""`kg explain`: why a graph says what it says, and what the rules make of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.styled import Line, line, marked, show
from kg.cli.terminal import number_of
from kg.errors import UsageError
from kg.explain import (
    EntityAccount,
    FigureAccount,
    NameAccount,
    NearMiss,
    Reading,
    SentenceAccount,
    Source,
    explain_entity,
    explain_text,
    home_of,
)
from kg.review import NamesAccount, account_of
from kg.rules import DEFAULT_PACKS, load_packs
from kg.text.dates import check_date

__all__ = ["app", "explain_command"]

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def explain_command(
    directory: Annotated[Path | None, typer.Argument(metavar="DIR", help="The directory of a build.")] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME|IRI", help="A thing's name or address.")] = None,
    *,
    text: Annotated[
        str | None, typer.Option("--text", metavar="SENTENCE", help="Explain this instead of a thing; DIR is optional.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="With --text: the date of its page.")
    ] = None,
    frame: Annotated[str | None, typer.Option(metavar="NAME", help="With --text: its home district, 河西区.")] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME|DIR", help="With --text: rules to use besides civic's; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", help="With --text: how many rules that nearly fired.", min=0)] = 8,
) -> None:
    """Tell why: every fact of a thing with its sentence, page, rule; or what the rules make of a sentence.

    \b
    kg explain build 天津万象城
    kg explain build community/wenyuanlou-shequ-4eaa67
    kg explain build --text "友谊路街文苑楼社区举办邻里节。"
    kg explain --text "区教育局与河西医院签约。" --frame 河西区

    The words that state a fact stand between ⟦ and ⟧. ⟨Type name⟩ is a name as the relation rules see it; one that
    is carried is the subject of an earlier clause. With DIR, a sentence is read as if it stood on a page of that build.
    """
    if text is not None:
        if name is not None:
            raise UsageError("give either the name of a thing or --text, not both")
        check_date(date)
        told_date, told_frame = home_of(directory) if directory is not None else (None, None)
        rules = load_packs(tuple(pack) if pack else DEFAULT_PACKS)
        accounts = explain_text(text, rules, date=date or told_date, frame=frame or told_frame, limit=limit)
        show(part for account in accounts for part in _sentence(account))
        return
    if directory is None or name is None:
        raise UsageError("give a build and the name of a thing (kg explain build 天津万象城), or --text SENTENCE")
    show(part for entity in explain_entity(directory, name) for part in _entity(entity, directory))


def _entity(account: EntityAccount, directory: Path) -> Iterator[Line]:
    yield line(0, (account.name, "bold"), f"  {', '.join(account.types)}")
    yield line(2, (account.iri, "dim"))
    if account.aliases:
        yield line(2, "also called ", "、".join(account.aliases))
    yield from _names(account_of(directory, "/".join(account.iri.rsplit("/", 2)[1:])))
    for mention in account.mentions:
        yield line(2, "named as ", (mention.words, "bold"), " by ", mention.rule, *_where(mention.source))
    for fact in account.facts:
        title = f" as {fact.title}" if fact.title else ""
        yield line(2, fact.subject, " ", (fact.predicate, "cyan"), " ", fact.object, title)
        yield from _readings(fact.readings)
    for figure in account.figures:
        yield line(2, *_figure(figure))
        yield from _readings(figure.readings)


def _names(account: NamesAccount) -> Iterator[Line]:
    """Yield why the names of a thing were taken for one, what people decided, and what is open."""
    for merge, why in account.merges:
        pages = f", on {number_of(merge.pages, 'page')}" if merge.pages else ""
        sure = (f", {merge.confidence:.2f}{pages}", "dim")
        yield line(2, (merge.one_name, "bold"), " is ", (merge.other_name, "bold"), f": {why}", sure)
    for decision in account.decisions:
        said = "are one thing" if decision.same else "are two things"
        told = "  ".join(filter(None, (decision.author, decision.date, decision.comment)))
        names = f"{decision.subject_label or decision.subject}, {decision.object_label or decision.object}"
        yield line(2, "decided: ", (names, "bold"), f" {said}", (f"  {told}" if told else "", "dim"))
    for doubt, why, against in account.doubts:
        names = f"{doubt.one_name}, {doubt.other_name}"
        but = f"; but {against}" if against else ""
        yield line(2, "open: ", (names, "bold"), f": {why}{but}", (f", {doubt.confidence:.2f}", "dim"))


def _figure(figure: FigureAccount) -> Iterator[str | tuple[str, str]]:
    yield (figure.indicator, "cyan")
    yield f" {figure.amount}" + (f" ({figure.period})" if figure.period else "")


def _readings(readings: tuple[Reading, ...]) -> Iterator[Line]:
    for reading in readings:
        for source in reading.sources:
            yield marked(6, source.text, source.marks)
            yield line(6, (f"{reading.rule}, confidence {reading.confidence:.2f}", "dim"), *_where(source))


def _where(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the page and, where one is told from the others, the article."""
    article = f" 《{source.articles[0]}》" if len(source.articles) == 1 else ""
    yield (f", in {source.page}{article}", "dim")


def _sentence(account: SentenceAccount) -> Iterator[Line]:
    yield line(0, (account.text, "bold"))
    yield line(2, "names" if account.names else "no names")
    yield from (_name(name) for name in account.names)
    yield line(2, "as the relation rules see it")
    for layer, written in account.layers:
        yield line(4, (f"{layer}: ", "dim"), written)
    yield line(2, "rules that fired" if account.fired else "no relation rule fired")
    for firing in account.fired:
        yield line(4, (firing.rule, "green"), f" ({firing.layer}, {firing.confidence:.2f}): ", "；".join(firing.facts))
        yield line(8, (f"“{firing.words}”", "dim"))
    if account.near:
        yield line(2, "rules that nearly fired")
    for miss in account.near:
        yield from _near(miss)


def _name(name: NameAccount) -> Line:
    meaning = f" = {name.name}" if name.name not in name.words else ""
    return line(6 if name.within else 4, (name.words, "bold"), meaning, f"  {name.type}  ", (name.rule, "dim"))


def _near(miss: NearMiss) -> Iterator[Line]:
    yield line(4, (miss.rule, "yellow"), f" ({miss.layer}, {miss.reached} of {miss.wanted}): ", miss.why)
    taken = " ".join(f"{fit.part}→{fit.words}" for fit in miss.fits if fit.words)
    if taken:
        yield line(8, ("fits: ", "dim"), taken)
    yield line(8, ("fails: ", "dim"), *([f"{miss.failed} — "] if miss.failed else []), miss.reason)
