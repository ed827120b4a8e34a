"""What a PDF tells of itself: how many pages it has, which fonts it was set in."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Pages of a PDF, and the families of its fonts as their names in it say («LiberationSerif»)."""

    pages: int
    fonts: frozenset[str]

    @property
    def sheets(self) -> int:
        """Sheets of paper when it is printed on one side, as «на … л.» counts them."""
        return self.pages


def facts_of(data: bytes) -> PdfFacts:
    """The facts of a PDF. Raises ValueError for bytes that are none."""
    from pypdf import PdfReader  # noqa: PLC0415  only where PDFs are made
    from pypdf.errors import PyPdfError  # noqa: PLC0415  as above

    try:
        reader = PdfReader(io.BytesIO(data))
        fonts = frozenset(name for page in reader.pages for name in _fonts(page))
        return PdfFacts(len(reader.pages), fonts)
    except PyPdfError as error:
        raise ValueError("not a PDF") from error


def _fonts(page: Any) -> Iterator[str]:  # noqa: ANN401  an object of pypdf
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for font in (fonts.get_object() if fonts is not None else {}).values():
        name = str(font.get_object().get("/BaseFont", "")).lstrip("/")
        yield re.sub(r"^[A-Z]{6}\+", "", name).partition("-")[0].partition(",")[0]


def replaced_fonts(document: bytes, facts: PdfFacts) -> tuple[str, ...]:
    """The fonts that the text of a Word file asks for and its PDF was not set in, as this machine has none of them."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        # Word in the browser calls the part with the text `document2.xml`.
        names = [name for name in archive.namelist() if re.fullmatch(r"word/(?:document|styles)\d*\.xml", name)]
        texts = [archive.read(name).decode("utf-8", "replace") for name in names]
    wanted = {font for text in texts for font in re.findall(r'<w:rFonts\b[^>]*?\bw:ascii="([^"]+)"', text)}
    has = {_plain(font) for font in facts.fonts}
    if not has - {_plain(font) for font in wanted} - {"opensymbol", "symbol", "wingdings"}:
        return ()  # every font of the PDF was asked for: the others stand in styles that nothing uses
    return tuple(sorted(font for font in wanted if _plain(font) not in has))


def _plain(font: str) -> str:
    """A name of a font to be compared: «Times New Roman» and «TimesNewRomanPSMT» are one."""
    return re.sub(r"(?:ps)?(?:mt)?$", "", re.sub(r"[\s_]", "", font).lower())
