"""ND1xx: what can be wrong with a YAML file before its meaning is looked at."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

FILE_MISSING: Final = Code(
    "ND101",
    "FILE-MISSING",
    Severity.ERROR,
    "Файл не найден",
    "Настройки читаются из файла district.yaml в указанной папке; путь в «extends:» считается от файла, где он написан.",
    "extends: ../mentorng/programme.yaml",
    "extends: ../mentoring/programme.yaml",
)
NOT_UTF8: Final = Code(
    "ND102",
    "FILE-ENCODING",
    Severity.ERROR,
    "Файл не в кодировке UTF-8",
    "YAML читается в UTF-8; в другой кодировке русские буквы превращаются в другие знаки.",
    "файл, сохранённый в Windows-1251",
    "тот же файл: «Сохранить как» → кодировка «UTF-8»",
)
YAML_SYNTAX: Final = Code(
    "ND103",
    "YAML-SYNTAX",
    Severity.ERROR,
    "Запись YAML не читается",
    "Отступы, двоеточия и кавычки задают строение файла; с ошибкой в них смысл строки не определить.",
    "title: О внедрении: начало",
    'title: "О внедрении: начало"',
)
YAML_TAB: Final = Code(
    "ND104",
    "YAML-TAB",
    Severity.ERROR,
    "Отступ сделан табуляцией",
    "YAML различает вложенность по пробелам; табуляция в отступе запрещена (YAML 1.2, п. 6.1).",
    "order:\n\tnumber: 235",
    "order:\n  number: 235",
)
DUPLICATE_KEY: Final = Code(
    "ND105",
    "YAML-DUPLICATE",
    Severity.ERROR,
    "Ключ написан дважды",
    "Из двух одинаковых ключей одного раздела действовал бы только один, и молча.",
    "number: 235\nnumber: 236",
    "number: 235",
)
TOO_LARGE: Final = Code(
    "ND106",
    "YAML-TOO-LARGE",
    Severity.ERROR,
    "Файл слишком велик после подстановки ссылок",
    "Ссылки «*имя» на ссылки могут раздуть маленький файл до миллиардов значений.",
    "a: &a [*b, *b]  # и так десять раз",
    "a: [1, 2]",
)
UNSUPPORTED: Final = Code(
    "ND107",
    "YAML-UNSUPPORTED",
    Severity.ERROR,
    "Возможность YAML, которой здесь нет",
    "Настройки – это ключи, тексты и списки; ключи-списки, слияние «<<» и метки «!имя» не нужны и не читаются.",
    "<<: *base",
    "extends: base.yaml",
)
EXTENDS_CYCLE: Final = Code(
    "ND108",
    "EXTENDS-CYCLE",
    Severity.ERROR,
    "Файлы ссылаются друг на друга по кругу",
    "«extends:» кладёт этот файл поверх другого; круг не имеет нижнего слоя.",
    "a.yaml: extends: b.yaml; b.yaml: extends: a.yaml",
    "a.yaml: extends: b.yaml; b.yaml без extends",
)
OVERLAY_MISMATCH: Final = Code(
    "ND109",
    "OVERLAY-MISMATCH",
    Severity.ERROR,
    "Изменение не к чему приложить",
    "Список меняют по «id» его строк; убрать (null) можно только то, что есть в нижнем слое.",
    "activities:\n  pairz: null",
    "activities:\n  pairs: null",
)
NOT_A_MAPPING: Final = Code(
    "ND110",
    "YAML-ROOT",
    Severity.ERROR,
    "Файл не начинается с ключей",
    "Файл настроек состоит из разделов «ключ: значение».",
    "- Управление образования",
    "authority:\n  name: Управление образования",
)
NO_VALUE: Final = Code(
    "ND111",
    "YAML-NO-VALUE",
    Severity.ERROR,
    "Ключ без значения",
    "Пустое значение и null убирают то, что написано в нижнем слое; где убирать нечего, значение забыто.",
    "authority:\n  phone:",
    'authority:\n  phone: (34363) 2-48-73  # или "", если телефона нет',
)
COMMA_IN_BRACES: Final = Code(
    "ND112",
    "YAML-COMMA",
    Severity.ERROR,
    "Запятая внутри { } без кавычек",
    "Внутри { } запятая отделяет ключи: хвост текста после неё становится ключом без значения и теряется.",
    "targets: {2025: 10,5}",
    'targets: {2025: "10,5"}',
)
