"""Problems of the data that a script gives to a template (ND461-ND469)."""

from __future__ import annotations

from nastav_docs.diagnostics.problem import Code, Severity

DATA_UNFIT = Code(
    "ND461",
    "DATA-UNFIT",
    Severity.ERROR,
    "Такое значение в шаблон не передать",
    "Шаблону доступны только данные: тексты, числа, даты, списки, наборы полей и значения docxtpl и python-docx. Функций, файлов и соединений он не видит.",
    'template.render({"now": datetime.now})',
    'template.render({"now": datetime.now()})',
)
