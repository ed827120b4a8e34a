"""From Word files to PDF by the LibreOffice of this machine: many at once, pages counted, many bound into one."""

from __future__ import annotations

from nastav_docs.pdf.bind import FIGURES, BoundPart, bound, is_archival
from nastav_docs.pdf.facts import PdfFacts, facts_of, replaced_fonts
from nastav_docs.pdf.libreoffice import convert, find_office, no_office, open_file, png_pages
from nastav_docs.pdf.many import PDF_VERSION, Conversion, convert_many
from nastav_docs.pdf.sheets import Box, DrawnSheet, places_of, sheets_of

__all__ = [
    "FIGURES",
    "PDF_VERSION",
    "BoundPart",
    "Box",
    "Conversion",
    "DrawnSheet",
    "PdfFacts",
    "bound",
    "convert",
    "convert_many",
    "facts_of",
    "find_office",
    "is_archival",
    "no_office",
    "open_file",
    "places_of",
    "png_pages",
    "replaced_fonts",
    "sheets_of",
]
