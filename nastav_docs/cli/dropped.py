"""Files and folders dropped on the program instead of a command: which command each of them means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

CONFIG: Final = "district.yaml"
PAPERS: Final = (".docx", ".txt", ".md")


def commands_for(arguments: Sequence[str], commands: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """The command lines that dropped files and folders mean; none where the arguments begin with a command or option.

    A folder with settings is opened in the browser; papers are checked together, with a copy of each that has comments
    and another that has corrections, in a folder beside the first.

    >>> commands_for(["приказ.docx"], {"lint"})  # where there is such a file
    (("lint", "приказ.docx", "--annotate", "проверка/с примечаниями", "--fix", "проверка/с исправлениями"),)
    """
    if not arguments or arguments[0] in commands or arguments[0].startswith("-"):
        return ()
    paths = [Path(argument) for argument in arguments]
    if not all(path.exists() for path in paths):
        return ()
    settings = [path for path in paths if (path / CONFIG).is_file() or path.name == CONFIG]
    opened = tuple(("open", str(path if path.is_dir() else path.parent)) for path in settings)
    papers = [path for path in paths if path not in settings and (path.is_dir() or path.suffix.lower() in PAPERS)]
    if not papers:
        return opened
    beside = papers[0].parent / "проверка"
    copies = ("--annotate", str(beside / "с примечаниями"), "--fix", str(beside / "с исправлениями"))
    return (("lint", *map(str, papers), *copies), *opened)
