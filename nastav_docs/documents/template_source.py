"""Open a project's templates: found on the search path, in the look of its `style:`, with their pictures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NoReturn

from nastav_docs.config import look_of
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents.restyle_template import restyled
from nastav_docs.docx import read_package
from nastav_docs.files import DISK
from nastav_docs.template import find
from nastav_docs.template.engine import Unprintable
from nastav_docs.template.markup import pictured

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config import PageStyle, Project
    from nastav_docs.docx import Package
    from nastav_docs.files import Files
    from nastav_docs.template import FoundTemplate

ALONE: Final = ("рисунок ставят отдельной меткой", "напишите {{ image('gerb.png') }}, а условие – вокруг: {% if … %}")


def _not_here(*_: Any, **__: Any) -> NoReturn:  # noqa: ANN401 - whatever a template gives it
    """Refuse `image()` within another expression: pictures are put in when a template is opened, before printing."""
    raise Unprintable(*ALONE)


# What templates may call besides Jinja's own functions.
FUNCTIONS: Final[Mapping[str, Callable[..., object]]] = {"image": _not_here}


@dataclass(slots=True)
class TemplateOpener:
    """Opens templates by name, each once; `problems` are those of their pictures.

    `folders` is the search path, `folder` that of the settings, in which pictures lie; `files` gives the bytes: those
    of the moment when the project was loaded. `look` is that of `style:`. `undressed` are the packages of opened files
    before pictures and look were put in, by path.
    """

    folders: Sequence[Path]
    folder: Path
    look: PageStyle | None = None
    files: Files = DISK
    problems: list[Diagnostic] = field(default_factory=list)
    opened: dict[tuple[str, str], FoundTemplate | Diagnostic] = field(default_factory=dict)
    undressed: dict[str, Package] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> TemplateOpener:
        """The opener of a project's templates."""
        look = None if project.config is None else look_of(project.config.style)[0]
        return cls(project.template_folders, project.folder, look, project.snapshot)

    def __call__(self, name: str, after: str = "") -> FoundTemplate | Diagnostic:
        """A template as the project uses it, or why there is none.

        With `after` it is the next of its name on the search path after that file.
        """
        if (name, after) not in self.opened:
            found = find(name, self.folders, after, files=self.files)
            self.opened[name, after] = found if isinstance(found, Diagnostic) else self._dressed(found)
        return self.opened[name, after]

    def _dressed(self, found: FoundTemplate) -> FoundTemplate:
        """The template unzipped, with its pictures and in the project's look; as it is where it cannot be unzipped."""
        package, _ = read_package(found.data, found.path)
        if package is None:
            return found
        self.undressed[found.path] = package
        package, problems = pictured(package, found.path, self.folder, self.files)
        self.problems += problems
        return replace(found, package=package if self.look is None else restyled(package, self.look))
