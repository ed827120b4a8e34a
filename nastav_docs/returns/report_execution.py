"""Write what the district needs of the journal of execution: the report, what is overdue, reminders, drafts of mail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import needs_project
from nastav_docs.diagnostics.codes import execution as codes
from nastav_docs.documents import due_book, issuer_plans, obligations, status_problems, wanted
from nastav_docs.files import as_path
from nastav_docs.registry.forms import SheetTable, table_book
from nastav_docs.returns.execution_report import BY_SCHOOL, by_school_rows, execution_report
from nastav_docs.returns.inbox import OUTPUT
from nastav_docs.returns.mail_drafts import addresses, mail_draft
from nastav_docs.returns.reminders import school_letter
from nastav_docs.returns.result_folder import ResultFolder
from nastav_docs.russian import agree, decline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import IssuerPlan, Obligation

REPORT, OVERDUE, SCHOOLS, LETTERS = "Отчёт об исполнении.docx", "Просрочено.xlsx", "По школам.xlsx", "Напоминания"
TITLE: Final = "Об исполнении плана мероприятий"
SOON: Final = 14  # days ahead of which a letter reminds too
ANSWER: Final = "в течение трёх рабочих дней со дня получения настоящего письма"


@dataclass(frozen=True, slots=True)
class ExecutionResults:
    """What was written and where; `overdue` are all obligations overdue, `reminded` the schools that get a letter.

    `problems` are rows of the journal that name nothing of a school's plan, schools without a mailbox, and files that
    could not be written.
    """

    out: Path
    written: tuple[str, ...]
    overdue: tuple[Obligation, ...]
    reminded: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()


def report_execution(project: Project, on: dt.date, out: Path | str) -> ExecutionResults:
    """Write the report on execution, the overdue list and a reminder for each school that is late, on a day.

    What an earlier call wrote into the folder and this one does not is removed: a school that has caught up gets no
    letter. Raises ConfigError where the district's papers cannot be printed.
    """
    needs_project(project, "report_execution")
    plans = issuer_plans(project, on)
    district, schools = plans[0], plans[1:]
    by_issuer = {
        plan.school: obligations(
            plan.activities, plan.statuses, school=(plan.school, plan.title if plan.school else "")
        )
        for plan in plans
    }
    overdue = wanted([one for found in by_issuer.values() for one in found], on, 0)[0]
    folder = ResultFolder(as_path(out, "report_execution"))
    report = execution_report(project, plans, on)
    folder.put(REPORT, lambda: report, private=False)
    folder.put(OVERDUE, lambda: due_book(overdue, on, 0), private=False)
    if schools:
        folder.put(SCHOOLS, lambda: _schools_book(schools, on), private=False)
    reminded: list[str] = []
    problems = [one for plan in schools for one in status_problems(plan.statuses, plan.items)]
    for plan in schools:
        late, coming = wanted(by_issuer[plan.school], on, SOON)
        if late:
            reminded.append(plan.school)
            problems += _remind(project, district, plan, late, coming, on, folder)
    listed = json.dumps({"version": 1, "written": sorted(folder.written)}, ensure_ascii=False, indent=1) + "\n"
    folder.put(OUTPUT, listed.encode, private=False)
    folder.remove_old()
    return ExecutionResults(folder.out, tuple(folder.written), overdue, tuple(reminded), (*problems, *folder.problems))


def _remind(
    project: Project,
    district: IssuerPlan,
    plan: IssuerPlan,
    late: Sequence[Obligation],
    coming: Sequence[Obligation],
    on: dt.date,
    folder: ResultFolder,
) -> list[Diagnostic]:
    """Write the letter to one school and the draft of mail with it; a school without a mailbox is told."""
    row = plan.row
    assert row is not None  # noqa: S101  the district is not among the schools
    paragraphs = reminder_text(plan, late, coming, on)
    letter = school_letter(project, row, TITLE, paragraphs)
    folder.put(f"{LETTERS}/{row.id}.docx", _given(letter), private=False)
    mailbox = row.texts.get("email", "")
    if not addresses(mailbox):
        message = f"У школы «{plan.title}» нет адреса электронной почты: черновика письма не будет."
        hint = "Впишите адрес в столбец «Электронная почта» реестра школ."
        return [codes.NO_MAILBOX.at(row.place_of("email"), message, hint=hint, text=row.id)]
    sender = str(district.names["issuer"])
    body = "\n\n".join(["Здравствуйте!", *paragraphs, "Письмо – во вложении.", sender]) + "\n"
    draft = mail_draft(mailbox, f"{TITLE}: {plan.title}", body, f"{TITLE}.docx", letter)
    folder.put(f"{LETTERS}/{row.id}.eml", _given(draft), private=False)
    return []


def reminder_text(plan: IssuerPlan, late: Sequence[Obligation], coming: Sequence[Obligation], on: dt.date) -> list[str]:
    """The paragraphs of a reminder: what is overdue, what falls due within two weeks, what is asked.

    An activity of several people stands once.
    """
    school = decline(plan.title, "org").form("gen")
    overdue, ahead = _lines(late), _lines(coming)
    several = f"{agree(len(overdue), 'мероприятие')} плана (дорожной карты)"
    found = [f"По состоянию на {on:%d.%m.%Y} в срок не исполнено {several} {school}:", *_closed(overdue)]
    if ahead:
        found += [f"В ближайшие {agree(SOON, 'день')} наступает срок ещё {agree(len(ahead), 'мероприятие', 'gen')}:"]
        found += _closed(ahead)
    these = "это мероприятие" if len(overdue) == 1 else "эти мероприятия"
    found.append(
        f"Просим исполнить {these} и {ANSWER} сообщить об исполнении; подтверждающие документы приложить к ответу. "
        "Если срок нужно перенести, назовите новый срок и причину."
    )
    return found


def _lines(found: Sequence[Obligation]) -> list[str]:
    """«1.4. Формирование … – до 09.11.2020», each activity once."""
    return list(dict.fromkeys(f"{one.number} {one.title} – до {one.due:%d.%m.%Y}" for one in found))


def _closed(lines: Sequence[str]) -> list[str]:
    """The lines of a list, with «;» and a full stop."""
    return [*(f"{line};" for line in lines[:-1]), *(f"{line}." for line in lines[-1:])]


def _schools_book(schools: Sequence[IssuerPlan], on: dt.date) -> bytes:
    columns = [(title, width, "text" if key in {"school", "share"} else "number") for key, title, width in BY_SCHOOL]
    rows = [tuple(row[key] for key, _, _ in BY_SCHOOL) for row in by_school_rows(schools, on)]
    return table_book((SheetTable("По школам", (f"Исполнение планов на {on:%d.%m.%Y}",), columns, rows),), "По школам")


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data
