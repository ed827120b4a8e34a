"""Which issued orders have changed between two states, and what in each: its points, its annexes, what it approves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.amendments.issued_papers import is_word, paired
from nastav_docs.amendments.printed_text import TextPart, parts_of
from nastav_docs.amendments.wording import PartAmended, amend_part
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import amendments as codes
from nastav_docs.documents import Noun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.amendments.issued_papers import AmendedPaper
    from nastav_docs.config import Config, SchoolPapers
    from nastav_docs.diagnostics import Diagnostic

# «утвержденном приказом» by the gender of the paper's word: accusative, prepositional.
APPROVED: Final = {
    "masculine": ("утвержденный", "утвержденном"),
    "feminine": ("утвержденную", "утвержденной"),
    "neuter": ("утвержденное", "утвержденном"),
    "plural": ("утвержденные", "утвержденных"),
}


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of an act that is to be amended: how it is called (`acc`, `prp`; «» for the act itself) and how.

    `annex` is the name of the paper that is printed anew as an annex of the amending order; `approved` that of a paper
    which the act approves and which has a file of its own.
    """

    acc: str
    prp: str
    amended: PartAmended
    annex: str = ""
    approved: str = ""
    verb: str = "изложить в новой редакции"


@dataclass(frozen=True, slots=True)
class ChangedAct:
    """An issued order (`part` is its name among the papers) with all that is to be amended in it.

    `pairs` are the files that change, as they were and as they are.
    """

    part: str
    paper: AmendedPaper
    parts: tuple[ChangedPart, ...]
    pairs: tuple[tuple[AmendedPaper, AmendedPaper], ...] = field(repr=False)

    @property
    def amended(self) -> tuple[str, ...]:
        """The papers that are amended: the act itself, or those that it approves."""
        return tuple(dict.fromkeys(part.approved or self.part for part in self.parts))


def changed_acts(
    old: Sequence[AmendedPaper], new: Sequence[AmendedPaper], papers: Config | SchoolPapers, config: Config
) -> tuple[tuple[ChangedAct, ...], tuple[Diagnostic, ...]]:
    """The orders of one issuer that are to be amended, and what no order amends.

    `papers` are the issuer's own as they are now, `config` the district's settings.
    """
    survey = ActSurvey(papers, config)
    for was, now in paired(old, new):
        if was is None or now is None:
            if (one := was or now) is not None and one.paper:
                survey.came_or_went(one, came=was is None)
        elif is_word(was) and is_word(now) and was.data != now.data:
            survey.compare(was, now)
    return survey.acts(old), tuple(survey.problems)


