"""How do the readers of a deadline move over its words? A cursor over the tokens of one text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.russian.deadlines.vocabulary import CARDINALS, UNIT_FORMS, Token, Unit, ordinal_of
from nastav_docs.russian.numbers import arabic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.diagnostics import Code

DASHES = frozenset("-–—―−‒")


class Note(NamedTuple):
    """A slip of the pen that was read all the same, or why a moment cannot be.

    `wrong`: the words as written. `message`: what is wrong with them, in Russian.
    """

    code: Code
    wrong: str
    message: str


class TokenReader:
    """A cursor over the tokens of one text; methods read a thing and move on, or return None or False and stay.

    `at`: the index of the next token. `notes`: what was found wrong so far. `ends`: whether free words end here,
    because another part of the deadline begins. `ahead`, in the methods, counts tokens from the next one on.
    """

    def __init__(self, text: str, tokens: list[Token], ends: Callable[[TokenReader], bool]) -> None:
        self.text = text
        self.tokens = tokens
        self.ends = ends  # whether free words end here: another part of the deadline begins
        self.at = 0
        self.notes: list[Note] = []
        self.probing = False  # only looking whether a term comes next: its free words are not looked into
        self.opened = False  # a bracket before «далее» awaits its pair

    # --- tokens ------------------------------------------------------------------------------------------------------

    def low(self, ahead: int = 0) -> str:
        """The token in lower case, «» past the end."""
        place = self.at + ahead
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        """The token's kind, «» past the end."""
        place = self.at + ahead
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""

    def token(self, ahead: int = 0) -> Token:
        """The token; IndexError past the end, where `kind` is empty."""
        return self.tokens[self.at + ahead]

    def done(self) -> bool:
        """Whether everything has been read."""
        return self.at >= len(self.tokens)

    def words(self, *wanted: str) -> bool:
        """Whether these words come next («течение|течении» means either); moves past them if they do."""
        for ahead, word in enumerate(wanted):
            if self.low(ahead) not in word.split("|"):
                return False
        self.at += len(wanted)
        return True

    def starts(self, *stems: str) -> bool:
        """Whether the next token is a word with one of these beginnings; moves past it if it is."""
        if self.kind() == "word" and self.low().startswith(stems):
            self.at += 1
            return True
        return False

    def unit(self, ahead: int = 0) -> Unit | None:
        """The unit whose name, in any form, the token is, else None; does not move."""
        return UNIT_FORMS.get(self.low(ahead))

    def is_form(self, forms: Mapping[str, object], ahead: int = 0) -> bool:
        """Whether the token is one of these words; does not move."""
        return self.low(ahead) in forms

    def back(self, at: int, notes: int) -> None:
        """Return to the place `at` and forget all but the first `notes` notes."""
        self.at = at
        del self.notes[notes:]

    def stop(self) -> None:
        """Move past the full stop of an abbreviation, if there is one."""
        self.words(".")

    def source(self, first: int, last: int) -> str:
        """The text from the token `first` up to the token `last`, which is not included."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def note(self, code: Code, first: int, message: str) -> None:
        """Keep in mind, once, what is wrong with the tokens from `first` to here."""
        found = Note(code, self.source(first, self.at), message)
        if found not in self.notes:
            self.notes.append(found)

    # --- numbers -----------------------------------------------------------------------------------------------------

    def number(self) -> int | None:
        """A count: «5», «5-го», «5 (пяти)», «пяти»; None if none comes."""
        value: int | None = None
        if self.kind() in ("number", "ordinal"):
            value = self.token().value
        elif self.low() in CARDINALS:
            value = CARDINALS[self.low()]
        if value is None:
            return None
        self.at += 1
        if self.low() == "(" and self.low(1) in CARDINALS and self.low(2) == ")":
            self.at += 3
        return value

    def place(self) -> int | None:
        """The number of a quarter and the like: «IV», «4», «4-й», «четвертый», «Ш»; None if none comes."""
        kind = self.kind()
        if kind in ("number", "ordinal", "roman"):
            value: int | None = self.token().value
        elif kind == "word":
            value = ordinal_of(self.low())
            if value is None and self.low(1)[:2] in ("кв", "по") and self.low() in ("ш", "п", "l", "ii", "iv"):
                value = arabic(self.token().text)
        else:
            value = None
        if value is not None:
            self.at += 1
        return value

    def dash(self) -> bool:
        """Move past a dash or hyphen; whether it stood there.

        The caller notes a hyphen as a slip of the pen where it knows that a range is meant.
        """
        if self.low() in DASHES:
            self.at += 1
            return True
        return False
