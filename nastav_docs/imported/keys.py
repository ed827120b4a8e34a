"""Names for settings made of Russian words: in Latin letters, as keys are."""

from __future__ import annotations

import re
from typing import Final

LATIN: Final = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
WORDS: Final = 3  # of a title that a key is made of


def latin_key(text: str, words: int = WORDS) -> str:
    """A key of the first words of a text: `latin_key("Состав рабочей группы школы")` → «sostav-rabochey-gruppy»."""
    found = re.findall(r"[а-яёa-z0-9]+", text.lower())[:words]
    latin = "-".join("".join(LATIN.get(sign, sign) for sign in word) for word in found)
    return latin if latin[:1].isalpha() else f"role-{latin}".rstrip("-")
