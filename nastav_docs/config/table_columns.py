"""The columns that tables of a config may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Usual heading and relative width of a column, by the field of the row that it shows.
ROADMAP: Final[Mapping[str, tuple[str, int]]] = {
    "number": ("№ п/п", 6),
    "section": ("Раздел", 20),
    "activity": ("Наименование мероприятия", 44),
    "content": ("Содержание деятельности", 40),
    "deadline": ("Срок исполнения", 18),
    "responsible": ("Ответственный", 20),
    "result": ("Ожидаемый результат", 24),
    "document": ("Вид документа", 18),
    "control": ("Контрольный показатель", 22),
    "start": ("Плановое начало", 13),
    "finish": ("Плановое окончание", 13),
    "done": ("Отметка о выполнении", 22),
    "quarter1": ("I квартал", 10),
    "quarter2": ("II квартал", 10),
    "quarter3": ("III квартал", 10),
    "quarter4": ("IV квартал", 10),
}
INDICATORS: Final[Mapping[str, tuple[str, int]]] = {
    "number": ("№ п/п", 6),
    "title": ("Наименование показателя", 54),
    "unit": ("Единица измерения", 13),
    "base": ("Базовое значение", 13),
    "target": ("Значение", 13),
    "due": ("Срок достижения", 26),
    "year": ("", 10),
}

QUARTERS: Final = ("quarter1", "quarter2", "quarter3", "quarter4")
