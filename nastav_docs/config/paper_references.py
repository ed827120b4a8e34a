"""Check papers: that their kind is there and has a part for each key, and that what they name is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import book_words, yaml_tree
from nastav_docs.config.papers import COMMON_KEYS, PARTS
from nastav_docs.config.roles import signers
from nastav_docs.config.table_references import check_indicator_columns, check_plan
from nastav_docs.diagnostics import did_you_mean, nearest
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import kinds as paper_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.config.model import Config, PersonRecord, SchoolPapers
    from nastav_docs.config.paper_parts import AnnexRecord, ClauseRecord, Letter, Order
    from nastav_docs.config.papers import KindRecord, PaperRecord
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

Path = tuple[str | int, ...]
LISTS_HINT: Final = "lists: {pairs: {file: pairs.xlsx, columns: {mentor: person, mentee: person}}}"
USUAL_PAPERS: Final = ("order", "letter", "roadmap", "indicators")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose papers are checked: `part` of the `config`, with the people that it knows and the tree of its YAML.

    `bound` are roles that need no person in the settings.
    """

    part: Config | SchoolPapers
    config: Config
    people: Mapping[str, PersonRecord]
    bound: tuple[str, ...]
    tree: YamlNode

    @property
    def papers(self) -> tuple[str, ...]:
        """The names by which papers of this issuer and of the district are cited."""
        parts = (self.part, self.config)
        usual = (name for name in USUAL_PAPERS if any(getattr(part, name) is not None for part in parts))
        return (*usual, *self.part.papers, *self.config.papers)


def signing(paper: Order | Letter | PaperRecord, path: Path) -> Iterator[tuple[str, Path]]:
    """The roles that sign a paper, have agreed to it or prepared it, each with the path at which it is named."""
    for key in ("signed_by", "agreed"):
        roles = getattr(paper, key, ())
        yield from ((role, (*path, key, index)) for index, role in enumerate(roles))
    for key in ("executor", "chairman", "secretary"):
        yield getattr(paper, key, ""), (*path, key)


