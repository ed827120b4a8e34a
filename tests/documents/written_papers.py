"""A district with two people and two lists, to which a test adds papers of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
district: {name: Кедровогорский муниципальный округ, abbr: КМО}
authority:
  name: Управление образования Кедровогорского муниципального округа
  abbr: УО КМО
  place: г. Кедровогорск
people:
  head: {name: Старцев Глеб Ильич, position: начальник}
  zam: {name: Лапина Жанна Олеговна, position: заместитель начальника}
lists:
  pairs:
    columns: {mentor: person, mentee: person, hours: number}
    rows:
      - {mentor: Орлова Татьяна Сергеевна, mentee: Петров Иван Ильич, hours: "1,5"}
      - {mentor: Котов Илья Петрович, mentee: Зайцева Анна Ивановна, hours: "2"}
  empty: {columns: {mentor: person}, rows: []}
"""
ORDER = "{kind: order, number: '5', date: 12.09.2025, title: О деле, clauses: [Дело.], signed_by: head}"


def written(tmp_path: Path, text: str, **files: str) -> Path:
    """A folder of settings: the district, `text` behind it, and other files by their names."""
    (tmp_path / "district.yaml").write_text(HEAD + text, "utf-8")
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path
