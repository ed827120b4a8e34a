"""Which texts differ in the number of a school or of a document alone? «МАОУ «СОШ № 17»» and «МАОУ «СОШ № 98»».

A thousand schools have few names but for their numbers, and neither typography nor declension asks for the digits. So
such a text is worked at once, with other digits in the place of its own, and the own ones are put back.
"""

from __future__ import annotations

import re
from typing import Final

# Of one to five digits, after «№», at the end of a quotation or before the letters of an order: «№ 17», «№ 17-ОД». The
# pattern begins with «№» and no look behind, which would be tried at every letter.
_NUMBER: Final = re.compile(
    r"(№[ \u00a0])([1-9][0-9]{0,4})(?=[»“”\"]|(?:-[А-ЯЁ]{1,3})?[ \u00a0]«|-[А-ЯЁ]{1,3}[ \u00a0»])"
)
_FIVES: Final = tuple("5" * length for length in range(6))


def numbers_apart(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with fives for the digits of such numbers, and the numbers; as it is, and (), where a «№» has none.

    `numbers_apart("МАОУ «СОШ № 17»")` → («МАОУ «СОШ № 55»», ("17",)).
    """
    if "№" not in text:
        return text, ()
    parts = _NUMBER.split(text)
    numbers = tuple(parts[2::3])
    if len(numbers) != text.count("№"):  # «№5»: what is not yet a number may become one
        return text, ()
    parts[2::3] = [_FIVES[len(number)] for number in numbers]
    return "".join(parts), numbers


def numbers_put(text: str, numbers: tuple[str, ...]) -> str | None:
    """A text that was made of one with fives, with the `numbers` back in their places; None where some have gone.

    `numbers_put("МАОУ «СОШ № 55»", ("17",))` → «МАОУ «СОШ № 17»».
    """
    if not numbers:
        return text
    parts = _NUMBER.split(text)
    if not len(parts) // 3 == len(numbers) == text.count("№"):
        return None
    parts[2::3] = numbers
    return "".join(parts)
