"""The certificate of an electronic signature, `signature_mark: подпись.cer`: what of the file is printed in the mark.

Only the fields are read, whatever algorithm has signed them, ГОСТ Р 34.10 too; nothing is verified. Sources: ITU-T
X.509; RFC 5280, 4.1; приказ ФСБ России от 27.12.2011 № 795 (fields of a qualified certificate).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config.list_records import SCHOOL_ID
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, read_node

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from nastav_docs.config.yaml_tree import YamlNode

KEY: Final = "signature_mark"
SUFFIXES: Final = (".cer", ".crt", ".der", ".pem")
MOSCOW: Final = timezone(timedelta(hours=3))
EXPORT: Final = (
    "Выгрузите сертификат в файл .cer: КриптоПро CSP → «Сертификаты» → «Экспортировать», без закрытого ключа; годятся "
    "и DER, и Base-64."
)
INSTALL: Final = 'Установите её: py -m pip install "nastav-docs[certificate]" (Linux: python3 -m pip …).'
PKCS12_VERSION: Final = b"\x02\x01\x03"  # RFC 7292, 4: what a file with a closed key begins with


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a mark says of a certificate: its number (as Windows shows it), its owner, the days of its term in Moscow.

    `person` is whether the owner is a person; a certificate of an organisation alone names none.
    """

    number: str
    owner: str
    start: dt.date
    end: dt.date
    person: bool


@dataclass(frozen=True, slots=True)
class NoCertificate:
    """Why a file is not read as a certificate, and what to do."""

    why: str
    hint: str = EXPORT


def read_certificate(data: bytes) -> Certificate | NoCertificate:
    """The certificate in a file, DER or PEM (Base-64), of the person or organisation that signs."""
    try:
        from asn1crypto import pem, x509  # noqa: PLC0415  an extra, and only where a certificate is printed
    except ImportError:
        return NoCertificate("нет библиотеки asn1crypto, которая читает сертификаты", INSTALL)
    closed = NoCertificate("в нём закрытый ключ, а для отметки нужен только сертификат")
    if b"PRIVATE KEY-----" in data:
        return closed
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        if der[:1] == b"\x30" and PKCS12_VERSION in der[2:10]:
            return closed
        certificate = x509.Certificate.load(der, strict=True)
        fields = certificate["tbs_certificate"]
        subject, term = fields["subject"].native, fields["validity"]
        begins, ends = (term[name].native.astimezone(MOSCOW).date() for name in ("not_before", "not_after"))
        number = fields["serial_number"].contents.hex().upper()
        if certificate.ca:
            return NoCertificate("это сертификат удостоверяющего центра, а не того, кто подписывает")
    except (ValueError, TypeError, KeyError, AttributeError):
        return NoCertificate("сертификата в нём нет")
    surname, names = _said(subject, "surname"), _said(subject, "given_name")
    whole = f"{surname} {names}".strip()
    owner = whole or _said(subject, "common_name") or _said(subject, "organization_name")
    return Certificate(number, owner, begins, ends, bool(whole))


def _said(subject: Mapping[str, Any], name: str) -> str:
    """A field of the subject; of one that stands there several times the last."""
    found = subject.get(name, "")
    return " ".join(str(found[-1] if isinstance(found, list) else found).split())


def certificate_files(tree: YamlNode) -> Iterator[Path]:
    """The files that the marks of a tree name, each beside the layer that names it; `{{ school.id }}` stays."""
    if isinstance(tree, YamlSequence):
        for item in tree.items:
            yield from certificate_files(item)
    if not isinstance(tree, YamlMapping):
        return
    for key, node in tree.entries.items():
        named = node.entries.get("file") if key == KEY and isinstance(node, YamlMapping) else node
        if key == KEY and isinstance(named, YamlScalar) and is_certificate(named.text):
            yield Path(named.place.file).parent / named.text
        else:
            yield from certificate_files(node)


def certificates_of_schools(contents: Mapping[str, bytes | int], shown: Callable[[Path], str]) -> Iterator[Path]:
    """The files that the marks of single schools name: in the registry or in `schools/*.yaml` of a snapshot."""
    for key, data in contents.items():
        if isinstance(data, bytes) and key.endswith(".yaml") and KEY.encode() in data:
            tree, _ = read_node(data, shown(Path(key)))
            if tree is not None:
                yield from certificate_files(tree)


def is_certificate(name: str) -> bool:
    """Whether a name is that of a file with a certificate: «подпись.cer»."""
    return SCHOOL_ID.sub("", name).strip().lower().endswith(SUFFIXES)


def certificates_in(contents: Mapping[str, bytes | int]) -> Iterator[bytes]:
    """The files with certificates that a snapshot holds, in the order of their names."""
    found = (contents[key] for key in sorted(contents) if is_certificate(key))
    yield from (data for data in found if isinstance(data, bytes))
