"""From a project to files in a folder: what changed, by one process, many, or a cluster."""

from __future__ import annotations

from nastav_docs.builder.build_project import Report, build
from nastav_docs.builder.dask_cluster import executor_of

__all__ = ["Report", "build", "executor_of"]
