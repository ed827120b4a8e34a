"""A file with the certificate of an electronic signature, as a certification centre gives one out."""

from __future__ import annotations

from typing import Final

# Names of fields and algorithms: X.520; приказ ФСБ № 795 (СНИЛС, ИНН); RFC 9215 (ГОСТ Р 34.10-2012); RFC 8017 (RSA).
COMMON, SURNAME, GIVEN, ORGANISATION = "2.5.4.3", "2.5.4.4", "2.5.4.42", "2.5.4.10"
SNILS, INN = "1.2.643.100.3", "1.2.643.3.131.1.1"
GOST = ("1.2.643.7.1.1.3.2", "1.2.643.7.1.1.1.1")
RSA = ("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.1")
CONSTRAINTS: Final = "2.5.29.19"
PERSON = {
    COMMON: "МКУ «Управление»",
    SURNAME: "Петрова",
    GIVEN: "Анна Ивановна",
    SNILS: "00000000000",
    INN: "000000000000",
}
TERM = ("200201090000Z", "210501090000Z")


def der(tag: int, *parts: bytes) -> bytes:
    """A value in DER: X.690, 8.1."""
    body = b"".join(parts)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
    return bytes([tag]) + size + body


def named(number: str) -> bytes:
    """An object identifier in DER: X.690, 8.19."""
    first, second, *rest = map(int, number.split("."))
    out = [40 * first + second]
    for step in rest:
        digits = [step & 127]
        while step := step >> 7:
            digits.insert(0, 128 | step & 127)
        out += digits
    return der(6, bytes(out))


def certificate(
    subject: dict[str, str] = PERSON,
    term: tuple[str, str] = TERM,
    serial: str = "00B71C9A44D03E12",
    algorithms: tuple[str, str] = GOST,
    *,
    centre: bool = False,
) -> bytes:
    """A certificate whose signature nobody has made: X.509, 7.2."""

    def name(fields: dict[str, str]) -> bytes:
        return der(48, *(der(49, der(48, named(key), der(18 if key in {SNILS, INN} else 12, said.encode()))) for key, said in fields.items()))  # fmt: skip

    signed, key = (der(48, named(one)) for one in algorithms)
    extension = der(48, named(CONSTRAINTS), der(4, der(48, der(1, b"\xff") if centre else b"")))
    body = der(
        48,
        der(160, der(2, b"\x02")),
        der(2, bytes.fromhex(serial)),
        signed,
        name({COMMON: "Удостоверяющий центр"}),
        der(48, *(der(23, day.encode()) for day in term)),
        name(subject),
        der(48, key, der(3, b"\x00" + bytes(64))),
        der(163, der(48, extension)),
    )
    return der(48, body, signed, der(3, b"\x00" + bytes(64)))
