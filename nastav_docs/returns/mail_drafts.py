"""A letter as a draft that a program of mail opens ready to be sent: `.eml` with the letter attached (RFC 5322)."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

WORD: Final = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
BETWEEN: Final = re.compile(r"[,;\s]+")
BOUNDARY: Final = "=_nastav-docs_letter"  # fixed, so that equal letters are equal files


def mail_draft(to: str, subject: str, text: str, name: str, attachment: bytes) -> bytes:
    """The bytes of a draft: `to` are one or several addresses as a registry has them, `text` the body.

    `name` is the file name of the attachment, a Word file. Mail programs show a draft (`X-Unsent: 1`) with its button
    «Отправить».
    """
    policy = SMTP if all(ascii_address(one).isascii() for one in addresses(to)) else SMTP.clone(utf8=True)
    message = EmailMessage(policy)
    message["To"] = ", ".join(map(ascii_address, addresses(to)))
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8", cte="base64")
    message.add_attachment(attachment, maintype=WORD[0], subtype=WORD[1], filename=name)
    message.set_boundary(BOUNDARY)
    return message.as_bytes()


def addresses(text: str) -> tuple[str, ...]:
    """The addresses of a cell, those that the network can know; commas, semicolons or spaces stand between them."""
    return tuple(one for one in BETWEEN.split(text) if "@" in one and _has_server(one))


def _has_server(address: str) -> bool:
    try:
        return bool(ascii_address(address).rpartition("@")[2])
    except UnicodeError:  # «school@.ru»
        return False


def ascii_address(address: str) -> str:
    """An address with the server in Latin letters, as the network knows it: «школа@пример.рф» → «школа@xn--…»."""
    name, _, server = address.rpartition("@")
    return f"{name}@{server.encode('idna').decode('ascii')}"
