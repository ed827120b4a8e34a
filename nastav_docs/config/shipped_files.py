"""Where the templates and programmes lie that are installed with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

PROGRAMME: Final = "programme.yaml"


@cache
def shared_folder() -> Path:
    """The folder with `templates/`, `configs/`, `kinds/`: inside an installed package, or the checkout it runs from."""
    package = Path(str(files("nastav_docs"))).resolve()
    packed = package / "data"
    return packed if packed.is_dir() else package.parent


def shared_templates() -> Path:
    """The shared templates: the last folder in which a template is sought."""
    return shared_folder() / "templates"


def shared_configs() -> Path:
    """The folder of the programmes and of the starter config; a path in `extends:` is sought here too."""
    return shared_folder() / "configs"


def shared_kinds() -> Path:
    """The folder of the kinds of papers that come with the package, a file `<kind>.yaml` each."""
    return shared_folder() / "kinds"


def shipped_programmes() -> dict[str, Path]:
    """The programmes that `extends:` may name: {"mentoring": …/configs/mentoring/programme.yaml}."""
    return {file.parent.name: file for file in sorted(shared_configs().glob(f"*/{PROGRAMME}"))}
