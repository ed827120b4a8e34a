"""Read the expressions of tags by Jinja's own parser, and report in Russian what they may not contain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from nastav_docs.diagnostics import perhaps
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.template.engine import DICT_CALLS, LOOP_CALLS, REFUSED, TESTS, Loop, written
from nastav_docs.template.markup import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.template.markup.tags import Tag

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Macro, nodes.CallBlock,
    nodes.FilterBlock, nodes.With, nodes.Assign, nodes.AssignBlock, nodes.Name, nodes.NSRef, nodes.Const, nodes.Tuple,
    nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call,
    nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.BinExpr,
    nodes.UnaryExpr,
)  # fmt: skip
_MESSAGES = (
    (
        re.compile(r"unexpected 'end of (statement block|print statement)'|Expected an expression"),
        "выражение не закончено",
    ),
    (re.compile(r"expected token 'end of (?:statement block|print statement)', got '(.+)'"), "лишнее: «{}»"),
    (re.compile(r"expected token '(.+)', got '(.+)'"), "ожидалось «{}», а стоит «{}»"),
    (re.compile(r"unexpected char '(.+)' at"), "непонятный знак «{}»"),
    (re.compile(r"unexpected '(.+)'"), "лишнее: «{}»"),
    (re.compile(r"unexpected end of template"), "выражение не закончено"),
    (re.compile(r"number too long"), "слишком длинное число"),
    (re.compile(r"too deep"), "выражение слишком сложное"),
    (re.compile(r"[Ee]ncountered unknown tag '(.+?)'"), "неизвестное слово «{}»"),
)

CASES: Final = {
    "род": "gen",
    "дат": "dat",
    "вин": "acc",
    "тв": "ins",
    "предл": "prp",
    "пр": "prp",
}  # by how their names begin


@dataclass(slots=True)
class Checker:
    """Reads the expressions of tags, one tag after another.

    `filters`, `functions` and `tests` are those that a template may use, `macros` the names of macros found so far.
    Calls are remembered and checked at the end, by `check_calls`, for a macro may stand below the tag that calls it.
    """

    filters: Mapping[str, Callable[..., object]]
    functions: Mapping[str, Callable[..., object]]
    tests: Mapping[str, Callable[..., object]] = field(default_factory=lambda: TESTS)
    calls: list[tuple[Tag, str]] = field(default_factory=list)
    macros: set[str] = field(default_factory=set)

    def check(self, tag: Tag) -> list[Diagnostic]:
        """The problems of one tag's expression, or of the word with which a statement begins."""
        word = tag.word
        if tag.kind == "{":
            return self._checked(tag, statements.tree_of(tag))
        if not word:  # words in Russian letters are reported with the blocks
            return [] if tag.body else [self._syntax(tag, "метка пуста")]
        if word in statements.PROPERTIES or word == "include":
            return self._check_argument(tag)
        if word == "block":
            return [] if statements.block_name(tag) else [self._syntax(tag, "имя блока — одно слово латиницей")]
        if word not in {*statements.OPENERS, *statements.MIDDLE}:
            return []  # what stands for a document is read later, an unknown word is reported with the blocks
        return self._checked(tag, statements.tree_of(tag))

    def _check_argument(self, tag: Tag) -> list[Diagnostic]:
        """The problems of the expression after the word of `{% cellbg … %}`, `{%p include … %}`."""
        _, _, argument = tag.body.partition(" ")
        if tag.word == "include" and (included := statements.inclusion_of(tag)) is not None:
            argument = included.expression
        if not argument:
            needed = statements.PROPERTIES.get(tag.word, "must") == "must"
            return [self._syntax(tag, "метка пуста")] if needed else []
        if statements.PROPERTIES.get(tag.word) == "no":
            return [self._syntax(tag, f"лишнее: «{argument}»")]
        return self._checked(tag, statements.tree_of_expression(argument))

    def _checked(self, tag: Tag, tree: nodes.Template | str) -> list[Diagnostic]:
        if isinstance(tree, str):
            return [self._syntax(tag, _in_russian(tree))]
        if len(tree.body) != 1 or any(isinstance(n, nodes.TemplateData) for n in tree.find_all(nodes.TemplateData)):
            return [self._syntax(tag, "выражение не закончено")]
        return [problem for node in tree.find_all(nodes.Node) for problem in self._check_node(tag, node)]

    def _syntax(self, tag: Tag, message: str) -> Diagnostic:
        hint = "сверьте запись с руководством"
        if "{{" in tag.body or "{%" in tag.body:
            hint = "внутри метки начата другая: допишите перед нею «}}» или «%}»"
        elif tag.source.startswith("{{{"):
            hint = "уберите лишнюю скобку: их две с каждой стороны"
        return codes.TAG_SYNTAX.at(tag.place, f"метка не прочитана: {message}", hint=hint, text=tag.source)

    def _check_node(self, tag: Tag, node: nodes.Node) -> Iterable[Diagnostic]:
        if isinstance(node, nodes.Macro):
            self.macros.add(node.name)
        if not isinstance(node, _ALLOWED):
            yield self._forbidden(tag, "такой записи в шаблонах нет")
        elif isinstance(node, (nodes.Name, nodes.Macro)) and _is_own_name(node.name):
            yield self._forbidden(tag, f"служебное имя «{node.name}»")
        elif isinstance(node, (nodes.Getattr, nodes.NSRef)):
            yield from self._check_attribute(tag, node)
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and _is_own_name(node.arg.value):
            yield self._forbidden(tag, f"служебное имя «{node.arg.value}»")
        elif isinstance(node, nodes.Keyword) and _is_own_name(node.key):
            yield self._forbidden(tag, f"служебное имя «{node.key}»")
        elif isinstance(node, nodes.Filter) and node.name not in self.filters:
            yield self._unknown(tag, "фильтра", node.name, self.filters)
        elif isinstance(node, nodes.Test) and node.name not in self.tests:
            yield self._unknown(tag, "проверки", node.name, self.tests)
        elif isinstance(node, nodes.Call):
            yield from self._check_call(tag, node)

    def _check_attribute(self, tag: Tag, node: nodes.Getattr | nodes.NSRef) -> Iterable[Diagnostic]:
        if node.attr.startswith("_"):
            yield self._forbidden(tag, f"служебное имя «{node.attr}»")
        elif (
            isinstance(node, nodes.Getattr)
            and isinstance(node.node, nodes.Name)
            and node.node.name == "loop"
            and node.attr not in Loop.NAMES | LOOP_CALLS
        ):
            yield codes.UNKNOWN_NAME.at(
                tag.place,
                f"у loop нет «{node.attr}»",
                text=tag.source,
                hint=perhaps(node.attr, Loop.NAMES) or "есть index, first, last, length",
            )

    def _check_call(self, tag: Tag, node: nodes.Call) -> Iterable[Diagnostic]:
        function = node.node
        if isinstance(function, nodes.Name):
            self.calls.append((tag, function.name))
        elif isinstance(function, nodes.Getattr):
            owner = written(function.node)
            known_loop = owner == "loop" and function.attr in LOOP_CALLS
            if isinstance(function.node, nodes.Name) and not known_loop:
                self.calls.append((tag, f"{owner}.{function.attr}"))
            elif not known_loop and not (function.attr in DICT_CALLS and not node.args and not node.kwargs):
                yield self._forbidden_call(tag, function.attr)
        else:
            yield self._forbidden_call(tag, written(function))

    def check_calls(self) -> Iterable[Diagnostic]:
        """The problems of all calls read so far: of what is no function and no macro of the template."""
        known = {*self.macros, *self.functions, "caller", "loop"}
        for tag, name in self.calls:
            owner, _, attribute = name.rpartition(".")
            if name not in known and not (owner and attribute in DICT_CALLS):
                hint = perhaps(name, known)
                yield (
                    self._forbidden_call(tag, attribute or name)
                    if not hint
                    else codes.UNKNOWN_NAME.at(tag.place, f"нет макроса «{name}»", hint=hint, text=tag.source)
                )

    def _forbidden(self, tag: Tag, message: str) -> Diagnostic:
        return codes.FORBIDDEN.at(tag.place, message, hint="шаблону доступны только данные и фильтры", text=tag.source)

    def _forbidden_call(self, tag: Tag, name: str) -> Diagnostic:
        hint = (
            f"напишите фильтром: {{{{ … | {name} }}}}" if name in self.filters else "вызывать можно макросы и фильтры"
        )
        return codes.FORBIDDEN.at(tag.place, f"вызов «{name}()» в шаблоне запрещён", hint=hint, text=tag.source)

    def _case(self, name: str, known: Iterable[str]) -> str:
        """The filter of the case that a Russian name begins as; «» for a name that is none."""
        case = next((code for begin, code in CASES.items() if name.lower().startswith(begin)), "")
        return f"падежи называют по-английски: «{case}»" if case in known else ""

    def _unknown(self, tag: Tag, what: str, name: str, known: Iterable[str]) -> Diagnostic:
        return codes.UNKNOWN_FILTER.at(
            tag.place,
            f"{what} «{name}» нет",
            text=tag.source,
            hint=(REFUSED.get(name) if what == "фильтра" else None) or self._case(name, known) or perhaps(name, known),
            name=name,
        )


def _is_own_name(name: object) -> bool:
    """Whether a name is Python's (`__class__`), Jinja's (`self`) or the engine's (`nd_…`): no template may use it."""
    return str(name).startswith(("_", "nd_")) or name == "self"


def _in_russian(message: str) -> str:
    for pattern, words in _MESSAGES:
        if found := pattern.search(message):
            return words.format(*found.groups())
    return "ошибка в записи"