class ActSurvey:
    """What is found while the papers of an issuer are compared one after another."""

    def __init__(self, papers: Config | SchoolPapers, config: Config) -> None:
        self.papers, self.config = papers, config
        self.found: dict[str, list[ChangedPart]] = {}
        self.pairs: dict[str, list[tuple[AmendedPaper, AmendedPaper]]] = {}
        self.problems: list[Diagnostic] = []

    def acts(self, old: Sequence[AmendedPaper]) -> tuple[ChangedAct, ...]:
        """The acts found, in the order of their papers."""
        made = []
        for paper in old:
            if paper.part in self.found and is_act(paper):
                parts = sorted(self.found[paper.part], key=lambda part: (bool(part.approved), bool(part.acc)))
                made.append(ChangedAct(paper.part, paper, tuple(parts), tuple(self.pairs[paper.part])))
        return tuple(made)

    def came_or_went(self, paper: AmendedPaper, *, came: bool) -> None:
        """A paper that only one state has."""
        words = "появился: его издают отдельно" if came else "больше не печатается: его отменяют отдельным приказом"
        self.problems.append(codes.NOT_BY_ORDER.at(Place(paper.path), f"Документ «{paper.called}» {words}."))

    def compare(self, was: AmendedPaper, now: AmendedPaper) -> None:
        """A paper that both states have, and whose file is another."""
        before, after = parts_of(was.data, was.path), parts_of(now.data, now.path)
        if before == after:
            return
        if is_act(was):
            self._act(was, now, before, after)
            return
        parent, gender = self._approving(was)
        own = amend_part(before[0], after[0]) if len(before) == len(after) == 1 else PartAmended(anew=True)
        if not own.changed:
            self._note(was)
        elif not parent:
            message = f"Документ «{was.called}» изменился, но никаким приказом он не утверждён."
            self.problems.append(codes.NOT_BY_ORDER.at(Place(was.path), message, hint="Издайте его заново."))
        else:
            self._approved(was, now, own, parent, gender)

    def _act(
        self, was: AmendedPaper, now: AmendedPaper, before: tuple[TextPart, ...], after: tuple[TextPart, ...]
    ) -> None:
        if not was.paper["registered"]:
            message = f"У документа «{was.called}» в старых настройках нет номера или даты: это ещё проект."
            self.problems.append(
                codes.NOT_REGISTERED.at(Place(was.path), message, hint="Соберите его заново: nastav-docs build.")
            )
            return
        if any(was.paper[key] != now.paper[key] for key in ("number", "date")):
            message = (
                f"Изменяется приказ от {was.paper['date']} № {was.paper['number']}, а в новых настройках это приказ"
                f" от {now.paper['date']} № {now.paper['number']}."
            )
            hint = "Верните номер и дату изданного; у приказа о внесении изменений будут свои."
            self.problems.append(codes.OTHER_REQUISITES.at(Place(was.path), message, hint=hint))
            return
        if before[0].end != after[0].end:
            self._note(was)
        found = self.found.setdefault(was.part, [])
        self.pairs.setdefault(was.part, []).append((was, now))
        own = amend_part(before[0], after[0])
        if own.anew:
            message = f"В документе «{was.called}» изменилось то, у чего нет номера."
            hint = "Дайте тексту номер пункта или издайте приказ заново."
            self.problems.append(codes.NOT_NAMED.at(Place(was.path), message, hint=hint))
        elif own.changed:
            found.append(ChangedPart("", "", own))
            self._moved(was, "", own)
        found += self._annexes(was, now, before[1:], after[1:])
        if not found:
            self.found.pop(was.part)
            self.pairs.pop(was.part)

    def _annexes(
        self, was: AmendedPaper, now: AmendedPaper, before: tuple[TextPart, ...], after: tuple[TextPart, ...]
    ) -> list[ChangedPart]:
        """What has changed in the annexes that stand in the file of their order; each is known by its name."""
        old_names, new_names = ([str(one["id"]) for one in paper.paper["annexes"]] for paper in (was, now))
        old_parts, new_parts = dict(zip(old_names, before, strict=False)), dict(zip(new_names, after, strict=False))
        numbers = {str(one["id"]): str(one["number"]) for one in was.paper["annexes"]}
        found: list[ChangedPart] = []
        for name, part in old_parts.items():
            label = _annex_label(numbers[name])
            if name not in new_parts:
                found.append(ChangedPart(*label, PartAmended(anew=True), verb="признать утратившим силу"))
                continue
            own = amend_part(part, new_parts[name])
            if own.changed:
                found.append(ChangedPart(*label, own, annex=name if own.anew else ""))
                self._moved(was, f", {label[0]}", own)
            elif part.end != new_parts[name].end:
                self._note(was)
        for place, name in enumerate(new_parts, 1):
            if name not in old_parts:
                number = f"№ {max(place, len(old_parts) + 1)}"
                label = (f"приложением {number}", "")
                found.append(ChangedPart(*label, PartAmended(anew=True), annex=name, verb="дополнить"))
        return found

    def _approved(self, was: AmendedPaper, now: AmendedPaper, own: PartAmended, parent: str, gender: str) -> None:
        """A paper with a file of its own that an order approves, or has as its annex."""
        annex = was.names.get("annex")
        if annex is not None:
            label: tuple[str, str] = _annex_label(str(annex["number"]))
        else:
            cited: Any = was.names["papers"][was.part]
            approved = APPROVED[gender]
            acc, prp = (
                (str(cited.form("acc")), str(cited.form("prp"))) if isinstance(cited, Noun) else (str(cited),) * 2
            )
            label = (f"{acc}, {approved[0]} указанным приказом,", f"{prp}, {approved[1]} указанным приказом,")
        self._moved(was, "", own)
        part = ChangedPart(*label, own, annex=was.part if own.anew else "", approved="" if annex else was.part)
        self.found.setdefault(parent, []).append(part)
        self.pairs.setdefault(parent, []).append((was, now))

    def _approving(self, paper: AmendedPaper) -> tuple[str, str]:
        """The name of the act that a paper belongs to, and the gender of the paper's word; «» where there is none."""
        papers: Mapping[str, Any] = paper.names["papers"]
        for name, one in papers.items():
            annexes = one.get("annexes_by_id") or (paper.names["annexes"] if name == "order" else {})
            if name != paper.part and paper.part in annexes and "registered" in one:
                return name, ""
        record = self.papers.papers.get(paper.part)
        by = [grif.by for grif in record.approved if grif.by in papers] if record is not None else []
        if record is None or not by:
            return "", ""
        return by[0], self.config.kinds[record.kind].gender

    def _moved(self, paper: AmendedPaper, where: str, own: PartAmended) -> None:
        if not own.moved or own.anew:
            return
        ours, theirs = own.moved[0]
        message = f"Документ «{paper.called}»{where}: пункт {ours} в новых настройках печатается под номером {theirs}."
        hint = "Оставьте на месте утратившего силу пункта «Утратил силу.», а новые допишите в конец."
        self.problems.append(codes.RENUMBERED.at(Place(paper.path), message, hint=hint))

    def _note(self, paper: AmendedPaper) -> None:
        message = f"Документ «{paper.called}»: изменились подписи, отметки или реквизиты; приказом их не меняют."
        self.problems.append(codes.NOT_BY_ORDER.at(Place(paper.path), message))


def is_act(paper: AmendedPaper) -> bool:
    """Whether a paper is one that another act amends: with points, a number and a date."""
    return bool(paper.paper.get("clauses")) and "registered" in paper.paper and paper.paper.get("cited") == "act"


def _annex_label(number: str) -> tuple[str, str]:
    numbered = f" № {number}" if number else ""
    return f"приложение{numbered}", f"приложении{numbered}"
