"""Who signs a paper and who has prepared it, as roles of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.imported.claims import Claim, KeyPath, claimed
from nastav_docs.imported.signatures import blank_executor, blank_signature, executor_of, signatures_of

if TYPE_CHECKING:
    from nastav_docs.imported.people import Everybody
    from nastav_docs.papers import Document


@dataclass(frozen=True, slots=True)
class Signing:
    """The roles that sign a paper, the role of its executor («» for none), and the lines that say so."""

    signers: tuple[str, ...]
    executor: str
    claims: tuple[Claim, ...]

    @property
    def signed_by(self) -> str | list[str]:
        """The value of `signed_by:`; the head signs what nobody is seen to have signed."""
        return self.signers[0] if len(self.signers) == 1 else list(self.signers) or "head"


def signing_of(document: Document, path: KeyPath, everybody: Everybody) -> Signing:
    """Read the signatures of a paper, a blank one too, and the mark of its executor; `path` is the paper's."""
    signers: dict[str, None] = {}
    claims: list[Claim] = []
    for _, name, paragraphs in signatures_of(document):
        if role := everybody.role(name):
            signers[role] = None
        claims += claimed(paragraphs, (*path, "signed_by"), "подпись")
    position, blank = blank_signature(document)
    if blank:
        signers[everybody.unnamed(position)] = None
    claims += claimed(blank, (*path, "signed_by"), "подпись без имени")
    person, lines = executor_of(document)
    executor = everybody.role(person["name"]) if person else ""
    if not person and (line := blank_executor(document)):
        lines, executor = [line], everybody.unnamed("")
    claims += claimed(lines, (*path, "executor"), "исполнитель")
    return Signing(tuple(signers), executor, tuple(claims))
