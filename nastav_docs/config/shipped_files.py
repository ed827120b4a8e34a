"""Where the templates and programmes that travel with the package lie."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def package_folder() -> Path:
    """The folder of `nastav_docs` itself."""
    return Path(str(files("nastav_docs"))).resolve()


@cache
def shared_folder() -> Path:
    """The folder with `templates/` and `configs/`: inside an installed package, or the checkout it runs from."""
    package = package_folder()
    packed = package / "data"
    return packed if packed.is_dir() else package.parent


def shared_templates() -> Path:
    """The shared templates: the last folder in which a template is sought."""
    return shared_folder() / "templates"


def shared_configs() -> Path:
    """The shared programmes: where `extends: mentoring/programme.yaml` is sought after the district's own folder."""
    return shared_folder() / "configs"
