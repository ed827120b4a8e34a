"""What may stand on a paper besides its text: a QR code, and the mark of an electronic signature or the area for it.

Sources: ГОСТ Р 7.0.97-2025 (the requisite «штрих-код», the mark of an electronic signature).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.certificates import is_certificate
from nastav_docs.config.field_types import PeriodText, Prose, Record, Text

QR_ABOUT = "Текст или адрес в QR-коде в правом нижнем углу первого листа; «{{ paper.number }}» – номер документа"


class SignatureMarkRecord(Record):
    """Отметка об электронной подписи: пустая рамка для неё, файл сертификата или данные из него."""

    area: Literal["filled", "empty", "none"] = Field(
        "filled", description="empty – пустая рамка, none – без отметки; иначе – по данным сертификата"
    )
    file: Text = Field(
        "", description="Файл сертификата .cer рядом с этим: номер, владелец и срок – из него; «{{ school.id }}.cer»"
    )
    certificate: Text = Field("", description="Номер сертификата, если файла нет")
    owner: Text = Field("", description="Владелец: фамилия, имя, отчество; пусто – тот, кто подписывает")
    valid: PeriodText | None = Field(None, description="Срок действия сертификата: «01.02.2026 … 01.05.2027»")

    @model_validator(mode="after")
    def _whole(self) -> SignatureMarkRecord:
        written = bool(self.certificate or self.valid)
        if self.file and not is_certificate(self.file):
            raise PydanticCustomError("certificate_file", "certificate_file")
        if self.file and written:
            raise PydanticCustomError("certificate_twice", "certificate_twice")
        if self.area == "filled" and not self.file and not (self.certificate and self.valid):
            raise PydanticCustomError("signature_mark", "signature_mark")
        return self


def _signature_mark(value: object) -> object:
    if isinstance(value, str):
        return {"file" if is_certificate(value) else "area": value}
    return value


# What a paper, or all papers of an issuer, may say of its QR code and of its signature; None: as all the others.
Qr = Annotated[Prose | None, Field(None, description=QR_ABOUT)]
SignatureMark = Annotated[
    SignatureMarkRecord | None,
    BeforeValidator(_signature_mark),
    Field(
        None, description="Отметка об электронной подписи: empty – пустая рамка, файл сертификата .cer или его данные"
    ),
]
