"""Files on disk: names that every system takes, digests, whole replacement, why a file is not read or written."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# Names of devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file; those with «$»
# are the console's: https://learn.microsoft.com/windows/console/console-handles
RESERVED_NAME: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
FORBIDDEN_SIGN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
MAX_NAME_BYTES: Final = 240  # of the 255 that file systems give, some for the ending and for a temporary name


def wrong_file_name(name: str) -> str:
    """Why a name cannot be that of a file or folder on Windows, Linux or macOS, in Russian; empty when it can.

    wrong_file_name("NUL.docx")      # «имя «NUL.docx» занято Windows»
    wrong_file_name("Приказ 7.docx") # «»
    """
    if not name:
        return "в нём пустая часть; путь пишется от папки результата, без «/» в начале и на конце"
    if name in {".", ".."}:
        return f"«{name}» выводит из папки результата"
    if found := FORBIDDEN_SIGN.search(name):
        return f"знак «{found[0]}» в именах файлов запрещён"
    if RESERVED_NAME.fullmatch(name):
        return f"имя «{name}» занято Windows"
    if name[0] == " " or name[-1] in ". ":
        return "оно начинается с пробела или кончается точкой или пробелом"
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        return "оно слишком длинное"
    return ""


def digest(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def temporary_file(file: Path) -> Path:
    """A name beside a file, of a fixed length whatever the file's own."""
    return file.with_name(f".~{os.getpid()}~{digest(file.name.encode())[:16]}.tmp")


@contextlib.contextmanager
def removed_if_failed(temporary: Path) -> Iterator[None]:
    """Remove an unfinished file when the block that writes it fails, for whatever reason."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError, UnicodeError):
            temporary.unlink(missing_ok=True)
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there: a reader sees the old bytes or the new, never a part."""
    temporary = temporary_file(path)
    with removed_if_failed(temporary):
        temporary.write_bytes(data)
        temporary.replace(path)


REASONS: Final = {
    "ENOSPC": "на диске нет места",
    "EDQUOT": "исчерпана квота диска",
    "EFBIG": "файл больше, чем разрешает система",
    "EACCES": "нет прав на запись, или файл открыт в Word",
    "EPERM": "нет прав на запись, или файл открыт в Word",
    "EBUSY": "файл занят другой программой",
    "EROFS": "папка только для чтения",
    "ENOENT": "такого файла нет",
    "ENAMETOOLONG": "имя слишком длинное",
    "ENOTDIR": "на месте папки стоит файл",
    "EEXIST": "на месте папки стоит файл",
    "EISDIR": "на месте файла стоит папка",
    "EIO": "диск не отвечает",
    "ENOLCK": "диск не умеет закрывать папку для других сборок",
}


def reason(error: OSError | UnicodeError) -> str:
    """Why the system refused, in words."""
    if isinstance(error, UnicodeError):
        return "в кодировке системы нет букв этого имени; задайте переменную PYTHONUTF8=1"
    return REASONS.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
