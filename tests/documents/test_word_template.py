"""`WordTemplate`: anybody's template and data; what data may hold, what is refused and in which words."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import sqlite3
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from pydantic import BaseModel, computed_field

from nastav_docs import ConfigError, NastavDocsError, TemplateError, WordTemplate
from tests.docx_builder import docx, lines, part, tbl, tr
from tests.template.test_image_tags import png

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(*blocks: str, **names: Any) -> list[str]:  # noqa: ANN401 - anybody's data
    """The lines of a template printed with these names."""
    return lines(WordTemplate.open(docx(*blocks)).render(names))


def refused(call: Callable[[], object]) -> list[tuple[str, str]]:
    """The messages and hints of a TemplateError."""
    with pytest.raises(TemplateError) as raised:
        call()
    return [(problem.message, problem.hint) for problem in raised.value.problems]


# ------------------------------------------------------------------------------------------------------------ the data


class Form(Enum):
    """A form of mentoring."""

    PAIR = "учитель – учитель"


class Grade(IntEnum):
    """A member that is a number."""

    FIRST = 1


@dataclass
class Person:
    """A person of a script, with a property that no template may ask."""

    name: str
    born: dt.date
    pupils: list[Person] = field(default_factory=list)

    @property
    def secret(self) -> str:
        """What would run the script's code."""
        raise AssertionError("a template reaches no property")


class Payment(BaseModel):
    """A model with a field that it computes."""

    sum: Decimal
    paid: bool = False

    @computed_field  # type: ignore[prop-decorator]  # as pydantic's own manual writes it
    @property
    def half(self) -> Decimal:
        """Half of the sum."""
        return self.sum / 2


Pair = namedtuple("Pair", "mentor mentee")  # noqa: PYI024 - as scripts write it
MENTOR = Person("Ломов Пётр Сергеевич", dt.date(1980, 3, 5), [Person("Седова Анна Ильинична", dt.date(1999, 1, 2))])

VALUES: dict[str, tuple[object, str, str]] = {
    "a text": ("А & <Б>", "{{ x }}", "А & <Б>"),
    "a number": (12, "{{ x + 1 }}", "13"),
    "a number with a fraction": (1.5, "{{ x }}", "1,5"),
    "Decimal": (Decimal("1234.50"), "{{ x }} {{ x | number(2) }}", "1234,50 1\u00a0234,50"),
    "a large Decimal": (Decimal("1E+3"), "{{ x | number }}", "1\u00a0000"),
    "nothing": (None, "[{{ x }}]", "[]"),
    "yes": (True, "{{ x }}", "да"),
    "a date": (dt.date(2024, 9, 2), "{{ x }} {{ x.year }} {{ x | date_long }}", "02.09.2024 2024 2\u00a0сентября\u00a02024\u00a0г."),
    "a date with a time": (dt.datetime(2024, 9, 2, 9, 5), "{{ x }} {{ x.time }} {{ x | date_long }}", "02.09.2024 09:05 09:05 2\u00a0сентября\u00a02024\u00a0г."),  # noqa: DTZ001 - as scripts have it
    "a time": (dt.time(9, 30), "{{ x }}", "09:30"),
    "a member of an Enum": (Form.PAIR, "{{ x }}", "учитель – учитель"),
    "a number that is a member": (Grade.FIRST, "{{ x + 1 }}", "2"),
    "a dataclass": (MENTOR, "{{ x.name | dat }}, {{ x.born }}", "Ломову Петру Сергеевичу, 05.03.1980"),
    "a dataclass in a dataclass": (MENTOR, "{% for p in x.pupils %}{{ p.name | ins }}{% endfor %}", "Седовой Анной Ильиничной"),
    "a model of pydantic": (Payment(sum=Decimal(3)), "{{ x.sum }} {{ x.paid }} {{ x.half }}", "3 нет 1,5"),
    "a named tuple": (Pair("А", "Б"), "{{ x.mentor }}–{{ x.mentee }}", "А–Б"),
    "a namespace": (SimpleNamespace(a=1), "{{ x.a }}", "1"),
    "a generator": ((n * n for n in range(3)), "{{ x | join(',') }}", "0,1,4"),
    "a set, in order": ({"б", "а", "в"}, "{{ x | join(',') }}", "а,б,в"),
    "keys of a mapping": ({"б": 1, "а": 2}.keys(), "{{ x | join(',') }}", "б,а"),
    "a mapping with numbers for names": ({1: "один"}, "{{ x[1] }}", "один"),
    "a path": (Path("а") / "б.docx", "{{ x }}", str(Path("а") / "б.docx")),
    "a UUID": (UUID(int=1), "{{ x }}", "00000000-0000-0000-0000-000000000001"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "written", "expected"), VALUES.values(), ids=VALUES)
