"""When a file is not there, find out what its name was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import perhaps

if TYPE_CHECKING:
    from pathlib import Path

NAMES_SHOWN: Final = 8
# Endings of one kind of file: a name with one may be meant for a file with another.
KINDS: Final = ({".yaml", ".yml"}, {".xlsx", ".xls", ".csv", ".xlsm", ".ods"})

READ: Final = frozenset((".xlsx", ".ods", ".csv", ".yaml"))  # the endings of tables that are read


def lying_near(path: Path) -> str:
    """A hint for a file that is not there: the file beside it that was probably meant, else the names in its folder.

    >>> lying_near(Path("район/district.yaml"))
    "Там лежит «district.yaml.txt»: …"
    """
    folder = path.parent
    if path.is_dir():
        return f"Это папка, а нужен файл. {_listed(path)}"
    if folder.is_file():
        return f"«{folder.name}» – файл, а нужна папка с «{path.name}»."
    if not folder.is_dir():
        known = _names(folder.parent)
        guess = perhaps(folder.name, known)
        return f"Папки «{folder.name or folder}» нет{f' – {guess}' if guess else ''}. {_listed(folder.parent)}"
    names = _names(folder)
    if path.name == "district.yaml" and not names:
        return f"В папке ничего нет. Первые настройки пишет «nastav-docs init {folder}»."
    if hidden := next((name for name in names if name.lower() == f"{path.name.lower()}.txt"), ""):
        return (
            f"Там лежит «{hidden}»: Windows прячет окончание «.txt». Переименуйте файл в «{path.name}» "
            "(Проводник: «Вид» → «Расширения имён файлов»)."
        )
    kind = next((kind for kind in KINDS if path.suffix.lower() in kind), {path.suffix.lower()})
    alike = [name for name in names if name.lower().endswith(tuple(kind))]
    same = next((name for name in alike if name.rpartition(".")[0].lower() == path.stem.lower()), "")
    if same:
        return f"Там лежит «{same}»: исправьте окончание имени."
    if path.name == "district.yaml" and not alike and (book := next((n for n in names if n.endswith(".xlsx")), "")):
        wanted = "в ней должен быть лист «Реквизиты», вид файла – «Книга Excel (.xlsx)», без пароля"
        return f"Если настройки в книге «{book}», {wanted}. {_listed(folder)}"
    guess = perhaps(path.name, alike or names) or (f"возможно, «{alike[0]}»" if len(alike) == 1 else "")
    return f"{guess[0].upper()}{guess[1:]}. {_listed(folder)}" if guess else _listed(folder)


def table_beside(path: Path) -> str:
    """The name of the table beside a file that is called as it is but for the ending; empty where there is none.

    >>> table_beside(Path("район/журнал.xlsx"))
    "журнал.ods"
    """
    stem, ending = path.stem.lower(), path.suffix.lower()
    names = ((name, name.lower().rpartition(".")) for name in _names(path.parent))
    return next((name for name, (own, _, end) in names if own == stem and f".{end}" in READ - {ending}), "")


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith((".", "~$")))
    except OSError:
        return []


def _listed(folder: Path) -> str:
    names = _names(folder)
    if not names:
        return "В папке ничего нет."
    shown = ", ".join(f"«{name}»" for name in names[:NAMES_SHOWN])
    return f"В папке лежат: {shown}{' …' if len(names) > NAMES_SHOWN else '.'}"
