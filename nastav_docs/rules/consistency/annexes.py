"""Whether annexes agree with the order that brings them in: captions, numbers, titles, references, dates."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import package as codes
from nastav_docs.papers import (
    ANNEX_HEAD,
    CITED,
    called,
    cited_annexes,
    find_citations,
    number_key,
    similar,
    words_of,
)
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage

# A clause that brings in annexes without numbers, each in a clause below it.
ENCLOSED_LIST = re.compile(r"Утвердить\s+прилагаемые\s*:")
# What shows that an annex of another paper is meant: «приложение 1 к приказу …».
OTHERS = re.compile(r"\s*(?:к\s(?!настоящ)|приказ|распоряж|постановл|письм|утвержд|от\b)")

# What brings in an annex that bears «УТВЕРЖДЁН»: «Утвердить прилагаемый Порядок», «Утвердить Порядок (прилагается)».
APPROVED = re.compile(r"\bприлага(?:ем|ет|ют)", re.IGNORECASE)
# A grif, «УТВЕРЖДЕНО …» or «УТВЕРЖДАЮ …», and the act that it may name; without one a person has approved.
GRIF = re.compile(r"утвержд", re.IGNORECASE)
ACT = re.compile(r"приказ|распоряж|постановл|решени|протокол", re.IGNORECASE)
MOSTLY = 0.5  # of the words of a title, in the clause that approves it


def no_caption(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an annex that stands without «Приложение № … к приказу …»."""
    for document in package.documents:
        if document.kind != "annex" or document.caption is not None or document.title is None:
            continue
        order = package.order_of(document)
        number = f" № {document.annex}" if document.annex else ""
        whose = f" от {order.day:%d.%m.%Y} № {order.number}" if order and order.day and order.number else " от … № …"
        title = document.title
        message = f"Нет надписи приложения{number} к {called(order, 2)}"
        right = f"Приложение{number} к {called(order, 2)} …{whose}"
        yield mark(codes.NO_CAPTION, title, 0, len(title.text), message, right)


