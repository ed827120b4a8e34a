"""The page of grounds: what each paper of «mentoring-2025» decides and on which article of which act, for a lawyer.

All of it is read from the programme and its registry of acts; `tests.codes_page` writes it with the other generated
pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from nastav_docs.config.project import load
from nastav_docs.documents import prepared
from tests.paths import CONFIGS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE: Final = ROOT / "docs" / "основания-2025.md"
PROGRAMME: Final = CONFIGS / "mentoring-2025"
ACTS: Final = (PROGRAMME / "acts.yaml").read_text("utf-8")
TEXTS: Final = (PROGRAMME / "programme.yaml").read_text("utf-8")
# The acts as they are cited; no own acts of the district are wanted, so any district on the programme would do.
DISTRICT: Final = CONFIGS / "lesnogorsky"

_CITED: Final = re.compile(
    r"(?:(?P<part>част\w+)\s(?P<parts>\d+(?:\sи\s\d+)?)\s)?(?:(?P<article>стать\w+)\s(?P<number>[\d.]+)\s)?"
    r"\{\{ acts\['(?P<act>[\w-]+)'\]"
)
_PAPER: Final = re.compile(r"\{\{ papers\.(?P<paper>[\w-]+)(?P<title>\.title)?")
_MARKUP: Final = re.compile(r"\{%.*?%\}")
_NAMES: Final = (
    (r"\{\{ annexes\.[^}]*\}\}", "приложение"),
    (r"\{\{ acts\['([\w-]+)'\][^}]*\}\}", r"[\1]"),
    (r"\{\{ papers\.[\w-]+\.(?:date|number)[^}]*\}\}", "…"),
    (r"\{\{ papers\.([\w-]+)[^}]*\}\}", r"[\1]"),
    (r"(?:\{\{ people\.coordinator[^}]*\}\} ?)+", "[координатор или куратор] "),
    (r"(?:\{\{ people\.school_heads[^}]*\}\} ?)+", "[руководители] "),
    (r"\{\{ school[^}]*\}\}", "[организация]"),
    (r"\{\{ district[^}]*\}\}", "[муниципалитет]"),
    (r"\{\{ authority[^}]*\}\}", "[управление образования]"),
    (r"\{\{ wording\.school_year[^}]*\}\}", "[год]"),
    (r"\{\{ wording\.\w+[^}]*\}\}", "[срок]"),
    (r"\{\{ period[^}]*\}\}", "[годы]"),
    (r"\{\{ row\.[^}]*\}\}", "[из списка]"),
    (r"\{\{ [^}]*\}\}", "…"),
    (r"__+(?:/\d*_+)?", "…"),
    (r" ([.,;:)])", r"\1"),
)
LONGEST: Final = 140  # characters of what a clause decides
HEAD: Final = """\
# Основания документов учебного года

Таблица для юриста: документ программы [`mentoring-2025`](наставничество-2025.md), что он решает, акт, статья, место ссылки в документе, насколько твёрдо известен акт и откуда.
Страница собрана из настроек программы и её [реестра актов](../configs/mentoring-2025/acts.yaml): расходиться с документами она не может. «Точно» – реквизиты одинаковы не
меньше чем в двух независимых источниках или закон общеизвестен; «пересказ» – до подписи сверьте с официальным текстом (publication.pravo.gov.ru). Многоточие – то, что
организация вписывает сама; в квадратных скобках – то, что подставит программа: документ или акт по имени в настройках, человек, организация, срок. Форма всех документов примерная, кроме согласий: их содержание задаёт закон.
"""


class Ground(NamedTuple):
    """Where a paper cites an act: the act's key, the article and part of it, the place in the paper."""

    act: str
    article: str
    place: str


class Known(NamedTuple):
    """What the registry says of an act beside its requisites: where it is known from, how surely."""

    source: str
    sure: str


def known_acts() -> dict[str, Known]:
    """The acts of the programme's registry, by key."""
    entries = re.finditer(r"(?m)(?P<comment>(?:^  #.*\n)*)^  (?P<key>[a-z][\w-]*):", ACTS)
    return {entry["key"]: _known(" ".join(re.sub(r"(?m)^  # ?", "", entry["comment"]).split())) for entry in entries}


