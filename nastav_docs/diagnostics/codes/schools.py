"""ND65x–ND69x: what can be wrong with one school of many."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

NO_CURATOR: Final = Code(
    "ND651",
    "SCHOOL-PERSON",
    Severity.WARNING,
    "В строке школы нет человека, которого назначает приказ",
    "Роль в документах школы исполняет её руководитель или куратор из реестра; пока его нет, на месте имени – прочерк.",
    "Куратор: (пусто)",
    "Куратор: Ткаченко Павел Игоревич",
)
UNKNOWN_SCHOOL: Final = Code(
    "ND652",
    "SCHOOL-NAME",
    Severity.ERROR,
    "Такой школы в реестре нет",
    "Школа называется своим кодом из реестра.",
    "nastav-docs build … --school sohs-1",
    "nastav-docs build … --school sosh-1",
)
STRAY_OVERLAY: Final = Code(
    "ND653",
    "SCHOOL-FILE",
    Severity.ERROR,
    "Файл изменений без школы",
    "Файл schools/<код>.yaml меняет документы школы с этим кодом.",
    "schools/sohs-1.yaml",
    "schools/sosh-1.yaml",
)
WORKER_LOST: Final = Code(
    "ND654",
    "SCHOOL-WORKER",
    Severity.WARNING,
    "Рабочий процесс прерван",
    "Процесс убит или ему не хватило памяти; его школы собраны заново, документы не потеряны.",
    "работник кластера остановлен посреди сборки",
    "nastav-docs build … --jobs 1",
)
