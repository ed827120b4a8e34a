"""A file, whatever its kind, to a paper."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.papers.model import Paper


MOST_BYTES: Final = 64 << 20  # as a package of Word may have; a text of a paper is never so long
# Kinds of files that Word opens and saves as what is read here.
BY_WORD: Final = frozenset(
    (".doc", ".docm", ".dot", ".dotm", ".dotx", ".htm", ".html", ".odt", ".pdf", ".rtf", ".wps", ".xml")
)
OF_WORD: Final = "Откройте его в Word и сохраните как «Документ Word (*.docx)»"


def read_paper(path: Path, name: str | None = None) -> Paper | Diagnostic:
    """Read a DOCX, .md or .txt file; what can't be read comes back as its problem.

    `name` is the file's name in places (by default its path as given).
    """
    from nastav_docs.diagnostics.codes.norms import FILE_KIND, FILE_UNREADABLE  # noqa: PLC0415 - the reader alone needs them
    from nastav_docs.files import DISK, is_file, reason  # noqa: PLC0415 - see above

    name = name or str(path)
    kind = path.suffix.lower()
    if kind not in {".docx", ".md", ".txt"} and is_file(path):
        hint = OF_WORD if kind in BY_WORD else "Нужен файл .docx, .md или .txt"
        return FILE_KIND.at(Place(name), f"Файл «{name}» не проверяется", hint=hint)
    try:
        data = DISK.read(path, MOST_BYTES)
    except OSError as error:
        why = "нет доступа" if isinstance(error, PermissionError) else reason(error)
        if error.errno == errno.EFBIG:
            why = f"он больше {MOST_BYTES >> 20} МБ"
        return FILE_UNREADABLE.at(Place(name), f"Файл не читается: {why}", hint="Проверьте путь и доступ")
    if kind == ".docx":
        from nastav_docs.papers.read_word import paper_of_docx  # noqa: PLC0415 - lxml is loaded for Word files only

        return paper_of_docx(data, name)
    return _of_text(data, name, markdown=kind == ".md")


def read_paper_bytes(data: bytes, name: str) -> Paper | Diagnostic:
    """Read the bytes of a Word file, or of a text in any usual encoding; `name` is what places call it."""
    from nastav_docs.diagnostics.codes.norms import FILE_KIND, FILE_UNREADABLE  # noqa: PLC0415 - see read_paper

    if len(data) > MOST_BYTES:
        why = f"Файл не читается: он больше {MOST_BYTES >> 20} МБ"
        return FILE_UNREADABLE.at(Place(name), why, hint="Проверьте, тот ли это файл")
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")):
        return FILE_KIND.at(Place(name), f"Файл «{name}» не проверяется", hint=OF_WORD)
    markdown = name.lower().endswith(".md")
    if data.startswith(b"PK"):
        from nastav_docs.papers.read_word import paper_of_docx  # noqa: PLC0415 - see read_paper

        return paper_of_docx(data, name)
    return _of_text(data, name, markdown=markdown)


def _of_text(data: bytes, name: str, *, markdown: bool) -> Paper | Diagnostic:
    from nastav_docs.diagnostics.codes.norms import FILE_UNREADABLE  # noqa: PLC0415 - see read_paper
    from nastav_docs.papers.read_text import paper_of_text  # noqa: PLC0415 - see read_paper

    text = text_of(data)
    if not text.strip() or "\0" in text:
        why = "В файле не текст" if text.strip() else "Файл пуст"
        return FILE_UNREADABLE.at(Place(name), why, hint="Проверьте, тот ли это файл")
    return paper_of_text(text, name, markdown=markdown)


def text_of(data: bytes) -> str:
    """A text in UTF-8, UTF-16 with its mark, or the Windows encoding of Russian."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