def test_a_value_of_a_script_prints_as_official_papers_want_it(value: object, written: str, expected: str) -> None:
    assert shown(written, x=value) == [expected]


def test_dates_are_compared_and_sorted_as_dates() -> None:
    people = [Person("Б", dt.date(1999, 1, 2)), Person("А", dt.date(1980, 12, 31))]
    written = (
        "{{ people | sort(attribute='born') | map(attribute='name') | join }}{% if people[0].born > day %}!{% endif %}"
    )
    assert shown(written, people=people, day=dt.datetime(1990, 1, 1, 10)) == ["АБ!"]  # noqa: DTZ001 - as scripts have it


def test_rows_of_a_database_are_rows_of_a_table() -> None:
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    rows = base.execute("select 'Ломов' as mentor, 3 as pupils union select 'Седова', 1 order by 2")
    table = tbl(tr("{%tr for r in rows %}", ""), tr("{{ r.mentor }}", "{{ r.pupils }}"), tr("{%tr endfor %}", ""))
    assert shown(table, "", rows=rows) == ["Седова", "1", "Ломов", "3", ""]


def test_what_is_changed_after_printing_began_is_not_seen() -> None:
    """Data is copied before the template sees it, and no template can change what the script holds."""
    given = {"names": ["а"]}
    template = WordTemplate.open(docx("{% set x = names + ['б'] %}{{ x | join }}"))
    assert lines(template.render(given)) == ["аб"]
    assert given == {"names": ["а"]}


ring: list[object] = []
ring.append(ring)

UNFIT: dict[str, tuple[object, str, str]] = {
    "a function": (dt.date.today, "функцию «today» в шаблон не передать", "вызовите её до печати"),
    "a class": (Person, "класс Person в шаблон не передать", "передайте значения, а не класс"),
    "an object": (object(), "объект object в шаблон не передать", "передайте словарь, dataclass"),
    "bytes": (b"x", "байты в шаблон не передать", "data.decode()"),
    "an open file": (io.BytesIO(b"x"), "объект BytesIO в шаблон не передать", "передайте словарь"),
    "a module": (io, "объект module в шаблон не передать", "передайте словарь"),
    "a stretch of time": (dt.timedelta(3), "промежуток времени в шаблон не передать", "delta.days"),
    "no number": (float("nan"), "это не число (NaN или бесконечность)", "передайте None"),
    "data within itself": (ring, "данные содержат сами себя", "передайте только те поля"),
    "a name that is no text": ({(1, 2): 3}, "имя поля – список, а нужна строка", "назовите поле словом"),
}


@pytest.mark.parametrize(("value", "message", "hint"), UNFIT.values(), ids=UNFIT)
def test_what_is_no_data_is_refused_by_name(value: object, message: str, hint: str) -> None:
    template = WordTemplate.open(docx("{{ x }}"))
    with pytest.raises(TemplateError) as raised:
        template.render({"x": {"y": [value]}})
    (problem,) = raised.value.problems
    assert (problem.code, problem.message) == ("ND461", message)
    assert hint in problem.hint
    assert str(problem.place).startswith("шаблон.docx, значение «x.y[0]")


def test_no_method_and_no_property_of_an_object_is_within_reach() -> None:
    assert refused(lambda: shown("{{ x.secret }}", x=MENTOR)) == [
        ("в «x» нет «secret»", "здесь есть: name, born, pupils"),
    ]
    (told,) = refused(lambda: shown("{{ x.born.strftime('%d') }}", x=MENTOR))
    assert told[0] == "вызов «strftime()» в шаблоне запрещён"


# ------------------------------------------------------------------------------------------- filters, tests, folders


