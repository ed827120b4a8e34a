"""From recipes to names with values, each value made when a text or a template first asks for it.

A text of the YAML may name any other (`{{ roadmap.title | acc }}` in a clause), whichever stands first. So a value is
made when a text needs it, and texts that need each other in a circle are a problem (TEXT_CYCLE).

A recipe is a `Text`, a `Made`, a `From`, a `Declinable`, a `Chosen`, a `Settled`, a dict or a tuple of recipes, or else
the value.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents.nouns import Noun
from nastav_docs.documents.text_fields import fill, names_of
from nastav_docs.template.engine import SharedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.template import TextEnvironment


MAX_CHAIN: Final = 40  # texts that each need the next; Python's stack has room for less than ten times as many


@dataclass(frozen=True, slots=True)
class Text:
    """A recipe: a text with `{{ … }}`; `finish` makes the value of what the text prints (typography, case forms).

    `place` is where the text stands in the YAML, `marks` where its `{{ … }}` and `{% … %}` stand, in order. `own` are
    names that this text has besides those of all: in a paper's text `paper` and `annexes` are its own.
    """

    source: str
    place: Place
    finish: Callable[[str], object]
    marks: tuple[Place, ...] = ()
    own: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A recipe: a value that `make` makes from fields, whose own recipes are carried out first.

    `ready` are the fields as they are before that, `unready` those among them that have a recipe.
    """

    fields: Mapping[str, Any]
    make: Callable[[dict[str, Any]], object]
    ready: dict[str, Any] = field(init=False)
    unready: tuple[tuple[str, object], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Tell fields with a recipe from those that are a value already."""
        ready = {key: part.value if isinstance(part, Settled) else part for key, part in self.fields.items()}
        unready = tuple((key, part) for key, part in self.fields.items() if _is_recipe(part))
        object.__setattr__(self, "ready", ready)
        object.__setattr__(self, "unready", unready)


@dataclass(frozen=True, slots=True)
class From:
    """A recipe: a value that `make` makes from other names, each of which is made when it asks for it."""

    make: Callable[[LazyValues], object]


@dataclass(frozen=True, slots=True)
class Declinable:
    """A recipe: a value with case forms whose fields are made one by one, when they are asked for.

    So a paper can cite another that cites it: a citation needs the title, the date and the number alone.
    """

    fields: Mapping[str, object]
    noun: Callable[[LazyValues, LazyValues], Noun]  # of its own values and of all names


@dataclass(frozen=True, slots=True)
class Repeated:
    """A recipe within a `Chosen`: an item for each row of a list of `lists:`; `item` makes its recipe of a row."""

    rows: str
    item: Callable[[Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A recipe: a list of those items whose condition holds; an item without a condition (None) always does."""

    items: tuple[tuple[object, object], ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A recipe: a mapping or a list with nothing left to carry out in it, one for all fillings-in.

    Whoever takes it changes nothing in it.
    """

    value: object


class CycleError(BaseException):
    """A text needs itself, through others; not an Exception, which the engine would take for a failure of the text."""


@dataclass(slots=True)
class Filling:
    """One filling-in of a set of names.

    `root` are the names that texts may ask for, `problems` what went wrong; `under_way` are the texts that are being
    filled in, each because the one before it needs it.
    """

    environment: TextEnvironment
    problems: list[Diagnostic] = field(default_factory=list)
    root: LazyValues | None = None
    under_way: list[Text] = field(default_factory=list)

    def value(self, recipe: object) -> object:
        """Carry out a recipe; problems of its texts go to `problems`, and such a text is empty.

        Raises CycleError when a text that is under way needs itself.
        """
        kind = type(recipe)
        if kind is str:  # most of them
            return recipe
        carry_out = _CARRIED_OUT.get(kind)
        return recipe if carry_out is None else carry_out(self, recipe)

    def _made(self, recipe: Made) -> object:
        made = recipe.ready.copy()
        for key, part in recipe.unready:
            made[key] = _finished(self.value(part))
        return recipe.make(made)

    def _from(self, recipe: From) -> object:
        return recipe.make(self.names)

    def _values(self, recipe: dict[str, object]) -> object:
        return LazyValues(recipe, self)

    def _list(self, recipe: tuple[object, ...]) -> object:
        return [item if type(item) is str else self.value(item) for item in recipe]

    def _declinable(self, recipe: Declinable) -> object:
        return LazyNoun(recipe.noun, LazyValues(recipe.fields, self), self.names)

    def _chosen(self, recipe: Chosen) -> object:
        return list(self._items(recipe))

    @property
    def names(self) -> LazyValues:
        """The root, which is made together with the filling-in."""
        assert self.root is not None  # noqa: S101  see names()
        return self.root

    def _items(self, chosen: Chosen) -> Iterator[object]:
        for condition, item in chosen.items:
            if condition is not None and not self.value(condition):
                continue
            if isinstance(item, Repeated):
                for row in self.names["lists"][item.rows]:
                    yield self.value(item.item(row))
            else:
                yield self.value(item)

    def _text(self, text: Text) -> object:
        if any(text is other for other in self.under_way):
            raise CycleError
        if len(self.under_way) >= MAX_CHAIN:
            message = f"Тексты ссылаются друг на друга цепочкой длиннее {MAX_CHAIN}."
            self.problems.append(codes.TEXT_CYCLE.at(text.place, message, hint="Напишите один из них словами."))
            return text.finish("")
        self.under_way.append(text)
        try:
            names: Mapping[str, object] = {} if self.root is None else self.root
            if text.own and self.root is not None:
                names = OwnNames(text.own, self, self.root)
            filled = fill(text.source, names, text.place, self.environment, text.marks)
        except CycleError:
            if self.under_way[0] is not text:
                raise
            message = "Текст ссылается сам на себя через другие тексты."
            self.problems.append(codes.TEXT_CYCLE.at(text.place, message, hint="Напишите один из них словами."))
            return text.finish("")
        finally:
            self.under_way.pop()
        self.problems += filled.problems
        return text.finish(filled.text)


# How a recipe of each type is carried out; any other is the value itself.
_CARRIED_OUT: Final[Mapping[type, Callable[[Filling, Any], object]]] = {
    Text: Filling._text,  # noqa: SLF001  the table is a part of the class
    Made: Filling._made,  # noqa: SLF001  as above
    From: Filling._from,  # noqa: SLF001  as above
    Declinable: Filling._declinable,  # noqa: SLF001  as above
    Chosen: Filling._chosen,  # noqa: SLF001  as above
    Settled: lambda _, recipe: recipe.value,
    dict: Filling._values,  # noqa: SLF001  as above
    tuple: Filling._list,  # noqa: SLF001  as above
}


_PLAIN: Final = frozenset({str, bool, int, type(None)})  # recipes that are the value, as most are
_MADE: Final = _PLAIN | {dict, Noun, SharedRow}  # values with nothing left to be made in them, as most are


def _is_recipe(part: object) -> bool:
    """Whether something is yet to be carried out."""
    return type(part) in _CARRIED_OUT and type(part) is not Settled


class LazyValues(dict[str, Any]):
    """A dict that has the names of its recipes from the start and makes a value when it is first asked for."""

    __slots__ = ("_filling", "_finished", "_recipes")

    def __init__(self, recipes: Mapping[str, object], filling: Filling) -> None:
        super().__init__()
        self._recipes = recipes
        self._filling = filling
        self._finished: dict[str, Any] | None = None

    def __missing__(self, key: str) -> object:
        """Make and keep the value of a name; raises KeyError for a name without a recipe."""
        recipe = self._recipes[key]
        carry_out = _CARRIED_OUT.get(type(recipe))
        value = self[key] = recipe if carry_out is None else carry_out(self._filling, recipe)
        return value

    def __contains__(self, key: object) -> bool:
        """Whether there is such a name, made or not."""
        return key in self._recipes or super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        """All names, made or not."""
        return iter({**self._recipes, **dict.fromkeys(super().__iter__())})

    def __len__(self) -> int:
        """How many names there are, made or not."""
        return len({**self._recipes, **dict.fromkeys(super().__iter__())})

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # a view of all, not of dict's own kind
        """All names, made or not."""
        return KeysView(self)

    def values(self) -> ValuesView[Any]:  # type: ignore[override]  # a view of all, not of dict's own kind
        """All values; those not yet made are made."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]  # a view of all, not of dict's own kind
        """All names with their values; those not yet made are made."""
        return ItemsView(self)

    def finished(self) -> dict[str, Any]:
        """A plain dict with every value made, in the order of the recipes; the same one each time."""
        if self._finished is None:
            self._finished = {
                key: recipe
                if type(recipe) in _PLAIN
                else value
                if type(value := self[key]) in _MADE
                else _finished(value)
                for key, recipe in self._recipes.items()
            }
        return self._finished


class OwnNames(LazyValues):
    """The names of one text: its own, and behind them those of all texts."""

    __slots__ = ("_all",)

    def __init__(self, own: Mapping[str, object], filling: Filling, names: LazyValues) -> None:
        super().__init__(own, filling)
        self._all = names

    def __missing__(self, key: str) -> object:
        """The value of a name: the text's own, else that of all; raises KeyError where neither has it."""
        return super().__missing__(key) if key in self._recipes else self._all[key]

    def __contains__(self, key: object) -> bool:
        """Whether the text can ask for a name."""
        return super().__contains__(key) or key in self._all

    def __iter__(self) -> Iterator[str]:
        """All names that the text can ask for."""
        return iter({**dict.fromkeys(super().__iter__()), **dict.fromkeys(self._all)})


class LazyNoun(Noun):
    """A noun whose fields are made when they are asked for (see `Declinable`)."""

    __slots__ = ("_names", "_noun", "_values")

    def __init__(self, noun: Callable[[LazyValues, LazyValues], Noun], values: LazyValues, names: LazyValues) -> None:
        super().__init__(lambda case: noun(values, names).form(case))
        self._noun, self._values, self._names = noun, values, names

    def __missing__(self, key: str) -> object:
        """The value of a field; raises KeyError where there is none."""
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is such a field, made or not."""
        return key in self._values

    def get(self, key: str, default: object = None) -> object:
        """The value of a field, or `default` where there is none."""
        if key in self:
            return self[key]
        return default

    def alone(self) -> Noun:
        """The noun without its fields; it asks nothing more of the names, which go with the filling-in."""
        return self._noun(self._values, self._names)

    def finished(self) -> Noun:
        """The noun with every field made."""
        return Noun(self.alone().form, self._values.finished())


def _finished(value: object) -> object:
    kind = type(value)
    if kind in _MADE:
        return value
    if kind is list:
        return [item if type(item) in _MADE else _finished(item) for item in cast("list[object]", value)]
    return value.finished() if isinstance(value, (LazyValues, LazyNoun)) else value


def filled_once(
    recipes: Mapping[str, object], environment: TextEnvironment, given: Mapping[str, Any]
) -> dict[str, object]:
    """Fill in those texts among the recipes that ask for `given` names alone, for they are the same in each filling-in.

    Returns the recipes with these values in them; a mapping or a list below a name that needs no more is `Settled`.
    A text that cannot be filled in stays as it is: its problem is told where it is used.
    """
    filling = Filling(environment)
    filling.root = LazyValues({}, filling)
    filling.root.update(given)

    def once(recipe: object) -> object:
        if isinstance(recipe, Made):
            return Made({key: once(part) for key, part in recipe.fields.items()}, recipe.make)
        if isinstance(recipe, Declinable):
            return Declinable({key: once(part) for key, part in recipe.fields.items()}, recipe.noun)
        if isinstance(recipe, Repeated):
            return recipe
        if isinstance(recipe, Chosen):
            return Chosen(tuple((once(condition), once(item)) for condition, item in recipe.items))
        if isinstance(recipe, Text) and names_of(recipe.source, environment) <= given.keys() - recipe.own.keys():
            known = len(filling.problems)
            value = filling.value(recipe)
            return recipe if len(filling.problems) > known else value
        if type(recipe) is dict:
            return _settled({key: once(part) for key, part in recipe.items()})
        return _settled(tuple(once(part) for part in recipe)) if type(recipe) is tuple else recipe

    return {
        name: {key: once(part) for key, part in recipe.items()} if type(recipe) is dict else once(recipe)
        for name, recipe in recipes.items()
    }


def _settled(recipe: dict[str, object] | tuple[object, ...]) -> object:
    """A mapping or a list of recipes as one that is carried out already, where each of its parts is."""
    parts = recipe.values() if isinstance(recipe, dict) else recipe
    if any(map(_is_recipe, parts)):
        return recipe
    if isinstance(recipe, dict):
        return Settled({key: part.value if isinstance(part, Settled) else part for key, part in recipe.items()})
    return Settled([part.value if isinstance(part, Settled) else part for part in recipe])


def fill_names(
    recipes: Mapping[str, object], environment: TextEnvironment, given: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Carry out all recipes: the names with their values as plain data, and what is wrong with the texts among them.

    `given` are names that have values already; they are part of the result.
    """
    filling = Filling(environment)
    root = filling.root = LazyValues(recipes, filling)
    root.update(given or {})
    made = root.finished()
    filling.root = None  # no circle is left behind: of a thousand schools Python's collector would find each late
    root.clear()
    return {**(given or {}), **made}, tuple(dict.fromkeys(filling.problems))