def check_kind(kind: str, config: Config, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    """The problem of a paper at `path` whose kind nobody has described; nothing for a known kind."""
    if kind not in config.kinds:
        place = yaml_tree.place_at(tree, (*path, "kind"))
        words = {record.word.text: one for one, record in config.kinds.items()}
        word = "" if kind.isascii() else nearest(kind.casefold(), words)
        hint = f"Может быть, «{words[word]}» – {word}?" if word else did_you_mean(kind, list(config.kinds))
        yield paper_codes.UNKNOWN_KIND.at(place, f"Вида документа «{kind}» нет.", hint=hint, text=kind)


def check_verb(paper: Order | PaperRecord, config: Config, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    """The problem of an operative word that is another kind's: «ПОСТАНОВЛЯЕТ» of an order."""
    kind, written = config.kinds.get(paper.kind), _letters(paper.verb)
    if kind is None or not kind.verb or not written or written[:7] == _letters(kind.verb)[:7]:
        return
    other = next((name for name, one in config.kinds.items() if one.verb and written[:7] == _letters(one.verb)[:7]), "")
    if other:
        place = yaml_tree.place_at(tree, (*path, "verb"))
        word = config.kinds[other].word.text
        message = f"«{paper.verb.rstrip(':')}» пишут в документе вида «{word}», а этот документ – «{kind.word.text}»."
        yield paper_codes.VERB_OF_ANOTHER_KIND.at(
            place,
            message,
            hint=book_words.for_whom(place, f"Допишите рядом: kind: {other}", f"Впишите в «Вид»: {other}."),
            text=paper.verb,
        )


def _letters(text: str) -> str:
    """The letters of an operative word, however it is spaced: «п о с т а н о в л я е т:» is ПОСТАНОВЛЯЕТ."""
    return "".join(letter for letter in text if letter.isalpha()).upper()


def check_paper(paper: PaperRecord, issuer: Issuer, path: Path) -> Iterator[Diagnostic]:
    """The problems of one paper of `papers:`: its kind, its keys, and what it names."""
    config, tree, people = issuer.config, issuer.tree, issuer.people
    kind = config.kinds.get(paper.kind)
    if kind is None:
        yield from check_kind(paper.kind, config, tree, path)
        return
    yield from _keys(paper, kind, tree, path)
    yield from check_verb(paper, config, tree, path)
    name = str(path[-1])
    if name in USUAL_PAPERS and getattr(issuer.part, name) is not None:
        place = yaml_tree.key_place_at(tree, path)
        message = f"Документ «{name}» описан дважды: в «papers:» и ключом «{name}:»."
        if book_words.in_book(place):
            message = f"Документ «{name}» описан дважды: здесь и на листе «{book_words.PART_SHEETS[name]}»."
        yield paper_codes.PAPER_TWICE.at(place, message, hint="Дайте этому другое имя.", text=name)
    yield from signers(signing(paper, path), people, tree, issuer.bound)
    sides = ((side.signed_by, (*path, "sides", index, "signed_by")) for index, side in enumerate(paper.sides))
    yield from signers(sides, people, tree, issuer.bound)
    yield from _acquainted(paper, issuer, path)
    yield from _grifs(paper, issuer, path)
    yield from check_amending(paper, issuer, path)
    yield from check_annexes(paper.annexes, issuer.part, tree, (*path, "annexes"))
    yield from check_tables(paper, issuer.part, tree, path)
    named = [(paper.for_each, (*path, "for_each"))]
    named += [(paper.rows, (*path, "rows"))] if isinstance(paper.rows, str) else []
    named += listed(paper.clauses, (*path, "clauses"))
    for index, section in enumerate(paper.sections):
        named += listed(section.clauses, (*path, "sections", index, "clauses"))
    yield from check_lists(named, config, tree)
    if "table" in kind.parts:
        yield from _table(paper, tree, path)
    if "plan" in kind.parts:
        below = config.roadmap if issuer.part is not config else None
        yield from check_plan(paper, [*people, *issuer.bound], below, tree, path)
    if "indicators" in kind.parts:
        yield from check_indicator_columns(paper.indicators, paper.columns, tree, path)


def listed(clauses: tuple[ClauseRecord, ...], path: Path) -> list[tuple[str, Path]]:
    """The lists by whose rows clauses are printed, each with the path at which it is named."""
    found: list[tuple[str, Path]] = []
    for index, clause in enumerate(clauses):
        found.append((clause.for_each, (*path, index, "for_each")))
        found += listed(clause.clauses, (*path, index, "clauses"))
    return found


def check_lists(named: Iterable[tuple[str, Path]], config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    """A problem for each list that is named and not in `lists:`; `named` are the names, each with its path."""
    for name, path in named:
        if name and name not in config.lists:
            place = yaml_tree.place_at(tree, path)
            hint = book_words.for_whom(place, LISTS_HINT, f"Опишите там список «{name}»: файл и что в его столбцах.")
            hint = did_you_mean(name, list(config.lists)) if config.lists else hint
            message = f"Списка «{name}» нет {book_words.section_words('lists', place, yaml='в «lists:»')}."
            yield paper_codes.UNKNOWN_LIST.at(place, message, hint=hint, text=name)


def _table(paper: PaperRecord, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    """The values in the rows of a free table that no column shows."""
    if isinstance(paper.rows, str) or not paper.columns:
        return
    known = {column.id for column in paper.columns} | {"above"}
    unshown = {key: index for index, row in reversed([*enumerate(paper.rows)]) for key in row if key not in known}
    for key, index in unshown.items():
        place = yaml_tree.key_place_at(tree, (*path, "rows", index, key))
        message = f"«{key}» не печатается: в таблице нет графы «{key}»."
        where = "на лист «Документы», в таблицу «Графы документов»" if book_words.in_book(place) else "в «columns:»"
        yield codes.UNSHOWN.at(place, message, hint=f"Впишите «{key}» {where} или уберите значение.", text=key)


def _keys(paper: PaperRecord, kind: KindRecord, tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    """The keys that no part of the kind prints, and those that a paper of the kind must have."""
    written = [_yaml_key(name) for name in sorted(paper.model_fields_set)]
    known = [*COMMON_KEYS, *(key for part in kind.parts for key in PARTS.get(part, ()))]
    if "heading" in kind.parts and not {"verb", "reply_to"} & set(kind.parts):  # an order, a letter is no annex
        known.append("caption")
    word = kind.word.text
    for key in written:
        if key not in known:
            place = yaml_tree.key_place_at(tree, (*path, key))
            message = f"У вида «{word}» ({paper.kind}) нет части для ключа «{key}»."
            hint = f"Ключи этого вида: {', '.join(dict.fromkeys(known))}."
            yield paper_codes.KEY_OF_ANOTHER_KIND.at(place, message, hint=hint, text=key)
    for key in kind.required:
        if not getattr(paper, key, None):
            place = yaml_tree.key_place_at(tree, path)
            message = f"В документе вида «{word}» ({paper.kind}) нет обязательного ключа «{key}»."
            hint = f"Допишите «{key}: …»."
            if book_words.in_book(place):
                message, hint = book_words.part_missing(key, word, str(path[-1]), school="school" in path)
            yield codes.MISSING_KEY.at(place, message, hint=hint, text=key)


def _yaml_key(name: str) -> str:
    return "if" if name == "if_" else name


def check_kinds(config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    """The problems of the kinds themselves: each part that they name and that no paper can have."""
    for name, kind in config.kinds.items():
        for index, part in enumerate(kind.parts):
            if part not in PARTS:
                place = yaml_tree.place_at(tree, ("kinds", name, "parts", index))
                hint = did_you_mean(part, list(PARTS))
                yield paper_codes.UNKNOWN_PART.at(place, f"Части документа «{part}» нет.", hint=hint, text=part)


def _acquainted(paper: PaperRecord, issuer: Issuer, path: Path) -> Iterator[Diagnostic]:
    """Roles on an acquaintance sheet; groups may stand there too, a line for each member is left blank."""
    persons = [
        (role, (*path, "acquainted", index))
        for index, role in enumerate(paper.acquainted)
        if role not in issuer.people or issuer.people[role].title is None
    ]
    yield from signers(persons, issuer.people, issuer.tree, issuer.bound)


def _grifs(paper: PaperRecord, issuer: Issuer, path: Path) -> Iterator[Diagnostic]:
    """What the grifs of a paper refer to: a paper or an act, a protocol among the papers, a person."""
    for index, grif in enumerate(paper.approved):
        here = (*path, "approved", index)
        yield from signers([(grif.person, (*here, "person"))], issuer.people, issuer.tree, issuer.bound)
        acts = [*issuer.papers, *issuer.config.acts]
        if grif.by and grif.by not in acts:
            yield _no_paper(grif.by, acts, issuer.tree, (*here, "by"))
        if grif.protocol is not None and grif.protocol.paper and grif.protocol.paper not in issuer.papers:
            yield _no_paper(grif.protocol.paper, issuer.papers, issuer.tree, (*here, "protocol", "paper"))


def check_amending(paper: Order | PaperRecord, issuer: Issuer, path: Path) -> Iterator[Diagnostic]:
    """The problem of each paper of `amended_by:` that is not among the papers of the issuer."""
    for index, name in enumerate(paper.amended_by):
        if name not in issuer.papers:
            yield _no_paper(name, issuer.papers, issuer.tree, (*path, "amended_by", index))


def _no_paper(name: str, known: list[str] | tuple[str, ...], tree: YamlNode, path: Path) -> Diagnostic:
    place = yaml_tree.place_at(tree, path)
    hint = did_you_mean(name, list(known))
    return paper_codes.UNKNOWN_PAPER.at(place, f"Документа или акта «{name}» нет.", hint=hint, text=name)


def check_tables(
    record: Order | Letter | PaperRecord, part: Config | SchoolPapers, tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    """The tables within a text that are no papers of the issuer with rows, or stand behind its last paragraph."""
    known = [name for name, paper in part.papers.items() if paper.rows and not paper.for_each]
    last = _most_paragraphs(record)
    for index, table in enumerate(record.tables):
        place = yaml_tree.place_at(tree, (*path, "tables", index))
        if table.id not in known:
            message = f"Таблицы «{table.id}» нет: в papers нет такого документа со строками."
            yield codes.UNKNOWN_ANNEX.at(place, message, hint=did_you_mean(table.id, known), text=table.id)
        if last is not None and table.after > last:
            message = f"Абзаца {table.after} в тексте нет, их {last}: таблица «{table.id}» – после последнего."
            hint = f"after: {last} – или уберите «after»: тогда она и встанет после последнего."
            yield codes.TABLE_AFTER.at(place, message, hint=hint, text=str(table.after))


def _most_paragraphs(record: Order | Letter | PaperRecord) -> int | None:
    """How many paragraphs or clauses a text has at most; None where rows of a list may make any number of them."""
    clauses: list[ClauseRecord] = list(getattr(record, "clauses", ()))
    for one in clauses:  # which grows by the clauses below
        clauses += one.clauses
    if any(one.for_each for one in clauses):
        return None
    return len(clauses) or len(getattr(record, "text", ()))


def _removed(name: str, tree: YamlNode, path: Path) -> Place | None:
    """Where a layer has removed the section or the paper that the annexes at a path name."""
    above = path[:1] if path[:1] == ("school",) else ()
    sections = (yaml_tree.node_at(tree, way) for way in (above, (*above, "papers")))
    mappings = (one for one in sections if isinstance(one, yaml_tree.YamlMapping))
    return next((one.removed[name] for one in mappings if name in one.removed), None)


def check_annexes(
    listed: tuple[AnnexRecord, ...], part: Config | SchoolPapers, tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    """The problems of the annexes of a paper: one that is no part of the issuer's papers, one named twice."""
    present = [name for name in ("roadmap", "indicators") if getattr(part, name) is not None]
    present += part.papers
    seen: set[str] = set()
    for index, annex in enumerate(listed):
        place = yaml_tree.place_at(tree, (*path, index))
        if annex.id in seen:
            yield codes.SAME_ID.at(place, f"Приложение «{annex.id}» названо дважды.", text=annex.id)
        seen.add(annex.id)
        if annex.id not in present and not (annex.template and annex.title is not None):
            message = f"Приложения «{annex.id}» нет: в настройках нет такого раздела."
            hint = did_you_mean(annex.id, present)
            if meant := next((one for one, sheet in book_words.ANNEX_SHEETS.items() if sheet == annex.id), ""):
                hint = f"Лист «{annex.id}» здесь называют так: {meant}."
            if (removed := _removed(annex.id, tree, path)) is not None:
                name = path[-2]
                place, message = removed, f"«{annex.id}» здесь убрано, а «{name}» называет его приложением."
                back = book_words.for_whom(removed, "Уберите эту строку", "Выберите «из программы»")
                hint = f"{back} – или уберите и приложение «{annex.id}» документа «{name}», и пункт о нём."
            if book_words.in_book(place) and annex.id in book_words.ANNEX_SHEETS:
                hint = f"Заполните лист «{book_words.ANNEX_SHEETS[annex.id]}» – или уберите «{annex.id}» отсюда."
            yield codes.UNKNOWN_ANNEX.at(place, message, hint=hint, text=annex.id)