@by_document
def bare_captions(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a caption with date and number that doesn't say of what act they are."""
    for document in package.documents:
        caption = document.caption
        if (
            document.kind != "annex"
            or caption is None
            or document.requisites is None
            or not ANNEX_HEAD.match(caption.text)
        ):
            continue
        if not re.search(r"\bк\s|утвержд|приказ|распоряж|постановл|решени", caption.text, re.IGNORECASE):
            message = "В надписи не назван вид акта и кто его издал"
            right = "Приложение № … к приказу … от … № …"
            yield mark(codes.BARE_CAPTION, caption, 0, len(caption.text), message, right)


def short_captions(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Приложение 2» and nothing more on an annex of an order, or at the beginning of a file."""
    for index, document in enumerate(package.documents):
        caption, order = document.caption, package.order_of(document)
        bare = caption is not None and re.fullmatch(r"Приложение\s*(?:(?:№|N)?\s*\d+)?\.?", caption.text.strip())
        if not bare or caption is None or document.kind != "annex":
            continue
        twins = [d for d in package.documents if d.kind == "annex" and d.parent == document.parent]
        own = order is not None and document.annex in cited_annexes(order)
        first = order is None and (index == 0 or package.documents[index - 1].file != document.file)
        if (own and sum(d.annex == document.annex for d in twins) == 1) or first:
            number = f" № {document.annex}" if document.annex else ""
            right = f"Приложение{number} к {called(order, 2)} … от … № …"
            yield mark(codes.SHORT_CAPTION, caption, 0, len(caption.text), "В надписи не назван акт", right)


def unnumbered_caption(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Приложение» without a number on the only annex, where the order says «(приложение № 1)»."""
    for index, order in package.orders():
        annexes = [d for d in package.annexes(index) if d.caption is not None]
        cited = cited_annexes(order)
        if len(annexes) != 1 or annexes[0].annex or list(cited) != ["1"]:
            continue
        caption = annexes[0].caption
        match = re.match(r"Приложение\b", caption.text) if caption is not None else None
        if match and caption is not None:
            message = f"В {called(order, 3)} «приложение № 1», а на приложении номера нет"
            yield mark(codes.ANNEX_FORM, caption, *match.span(), message, "Приложение № 1")


def missing(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an annex that a clause cites and that the package lacks."""
    for index, order in package.orders():
        have = {d.annex for d in package.annexes(index)}
        if not have:
            continue
        shown: set[str] = set()
        for clause in order.clauses:
            for match in CITED.finditer(clause.paragraph.text):
                number = match["number"] or ""
                if number in shown or OTHERS.match(clause.paragraph.text[match.end() :]):
                    continue
                shown.add(number)
                if number in have or (not number and len(have) == 1) or (number == "1" and have == {""}):
                    continue
                message = f"Приложения № {number} нет в комплекте" if number else "Приложения нет в комплекте"
                yield mark(
                    codes.ANNEX_MISSING, clause.paragraph, *match.span(), message, "приложите его или уберите ссылку"
                )


def uncited(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an annex that no clause brings in."""
    for index, order in package.orders():
        if not order.clauses:
            continue
        cited = cited_annexes(order)
        annexes = package.annexes(index)
        enclosed = any(ENCLOSED_LIST.match(clause.text) for clause in order.clauses)
        for annex in annexes:
            if annex.caption is None or annex.annex in cited or (len(annexes) == 1 and len(cited) == 1):
                continue
            if enclosed and not annex.annex:
                continue
            if re.match(r"(?s).{0,60}\bк\s+(?:положени|порядк|программ|план|приложени)", annex.caption.text):
                continue
            if not annex.annex and approved_otherwise(annex, order):
                continue
            if GRIF.match(annex.caption.text) and annex.title is not None:
                message = f"Гриф называет {called(order, 0)}, а в нём нет пункта об утверждении: «{annex.title.text}»"
                right = f"добавьте в {called(order, 0)} пункт «Утвердить прилагаемое …» или исправьте гриф"
            else:
                name = f"№ {annex.annex}" if annex.annex else "без номера"
                message = f"В {called(order, 3)} нет ссылки на приложение {name}"
                right = f"добавьте «(приложение …)» в пункт {called(order, 1)}"
            yield mark(codes.ANNEX_UNCITED, annex.caption, 0, len(annex.caption.text), message, right)


def approved_otherwise(annex: Document, order: Document) -> bool:
    """Whether an annex without a number is brought in by a clause without one, or approved by a person."""
    clauses = [clause.text for clause in order.clauses]
    if any(APPROVED.search(text) for text in clauses):
        return True
    if annex.caption is None or annex.title is None or not GRIF.match(annex.caption.text):
        return False
    title = annex.title.text
    approving = [text for text in clauses if re.match(r"утверд", text, re.IGNORECASE)]
    return not ACT.search(annex.caption.text) or any(similar(title, text) >= MOSTLY for text in approving)


def numbers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds two annexes of an order under one number, or several without any."""
    for index, _ in package.orders():
        captioned = [d for d in package.annexes(index) if d.caption is not None]
        seen: set[str] = set()
        titles = {(d.annex, d.title.text if d.title else "") for d in captioned}
        counts = Counter(number for number, _ in titles)  # one annex in two files is one annex
        for annex in captioned:
            caption = annex.caption
            if (
                caption is not None
                and counts[annex.annex] > 1
                and annex.annex in seen
                and ANNEX_HEAD.match(caption.text)
            ):
                message = f"Второе приложение № {annex.annex}" if annex.annex else "Несколько приложений без номеров"
                yield mark(codes.ANNEX_NUMBER, caption, 0, len(caption.text), message, "нумеруйте приложения подряд")
            seen.add(annex.annex)


def titles(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a clause that approves an annex under another title than the annex bears."""
    for index, order in package.orders():
        family = package.annexes(index)
        for annex in family:
            named = cited_annexes(order).get(annex.annex)
            if any(
                named and other.title is not None and same_title(named, other.title.text)
                for other in family
                if other.annex == annex.annex
            ):
                continue  # another paper that the order approves is the annex of this number
            if not named or annex.title is None or same_title(named, annex.title.text):
                continue
            for clause in order.clauses:
                if (match := approved(clause.paragraph.text, annex.annex)) and named in clause.paragraph.text:
                    start = clause.paragraph.text.index(named)
                    title = " ".join(annex.title.text.split())
                    message = f"Название приложения в {called(order, 3)} не то, что на приложении: «{title}»"
                    yield mark(
                        codes.ANNEX_TITLE,
                        clause.paragraph,
                        start,
                        start + len(named),
                        message,
                        "одно название в обоих местах",
                    )
                    del match
                    break


def approved(text: str, number: str) -> re.Match[str] | None:
    """Where a clause that approves something cites an annex; None where it doesn't."""
    if not re.match(r"\s*(?:[-–]\s*)?[\d.)\s]*(?:Утвердить|утвердить|Определить|Установить)", text):
        return None
    return next((m for m in CITED.finditer(text) if (m["number"] or "") == number), None)


def same_title(named: str, title: str) -> bool:
    """Whether a clause names a title: a shorter or fuller way to say it is the same, another word is not."""
    one, other = stems(named), stems(title)
    if not one or not other:
        return True
    short, long = sorted((one, other), key=len)
    head = short[: min(len(short), 4)]
    return one[0] == other[0] and all(word in long for word in head)


def stems(text: str) -> list[str]:
    """The words of a text in order without their endings; prepositions and «его», «её» are left out."""
    words = [w for w in words_of(re.sub(r"[«»\"]", "", text)) if len(w) > 2 and w[0].isalpha()]  # noqa: PLR2004 - prepositions
    words = [w for w in words if w.lower() not in {"его", "её", "ее"}]  # «план его проведения»
    return [w[: max(4, len(w) - 3)][:7] for w in words]


def reference_form(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «(Приложение 1)» in an order whose annexes bear «Приложение № 1»."""
    for index, order in package.orders():
        signs = {
            bool(re.search("№", d.caption.text.split("\n")[0])) for d in package.annexes(index) if d.caption and d.annex
        }
        if signs != {True}:
            continue
        for clause in order.clauses:
            for match in CITED.finditer(clause.paragraph.text):
                if match["number"] and not match["sign"] and not OTHERS.match(clause.paragraph.text[match.end() :]):
                    start = match.start("word") - (1 if match["paren"] else 0)
                    end = match.end() + clause.paragraph.text[match.end() :].startswith(")")
                    number = match["number"]
                    message = (
                        f"В {called(order, 3)} «{match.group().strip('(')}», на приложении «Приложение № {number}»"
                    )
                    yield mark(codes.ANNEX_FORM, clause.paragraph, start, end, message, f"(приложение № {number})")


def requisites(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds date and number on an annex that are not the order's own."""
    for document in package.documents:
        order = package.order_of(document)
        span = document.requisites
        if document.kind != "annex" or order is None or span is None or order.requisites is None:
            continue
        wrong_day = document.day is not None and order.day is not None and document.day != order.day
        wrong_number = bool(document.number and order.number) and document.number.lower() != order.number.lower()
        if (wrong_day or wrong_number) and not other_order(package, document):
            right = f"от {order.day:%d.%m.%Y} № {order.number}" if order.day else f"№ {order.number}"
            words = span.text.replace(document.number, order.number) if wrong_number and not wrong_day else right
            message = f"Приложение к {called(order, 2)} {right}, а в надписи: {span.text}"
            yield mark(codes.ANNEX_REQUISITES, span.paragraph, span.start, span.end, message, words)


def other_order(package: PaperPackage, document: Document) -> bool:
    """Whether the caption names exactly another order of the package."""
    return any(o.day == document.day and o.number == document.number for _, o in package.orders())


def school_earlier(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an order that fulfils another order of the package and is dated before it."""
    orders = [d for _, d in package.orders() if d.day is not None]
    for order in orders:
        text = order.preamble.text if order.preamble else ""
        preamble, cited = text.lower(), {(act.day, act.key) for act in find_citations(text)}
        exact = [o for o in orders if o.number and (o.day, number_key(o.number)) in cited]
        for above in exact or orders:
            if (
                above is order
                or above.day is None
                or order.day is None
                or order.day >= above.day
                or order.requisites is None
            ):
                continue
            named = bool(above.issuer) and re.search(r"исполнени|соответстви|основани", preamble)
            if named and mentions(preamble, above):
                over = f"от {above.day:%d.%m.%Y} № {above.number}"
                message = f"Приказ от {order.day:%d.%m.%Y} раньше приказа {over}, который исполняет"
                span = order.requisites
                yield mark(
                    codes.SCHOOL_EARLIER,
                    span.paragraph,
                    span.start,
                    span.end,
                    message,
                    f"не раньше {above.day:%d.%m.%Y}",
                )


def mentions(preamble: str, above: Document) -> bool:
    """Whether a preamble (in small letters) names the body that issued an order."""
    words = [w[:6] for w in words_of(above.issuer) if len(w) > 4]  # noqa: PLR2004 - words that tell bodies apart
    return bool(words) and "приказ" in preamble and all(w in preamble for w in words)


PACKAGE_RULES = (
    no_caption,
    bare_captions,
    short_captions,
    unnumbered_caption,
    missing,
    uncited,
    numbers,
    titles,
    reference_form,
    requisites,
    school_earlier,
)
