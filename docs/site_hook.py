"""MkDocs: files outside docs/ that a page links to come into the site too, under their path in the repository.

On a forge `../templates/README.ru.md` leads out of docs/; a site has only what is in it. So each such file is added, a
page of Markdown with the files that it links to in turn, and links are written for the place that their page has in the
site.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)[^)\s#]+")
DOCS = "docs/"


def in_repository(file: File) -> str:
    """The path in the repository of a file of the site."""
    return file.src_uri if file.generated_by else f"{DOCS}{file.src_uri}"


def linked(text: str, source: str) -> set[str]:
    """The files, by their paths in the repository, that a page of the repository links to."""
    return {posixpath.normpath(posixpath.join(posixpath.dirname(source), link)) for link in LINK.findall(text)}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the files that pages link to and docs/ has not."""
    root = Path(config.config_file_path).parent
    waiting = [in_repository(page) for page in files.documentation_pages()]
    while waiting:
        source = waiting.pop()
        for target in sorted(linked((root / source).read_text("utf-8"), source)):
            known = target.startswith(DOCS) or target in files.src_uris
            if not known and (root / target).is_file():
                files.append(File.generated(config, target, abs_src_path=str(root / target)))
                if target.endswith(".md"):
                    waiting.append(target)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  MkDocs passes them by name
    """Write the links of a page for the site."""
    source = in_repository(page.file)
    folder = posixpath.dirname(page.file.src_uri) or "."

    def for_site(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link[0]))
        return posixpath.relpath(target.removeprefix(DOCS), folder)

    return LINK.sub(for_site, markdown)
