"""Letters that remind a school of what it has not sent, printed by the district's own template of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import has_errors
from nastav_docs.documents import Planned, prepared, print_document
from nastav_docs.returns.word_tables import word_tables
from nastav_docs.russian import decline
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.config import Project
    from nastav_docs.registry import SchoolRow

TEMPLATE: Final = "letter.docx"
BLANK_NUMBER, BLANK_DATE = "____________", "____________"
TITLE: Final = "О предоставлении баз наставников и наставляемых"


def what_lacks(kinds: set[str]) -> str:
    """What a school has not sent, in words; `kinds` are the bases that it has: «mentors», «mentees»."""
    if not kinds:
        return "база наставников и база наставляемых"
    return "база наставляемых" if "mentees" not in kinds else "база наставников"


def reminder(project: Project, row: SchoolRow, kinds: set[str], day: str = "") -> bytes:
    """The bytes of a letter to one school; `kinds` are the bases that it has sent, `day` a date to answer until."""
    texts = row.texts
    school = texts.get("abbr") or texts.get("name") or row.id
    verb = "получена" if kinds else "получены"
    until = f"в срок до {day}" if day else "в течение трёх рабочих дней со дня получения настоящего письма"
    asked = (
        f"Просим {until} направить заполненные формы на адрес электронной почты, с которого они поступили. Имена, даты "
        "и формы наставничества заполняются по подсказкам в ячейках; согласия на обработку персональных данных "
        "оформляются до внесения сведений в базу."
    )
    paragraphs = [
        f"До настоящего времени от {decline(school, 'org').form('gen')} не {verb} {what_lacks(kinds)}.",
        asked,
    ]
    return school_letter(project, row, TITLE, paragraphs)


def school_letter(project: Project, row: SchoolRow, title: str, paragraphs: Sequence[str]) -> bytes:
    """The bytes of a letter to one school on the district's letterhead, number and date left to be filled in.

    `title` is what it is about («О предоставлении …»), `paragraphs` its text. A district without a letter of its own in
    the settings gets a plain one.
    """
    texts = row.texts
    school = texts.get("abbr") or texts.get("name") or row.id
    ready = prepared(project)
    if has_errors(ready.problems) or TEMPLATE not in ready.templates or "letter" not in ready.names:
        return word_tables(title, (), notes=(*_addressee(row, school), *paragraphs))
    letter: dict[str, Any] = {
        **ready.names["letter"],
        "number": BLANK_NUMBER,
        "date": BLANK_DATE,
        "reply_to": None,
        "addressee": [typograph(line) for line in _addressee(row, school)],
        "title": ready.speech.phrase(title, "phrase"),
        "salutation": _salutation(texts.get("head", "")),
        "paragraphs": [typograph(paragraph) for paragraph in paragraphs],
        "enclosures": [],
    }
    names = {
        **ready.names,
        "letter": letter,
        "document": {"id": "reminder", "title": title, "kind": "letter", "created": "2000-01-01T00:00:00Z"},
        "annex": None,
    }
    planned = Planned("reminder", TEMPLATE, f"{row.id}.docx", names, project.place("letter"))
    data, _ = print_document(planned, ready.templates)
    return data if data is not None else word_tables(title, (), notes=(*_addressee(row, school), *paragraphs))


def _addressee(row: SchoolRow, school: str) -> list[str]:
    """«Директору», the school, the head in the dative, a line each."""
    from nastav_docs.russian.names import decline_name  # noqa: PLC0415  loads the reading of names

    texts = row.texts
    post = decline(texts.get("head_position") or "директор", "job").form("dat")
    head = texts.get("head", "")
    lines = [post[:1].upper() + post[1:], decline(school, "org").form("gen")]
    named = decline_name(head) if head else None
    return lines if named is None else [*lines, named.short("dat")]


def _salutation(head: str) -> str:
    from nastav_docs.russian.names import decline_name  # noqa: PLC0415  as above

    named = decline_name(head) if head else None
    return "Уважаемые коллеги!" if named is None else named.salutation()
