"""What a caller catches: an exception that carries every problem for which something could not be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.diagnostics.problem import Diagnostic


class NastavDocsError(Exception):
    """What was asked for cannot be made; `problems` holds every reason, at least one of them an error.

    A process may raise it to another: it is pickled with its problems.
    """

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(_line(problem) for problem in self.problems))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The same tuple as `problems`."""
        return self.problems

    def __reduce__(self) -> tuple[type[NastavDocsError], tuple[tuple[Diagnostic, ...]]]:
        """How it is pickled: made anew of its problems."""
        return type(self), (self.problems,)


def _line(problem: Diagnostic) -> str:
    return problem.message if problem.place is None else f"{problem.place}: {problem.message}"
