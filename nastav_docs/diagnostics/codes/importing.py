"""ND970–ND979: what was not understood when Word papers were turned into settings."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

SOURCE_UNREADABLE: Final = Code(
    "ND970",
    "IMPORT-UNREADABLE",
    Severity.ERROR,
    "Файл для переноса в настройки не читается",
    "Читаются .docx, .txt и .md; .doc, .odt и .rtf – если на компьютере есть LibreOffice.",
    "nastav-docs import приказ.pdf",
    "nastav-docs import приказ.docx",
)
NOT_TAKEN: Final = Code(
    "ND971",
    "IMPORT-LEFT",
    Severity.WARNING,
    "Место источника не перенесено в настройки",
    "В настройках для этого текста нет ключа, или он не понят. Программа ничего не угадывает молча: впишите его сами.",
    "ИНН 6600000000 на бланке",
    "текст, который есть в настройках",
)
PRINTED_OTHERWISE: Final = Code(
    "ND972",
    "IMPORT-CHANGED",
    Severity.WARNING,
    "Документ из настроек скажет это место иначе, чем источник",
    "Настройки собраны, документ напечатан и сверен с источником по словам: здесь слова разошлись.",
    "в источнике «Приложение №1», напечатается «Приложение № 1 к приказу …»",
    "в источнике и в документе одно и то же",
)
PRINTED_NEW: Final = Code(
    "ND973",
    "IMPORT-ADDED",
    Severity.WARNING,
    "В документе из настроек появится то, чего в источнике нет",
    "Шаблон печатает обязательные части сам: надпись приложения, распорядительное слово, число листов.",
    "у приложения в источнике нет надписи",
    "Приложение № 2 к приказу …",
)
TO_FILL_IN: Final = Code(
    "ND974",
    "IMPORT-FILL-IN",
    Severity.NOTE,
    "Это в настройках впишите или проверьте сами",
    "Из источника этого не видно, или оно понято предположительно; в district.yaml над этим местом стоит пояснение.",
    "head: {name: Багдасарян Н.В., forms: invariable}",
    "head: {name: Багдасарян Наталья Викторовна}",
)
FOLDER_TAKEN: Final = Code(
    "ND975",
    "IMPORT-FOLDER",
    Severity.ERROR,
    "В папке уже есть настройки",
    "Перенос не пишет поверх чужой работы.",
    "nastav-docs import приказ.docx -o район (в папке «район» уже есть district.yaml)",
    "nastav-docs import приказ.docx -o район-2",
)
NOT_BUILT: Final = Code(
    "ND976",
    "IMPORT-NOT-BUILT",
    Severity.ERROR,
    "Документ из перенесённых настроек не напечатан",
    "Настройки записаны, но документ по ним не собирается; причина названа.",
    "шаблон, на который ссылается источник, повреждён",
    "документ собран и сверен с источником",
)
