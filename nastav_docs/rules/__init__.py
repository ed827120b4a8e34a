"""From papers to what is wrong with them: the rules of нормоконтроль, each a function of a paragraph or a package.

A rule is a generator of some twenty lines that looks for one thing and yields a finding for each place:

    def long_years(paragraph: Paragraph) -> Iterator[Diagnostic]:
        # «в 20256 году»
        for match in LONG_YEAR.finditer(paragraph.text):
            message = f"В числе года пять цифр: «{match.group()}»"
            yield mark(norms.DATE_IMPOSSIBLE, paragraph, *match.span(), message, advice="проверьте год")

It takes a `Paragraph` where the paragraph's own text is enough, else the whole `PaperPackage`. Its kind is a `Code` in
`diagnostics/codes` with the norm it rests on; what to write instead goes to `mark` as words, or as advice where the
words are not known. The module ends in its `PARAGRAPH_RULES` and `PACKAGE_RULES`, the subpackage adds them to its own,
`all_rules` joins those. The rule's test shows the offending text and the message side by side.
"""

from __future__ import annotations

from nastav_docs.rules.all_rules import LAYOUT_RULES, PACKAGE_RULES, is_clean, of_paragraph
from nastav_docs.rules.mark import dates_in

__all__ = ["LAYOUT_RULES", "PACKAGE_RULES", "dates_in", "is_clean", "of_paragraph"]
