"""What is known of the value of an expression of a template without printing it: its kind, whether it is a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.field_table import NOUNS, WORDS

if TYPE_CHECKING:
    from nastav_docs.authoring.template_field import Many


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of the value of an expression without printing it.

    `kind` is a kind of `field_table`, or «any», «loop», «pairs»; `many` says that it is a «list», or a mapping by
    «key»; `path` is how the template reached it («order.clauses[]»); `optional`: it may be nothing.
    """

    kind: str
    many: Many = ""
    path: str = ""
    optional: bool = False

    @property
    def element(self) -> Value:
        """The value of one item of this list."""
        return Value(self.kind, "", f"{self.path}[]" if self.path else "")

    @property
    def is_list(self) -> bool:
        """Whether `{% for %}` can go through the value."""
        return self.many != "" or self.kind in {"any", "loop", "pairs"}

    @property
    def prints(self) -> bool:
        """Whether `{{ … }}` can print the value."""
        return self.many == "" and self.kind in {"any", "loop", "noun", "text", *NOUNS}

    @property
    def said(self) -> str:
        """What the value is, in Russian words: «список», «слово с полями»."""
        if self.many == "list":
            return "список"
        if self.many == "key":
            return "набор по ключам"
        return WORDS.get(self.kind) or ("слово с полями" if self.kind in NOUNS else "набор полей")


ANY: Final = Value("any")
TEXT: Final = Value("text")
NUMBER: Final = Value("number")
FLAG: Final = Value("flag")
