"""Marks of template systems that nobody replaced: «${fio}», «{name}», «#ФИО#», a field of Word that shows an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

WAKE = re.compile(r"[{#%@‹«]|\[\[|Ошибка!|Error!")
MARKS = re.compile(
    r"\$\{[^{}\n]{1,60}\}|\{%.{1,60}?%\}|(?<![{\w\\])\{[A-Za-zА-Яа-яЁё_][\w.]+(?:[ -][\w.]+){0,3}\}(?!\})"
    r"|#[A-ZА-ЯЁ][\w. -]{1,30}#|(?<![\w%])%[A-ZА-ЯЁ_]{3,30}%|\[\[[^\[\]\n]{1,40}\]\]|‹[^‹›\n]{2,40}›"
    r"|(?<![\w.])@[A-Za-zА-Яа-яЁё_]{2,30}@"
    r"|(?<=ить )«(?:ФИО|Ф\.И\.О\.|Фамилия|Имя|Должность)[\w ]{0,20}»|«[A-Za-zА-Яа-яЁё]+_[A-Za-zА-Яа-яЁё_]+»"
)
# What Word shows in place of a field that it cannot work out.
BROKEN = re.compile(
    r"Ошибка!\s(?:Неизвестное имя свойства документа|Источник ссылки не найден|Закладка не определена"
    r"|Недопустимый\s[^.\n]{2,40}|В документе отсутствует текст указанного стиля)\.?"
    r"|Error!\s(?:Unknown document property name|Reference source not found|Bookmark not defined)\.?"
)
# A blank where an order names a person.
NOBODY = re.compile(
    r"\b(?:[Нн]азначить|[Вв]озложить|[Пп]оручить|[Зз]акрепить)\s(?:[а-яё-]+\s){0,6}?(?P<blank>_{4,})", re.DOTALL
)
BLANKS = 4  # lines of an order with blanks: a form to be filled by hand


def marks(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «${fio}», «{name}», «#ФИО#», «%NAME%», «[[fio]]» and «Ошибка! Неизвестное имя свойства документа.»."""
    if not WAKE.search(paragraph.text):
        return
    for match in MARKS.finditer(paragraph.text):
        if re.search(r"[^\W\d_]", match.group()):
            message = f"Осталась метка шаблона «{match.group()}»"
            yield mark(codes.LEFTOVER, paragraph, *match.span(), message, advice="впишите сведения")
    for match in BROKEN.finditer(paragraph.text):
        message = f"Поле Word показывает ошибку: «{match.group()}»"
        advice = "обновите поле (F9) или наберите текст вместо него"
        yield mark(codes.LEFTOVER, paragraph, *match.span(), message, advice=advice)


@by_document
def nobody(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Назначить ____________ куратором» in an order that has its date and number."""
    for _, order in package.orders():
        blank = [c for c in order.clauses if "____" in c.paragraph.text]
        if order.day is None or len(blank) >= BLANKS:
            continue
        for clause in blank:
            for match in NOBODY.finditer(clause.paragraph.text):
                message = "Вместо человека – прочерк бланка"
                yield mark(codes.LEFTOVER, clause.paragraph, *match.span("blank"), message, advice="впишите, кого")


PARAGRAPH_RULES = (marks,)
PACKAGE_RULES = (nobody,)
