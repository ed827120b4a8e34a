"""Open a project's templates: found on the search path, in the look of its `style:`, with their pictures."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config import look_of
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents.page_fit import kept_on_page
from nastav_docs.documents.paper_marks import qr_picture
from nastav_docs.documents.restyle_template import restyled
from nastav_docs.docx import RefusedError, read_package
from nastav_docs.files import DISK
from nastav_docs.template import find, shown_picture
from nastav_docs.template.engine import Unprintable, text
from nastav_docs.template.markup import millimetres, pictured, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config import PageStyle, Project
    from nastav_docs.docx import Package
    from nastav_docs.files import Files, Snapshot
    from nastav_docs.template import FoundTemplate, Template


def functions_of(folder: Path | None, files: Files) -> Mapping[str, Callable[..., object]]:
    """What templates may call besides Jinja's own functions: `image(person.photo, width='30 мм')`, `qr('https://…')`.

    `folder` is where pictures lie (None: nowhere), `files` gives their bytes.
    """

    def image(name: object = "", *, width: object = "", height: object = "") -> object:
        if folder is None:
            raise Unprintable("папка рисунков не названа", "WordTemplate.open(…, folders=[…])")
        given = {side: size for side, size in (("width", width), ("height", height)) if size not in ("", None)}
        try:
            sizes = {side: millimetres(text(size)) for side, size in given.items()}
            return shown_picture(read_picture(text(name), folder, files), text(name), sizes)
        except RefusedError as error:
            raise Unprintable(error.message, error.hint) from error

    def qr(text_of_code: object = "", *, width: object = QR_WIDTH) -> object:
        said = text(text_of_code)
        picture = qr_picture(said) if said else None
        if picture is None:
            why = f"текст QR-кода слишком длинный ({len(said)} зн.)" if said else "у QR-кода нет текста"
            raise Unprintable(why, "напишите адрес или номер с датой: {{ qr('https://…') }}")
        try:
            return shown_picture(picture, f"QR-код: {said}", {"width": millimetres(text(width))})
        except RefusedError as error:
            raise Unprintable(error.message, error.hint) from error

    return {"image": image, "qr": qr}


def known_by_pictures(template: Template, files: Snapshot) -> Template:
    """The template; where the data names the pictures that it shows, its digest changes with any picture."""
    if not any(SHOWS.search(part.source) for part in template.parts):
        return template
    shown = hashlib.sha256(template.digest.encode())
    for name, data in sorted(files.contents.items()):
        if name.lower().endswith((".png", ".jpg", ".jpeg")) and isinstance(data, bytes):
            shown.update(f"{name} {len(data)} ".encode() + data)
    return replace(template, digest=shown.hexdigest())


QR_WIDTH: Final = "20 мм"
SHOWS: Final = re.compile(r"\bimage\s*\(")
FUNCTIONS: Final = functions_of(None, DISK)  # for those who check templates and print nothing


@dataclass(slots=True)
class TemplateOpener:
    """Opens templates by name, each once; `problems` are those of their pictures.

    `folders` is the search path, `folder` that of the settings, in which pictures lie (None: there is none); `files`
    gives the bytes: those of the moment when the project was loaded. `own` is a template that is no file, found before
    all others. `look` is that of `style:`. `undressed` are the packages of opened files
    before pictures and look were put in, by path.
    """

    folders: Sequence[Path]
    folder: Path | None
    look: PageStyle | None = None
    files: Files = DISK
    own: FoundTemplate | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    opened: dict[tuple[str, str], FoundTemplate | Diagnostic] = field(default_factory=dict)
    undressed: dict[str, Package] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> TemplateOpener:
        """The opener of the templates of a project, with its look and its snapshot of files."""
        look = None if project.config is None else look_of(project.config.style)[0]
        return cls(project.template_folders, project.folder, look, project.snapshot)

    def __call__(self, name: str, after: str = "") -> FoundTemplate | Diagnostic:
        """A template as the project uses it, or why there is none.

        With `after` it is the next of its name on the search path after that file.
        """
        if (name, after) not in self.opened:
            own = self.own if self.own is not None and (name, after) == (self.own.name, "") else None
            found = own or find(name, self.folders, after, files=self.files)
            self.opened[name, after] = found if isinstance(found, Diagnostic) else self._dressed(found)
        return self.opened[name, after]

    def _dressed(self, found: FoundTemplate) -> FoundTemplate:
        """The template unzipped, with its pictures and in the project's look; as it is where it cannot be unzipped."""
        package, _ = read_package(found.data, found.path)
        if package is None:
            return found
        self.undressed[found.path] = package
        if self.folder is not None:
            package, problems = pictured(package, found.path, self.folder, self.files)
            self.problems += problems
        package = kept_on_page(package)
        return replace(found, package=package if self.look is None else restyled(package, self.look))
