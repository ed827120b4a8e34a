"""Files: as they are now or were at one moment, names that every system takes, digests, whole replacement, refusals."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def as_path(given: object, who: str) -> Path:
    """A path that a caller gave as text or as a path. Raises TypeError that says in Russian what was given to `who`."""
    if isinstance(given, str) and given.strip():
        return Path(given)
    if isinstance(given, os.PathLike):
        found = os.fspath(given)
        if isinstance(found, str):
            return Path(found)
    raise TypeError(f"{who} ждёт путь – строку или Path, а получил: {named(given)}.")


def as_paths(given: object, who: str) -> list[Path]:
    """Paths that a caller gave; one alone is a list of one. Raises TypeError as `as_path` does."""
    if isinstance(given, (str, os.PathLike)):
        return [as_path(given, who)]
    if isinstance(given, Iterable) and not isinstance(given, (bytes, bytearray, memoryview, Mapping)):
        return [as_path(one, who) for one in given]
    raise TypeError(f"{who} ждёт путь или список путей, а получил: {named(given)}.")


def named(value: object) -> str:
    """What a value is, in words: «число 5», «словарь»."""
    if value is None:
        return "ничего (None)"
    if isinstance(value, str):
        return f"строку «{value}»" if value.strip() else "пустую строку"
    if isinstance(value, (int, float)):
        return f"число {value}"
    kinds = ((bytes, "байты"), ((list, tuple, set, frozenset), "список"), (Mapping, "словарь"))
    return next((word for kind, word in kinds if isinstance(value, kind)), f"объект {type(value).__name__}")


class Files(Protocol):
    """Where the bytes of files come from: the disk (`DISK`) or a snapshot of it."""

    def read(self, path: Path, most: int | None = None) -> bytes:
        """The bytes of a regular file. Raises FileNotFoundError when there is none, OSError when it is refused.

        A file of more than `most` bytes is refused with EFBIG.
        """

    def names(self, folder: Path) -> list[str]:
        """The names of the files that lie in a folder itself, sorted; none when there is no such folder."""


class Disk:
    """Files as they are now; a directory, a pipe or a device is no file."""

    def read(self, path: Path, most: int | None = None) -> bytes:
        """The bytes of a file as `Files.read` gives them; a large one is not even opened."""
        if not path.is_file():
            raise _refused(path, errno.ENOENT)
        if most is not None and path.stat().st_size > most:
            raise _refused(path, errno.EFBIG)
        return path.read_bytes()

    def names(self, folder: Path) -> list[str]:
        """The names of the files in a folder, sorted."""
        return sorted(path.name for path in folder.glob("*") if path.is_file())


DISK: Final = Disk()


class _Zipped(bytes):
    """The bytes of a file, packed."""

    __slots__ = ()

    @classmethod
    def of(cls, data: bytes) -> _Zipped:
        """Bytes packed, quickly rather than small."""
        from isal import isal_zlib  # noqa: PLC0415  not every command packs

        return cls(isal_zlib.compress(data, 1))

    def unpacked(self) -> bytes:
        """The bytes as they were."""
        from isal import isal_zlib  # noqa: PLC0415  as above

        return isal_zlib.decompress(self)


class Contents(Mapping[str, bytes | int]):
    """The contents of a snapshot; a file that takes much memory and is not soon asked for may be held packed."""

    __slots__ = ("_held",)

    def __init__(self, held: dict[str, bytes | int]) -> None:
        self._held = held

    def __getitem__(self, key: str) -> bytes | int:
        """The bytes of a file, or why it could not be read."""
        found = self._held[key]
        return found.unpacked() if isinstance(found, _Zipped) else found

    def __iter__(self) -> Iterator[str]:
        """The paths of the files; nothing is unpacked."""
        return iter(self._held)

    def __len__(self) -> int:
        """The number of files."""
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        """Whether a file is among them; nothing is unpacked."""
        return key in self._held

    def pack(self, key: str) -> None:
        """Hold a file packed from now on, where that takes less than a half of the memory."""
        found = self._held.get(key)
        if isinstance(found, bytes) and not isinstance(found, _Zipped):
            zipped = _Zipped.of(found)
            if len(zipped) * 2 < len(found):
                self._held[key] = zipped


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files as they were at one moment: by path their bytes, or the `errno` of what kept them from being read.

    A file that it does not hold is not there, whatever the disk says now.
    """

    contents: Mapping[str, bytes | int]

    def pack(self, path: Path) -> None:
        """Hold a file packed from now on: it is read as before, and takes less memory meanwhile."""
        if isinstance(self.contents, Contents):
            self.contents.pack(path_key(path))

    def read(self, path: Path, most: int | None = None) -> bytes:
        """The bytes of a file as `Files.read` gives them."""
        found = self.contents.get(path_key(path), errno.ENOENT)
        if isinstance(found, int):
            raise _refused(path, found)
        if most is not None and len(found) > most:
            raise _refused(path, errno.EFBIG)
        return found

    def names(self, folder: Path) -> list[str]:
        """The names of the files in a folder, sorted."""
        inside = path_key(folder)
        parts = (os.path.split(key) for key in self.contents)
        return sorted(name for parent, name in parts if (parent or os.curdir) == inside)

    def without(self, paths: Collection[Path]) -> Snapshot:
        """A snapshot of the same moment that does not hold some of the files."""
        left_out = {path_key(path) for path in paths}
        return Snapshot({key: self.contents[key] for key in self.contents if key not in left_out})