def test_own_filters_and_tests_are_used_as_those_of_the_program() -> None:
    filters = {"next_year": lambda day: dt.date(day["year"] + 1, day["month"], day["day"]), "шт": lambda n: f"{n} шт."}
    template = WordTemplate.open(
        docx("{{ d | next_year }} {{ n | шт }} {{ ns | map('шт') | join(', ') }} {{ ns | select('many') | list | length }} {% if n is many %}много{% endif %}"),
        filters=filters, tests={"many": lambda n: n > 2},
    )  # fmt: skip
    assert template.problems == ()
    data = template.render(d=dt.date(2024, 9, 2), n=3, ns=[1, 5])
    assert lines(data) == ["02.09.2025 3 шт. 1 шт., 5 шт. 1 много"]


def test_what_an_own_filter_returns_is_plain_data_too() -> None:
    template = WordTemplate.open(docx("{{ x | leak }}"), filters={"leak": lambda _: object()})
    assert refused(lambda: template.render(x=1)) == [
        ("фильтр «leak»: объект object в шаблон не передать", "передайте словарь, dataclass или модель pydantic с полями, которые печатаются")
    ]  # fmt: skip


def test_a_base_and_an_inclusion_lie_beside_the_template_or_in_the_folders(tmp_path: Path) -> None:
    shared = tmp_path / "общие"
    shared.mkdir()
    (shared / "бланк.docx").write_bytes(docx("Школа", "{%p block text %}", "{%p endblock %}"))
    (tmp_path / "виза.docx").write_bytes(docx("Виза: {{ name }}"))
    own = tmp_path / "справка.docx"
    own.write_bytes(
        docx('{%p extends "бланк.docx" %}', "{%p block text %}", '{%p include "виза.docx" %}', "{%p endblock %}")
    )
    template = WordTemplate.open(own, folders=[shared])
    assert (template.problems, template.names()) == ((), ("name",))
    assert lines(template.render(name="Ломов")) == ["Школа", "Виза: Ломов"]
    from_bytes = WordTemplate.open(own.read_bytes(), folders=(str(shared), tmp_path))
    assert lines(from_bytes.render({"name": "Ломов"})) == ["Школа", "Виза: Ломов"]
    lost = WordTemplate.open(own.read_bytes())
    assert [p.message for p in lost.problems] == [
        f"шаблона «{name}» нет: папка, где искать, не названа" for name in ("виза.docx", "бланк.docx")
    ]


def test_a_picture_that_the_data_names_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "фото").mkdir()
    (tmp_path / "фото" / "1.png").write_bytes(png(40, 50))
    (tmp_path / "фото" / "2.svg").write_bytes(b"<svg/>")
    own = tmp_path / "карточка.docx"
    own.write_bytes(docx("{{ image(person.photo, height='30 мм') }}"))
    template = WordTemplate.open(own)
    made = part(template.render(person={"photo": "фото/1.png"}))
    assert 'cx="864000" cy="1080000"' in made
    cases = {
        "фото/3.png": "рисунка «фото/3.png» нет в папке настроек",
        "../1.png": "путь «../1.png» выводит из папки настроек",
        "/etc/passwd": "путь «/etc/passwd» выводит из папки настроек",
        "фото/2.svg": "«фото/2.svg» не годится: SVG многие версии Word не показывают",
    }
    for name, message in cases.items():
        (told,) = refused(lambda name=name: template.render(person={"photo": name}))  # type: ignore[misc]  # a lambda with a default
        assert told[0] == message
    nowhere = WordTemplate.open(docx("{{ image(photo) }}"))
    assert refused(lambda: nowhere.render(photo="1.png")) == [
        ("папка рисунков не названа", "WordTemplate.open(…, folders=[…])")
    ]


# --------------------------------------------------------------------------------------------------- names, problems


def test_names_are_those_that_the_data_must_have() -> None:
    blocks = [
        "{{ order.number }} {{ 'а' | join(sep) }} {% set own = 1 %}{{ own }}",
        "{%p for row in rows %}", "{{ row.name }} {{ loop.index }} {{ range(3) | list }}", "{%p endfor %}",
        "{% macro f(a) %}{{ a }}{{ seen }}{{ kwargs }}{% endmacro %}{{ f(1) }}",
    ]  # fmt: skip
    assert WordTemplate.open(docx(*blocks)).names() == ("order", "rows", "seen", "sep")
    assert WordTemplate.open(docx("{{ document.title }}")).names() == ("document",)
    assert WordTemplate.open(docx("Без меток")).names() == ()