def _known(comment: str) -> Known:
    said = re.search(r"источник: (?P<source>.*)[;–] (?P<sure>точно|пересказ)", comment)
    return Known(said["source"].strip(" ;–"), said["sure"]) if said else Known("", "")


def papers() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The papers of the programme: who issues it, its key, its settings as they are written."""
    programme = yaml.safe_load(TEXTS)
    for key, record in programme["papers"].items():
        yield "Муниципалитет", key, record
    for key, record in programme["school"]["papers"].items():
        yield "Организация", key, record


def texts_of(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a paper's settings, each with its place: «преамбула», «пункт 5.1», «раздел 9, пункт 9.1»."""
    if isinstance(value, str):
        yield place, " ".join(value.split())
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one, place)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in {"clauses", "sections"} and isinstance(one, list):
                yield from _numbered(one, place, "раздел" if key == "sections" else "пункт")
            else:
                yield from texts_of(one, PLACES.get(key, place))


PLACES: Final = {
    "title": "заголовок", "preamble": "преамбула", "text": "текст", "closing": "текст", "blanks": "строки формы",
    "agenda": "повестка", "rows": "таблица", "columns": "таблица", "approved": "гриф", "sides": "стороны",
}  # fmt: skip


def _numbered(items: list[Any], place: str, word: str) -> Iterator[tuple[str, str]]:
    before = place.rpartition(" ")[2] + "." if re.match(r"(?:раздел|пункт) \d", place) else ""
    for number, item in enumerate(items, 1):
        here = f"{word} {before}{number}"
        if isinstance(item, dict):
            yield from texts_of({key: value for key, value in item.items() if key not in {"text", "title", "id"}}, here)
            yield here, " ".join(str(item.get("text", item.get("title", ""))).split())
        else:
            yield here, " ".join(str(item).split())


def grounds(record: Mapping[str, Any]) -> list[Ground]:
    """The acts that a paper cites, in the order of the text; one act with one article once, with all its places."""
    found: dict[tuple[str, str], list[str]] = {}
    for place, text in texts_of(record):
        for cited in _CITED.finditer(text):
            article = f"статья {cited['number']}" if cited["article"] else ""
            if cited["part"]:
                article = f"часть {cited['parts']} статьи {cited['number']}"
            places = found.setdefault((cited["act"], article), [])
            if place not in places:
                places.append(place)
    return [Ground(act, article, ", ".join(places)) for (act, article), places in found.items()]


def decides(record: Mapping[str, Any]) -> str:
    """What a paper decides, in its own words: its clauses, the titles of its sections or columns, its text."""
    if "clauses" in record:
        return "; ".join(f"{n}) {_decided(one)}" for n, one in enumerate(record["clauses"], 1))
    if "sections" in record:
        return "разделы: " + ", ".join(plain(one["title"]) for one in record["sections"])
    if "indicators" in record:
        return "показатели: " + "; ".join(plain(one["title"]) for one in record["indicators"])
    if "agenda" in record:
        return "; ".join(plain(decision) for item in record["agenda"] for decision in item["decided"])
    if "blanks" in record:
        labels = [one if isinstance(one, str) else one["label"] for one in record["blanks"]]
        return f"{plain(record['text'])}; строки: {', '.join(labels)}"
    if "columns" in record:
        return "графы: " + ", ".join(one["title"] if isinstance(one, dict) else "№ п/п" for one in record["columns"])
    return plain(" ".join(record.get("text", [])))


def _decided(clause: str | Mapping[str, Any]) -> str:
    if isinstance(clause, str):
        return plain(clause)
    below = "; ".join(_decided(one) for one in clause.get("clauses", ()))
    return plain(clause["text"]) + (f": {below}" if below else "")


def plain(text: str) -> str:
    """A text of the settings without its markup, not longer than a cell of the page can be."""
    shown = " ".join(_MARKUP.sub("", text).split())
    for pattern, put in _NAMES:
        shown = re.sub(pattern, put, shown)
    shown = shown.rstrip(".:;")
    return shown if len(shown) <= LONGEST else shown[:LONGEST].rpartition(" ")[0] + " …"