def is_file(path: Path) -> bool:
    """Whether a path is a regular file; one that the system will not even look for (a name too long) is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, as `is_file` asks."""
    try:
        return path.is_dir()
    except OSError:
        return False


def path_key(path: Path) -> str:
    """How a snapshot knows a path: `a/../b` and `b` are one."""
    return os.path.normpath(path)


def take(path: Path, into: dict[str, bytes | int], most: int | None = None) -> None:
    """Put a file as it is now into the contents of a snapshot: its bytes, or why `Disk.read` refuses it."""
    try:
        into[path_key(path)] = DISK.read(path, most)
    except FileNotFoundError:
        pass
    except OSError as error:
        into[path_key(path)] = error.errno or errno.EIO


def _refused(path: Path, number: int) -> OSError:
    """What the system raises for a number of `errno`: FileNotFoundError for ENOENT, and so on."""
    return OSError(number, os.strerror(number), str(path))


# Names of devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file; those with «$»
# are the console's: https://learn.microsoft.com/windows/console/console-handles
RESERVED_NAME: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
FORBIDDEN_SIGN: Final = re.compile(r'[<>:"/\\|?*]')
UNSEEN_SIGN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
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
    if UNSEEN_SIGN.search(name):
        return "в нём невидимый знак"
    if RESERVED_NAME.fullmatch(name):
        return f"имя «{name}» занято Windows"
    if name[0] == ".":
        return "оно начинается с точки: так называются скрытые и служебные файлы"
    if name[0] == " " or name[-1] in ". ":
        return "оно начинается с пробела или кончается точкой или пробелом"
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        return "оно слишком длинное"
    return ""


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def temporary_file(file: Path) -> Path:
    """A name beside a file, of a fixed length whatever the file's own."""
    return file.with_name(temporary_name(file.name))


def temporary_name(name: str) -> str:
    """The name beside a file of this name, as `temporary_file` has it."""
    return f".~{os.getpid()}~{digest(os.fsencode(name))[:16]}.tmp"


