"""The order that amends others: a paper of the project itself, of their kind, printed by its own templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.amendments.wording import capital, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nastav_docs.amendments.changed_acts import ChangedAct, ChangedPart
    from nastav_docs.config import Config, Order, PaperRecord, SchoolPapers

CONTROL = "Контроль за"


def amending_record(
    act: ChangedAct, papers: Config | SchoolPapers, config: Config, requisites: Mapping[str, str]
) -> dict[str, Any]:
    """The amending order as an entry of `papers:`; `requisites` are its number, date and preamble as far as known.

    It is of the kind of the act that it amends, is signed as that is, and keeps its point about control.
    """
    base = record_of(act.part, papers)
    cited, single = cited_as(act), _is_single(act)
    sentences = [sentence for part in act.parts for sentence in _sentences(part, inside=cited.inside)]
    what = "изменение" if single else "изменения"
    comma = "," if cited.inside else ""
    record: dict[str, Any] = {
        "kind": base.kind,
        "title": f"О внесении {'изменения' if single else 'изменений'} в {cited.acc}",
        **{key: value for key, value in requisites.items() if value},
        "clauses": [
            {"text": f"Внести в {cited.acc}{comma} следующ{'ее' if single else 'ие'} {what}:", "clauses": sentences},
            *(clause.text for clause in base.clauses if clause.text.startswith(CONTROL)),
        ],
        "signed_by": list(base.signed_by),
        "file": file_of(act),
    }
    annexes = [part.annex for part in act.parts if part.annex]
    if annexes:
        record["annexes"] = annexes
    if act.paper.template != config.kinds[base.kind].template:
        record["template"] = act.paper.template
    return record


def record_of(part: str, papers: Config | SchoolPapers) -> Order | PaperRecord:
    """The record of an order by its name among the papers of an issuer."""
    if part in papers.papers:
        return papers.papers[part]
    assert papers.order is not None  # noqa: S101  the only usual paper that is an act
    return papers.order


@dataclass(frozen=True, slots=True)
class AmendedAct:
    """How the amending order cites what it amends, a template of text in the accusative.

    `inside` is the paper that need not be named again in every sentence.
    """

    acc: str
    inside: str = ""


def cited_as(act: ChangedAct) -> AmendedAct:
    """The act itself; or, where only one paper that it approves has changed, that paper."""
    name = _name(act.part)
    approved = {part.approved for part in act.parts}
    if len(approved) == 1 and "" not in approved:
        (paper,) = approved
        participle = act.parts[0].acc.rpartition(", ")[2].split(" ")[0]
        return AmendedAct(f"{{{{ {_name(paper)} | acc }}}}, {participle} {{{{ {name} | ins }}}}", paper)
    return AmendedAct(f"{{{{ {name} | acc }}}}")


def _name(paper: str) -> str:
    return f"papers.{paper}" if paper.isidentifier() else f"papers['{paper}']"


def _is_single(act: ChangedAct) -> bool:
    return len(act.parts) == 1 and (act.parts[0].amended.anew or len(act.parts[0].amended.sentences) == 1)


def _sentences(part: ChangedPart, inside: str) -> list[Any]:
    """The points of the amending order about one part: one, or several below «В приложении № 1:»."""
    own = [escaped(one) for one in part.amended.sentences]
    if part.amended.anew:
        return [_anew(part, part.acc.partition(" ")[0] if inside and part.approved == inside else part.acc)]
    if not part.acc or (inside and part.approved == inside):
        return [capital(one) for one in own]
    if len(own) > 1:
        return [{"text": f"В {part.prp.rstrip(',')}:", "clauses": listed(own)}]
    return [capital(_placed(own[0], part))]


def _placed(sentence: str, part: ChangedPart) -> str:
    """A sentence with the name of the part that it is about."""
    if sentence.startswith("в "):
        return f"в {part.prp} {sentence}"
    if sentence.startswith("дополнить "):
        return f"{part.acc} {sentence}"
    return f"в {part.prp} {sentence}"


def _anew(part: ChangedPart, called: str) -> str:
    """«Приложение № 1 изложить в новой редакции (приложение).», as the order says it."""
    shown = f" ({{{{ annexes{_key(part.annex)} }}}})" if part.annex else ""
    if part.verb == "дополнить":
        return f"Дополнить {called}{shown}."
    return capital(f"{called} {part.verb}{shown}")


def _key(name: str) -> str:
    return f".{name}" if name.isidentifier() else f"['{name}']"


def escaped(text: str) -> str:
    """A printed text as a text of YAML that prints it."""
    return text.replace("{{", "{{ '{{' }}").replace("{%", "{{ '{%' }}").replace("{#", "{{ '{#' }}")


def file_of(act: ChangedAct) -> str:
    """The name of its file, as `file:` has it."""
    word = str(act.paper.paper["kind"])
    number = str(act.paper.paper["number"]).replace("/", "-").replace("\\", "-")
    own = f"{word[:1].upper()}{word[1:]} {{{{ paper.number }}}}"
    name = f"{own} о внесении изменений в {act.paper.paper['kind'].form('acc')} {number}"
    return f"{{{{ school.id }}}}/{name}" if act.paper.school else name


def free_name(taken: Collection[str]) -> str:
    """A name for the amending order that no paper has: `amending`, else `amending-2` and so on."""
    number, name = 1, "amending"
    while name in taken:
        number += 1
        name = f"amending-{number}"
    return name
