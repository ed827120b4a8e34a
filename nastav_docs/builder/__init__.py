"""From a project to files in a folder: what changed, by one process, many, or a cluster."""

from __future__ import annotations

from nastav_docs.builder.build_project import build
from nastav_docs.builder.dask_cluster import executor_of
from nastav_docs.builder.journals import ManifestEntry
from nastav_docs.builder.manifest import built_documents
from nastav_docs.builder.pack import PackReport, pack
from nastav_docs.builder.pdf_files import PdfReport, write_pdf
from nastav_docs.builder.pdf_of_build import write_pdf_and_fill
from nastav_docs.builder.report import Report
from nastav_docs.builder.site_copy import write_site_copies

__all__ = [
    "ManifestEntry",
    "PackReport",
    "PdfReport",
    "Report",
    "build",
    "built_documents",
    "executor_of",
    "pack",
    "write_pdf",
    "write_pdf_and_fill",
    "write_site_copies",
]
