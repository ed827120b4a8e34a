"""What the user is told of a name that is not there: when a template is checked, and in the same words when printed.

Each function gives a message and a hint: the name that was probably meant, else some of those that are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import perhaps

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 8


def no_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message «нет имени «ordr»» for a name that stands alone; `known` are the names that the data has."""
    names = tuple(known)
    return f"нет имени «{name}»", perhaps(name, names) or f"есть имена: {', '.join(names[:_SHOWN])}"


def outside_its_loop(name: str, loop: str, at: str) -> tuple[str, str]:
    """The message for a name that only a loop gives.

    `loop` and `at` are the places of the loop and of the tag, in words.
    """
    message = f"имя «{name}» есть только внутри своего цикла" + (f" ({loop})" if loop else "")
    if "колонтитул" in at.partition(",")[0]:
        hint = "в колонтитуле печатайте то, что есть у всего документа, или вставьте поле StyleRef с заголовком"
        return message, hint
    return message, "перенесите метку внутрь цикла"


def no_field(owner: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message «в «order» нет «nmber»» for a field or a key; `known` are the fields and keys that `owner` has."""
    names = tuple(known)
    return f"в «{owner}» нет «{name}»", perhaps(name, names) or f"здесь есть: {', '.join(names[:_SHOWN])}"
