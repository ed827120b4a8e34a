"""The QR code and the mark of an electronic signature of a paper: what they say, and how they come upon its pages.

Without the keys `qr:` and `signature_mark:` nothing is asked here and a document stays as its template prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import place_at
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.documents.lazy_values import From
from nastav_docs.documents.nouns import Noun
from nastav_docs.docx import measured, with_corner_picture, with_signature_mark
from nastav_docs.russian import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import KindRecord, Letter, Order, PaperRecord, SignatureMarkRecord
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.paper_pieces import Own
    from nastav_docs.docx import Picture

MARK_TITLE: Final = "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ\u00a0ПОДПИСЬЮ"
UNKNOWN: Final = "___"  # how a number and a date are printed that are not known yet
# A symbol of version 10 has 57 modules a side: at 15 mm a telephone still reads them (0.26 mm each).
LAST_VERSION: Final = 10


@dataclass(frozen=True, slots=True)
class PaperMarks:
    """What a document carries besides its text: the text of its QR code, the lines of the mark of its signature.

    `mark` is None where there is none, and empty for an empty box. `place` is where the settings ask for the QR code.
    """

    qr: str = ""
    mark: tuple[str, ...] | None = None
    place: Place | None = None


NO_MARKS: Final = PaperMarks()


def mark_recipes(
    record: Order | Letter | PaperRecord, kind: KindRecord, layer: ConfigLayer, own: Own, *path: str | int
) -> dict[str, object]:
    """The recipe of a paper's `marks`; none where neither it nor its issuer asks for any.

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
    return {"qr": text, "marks": From(lambda names: _marks(own(names), asked, place))}


def _plain(text: str) -> str:
    """A text as a machine reads it: without no-break spaces."""
    return text.replace("\u00a0", " ").strip()


def _marks(paper: Mapping[str, Any], asked: SignatureMarkRecord | None, place: Place | None) -> PaperMarks:
    signers = paper["signers"]
    wanted = asked is not None and asked.area != "none" and signers
    return PaperMarks(str(paper["qr"]), _lines(asked, signers[0]) if asked and wanted else None, place)


def _lines(asked: SignatureMarkRecord, signer: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of the mark: ГОСТ Р 7.0.97-2025, 5.23; none for an empty box."""
    if asked.area == "empty" or asked.valid is None:
        return ()
    owner = asked.owner or str(signer.get("name", signer))
    start, end = (format_date(day, "short") for day in (asked.valid.start, asked.valid.end))
    return (
        MARK_TITLE,
        f"Сертификат: {asked.certificate}",
        f"Владелец: {owner}",
        f"Действителен: с {start} по {end}",
    )


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
    problems: list[Diagnostic] = []
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
    if not isinstance(paper, Noun) or "marks" not in paper or names.get("annex") is not None:
        return None
    return paper["marks"]
