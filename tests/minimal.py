"""The smallest config that builds, and how tests change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MINIMAL = """\
district: {name: Артемовский городской округ, abbr: АГО}
authority: {name: Управление образования Артемовского городского округа, place: г. Артемовский}
people:
  head: {name: Петрова Анна Ивановна, position: начальник}
  heads: {title: Руководители школ}
acts:
  r-145: {kind: распоряжение, issuer: Министерство просвещения Российской Федерации, date: 25.12.2019, number: Р-145}
order:
  number: "235"
  date: 02.11.2020
  title: О внедрении целевой модели наставничества
  preamble: В соответствии с {{ acts['r-145'] | ins }}
  clauses:
    - Утвердить {{ roadmap.title | acc }} ({{ annexes.roadmap }}).
    - id: control
      text: Контроль за исполнением приказа оставляю за собой.
  signed_by: head
  annexes: [roadmap]
roadmap:
  title: План (дорожная карта)
  columns: [section, activity, deadline, responsible]
  sections:
    - title: Подготовка
      activities:
        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}
documents:
  order: {template: order.docx, file: "Приказ {{ order.number }}"}
"""


def write(folder: Path, text: str = MINIMAL, name: str = "district.yaml") -> Path:
    """Write a config into a folder; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(*changes: tuple[str, str]) -> str:
    """The minimal config with some of its text replaced; a change that changes nothing is a mistake in a test."""
    text = MINIMAL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