def own_grounds(key: str, record: Mapping[str, Any]) -> str:
    """The other papers of the programme that a paper rests on, by their keys."""
    preamble = " ".join(
        text for place, text in texts_of(record) if place in {"преамбула", "гриф", "заголовок", "текст"}
    )
    named = [found["paper"] for found in _PAPER.finditer(preamble) if not found["title"]]
    named += [
        str(value) for one in record.get("approved", []) for value in (one.get("by"), one.get("protocol")) if value
    ]
    return ", ".join(f"`{one}`" for one in dict.fromkeys(named) if one != key and not one.startswith("{"))


def annex_of(key: str, level: str) -> str:
    """The paper to which this one is an annex; empty for none."""
    found = [other for where, other, record in papers() if where == level and key in record.get("annexes", [])]
    return f"приложение к `{found[0]}`" if found else ""


def page() -> str:
    """The whole page: the papers with their grounds, and the acts with their force, source and papers."""
    known, cited = known_acts(), _cited_forms()
    lines = [HEAD, "## Документы", "", "| Документ | Что решает | Акт | Статья | Где в документе | Твёрдо | Источник |"]
    lines.append("|---|---|---|---|---|---|---|")
    used: dict[str, list[str]] = {}
    level = ""
    for where, key, record in papers():
        if where != level:
            lines.append(f"| **{where}** | | | | | | |")
            level = where
        name = str(record.get("file", "")).rpartition("/")[2]
        name = plain(str(record["title"])) if not name or "{{" in name else re.sub(r"^\d+ ", "", name)
        name = name[0].upper() + name[1:]
        first = [f"{name} (`{key}`)", decides(record)]
        own = ", ".join(filter(None, (annex_of(key, where), own_grounds(key, record))))
        rows = grounds(record)
        if own or not rows:
            lines.append(_row([*first, own or "закон не называет", "–", "–", "–", "настройки программы"]))
            first = ["", ""]
        for row in rows:
            used.setdefault(row.act, []).append(key)
            about = known.get(row.act, OWN_ACT)
            lines.append(
                _row(
                    [*first, cited[row.act], row.article or _whole(cited[row.act]), row.place, about.sure, about.source]
                )
            )
            first = ["", ""]
    lines += [
        "",
        "## Акты",
        "",
        "| Акт | Действует | Заменён | Твёрдо | Источник | Где назван |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(row) for row in _registry(used, cited)]
    return "\n".join(lines) + "\n"


# «district-concept»: the order of one's own district, which a school's order carries out.
OWN_ACT: Final = Known("реестр документов муниципалитета", "точно")


def _whole(act: str) -> str:
    """What of an act is meant where no article is named: the act is one article, or all of it is meant."""
    article = re.match(r"статья [\d.]+", act)
    return article[0] if article else "акт целиком"


def _cited_forms() -> dict[str, str]:
    config = load(DISTRICT).config
    assert config is not None
    names = prepared(load(DISTRICT)).names
    forms = {key: " ".join(str(act).replace("\u2011", "-").split()) for key, act in names["acts"].items()}
    return forms | {"district-concept": "приказ муниципалитета о реализации Концепции"}


def _registry(used: Mapping[str, list[str]], cited: Mapping[str, str]) -> Iterator[list[str]]:
    config = load(DISTRICT).config
    assert config is not None
    for key, about in known_acts().items():
        act = config.acts[key]
        since = f"с {act.in_force_from:%d.%m.%Y}" if act.in_force_from else ""
        until = f"по {act.in_force_until:%d.%m.%Y}" if act.in_force_until else ""
        named = ", ".join(f"`{paper}`" for paper in dict.fromkeys(used.get(key, [])))
        new = f"`{act.replaced_by}`" if act.replaced_by else ""
        yield [
            f"{cited[key]} (`{key}`)",
            f"{since} {until}".strip() or "–",
            new,
            about.sure,
            about.source,
            named or "–",
        ]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
