"""ND660–ND669: a file that the checker (нормоконтроль) was given and could not check."""

from __future__ import annotations

from nastav_docs.diagnostics.problem import Code, Severity

UNCHECKED = Code(
    "ND660",
    "FILE-UNCHECKED",
    Severity.ERROR,
    "Файл не проверен из-за ошибки программы",
    "Программа не справилась с этим файлом; остальные проверены. Молча пропустить его нельзя: он мог бы содержать ошибки.",
    "Приказ.docx, на котором программа сбилась",
    "отправьте файл разработчикам, а документ проверьте глазами",
    advises=True,
)
UNREAD = Code(
    "ND661",
    "FILE-UNREAD",
    Severity.WARNING,
    "Часть документа не прочитана: её текста в файле нет",
    "Снимок страницы и вставленный целиком файл – не текст: ошибки в них программа не видит, и «замечаний нет» о них не сказано.",
    "скан приказа, вставленный в документ картинкой",
    "приказ, набранный текстом",
    advises=True,
)