@contextlib.contextmanager
def removed_if_failed(temporary: Path | str) -> Iterator[None]:
    """Remove an unfinished file when the block that writes it fails, for whatever reason."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError, UnicodeError):
            Path(temporary).unlink(missing_ok=True)
        raise


def replace_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file beside its place and move it there: a reader sees the old bytes or the new, never a part.

    `private`: nobody but the owner may read it (rights 0600), from its first byte on.
    """
    temporary = temporary_file(path)
    with removed_if_failed(temporary):
        if private:
            temporary.unlink(missing_ok=True)
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
        else:
            temporary.write_bytes(data)
        temporary.replace(path)


def kept_bytes(file: Path) -> bytes:
    """What `keep_bytes` wrote to a file; empty where there is none, or it is cut off, or others could have written it.

    Such a file holds code, as the `.pyc` files of Python do, so it is trusted as these are: it is this user's own, and
    nobody else may write to it (rights 0600).
    """
    with contextlib.suppress(OSError), file.open("rb") as opened:
        data = opened.read() if _own(os.fstat(opened.fileno())) else b""
        if data and hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
            return data[_DIGEST:]
    return b""


def keep_bytes(file: Path, data: bytes) -> None:
    """Write what the next command reads by `kept_bytes`; where it cannot, nothing is kept."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, hashlib.sha256(data).digest() + data, private=True)


_DIGEST: Final = 32  # bytes of the digest with which a kept file begins
_OTHERS_WRITE: Final = 0o022  # the rights of the group and of all others to write to a file


def _own(state: os.stat_result) -> bool:
    return sys.platform == "win32" or (state.st_uid == os.getuid() and not state.st_mode & _OTHERS_WRITE)


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
    "EINVAL": "такого имени у файла быть не может",
    "ELOOP": "ссылки на папки ведут по кругу",
    "EMFILE": "открыто слишком много файлов",
    "ENFILE": "открыто слишком много файлов",
    "ENOMEM": "не хватает памяти",
    "ESTALE": "сетевая папка отключилась",
    "ENXIO": "это не файл, а устройство или канал",
    "ENODEV": "это не файл, а устройство или канал",
    "ETIMEDOUT": "сетевая папка не отвечает",
    "EADDRINUSE": "порт занят другой программой",
}
ADVICE: Final = {
    "ENOSPC": "освободите место или назовите папку на другом диске",
    "EDQUOT": "освободите место или назовите папку на другом диске",
    "EFBIG": "снимите ограничение размера файлов (ulimit -f) или назовите папку на другом диске",
    "EACCES": "закройте файл в Word или назовите папку, куда можно писать",
    "EPERM": "закройте файл в Word или назовите папку, куда можно писать",
    "EBUSY": "закройте файл в других программах и повторите",
    "EROFS": "назовите папку, куда можно писать",
    "ENOENT": "проверьте путь",
    "ENAMETOOLONG": "назовите файл короче или папку с более коротким путём",
    "ENOTDIR": "назовите другую папку или уберите этот файл",
    "EEXIST": "назовите другую папку или уберите этот файл",
    "EISDIR": "назовите файл, а не папку",
    "EINVAL": 'назовите его иначе, без знаков < > : " | ? *',
    "EMFILE": "закройте лишние программы и повторите",
    "ENFILE": "закройте лишние программы и повторите",
    "ENOMEM": "закройте лишние программы и повторите",
    "EADDRINUSE": "назовите другой порт или уберите --port: тогда возьмётся свободный",
}


def reason(error: OSError | UnicodeError) -> str:
    """Why the system refused a file, in Russian: «на диске нет места»; of what has no words the number of the error."""
    if isinstance(error, UnicodeError):
        return "в кодировке системы нет букв этого имени; задайте переменную PYTHONUTF8=1"
    return REASONS.get(errno.errorcode.get(error.errno or 0, ""), f"отказ системы № {error.errno or 0}")


def advice(error: OSError | UnicodeError) -> str:
    """What the user is to do when the system refused a file, in Russian; in general to name another folder."""
    number = 0 if isinstance(error, UnicodeError) else error.errno or 0
    return ADVICE.get(errno.errorcode.get(number, ""), "назовите другую папку и повторите")
