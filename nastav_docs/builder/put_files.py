"""Files made from built documents – packs, copies for a site – put into a folder beside what others have put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.builder.journals import STATE
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import advice, digest, reason, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SITE_RECORDS: Final = "site.txt"  # the copies for a site among built documents


@dataclass(frozen=True, slots=True)
class PutFiles:
    """What became of the files, by their paths below the folder, and what was wrong with those that are `kept`."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def put_files(out: Path, records: str, made: Mapping[str, bytes], *, force: bool = False) -> PutFiles:
    """Write `made`, bytes by paths below `out`, and note in the file `records` what was written.

    What somebody else has put in the place of one, or changed in it, is kept and told, unless `force` is given.
    """
    known = recorded_files(out, records)
    done: dict[str, list[str]] = {"written": [], "unchanged": [], "kept": []}
    told: list[Diagnostic] = []
    for name, data in made.items():
        file = out / name
        try:
            current = digest(file.read_bytes()) if file.is_file() else None
            if current == digest(data):
                outcome = "unchanged"
            elif current is not None and known.get(name) != current and not force:
                outcome = "kept"
                message = f"Файл «{name}» уже есть, и создала его не программа: он не тронут."
                told.append(
                    codes.FOREIGN.at(Place(str(file)), message, hint="Уберите его или назовите другую папку: -o.")
                )
            else:
                (out / STATE).mkdir(parents=True, exist_ok=True)
                replace_file(file, data)
                outcome = "written"
        except OSError as error:
            outcome = "kept"
            message = f"Файл «{name}» не записан: {reason(error)}."
            told.append(codes.NOT_WRITTEN.at(Place(str(file)), message, hint=advice(error)))
        done[outcome].append(name)
        if outcome != "kept":
            known[name] = digest(data)
    if done["written"]:
        _save(out, records, known)
    return PutFiles(tuple(done["written"]), tuple(done["unchanged"]), tuple(done["kept"]), tuple(told))


def remove_files(out: Path, records: str, names: Iterable[str]) -> tuple[str, ...]:
    """Remove files that were put into a folder, but those that a person has changed since; gives the paths removed."""
    known = recorded_files(out, records)
    removed = []
    for name in names:
        file = out / name
        inside = not file.is_symlink() and file.resolve().is_relative_to(out.resolve())
        if inside and file.is_file() and digest(file.read_bytes()) == known.get(name):
            file.unlink()
            removed.append(name)
        known.pop(name, None)
    if removed:
        _save(out, records, known)
    return tuple(removed)


def recorded_files(out: Path, records: str) -> dict[str, str]:
    """The digests of the files that were put into a folder, by path."""
    try:
        lines = (out / STATE / records).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: one for one, _, name in (line.partition(" ") for line in lines) if name}


def _save(out: Path, records: str, known: Mapping[str, str]) -> None:
    text = "".join(f"{one} {name}\n" for name, one in sorted(known.items()))
    replace_file(out / STATE / records, text.encode())
