"""A small district with as many schools as a test needs: the names are made up of lists, the people invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.minimal import MINIMAL, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SCHOOL = """\
schools: schools.csv
school:
  people:
    teachers: {title: Педагогические работники}
  order:
    title: О внедрении наставничества в {{ school.abbr | prp }}
    preamble: На основании {{ acts['district-order'] | gen }}
    clauses:
      - id: introduction
        text: Внедрить наставничество в {{ school.abbr | prp }}.
      - id: curator
        text: Назначить куратором {{ people.coordinator.position | acc }} {{ people.coordinator | acc }}.
      - id: control
        text: Контроль за исполнением приказа оставляю за собой.
    signed_by: school_heads
    annexes: [roadmap]
  roadmap:
    title: План (дорожная карта)
    columns: [section, activity, deadline, responsible]
    sections:
      - id: start
        title: Подготовка
        activities:
          - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [coordinator, teachers]}
          - {id: meeting, title: Общая встреча, deadline: до 20.11.2020, responsible: coordinator}
documents:
  order: {template: order.docx, file: "Приказ {{ order.number }}"}
  school-order: {template: order.docx, file: "{{ school.id }}/Приказ {{ order.number }}", for_each: school}
  school-plan: {template: roadmap.docx, file: "{{ school.id }}/План", for_each: school}
"""
CONFIG = MINIMAL.partition("documents:")[0] + SCHOOL
HEADER = (
    "Код;Краткое наименование;Полное наименование;Директор;Куратор;Должность куратора;Номер приказа;Населённый пункт"
)

PEOPLE = ("Ким Вадим Александрович", "Черных Ольга Сергеевна", "Гончаренко Виктор Степанович", "Петрова Анна Ивановна")
POSITIONS = ("учитель математики", "заместитель директора", "педагог-психолог")


def row(number: int) -> list[str]:
    """The cells of one school."""
    return [
        f"s-{number}",
        f"МБОУ «СОШ № {number}»",
        f"Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № {number}»",
        PEOPLE[number % len(PEOPLE)],
        PEOPLE[(number + 1) % len(PEOPLE)],
        POSITIONS[number % len(POSITIONS)],
        f"{number}-ОД",
        "г. Артемовский",
    ]


def table(rows: Iterable[list[str]], header: str = HEADER) -> str:
    """A registry as Russian Excel writes it."""
    return "\r\n".join([header, *(";".join(cells) for cells in rows)]) + "\r\n"


def district(folder: Path, rows: Iterable[list[str]], config: str = CONFIG) -> Path:
    """Write a district with its schools; its folder."""
    write(folder, config)
    (folder / "schools.csv").write_text(table(rows), encoding="utf-8-sig")
    return folder
