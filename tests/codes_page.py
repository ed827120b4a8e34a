"""The generated parts of the guide: the pages of codes, the table of the registry's columns, the page of grounds.

`python -m tests.codes_page` writes them anew, to be looked at in the diff; tests/test_guide.py compares them.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import all_codes
from nastav_docs.diagnostics.problem import Confidence
from nastav_docs.registry.column_headings import COLUMNS
from tests import grounds_page
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nastav_docs.diagnostics.problem import Code

INDEX: Final = ROOT / "docs" / "коды.md"
PAGES: Final = ROOT / "docs" / "коды"
SCHOOLS: Final = ROOT / "docs" / "школы.md"
COLUMNS_TABLE: Final = re.compile(r"(<!-- столбцы: начало[^>]*-->\n).*?(<!-- столбцы: конец -->)", re.DOTALL)
# From which code on the codes stand on a page with this title.
GROUPS: Final = (
    ("ND100", "Чтение файлов YAML"),
    ("ND200", "Настройки"),
    ("ND280", "Книга настроек"),
    ("ND300", "Падежи и имена"),
    ("ND310", "Книга настроек"),
    ("ND350", "Сроки"),
    ("ND370", "Падежи и имена"),
    ("ND400", "Шаблоны"),
    ("ND500", "Сборка"),
    ("ND600", "Реестр и школы"),
    ("ND660", "Нормоконтроль: чтение и исключения"),
    ("ND669", "Что вернули школы"),
    ("ND700", "Нормоконтроль: чтение и исключения"),
    ("ND710", "Нормоконтроль: набор"),
    ("ND730", "Нормоконтроль: даты"),
    ("ND740", "Нормоконтроль: строение документа"),
    ("ND760", "Нормоконтроль: оформление по ГОСТу"),
    ("ND770", "Нормоконтроль: скобки, кавычки, номера"),
    ("ND780", "Нормоконтроль: сокращения"),
    ("ND790", "Нормоконтроль: люди"),
    ("ND800", "Нормоконтроль: акты"),
    ("ND818", "Нормоконтроль: право"),
    ("ND820", "Нормоконтроль: пакет документов"),
    ("ND840", "Нормоконтроль: сроки и показатели"),
    ("ND858", "Нормоконтроль: числа, протоколы, договоры"),
    ("ND860", "Нормоконтроль: сроки и показатели"),
    ("ND870", "Показатели и факты"),
    ("ND880", "Нормоконтроль: язык"),
    ("ND900", "Нормоконтроль: грамматика"),
    ("ND940", "Нормоконтроль: право"),
    ("ND952", "Исполнение и регистрация"),
    ("ND969", "Нормоконтроль: право"),
    ("ND970", "Документы становятся настройками"),
    ("ND985", "Изменение изданного"),
    ("ND992", "Нормоконтроль: знаки перечней Word"),
    ("ND993", "Нормоконтроль: числа, протоколы, договоры"),
)
SURE: Final = {Confidence.CERTAIN: "", Confidence.PROBABLE: ", вероятно", Confidence.ADVICE: ", совет"}
INDEX_HEAD: Final = """\
# Коды

Каждое сообщение программы начинается с постоянного кода. О любом из них расскажет `nastav-docs explain ND201`; здесь – все. Как исключить замечание с указанием
причины – в [нормоконтроле](нормоконтроль.md#если-замечание-верно-но-менять-нельзя).

Ошибка в настройках, шаблоне или реестре останавливает запись документа; ошибка нормоконтроля – нет, но так подписывать нельзя. Предупреждение стоит посмотреть,
замечание – совет.
"""


def groups() -> dict[str, list[Code]]:
    """The codes by the title of the page they stand on, both in order."""
    found: dict[str, list[Code]] = {}
    for code in all_codes().values():
        found.setdefault([title for start, title in GROUPS if code.code >= start][-1], []).append(code)
    return found


def index() -> str:
    """The page that leads to every code: a table for each group."""
    sections = []
    for title, codes in groups().items():
        page = f"{PAGES.name}/{anchor(title)}.md"
        rows = [
            f"| [{c.code}]({page}#{anchor(heading(c))}) | {c.title.rstrip('.')} | {c.severity.russian} |" for c in codes
        ]
        sections.append("\n".join([f"## [{title}]({page})", "", "| Код | О чём | |", "|---|---|---|", *rows, ""]))
    return "\n".join([INDEX_HEAD, *sections])


def page_of(title: str, codes: list[Code]) -> str:
    """The page of a group: every code with its reason and examples."""
    return "\n".join([f"# {title}", "", f"[Все коды](../{INDEX.name})", "", *map(entry, codes)])


def anchor(title: str) -> str:
    """The anchor that a renderer makes of a heading."""
    return re.sub(r"[^\w\s-]", "", title.lower()).replace(" ", "-")


def heading(code: Code) -> str:
    """What stands over the entry of a code."""
    return f"{code.code} {code.title.rstrip('.')}"


def entry(code: Code) -> str:
    """What the page says of a code."""
    lines = [f"## {heading(code)}", ""]
    lines += [f"*{code.severity.russian}{SURE[code.confidence]}* · `{code.rule}`", "", f"{code.why.rstrip('.')}.", ""]
    if code.held:
        lines += [f"Показывается, не исправляется сама (`--fix`): {code.held}.", ""]
    for word, example in (("Неверно", code.wrong), ("Верно", code.right)):
        if example:
            lines += [f"{word}:", "", *(f"    {line}".rstrip() for line in example.splitlines()), ""]
    return "\n".join(lines)


def columns_table() -> str:
    """The table of the columns that a registry may have."""
    rows = ["| Столбец | Что писать | В тексте | Годятся и заголовки |", "|---|---|---|---|"]
    for column in COLUMNS:
        title = f"**{column.title}**" if column.required else column.title
        others = ", ".join(column.headings).replace("|", "\\|")
        field = "" if column.name == "ordinal" else f"`school.{column.name}`"
        rows.append(f"| {title} | {column.hint} | {field} | {others} |")
    return "\n".join(rows) + "\n"


def generated() -> Iterator[tuple[Path, str]]:
    """Each page with generated parts, as it ought to be."""
    yield INDEX, index()
    for title, codes in groups().items():
        yield PAGES / f"{anchor(title)}.md", page_of(title, codes)
    table = columns_table()
    yield SCHOOLS, COLUMNS_TABLE.sub(lambda found: found[1] + table + found[2], SCHOOLS.read_text("utf-8"))
    yield grounds_page.PAGE, grounds_page.page()


def main() -> None:
    """Write them, and no page of a group that is no more."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir()
    for file, text in generated():
        file.write_text(text, encoding="utf-8")
        print(file)  # noqa: T201  a script for a person


if __name__ == "__main__":
    main()
