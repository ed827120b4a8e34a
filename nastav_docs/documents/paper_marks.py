"""The QR code and the mark of an electronic signature of a paper: what they say, and how they come upon its pages.

Without the keys `qr:` and `signature_mark:` nothing is asked here and a document stays as its template prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import Certificate, file_of_school, place_at, read_certificate
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.documents.lazy_values import From
from nastav_docs.documents.nouns import Noun
from nastav_docs.docx import measured, with_corner_picture, with_signature_mark
from nastav_docs.files import reason
from nastav_docs.russian import format_date, parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import KindRecord, Letter, Order, PaperRecord, SignatureMarkRecord
    from nastav_docs.diagnostics import Place
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.lazy_values import LazyValues
    from nastav_docs.documents.paper_pieces import Own
    from nastav_docs.docx import Picture
    from nastav_docs.files import Snapshot

MARK_TITLE: Final = "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ\u00a0ПОДПИСЬЮ"
UNKNOWN: Final = "___"  # how a number and a date are printed that are not known yet
# A symbol of version 10 has 57 modules a side: at 15 mm a telephone still reads them (0.26 mm each).
LAST_VERSION: Final = 10


@dataclass(frozen=True, slots=True)
class PaperMarks:
    """What a document carries besides its text: the text of its QR code, the lines of the mark of its signature.

    `mark` is None where there is none, and empty for an empty box. `place` is where the settings ask for the QR code;
    `problems` say what keeps the mark from being filled in.
    """

    qr: str = ""
    mark: tuple[str, ...] | None = None
    place: Place | None = None
    problems: tuple[Diagnostic, ...] = ()


NO_MARKS: Final = PaperMarks()


def mark_recipes(
    record: Order | Letter | PaperRecord, kind: KindRecord, layer: ConfigLayer, own: Own, *path: str | int
) -> dict[str, object]:
    """The recipe of a paper's `page_marks`; none where neither it nor its issuer asks for any.

    What is said of all papers of an issuer holds for those that have a number and a date of their own: orders, letters.
    """
    issued = kind.cited == "act"
    qr = record.qr if record.qr is not None else layer.qr if issued else None
    asked = record.signature_mark or (layer.signature_mark if issued else None)
    if not qr and asked is None:
        return {}
    where = (*path, "qr") if record.qr is not None else ("qr",)
    place = place_at(layer.tree, where) if qr else None
    text = replace(layer, own={**layer.own, "paper": From(own)}).text(qr or "", *where, finish=_plain)
    signed = (*path, "signature_mark") if record.signature_mark is not None else ("signature_mark",)
    mark_place = place_at(layer.tree, (*signed, "file"))

    def made(names: LazyValues) -> PaperMarks:
        paper = own(names)
        signers = paper["signers"]
        if asked is None or asked.area == "none" or not signers:
            return PaperMarks(str(paper["qr"]), None, place)
        school = str(names["school"]["id"]) if "school" in names else ""
        lines, problems = _mark(asked, paper, signers[0], school, mark_place, layer.files)
        return PaperMarks(str(paper["qr"]), lines, place, problems)

    return {"qr": text, "page_marks": From(made)}


def _plain(text: str) -> str:
    """A text as a machine reads it: without no-break spaces."""
    return text.replace("\u00a0", " ").strip()


def _mark(
    asked: SignatureMarkRecord,
    paper: Mapping[str, Any],
    signer: Mapping[str, Any],
    school: str,
    place: Place,
    files: Snapshot,
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The lines of the mark, ГОСТ Р 7.0.97-2025, 5.23; none for an empty box, and what keeps it empty."""
    if asked.area == "empty":
        return (), ()
    signed_by = _plain(str(signer.get("name", signer)))
    certificate: Certificate | Diagnostic
    if asked.file:
        certificate = _certificate(file_of_school(asked.file, school), place, files)
    else:
        assert asked.valid is not None  # noqa: S101  a filled mark has a certificate's file or its term
        certificate = Certificate(asked.certificate, signed_by, asked.valid.start, asked.valid.end, person=True)
    if isinstance(certificate, Diagnostic):
        return (), (certificate,)
    term = " по ".join(format_date(day, "short") for day in (certificate.start, certificate.end))
    day = parse_date(str(paper["date"]))
    if isinstance(day, dt.date) and not certificate.start <= day <= certificate.end:
        when = "уже" if day > certificate.end else "ещё"
        message = f"Документ от {format_date(day, 'short')}, а сертификат {when} не действует (с {term}): рамка пустая."
        hint = "Назовите сертификат, который действует на дату документа, или поставьте пустую рамку: "
        hint += "signature_mark: empty."
        return (), (codes.CERTIFICATE_TERM.at(place, message, hint=hint, text=certificate.number),)
    problems: tuple[Diagnostic, ...] = ()
    if certificate.person and not asked.owner and not _one_person(certificate.owner, signed_by):
        message = f"Сертификат выдан на имя «{certificate.owner}», а подписывает «{signed_by}»."
        hint = "Назовите сертификат того, кто подписывает; если имя одно, но написано иначе – owner: Фамилия Имя."
        problems = (codes.CERTIFICATE_OWNER.at(place, message, hint=hint, text=certificate.owner),)
    lines = (
        MARK_TITLE,
        f"Сертификат: {certificate.number}",
        f"Владелец: {asked.owner or certificate.owner}",
        f"Действителен: с {term}",
    )
    return lines, problems