def test_a_faulty_template_tells_all_its_problems_and_prints_nothing() -> None:
    template = WordTemplate.open(docx("{{ a.b( }}", "{%p if x %}", "{{ y | nope }}"))
    told = [(problem.code, problem.message) for problem in template.problems]
    assert [code for code, _ in told] == ["ND410", "ND420", "ND416"]
    assert refused(lambda: template.render(x=1)) == [(p.message, p.hint) for p in template.problems]
    assert template.names() == ("x", "y")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    template = WordTemplate.open(tmp_path / "нет.docx")
    assert [p.message for p in template.problems] == [f"шаблона «нет.docx» нет; искали здесь: {tmp_path}"]
    with pytest.raises(TemplateError):
        template.render({})


def test_every_unknown_name_is_told_at_once() -> None:
    found = refused(lambda: shown("{{ nmae }}", "{{ person.nmae }}", name="А", person={"name": "Б"}))
    assert found == [("нет имени «nmae»", "возможно, «name»"), ("в «person» нет «nmae»", "возможно, «name»")]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: WordTemplate.open(None), "WordTemplate.open ждёт путь – строку или Path, а получил: ничего (None)."),  # type: ignore[arg-type]  # on purpose
        (lambda: WordTemplate.open(5), "WordTemplate.open ждёт путь – строку или Path, а получил: число 5."),  # type: ignore[arg-type]  # on purpose
        (lambda: WordTemplate.open(io.BytesIO()), "WordTemplate.open ждёт путь или байты, а получил открытый файл: передайте file.read()."),  # type: ignore[arg-type]  # on purpose
        (lambda: WordTemplate.open(b"", folders=5), "WordTemplate.open в folders= ждёт путь или список путей, а получил: число 5."),  # type: ignore[arg-type]  # on purpose
        (lambda: WordTemplate.open(b"", filters=[len]), "WordTemplate.open ждёт в filters= словарь «имя: функция», а получил: список."),  # type: ignore[arg-type]  # on purpose
        (lambda: WordTemplate.open(b"", filters={"a b": len}), "WordTemplate.open ждёт в filters= имена из букв и цифр, а получил: строку «a b»."),
        (lambda: WordTemplate.open(b"", tests={"big": 5}), "WordTemplate.open ждёт в tests= функцию «big», а получил: число 5."),  # type: ignore[dict-item]  # on purpose
        (lambda: WordTemplate.open(docx("а")).render([1]), "render ждёт словарь с именами и значениями, а получил: список."),
        (lambda: WordTemplate.open(docx("а")).render("а"), "render ждёт словарь с именами и значениями, а получил: строку «а»."),
    ],
)  # fmt: skip
def test_a_wrong_type_is_answered_in_a_sentence(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as raised:
        call()
    assert str(raised.value) == message


def test_errors_are_of_one_family_and_cross_processes_with_their_problems() -> None:
    assert issubclass(TemplateError, NastavDocsError)
    assert issubclass(ConfigError, NastavDocsError)
    with pytest.raises(NastavDocsError) as raised:
        shown("{{ a }}", "{{ b }}")
    error = pickle.loads(pickle.dumps(raised.value))  # noqa: S301 - pickled in the line itself
    assert type(error) is TemplateError
    assert [problem.text for problem in error.problems] == ["{{ a }}", "{{ b }}"]
    assert str(error) == str(raised.value)
    assert error.diagnostics == error.problems


# -------------------------------------------------------------------------------------------------------- in threads


def test_eight_threads_print_what_one_prints() -> None:
    """8 × 500 printings, each with data of its own; a picture and a failure among them."""
    table = tbl(tr("{%tr for p in people %}", ""), tr("{{ p.name | dat }}", "{{ p.born }}"), tr("{%tr endfor %}", ""))
    template = WordTemplate.open(docx("№ {{ n }}", "{% if n % 50 == 0 %}{{ lost }}{% endif %}", table, ""))

    def printed(number: int) -> bytes | str:
        try:
            return template.render(n=number, people=[MENTOR] * (number % 3))
        except TemplateError as error:
            return str(error)

    numbers = [number for _ in range(8) for number in range(500)]
    serial = {number: printed(number) for number in range(500)}
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(printed, numbers)) == [serial[number] for number in numbers]
    assert sum(isinstance(made, str) for made in serial.values()) == 10
