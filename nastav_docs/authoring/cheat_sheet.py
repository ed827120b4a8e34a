"""Make a DOCX to lay beside Word: every name of a template with its meaning, the filters, the tags."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.docx import PAGE_NUMBER, new_document, paragraph_style, ruled_row, ruled_table, style_part
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.authoring.field_list import FieldGroup, FieldRow

# Twips: A4 portrait with margins 20/10/20/20 mm leaves 10206 for the four columns.
WIDTHS: Final = (3300, 1250, 3156, 2500)
THREE: Final = (3300, 1250, 5656)
TWO: Final = (4600, 5606)
DATE: Final = "2000-01-01T00:00:00Z"  # a fixed date: the same names give the same bytes

# What is asked for first by who writes a letterhead, a heading, a signature of an order or a letter.
NEEDED_FIRST: Final = (
    "issuer.name",
    "issuer.address",
    "issuer.phone",
    "district.name",
    "order.number",
    "order.date",
    "order.title",
    "order.signed_by",
    "letter.number",
    "letter.date",
    "people.head",
    "people.coordinator",
    "school.name",
    "school.director",
    "roadmap.title",
)
FILTERS: Final = (
    ("district | gen", "родительный падеж: Артемовского городского округа"),
    ("people.head | dat", "дательный: кому"),
    ("roadmap.title | acc", "винительный: что утвердить"),
    ("acts[ 'r-145' ] | ins", "творительный: в соответствии с чем"),
    ("district | prp", "предложный: в чём"),
    ("people.head | full", "фамилия, имя, отчество полностью"),
    ("people.head | signature", "инициалы и фамилия, для подписи"),
    ("people.head | salutation", "обращение: Уважаемая …!"),
    ("order.signed_by.position | capital", "с прописной буквы"),
    ("order.title | small", "со строчной буквы"),
    ("order.date | date_long", "дата словами: 2 ноября 2020 г."),
    ("39 | agree('лист')", "слово с числом: 39 листов"),
    ("39 | agree('лист', 'dat')", "то же в падеже: 39 листам"),
    ("21 | in_words('лист', 'prp')", "число и прописью: 21 (двадцати одном) листе"),
    ("1234.5 | number(2)", "число с двумя знаками: 1 234,50"),
    ("1234.5 | money_in_words", "сумма прописью: одна тысяча … рубля 50 копеек"),
    ("2 | ordinal('класс', 'gen')", "порядковое прописью: второго класса"),
    ("district | after('в')", "с предлогом: в … округе, во Львовском районе"),
    ("issuer.letterhead | join(' ')", "список одной строкой"),
)
TAGS: Final = (
    ("p if order.preamble … p endif", "абзацы, если значение есть; каждая метка – отдельным абзацем"),
    ("p for clause in order.paragraphs … p endfor", "абзацы на каждый пункт"),
    ("tr for x in … … tr endfor", "строки таблицы; метка – в строке, которая исчезнет"),
    ("tc for x in … … tc endfor", "столбцы таблицы"),
    ("p extends 'order.docx'", "свой шаблон поверх общего; первым абзацем"),
    ("p block letterhead … p endblock", "свой блок на месте общего"),
    ("p include 'signature.docx'", "вставить другой документ"),
    ("keepnext loop.last", "не отрывать абзац от следующего"),
)
CALLS: Final = (
    ("super", "внутри блока: то, что стоит в общем шаблоне"),
    ("image('gerb.png', width='20 mm')", "рисунок из папки настроек: герб, подпись"),
    ("image(school.photo, height='30 mm')", "рисунок, имя которого – в данных"),
    ("qr('https://…', width='20 mm')", "QR-код с адресом или текстом"),
)


def cheat_sheet(groups: Sequence[FieldGroup], title: str) -> bytes:
    """The bytes of a DOCX that lists groups of names under a title; equal groups give equal bytes."""
    body = [_paragraph(title, "Title"), _paragraph(_INTRODUCTION, "Text")]
    first = [row for name in NEEDED_FIRST for group in groups for row in group.rows if row.name == name]
    if first:
        body += _names("Сначала – что нужно чаще всего", list(dict.fromkeys(first)))
    for heading, column, rows in (
        ("Фильтры: имя, черта, фильтр – в двойных фигурных скобках", "Пример", FILTERS),
        ("Метки: пишутся между «фигурная скобка, процент» и «процент, фигурная скобка»", "Метка", TAGS),
        ("Действия: в двойных фигурных скобках", "Запись", CALLS),
    ):
        body.append(_paragraph(heading, "Group"))
        body.append(_table((column, "Что это"), [(left, typograph(right)) for left, right in rows], TWO))
    for group in groups:
        if group.rows:
            body += _names(group.title, group.rows)
    body.append(_paragraph("", "End"))
    return new_document("".join(body), _SECTION, _STYLES, PAGE_NUMBER, title, "nastav-docs", DATE)


def _names(title: str, rows: Sequence[FieldRow]) -> list[str]:
    """A heading and a table of names; without the column of meanings where none has one."""
    if not any(row.description for row in rows):
        short = [(row.name, row.kind, _tied(row.value)) for row in rows]
        return [_paragraph(title, "Group"), _table(("Имя", "Тип", "Здесь"), short, THREE)]
    named = [(row.name, row.kind, typograph(row.description), _tied(row.value)) for row in rows]
    return [_paragraph(title, "Group"), _table(("Имя", "Тип", "Что это", "Здесь"), named, WIDTHS)]


_BRACES: Final = re.compile(r"\{[{%#]\s*|\s*[}%#]\}")
_INTRODUCTION: Final = (
    "Имена, которыми пользуется шаблон Word. Имя пишут в двойных фигурных скобках; поле имени – через точку. "
    "Имена циклов (пункт, мероприятие, графа) есть только внутри своего цикла."
)


def _tied(text: str) -> str:
    """A text with a no-break space between initials and surname, so that no line ends between them."""
    return re.sub(r"(?<=[а-яё]) (?=[А-ЯЁ]\.)", "\u00a0", text)


def _run(text: str) -> str:
    """A run with a text; its braces are left out, for the sheet must not itself hold tags."""
    return f'<w:r><w:t xml:space="preserve">{escape(_BRACES.sub("", text), quote=False)}</w:t></w:r>'


def _paragraph(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text) if text else ""}</w:p>'


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    top = ruled_row([_paragraph(text, "Head") for text in head], widths, head=True)
    return ruled_table(top, [_row(row, widths) for row in rows], widths)


def _row(texts: Sequence[str], widths: Sequence[int]) -> str:
    return ruled_row([_paragraph(text, "Cell" if at else "Name") for at, text in enumerate(texts)], widths)


_SMALL = '<w:spacing w:before="20" w:after="20"/>'
_STYLES = style_part(
    "PT Serif",
    (
        paragraph_style(
            "Title", "Заголовок памятки", '<w:keepNext/><w:spacing w:after="120"/>', '<w:b/><w:sz w:val="32"/>'
        ),
        paragraph_style("Text", "Текст памятки", '<w:spacing w:after="60"/>'),
        paragraph_style(
            "Group", "Группа имён", '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', '<w:b/><w:sz w:val="24"/>'
        ),
        paragraph_style("Head", "Шапка", f"<w:keepNext/>{_SMALL}", '<w:b/><w:sz w:val="18"/>'),
        paragraph_style("Cell", "Ячейка", _SMALL, '<w:sz w:val="18"/>'),
        paragraph_style("Name", "Имя", f'{_SMALL}<w:jc w:val="left"/>', '<w:color w:val="1F5C99"/><w:sz w:val="18"/>'),
        paragraph_style("End", "Конец", '<w:spacing w:line="20" w:lineRule="exact"/>', '<w:sz w:val="2"/>'),
        paragraph_style("Page", "Номер страницы памятки", '<w:jc w:val="center"/>', '<w:sz w:val="20"/>'),
    ),
    "808080",
)
_SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="566" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/>"
)
