"""The words of problems for who has a workbook open: headings, rows and sheets instead of keys and indents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.diagnostics import nearest
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import workbook

if TYPE_CHECKING:
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Code, Diagnostic, Place

Path = tuple[str | int, ...]
# Sheets by the section of the settings that they hold, as messages about YAML call it.
SHEETS: Final = {"people": "Люди", "acts": "Акты", "terms": "Сокращения", "lists": "Списки", "papers": "Документы"}
ANNEX_SHEETS: Final = {"roadmap": "План", "indicators": "Показатели"}
# What hints about people and phrases tell to write, and how it is written in a workbook.
CELLS: Final = {
    "gender: male": "«мужской» в столбце «Пол»",
    "gender: female": "«женский» в столбце «Пол»",
    "задайте forms: invariable": "впишите «не склоняется» в столбец «Падежи имени»",
    "напишите forms: invariable": "впишите второй строкой ячейки падежи: «родительный: …»",
}
# What a mark names by its key, as a message calls it, and the sheet on which it has a row.
ROWS: Final = {
    "acts": ("Акта", "Акты"),
    "people": ("Роли", "Люди"),
    "terms": ("Сокращения", "Сокращения"),
    "wording": ("Общего текста", "Сокращения"),
    "papers": ("Документа", "Документы"),
}
PART_SHEETS: Final = {**ANNEX_SHEETS, "letter": "Письмо", "order": "Приказ"}
# Where a part of a paper of another kind stands in a workbook.
PARTS: Final = {
    "clauses": "в таблице «Пункты документов» листа «Документы»",
    "sections": "на листе «Разделы»",
    "indicators": "в таблице «Показатели документов» листа «Документы»",
    "agenda": "на листе «Повестка»",
    "blanks": "на листе «Бланки»",
    "sides": "на листе «Бланки»",
    "approved": "на листе «Грифы»",
}
# Kinds of our validators, and what they say of a row.
KINDS: Final[dict[str, tuple[Code, str, str]]] = {
    "person": (
        codes.PERSON_OR_GROUP,
        "В строке нужно одно из двух: фамилия, имя, отчество человека или название группы.",
        "Заполните столбец «Фамилия, имя, отчество» или «Группа», другой очистите.",
    ),
    "incoming": (
        codes.MISSING_KEY,
        "Нужен или ключ акта, или номер и дата.",
        "Заполните «В ответ на №» и «В ответ от» – или «В ответ на акт».",
    ),
    "empty_order": (codes.EMPTY_ORDER, "В приказе нет ни одного пункта.", "Впишите пункты в таблицу «Пункты»."),
    "list_source": (
        codes.LIST_SOURCE,
        "Строки списка берут или из файла, или с листа этой книги: нужно одно из двух.",
        "Заполните столбец «Файл» – или лист «Список …» с этим именем.",
    ),
    "list_choices": (
        codes.LIST_COLUMN,
        "Значения, из которых выбирают, называет столбец «Перечень».",
        "Выберите «из перечня» и впишите значения по строкам.",
    ),
    "no_title": (
        codes.MISSING_KEY,
        "У мероприятия нет названия.",
        "Заполните столбец «Мероприятие» – или в столбце «Откуда» выберите «из программы», если код – из программы.",
    ),
    "paragraphs": (
        codes.WRONG_TYPE,
        "Пустая строка делит текст на абзацы, а здесь абзац один.",
        "Уберите пустую строку внутри ячейки.",
    ),
}


def in_book(place: Place | None) -> bool:
    """Whether a place is a cell or a sheet of a workbook."""
    return place is not None and place.words.startswith("лист «")


def section_words(name: str, place: Place, *, yaml: str = "") -> str:
    """Where a section of the settings is, in words: «в разделе «people»»; in a workbook «на листе «Люди»»."""
    return f"на листе «{SHEETS[name]}»" if in_book(place) and name in SHEETS else yaml or f"в разделе «{name}»"


def in_cells(hint: str) -> str:
    """A hint for who has a workbook: columns in the place of keys, «Пол: мужской» for `gender: male`."""
    for yaml, book in CELLS.items():
        hint = hint.replace(yaml, book)
    return hint


def for_whom(place: Place | None, yaml: str, book: str) -> str:
    """Of two texts that of YAML, for a place in a workbook the other one."""
    return book if in_book(place) else yaml


def not_on_sheet(source: str, name: str, hint: str) -> tuple[str, str] | None:
    """Message and hint for a key that a mark of a workbook names and a sheet does not have; None for other names.

    `source` is the mark, `hint` what is told of it elsewhere: «возможно, «r-145»».
    """
    found = re.search(rf"\b({'|'.join(ROWS)})\s*(?:\.\s*|\[\s*['\"])(?={re.escape(name)}(?![\w-]))", source)
    if found is None:
        return None
    word, sheet = ROWS[found[1]]
    near = f"{hint[0].upper()}{hint[1:]}. " if hint and not hint.startswith("здесь есть") else ""
    own = f"Если это другое, допишите на лист «{sheet}» строку «{name}»."
    own = own if near else f"Впишите то, что есть на листе «{sheet}», – или допишите туда строку «{name}»."
    return f"{word} «{name}» нет на листе «{sheet}».", near + own


def in_words(hint: str, key: str, place: Place) -> str:
    """A hint «margins: 30 10 20 20» as it is, of a workbook without the key: what to write into the cell."""
    return hint.replace(f"{key}: ", "").replace(f"уберите строку {key}", "очистите ячейку") if in_book(place) else hint


def missing(path: Path, place: Place, described: str) -> Diagnostic:
    """The problem of a required cell of a workbook that is empty.

    `path` is the value's in the settings, `described` the description of its field in the model.
    """
    from nastav_docs.config.workbook import heading_at  # noqa: PLC0415  only for who has a workbook

    heading, table = heading_at(path)
    where = f" таблицы «{table}»" if table else ""
    message = f"Не заполнено «{heading}»{where}." if heading else f"Нет обязательного значения «{path[-1]}»."
    hint = f"Впишите: {described[0].lower()}{described[1:]}." if described else "Впишите значение."
    return workbook.CELL_MISSING.at(place, message, hint=hint, text=heading or str(path[-1]))


def part_missing(key: str, word: str, name: str, *, school: bool) -> tuple[str, str]:
    """Message and hint for a paper of a workbook that lacks a part which its kind needs; `word` names the kind."""
    where = PARTS.get(key, "")
    if key == "rows":
        sheet = f"Таблица школы {name}" if school else f"Таблица {name}"
        return f"У документа «{name}» ({word}) нет строк.", f"Впишите их на лист «{sheet}»: заголовки – имена граф."
    if where:
        return f"У документа «{name}» ({word}) нет обязательной части.", f"Впишите её {where}, с именем «{name}»."
    from nastav_docs.config.workbook import heading_at  # noqa: PLC0415  as above

    heading = heading_at(("papers", name, key))[0] or key
    return f"У документа «{name}» ({word}) не заполнено «{heading}».", "Впишите в строку документа."


def list_missing(path: Path, place: Place, tree: YamlNode) -> Diagnostic:
    """The problem of the rows of a list that the sheet of lists does not have; `path` is that of its columns."""
    name = str(path[-2])
    lists = yaml_tree.node_at(tree, path[:-2])
    known = [one for one in lists.entries if one != name] if isinstance(lists, yaml_tree.YamlMapping) else []
    message = f"Списка «{name}» нет на листе «Списки»: не сказано, что в его столбцах."
    near = nearest(name, known)
    hint = f"Может быть, «{near}»? Переименуйте лист" if near else f"Переименуйте лист{_of(known)}"
    hint += f" – или опишите столбцы списка «{name}» в таблице «Столбцы списков»."
    return workbook.CELL_MISSING.at(place, message, hint=hint, text=name)


def _of(known: list[str]) -> str:
    return f" (есть {', '.join(known[:12])})" if known else ""


def paper_missing(path: Path, place: Place, tree: YamlNode) -> Diagnostic:
    """The problem of rows for a paper that the sheet of papers does not have; `path` is that of its kind."""
    from nastav_docs.config.workbook import heading_at  # noqa: PLC0415  as above

    name = str(path[-2])
    papers = yaml_tree.node_at(tree, path[:-2])
    known = [] if not isinstance(papers, yaml_tree.YamlMapping) else [
        one for one in papers.entries if yaml_tree.key_at(papers, (one, "kind")) is not None
    ]  # fmt: skip
    _, table = heading_at(path)
    message = f"Документа «{name}» нет на листе «{table}»."
    near = nearest(name, known)
    hint = f"Может быть, «{near}»?" if near else (f"Есть: {', '.join(known[:12])}." if known else "")
    there = "Переименуйте лист по имени документа" if place.words.startswith("лист «Таблица") else ""
    there = there or "Впишите имя, которое там есть,"
    hint = f"{hint} {there} – или допишите там строку «{name}» с её видом.".lstrip()
    return workbook.CELL_MISSING.at(place, message, hint=hint, text=name)


def other_code(path: Path, tree: YamlNode) -> str:
    """What an activity without a title was meant to be by its code: another of the same section; «» where none is near.

    `path` is the activity's in the settings.
    """
    beside = yaml_tree.node_at(tree, path[:-1])
    items = beside.items if isinstance(beside, yaml_tree.YamlSequence) else ()
    ids = [one.text for item in items if isinstance(one := yaml_tree.node_at(item, ("id",)), yaml_tree.YamlScalar)]
    own = yaml_tree.node_at(tree, (*path, "id"))
    written = own.text if isinstance(own, yaml_tree.YamlScalar) else ""
    near = nearest(written, [one for one in ids if one != written])
    return f"Может быть, код – «{near}»? Или заполните столбец «Мероприятие»." if near else ""


def wrong_kind(kind: str) -> tuple[str, str] | None:
    """Message and hint for a value that pydantic wants to be of another type, of a cell."""
    if kind in {"int_type", "int_parsing"}:
        return "Здесь нужно целое число.", "Впишите число цифрами, без слов и знаков."
    return None