def _certificate(name: Path, place: Place, files: Snapshot) -> Certificate | Diagnostic:
    """The certificate in a file beside the settings that name it; the problem where it is not there or not one."""
    try:
        found = read_certificate(files.read(Path(place.file).parent / name))
    except OSError as error:
        hint = "Положите его рядом с настройками или поставьте пустую рамку: signature_mark: empty."
        return codes.CERTIFICATE.at(place, f"Сертификат «{name}» не прочитан: {reason(error)}.", hint=hint)
    if isinstance(found, Certificate):
        return found
    return codes.CERTIFICATE.at(place, f"Сертификат «{name}» не прочитан: {found.why}.", hint=found.hint)


def _one_person(owner: str, signer: str) -> bool:
    """Whether a full name and another, full or with initials before or after it, may be of one person.

    >>> _one_person("Петрова Анна Ивановна", "А.И. Петрова")
    True
    """
    one, other = (
        re.findall(r"[а-яa-z]+(?:-[а-яa-z]+)*", _plain(name).lower().replace("ё", "е")) for name in (owner, signer)
    )
    if not other:
        return True  # a blank, for who is not known yet
    if not one or one[0] not in other:
        return False
    rest = [word for word in other if word != one[0]]
    return all(mine.startswith(theirs) or theirs.startswith(mine) for mine, theirs in zip(one[1:], rest, strict=False))


def qr_picture(text: str) -> Picture | None:
    """The QR code of a text as a picture (ISO/IEC 18004, error level M); None for a text that is too long for paper."""
    import io  # noqa: PLC0415  only where a QR code is printed

    import segno  # noqa: PLC0415  as above
    from segno.encoder import DataOverflowError  # noqa: PLC0415  as above

    try:
        code = segno.make(text, error="m", micro=False, boost_error=False)
    except DataOverflowError:
        return None
    if int(code.version) > LAST_VERSION:
        return None
    out = io.BytesIO()
    code.save(out, kind="png", scale=8, border=2, dpi=600)
    return measured(out.getvalue(), "QR-код")


def marked(document: bytes, marks: object, place: Place) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A printed document with its marks, and what hindered them; `place` is where the settings name the document."""
    if not isinstance(marks, PaperMarks):
        return document, ()
    problems = [*marks.problems]
    if marks.mark is not None:
        boxed = with_signature_mark(document, marks.mark)
        if boxed is None:
            message = "Отметку об электронной подписи поставить некуда: в документе нет строки подписи."
            hint = "Назовите подписавшего (signed_by) или уберите отметку: signature_mark: none. В своём шаблоне "
            hint += "фамилии подписавшего нужен стиль «Подпись – фамилия»."
            problems.append(codes.NO_SIGNATURE.at(place, message, hint=hint))
        document = boxed or document
    if not marks.qr:
        return document, tuple(problems)
    if UNKNOWN in marks.qr:
        message = "QR-кода пока нет: у документа ещё нет номера или даты, которые в него входят."
        hint = "Впишите их, когда документ зарегистрируют, и соберите ещё раз."
        problems.append(codes.QR_WAITS.at(marks.place, message, hint=hint))
        return document, tuple(problems)
    picture = qr_picture(marks.qr)
    if picture is None:
        message = f"Текст QR-кода слишком длинный ({len(marks.qr)} зн.): на бумаге код не прочитается."
        hint = "Оставьте адрес или номер с датой: до 100 русских или 200 латинских букв."
        problems.append(codes.QR_TOO_LONG.at(marks.place, message, hint=hint, text=marks.qr))
        return document, tuple(problems)
    return with_corner_picture(document, picture, f"QR-код: {marks.qr}"), tuple(problems)


def marks_of(names: Mapping[str, Any]) -> object:
    """The marks of the document that is printed with these names; an annex in a file of its own has none."""
    paper = names.get("paper")
    if not isinstance(paper, Noun) or "page_marks" not in paper or names.get("annex") is not None:
        return None
    return paper["page_marks"]
