"""Templates with one fault each, as clerks make them in Word: found before anything is rendered, told at the place."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.check_templates import check_path
from nastav_docs.pdf import convert, find_office
from tests.docx_builder import LANDSCAPE, counted, docx, p, packed, r, story, tbl, tc, tr

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.diagnostics.problem import Diagnostic

RUSSIAN = '<w:rPr><w:lang w:val="ru-RU"/></w:rPr>'
LETTER = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
NARROW = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="567" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def template(*blocks: str, **options: object) -> bytes:
    """A template whose language is Russian and page A4, so that one fault is the only one."""
    return russian(docx(*blocks, **options))  # type: ignore[arg-type]  # the options of docx()


def russian(data: bytes) -> bytes:
    """The same file with Russian as the language of its texts."""
    return changed(data, "word/styles.xml", '<w:sz w:val="28"/>', '<w:sz w:val="28"/><w:lang w:val="ru-RU"/>')


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with some text of a part replaced."""
    import io  # noqa: PLC0415 - only here

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    text = files[part]
    assert isinstance(text, bytes)
    assert old.encode() in text, old
    files[part] = text.replace(old.encode(), new.encode(), 1)
    return packed(files)


def table(*cells: str) -> str:
    """A table of one row."""
    return tbl(tr(*cells), columns=len(cells))


@dataclass(frozen=True)
class Broken:
    """A file, where the fault is, its code and words of its message."""

    data: bytes
    place: str
    code: str
    message: str
    also: str = ""  # what follows from the fault


LOOP = "{%p for clause in order.paragraphs %}"
BROKEN: dict[str, Broken] = {
    # ------------------------------------------------------------------ tags written wrong
    "не закрыто двойной скобкой": Broken(template("Номер {{ order.number"), "абзац 1", "ND411", "метка не закрыта"),
    "одна скобка в конце": Broken(template("{{ order.number }"), "абзац 1", "ND411", "метка не закрыта"),
    "процент без метки": Broken(template("5 %} от числа"), "абзац 1", "ND411", "«%}» без начала метки"),
    "метка через абзацы": Broken(template("{{ order.", "number }}"), "абзац 1", "ND412", "метка начата здесь"),
    "метка из ячейки в ячейку": Broken(template(table("{{ order.", "number }}")), "таблица 1, строка 1, столбец 1", "ND412", "строка 1, столбец 2"),
    "ёлочки вместо кавычек": Broken(template("{{ acts[«r-145»] }}"), "абзац 1", "ND413", "типографские кавычки"),
    "лапки вместо кавычек": Broken(template("{%p if order.verb == “ПРИКАЗЫВАЮ:” %}", "да", "{%p endif %}"), "абзац 1", "ND435", "прочитаны как прямые"),
    "русское слово в метке": Broken(template("{%p если order.place %}", "да", "{%p endif %}"), "абзац 1", "ND410", "неизвестное слово"),
    "опечатка в endfor": Broken(template(LOOP, "да", "{%p endfr %}"), "абзац 3", "ND410", "неизвестное слово «endfr»"),
    "опечатка во внутреннем endif": Broken(template(LOOP, "{%p if clause.id %}", "да", "{%p endiff %}", "{%p endfor %}"), "абзац 4", "ND410", "неизвестное слово «endiff»"),
    "опечатка в endfor второго цикла": Broken(template(LOOP, LOOP.replace("clause", "other"), "да", "{%p edfor %}", "{%p endfor %}"), "абзац 4", "ND410", "неизвестное слово «edfor»"),
    "опечатка в if с else": Broken(template(LOOP, "{%p iff clause.id %}", "да", "{%p else %}", "нет", "{%p endif %}", "{%p endfor %}"), "абзац 2", "ND410", "неизвестное слово «iff»"),
    "опечатка в endblock": Broken(template("{%p block letterhead %}", "да", "{%p endblck %}"), "абзац 3", "ND410", "неизвестное слово «endblck»"),
    "конец с большой буквы": Broken(template(LOOP, "да", "{%p Endfor %}"), "абзац 3", "ND410", "заглавная буква в «Endfor»"),
    "конец в два слова": Broken(template(LOOP, "да", "{%p end for %}"), "абзац 3", "ND410", "неизвестное слово «end»"),
    "опечатка в слове for": Broken(template("{%p fro clause in order.paragraphs %}", "да"), "абзац 1", "ND410", "неизвестное слово «fro»"),
    "for без in": Broken(template("{%p for clause order.paragraphs %}", "да", "{%p endfor %}"), "абзац 1", "ND410", "метка не прочитана"),
    "пустая метка": Broken(template("Номер {{ }}"), "абзац 1", "ND410", "выражение не закончено"),
    "лишняя скобка": Broken(template("{{ order.number) }}"), "абзац 1", "ND410", "метка не прочитана"),
    "дефис в имени": Broken(template("{{ order.number-145 }}"), "абзац 1", "ND441", "ничего не вычесть"),
    "запятая вместо точки": Broken(template("{{ order,number }}"), "абзац 1", "ND421", "нет имени «number»"),
    "рисунок внутри метки": Broken(template(p(r("{{ order."), "<w:r><w:drawing/></w:r>", r("number }}"))), "абзац 1", "ND410", "внутри метки стоит рисунок"),
    # ------------------------------------------------------------------ starts and ends
    "if без endif": Broken(template("{%p if order.place %}", "да"), "абзац 1", "ND416", "у «if» нет конца «endif»"),
    "for без endfor": Broken(template(LOOP, "да"), "абзац 1", "ND416", "у «for» нет конца «endfor»"),
    "endif без if": Broken(template("да", "{%p endif %}"), "абзац 2", "ND416", "«endif» без своего начала"),
    "endif вместо endfor": Broken(template(LOOP, "да", "{%p endif %}"), "абзац 3", "ND416", "«endif» без своего начала; здесь открыт «for»"),
    "тире перед буквой абзаца": Broken(template("{%–p if order.number %}", "да", "{%–p endif %}"), "абзац 1", "ND410", "тире вместо минуса"),
    "русское слово вместо if": Broken(template("{%p если order.number %}"), "абзац 1", "ND410", "неизвестное слово «если order.number»"),
    "else без if": Broken(template("{%p else %}"), "абзац 1", "ND416", "«else» без своего начала"),
    "перепутан порядок концов": Broken(template(LOOP, "{%p if clause.id %}", "да", "{%p endfor %}", "{%p endif %}"), "абзац 4", "ND416", "«endfor» без своего начала"),
    "block без endblock": Broken(template("{%p block letterhead %}", "да"), "абзац 1", "ND416", "у «block» нет конца"),
    "начало p, конец без p": Broken(template(LOOP, "да", "{% endfor %}"), "абзац 3", "ND417", "начало записано «p»"),
    "начало tr, конец p": Broken(template(tbl(tr(tc("{%tr for a in order.annexes %}"), "x"), tr("да", "x")), "{%p endfor %}"), "таблица 1, строка 1, столбец 1", "ND414", "исчезнет", also="ND417"),
    "цикл строк через две таблицы": Broken(template(tbl(tr("{%tr for a in order.annexes %}"), tr("да"), columns=1), "между", tbl(tr("да"), tr("{%tr endfor %}"), columns=1)), "таблица 2, строка 2, столбец «да»", "ND417", "в разных местах"),
    "raw без endraw": Broken(template("{% raw %}{{ x }}"), "абзац 1", "ND416", "нет {% endraw %}"),
    # ------------------------------------------------------------------ what would vanish
    "текст рядом с меткой абзаца": Broken(template("{%p if order.place %} Место", "да", "{%p endif %}"), "абзац 1", "ND414", "вместе с нею «Место»"),
    "две метки в абзаце": Broken(template("{%p if order.place %}{%p endif %}"), "абзац 1", "ND414", "вторая такая же метка", also="ND416"),
    "текст рядом с меткой строки": Broken(template(tbl(tr("{%tr for a in order.annexes %}", "Заголовок"), tr("да", "да"), tr("{%tr endfor %}", ""))), "таблица 1, строка 1, столбец 1", "ND414", "вместе с нею «Заголовок»"),
    "значение рядом с меткой столбца": Broken(template(tbl(tr("{%tc for c in roadmap.columns %} {{ c.title }}", "да", "{%tc endfor %}"), columns=3)), "таблица 1, строка 1, столбец 1", "ND414", "исчезнет"),
    "метка строки вне таблицы": Broken(template("{%tr for a in order.annexes %}", "да", "{%tr endfor %}"), "абзац 1", "ND415", "вне таблицы", also="ND417"),
    "ширина ячейки вне таблицы": Broken(template("{% cellwidth 900 %}Текст"), "абзац 1", "ND415", "вне таблицы"),
    "объединение вне цикла": Broken(template(table("{% hm %}да", "x")), "таблица 1, строка 1, столбец 1", "ND432", "вне цикла"),
    "метка в скрытом тексте": Broken(template(p(r("{{ order.number }}", "<w:vanish/>"))), "абзац 1", "ND418", "в скрытый текст"),
    "метка в поле": Broken(template(p(FIELD.format("QUOTE {{ order.number }}"))), "абзац 1", "ND418", "не в видимом тексте"),
    "метка в адресе ссылки": Broken(template("текст", links=[("rX", "hyperlink", "http://{{ issuer.site }}")]), "", "ND418", "в адресе гиперссылки"),
    # ------------------------------------------------------------------ names
    "имя без скобок": Broken(template("Дата «order.date»"), "абзац 1", "ND459", "имя «order.date» стоит обычным текстом"),
    "имя в квадратных скобках": Broken(template(p(r("№ [order."), r("number]"))), "абзац 1", "ND459", "имя «order.number»"),
    "роль в кавычках": Broken(template("<w:p><w:r><w:t>Директор &lt;people.head.short&gt;</w:t></w:r></w:p>"), "абзац 1", "ND459", "имя «people.head.short»"),
    "заглавная буква в слове метки": Broken(template("{% If order.place %}да{% endif %}"), "абзац 1", "ND410", "заглавная буква в «If»"),
    "метка над словом": Broken(template("<w:p><w:r><w:ruby><w:rt><w:r><w:t>{{ order.number }}</w:t></w:r></w:rt></w:ruby></w:r></w:p>"), "абзац 1", "ND418", "в особом тексте"),
    "опечатка в поле": Broken(template("{{ order.nomer }}"), "абзац 1", "ND421", "в «order» нет «nomer»"),
    "опечатка в имени": Broken(template("{{ ordr.number }}"), "абзац 1", "ND421", "нет имени «ordr»"),
    "русские буквы в имени": Broken(template("{{ оrder.number }}"), "абзац 1", "ND421", "нет имени «оrder»"),
    "опечатка в ячейке": Broken(template(table("да", "{{ order.signed_by.signatur }}")), "таблица 1, строка 1, столбец 2", "ND421", "нет «signatur»"),
    "имя цикла после цикла": Broken(template(LOOP, "{{ clause.text }}", "{%p endfor %}", "{{ clause.level }}"), "абзац 4", "ND421", "только внутри своего цикла"),
    "опечатка в поле цикла": Broken(template(LOOP, "{{ clause.texst }}", "{%p endfor %}"), "абзац 2", "ND421", "нет «texst»"),
    "поле через set": Broken(template("{%p set head = order.signed_by %}", "{{ head.surname }}"), "абзац 2", "ND421", "нет «surname»"),
    "поле у текста": Broken(template("{{ order.number.value }}"), "абзац 1", "ND421", "нет полей"),
    "поле у списка": Broken(template("{{ order.annexes.title }}"), "абзац 1", "ND441", "список"),
    "поле, которого нет у loop": Broken(template(LOOP, "{{ loop.indx }}", "{%p endfor %}"), "абзац 2", "ND421", "у loop нет «indx»"),
    "вложенный цикл не по тому": Broken(template(tbl(tr("{%tr for section in roadmap.sections %}"), tr("{%tr for a in section.rows %}"), tr("{{ a.title }}"), tr("{%tr endfor %}"), tr("{%tr endfor %}"), columns=1)), "таблица 1, строка 2, столбец «{%tr for section in roadmap.sections %}»", "ND421", "нет «rows»"),
    "имя в колонтитуле": Broken(template("Текст", parts={"header1": story("hdr", "{{ issuer.nam }}")}), "верхний колонтитул, абзац 1", "ND421", "нет «nam»"),
    "имя в свойствах файла": Broken(template("Текст", title="{{ document.titel }}"), "свойства документа", "ND421", "нет «titel»"),
    "макрос не с тем именем": Broken(template("{{ letterhed() }}"), "абзац 1", "ND419", "вызов «letterhed()»"),
    # ------------------------------------------------------------------ kinds
    "список напечатан": Broken(template("{{ order.clauses }}"), "абзац 1", "ND422", "список, а не текст"),
    "набор полей напечатан": Broken(template("Утверждено: {{ roadmap }}"), "абзац 1", "ND422", "набор полей, а не текст"),
    "цикл по тексту": Broken(template("{%p for x in order.title %}", "да", "{%p endfor %}"), "абзац 1", "ND441", "цикл по «order.title» невозможен"),
    "список склонён": Broken(template("{{ order.clauses | gen }}"), "абзац 1", "ND441", "склоняет слова"),
    "подпись не человека": Broken(template("{{ district | signature }}"), "абзац 1", "ND441", "для людей"),
    "join у слова": Broken(template("{{ order.title | join(', ') }}"), "абзац 1", "ND441", "для списков"),
    "опечатка в фильтре": Broken(template("{{ district | gne }}"), "абзац 1", "ND420", "фильтра «gne» нет"),
    "русский фильтр": Broken(template("{{ district | род }}"), "абзац 1", "ND420", "фильтра «род» нет"),
    "неизвестная проверка": Broken(template("{%p if order.place is filled %}", "да", "{%p endif %}"), "абзац 1", "ND420", "проверки «filled» нет"),
    "значения может не быть": Broken(template("На № {{ letter.reply_to.number }}"), "абзац 1", "ND440", "бывает не всегда"),
    "запрещённый вызов": Broken(template("{{ order.title.upper() }}"), "абзац 1", "ND419", "запрещён"),
    "служебное имя": Broken(template("{{ order.__class__ }}"), "абзац 1", "ND419", "служебное имя"),
    # ------------------------------------------------------------------ inheritance
    "extends не первым": Broken(template("Текст", '{%p extends "order.docx" %}'), "абзац 2", "ND433", "первым абзацем"),
    "неизвестный блок": Broken(template('{%p extends "order.docx" %}', "{%p block letterheat %}", "да", "{%p endblock %}"), "абзац 2", "ND428", "нет блока «letterheat»"),
    "нет основного шаблона": Broken(template('{%p extends "prikaz.docx" %}'), "абзац 1", "ND401", "шаблона «prikaz.docx» нет"),
    "нет включаемого": Broken(template('{%p include "podpis.docx" %}'), "абзац 1", "ND401", "шаблона «podpis.docx» нет"),
    "текст вне блоков": Broken(template('{%p extends "order.docx" %}', "Забытый текст"), "", "ND431", "«Забытый текст»"),
    "super без основного": Broken(template("{{ super() }}"), "абзац 1", "ND433", "super()"),
    "блок дважды": Broken(template("{%p block a %}", "x", "{%p endblock %}", "{%p block a %}", "y", "{%p endblock %}"), "абзац 4", "ND433", "блок «a» уже есть"),
    "имя в своём блоке": Broken(template('{%p extends "order.docx" %}', "{%p block letterhead %}", "{{ issuer.title }}", "{%p endblock %}"), "абзац 3", "ND421", "в «issuer» нет «title»"),
    # ------------------------------------------------------------------ what Word leaves, what is not safe
    "исправления": Broken(template(p(r("Текст"), '<w:ins w:id="1" w:author="a"><w:r><w:t>новый</w:t></w:r></w:ins>')), "", "ND426", "остались исправления"),
    "примечания": Broken(template("Текст", parts={"comments": story("comments", '<w:comment w:id="0" w:author="a"><w:p/></w:comment>')}), "", "ND427", "остались примечания"),
    "поле INCLUDETEXT": Broken(template(p(FIELD.format('INCLUDETEXT "c:\\\\a.docx"'))), "абзац 1", "ND408", "поле INCLUDETEXT"),
    "поле DDE": Broken(template(p(FIELD.format("DDEAUTO c:\\\\windows\\\\cmd.exe"))), "абзац 1", "ND408", "поле DDEAUTO"),
    "рисунок по ссылке": Broken(template("Текст", links=[("rX", "image", "http://example.org/gerb.png")]), "", "ND407", "внешний файл"),
    "шаблон Word по ссылке": Broken(template("Текст", links=[("rX", "attachedTemplate", "file:///C:/Normal.dotm")]), "", "ND407", "шаблон Word, к которому присоединён файл"),
    "ссылка в КонсультантПлюс": Broken(template(p('<w:hyperlink r:id="rX">' + r("статьи 9") + "</w:hyperlink>"), links=[("rX", "hyperlink", "consultantplus://offline/ref=1")]), "абзац 1", "ND407", "в документ не перейдёт"),
    "ссылка на телефон": Broken(template("Текст", p('<w:hyperlink r:id="rX">' + r("звоните") + "</w:hyperlink>"), links=[("rX", "hyperlink", "tel:112")]), "абзац 2", "ND407", "слова её останутся"),
    "макросы": Broken(template("Текст", extra={"word/vbaProject.bin": b"x"}), "", "ND404", "макросы"),
    "вложенный файл": Broken(template("Текст", extra={"word/embeddings/a.bin": b"PK\3\4xxxx"}), "", "ND406", "вложен другой файл"),
    "не документ": Broken(b"PK\3\4 not a zip", "", "ND402", "не документ Word"),
    "старый формат": Broken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "", "ND404", "старый формат .doc"),
    "лист Letter": Broken(template("Текст", section=LETTER), "", "ND442", "216×279 мм – не А4"),
    "узкое левое поле": Broken(template("Текст", section=NARROW), "", "ND442", "левое поле 10 мм"),
    "английский язык": Broken(docx("Текст"), "", "ND443", "язык текста не задан"),
    "русский текст с английским языком": Broken(template(p(r("Утвердить план", '<w:lang w:val="en-US"/>'))), "абзац 1", "ND443", "другим языком"),
    "автор python-docx": Broken(changed(template("Текст"), "docProps/core.xml", "Писарь", "python-docx"), "свойства документа", "ND444", "python-docx"),
    "рисунка нет": Broken(template("{{ image('gerb.png') }}"), "абзац 1", "ND454", "рисунка «gerb.png» нет"),
    "рисунок вне папки": Broken(template("{{ image('../gerb.png') }}"), "абзац 1", "ND454", "выводит из папки"),
    "рисунок с размером словами": Broken(template("{{ image('gerb.png', ширина='20 мм') }}"), "абзац 1", "ND453", "нет свойства «ширина»"),
    "процент в метке абзаца": Broken(template("{%p if order.verb == '%' %}", "да", "{%p endif %}"), "абзац 1", "ND447", "docxtpl"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_one_fault_is_found_at_its_place_and_nothing_else(name: str, tmp_path: Path) -> None:
    broken = BROKEN[name]
    file = tmp_path / "приказ.docx"
    file.write_bytes(broken.data)
    found = check_path(file)
    told = [(counted(d.place.words if d.place else ""), d.code, d.message) for d in found]
    assert any(
        (words, code) == (broken.place, broken.code) and broken.message in message for words, code, message in told
    ), told
    assert {code for _, code, _ in told} == {broken.code, *broken.also.split()}
    assert all(d.place is not None and d.place.file == str(file) for d in found)
    assert all(d.hint or d.code in HINTLESS for d in found)


HINTLESS = {"ND406"}  # a file that nobody made by mistake


def test_there_are_at_least_sixty() -> None:
    assert len(BROKEN) >= 60


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(template("{{ order.nomer }}", "{%p if order.place %}", table("да", "{{ district | rod }}")))
    assert [counted(d.place).removeprefix(f"{tmp_path}/") for d in check_path(file)] == [
        "приказ.docx, таблица 1, строка 1, столбец 2",
        "приказ.docx, абзац 2",
        "приказ.docx, абзац 1",
    ]


# -------------------------------------------------------------------------------------------------- what must work

GOOD = (
    LOOP,
    "{{ clause.text }}",
    "{%p endfor %}",
    "{{ issuer | gen }}, {{ people.head.position | acc }} {{ people.head | signature }}",
    "{%p if letter is defined and letter.reply_to %}",
    "{{ letter.reply_to.date | date_long }}",
    "{%p endif %}",
    "{{ acts['r-145'] | ins }} {{ order.annexes | map(attribute='label') | join(', ') }}",
    "{{ school.name | default('') }}",
)


def test_a_good_template_has_no_remarks(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(template(*GOOD, tbl(tr("{{ order.date }}", "{{ order.number }}"))))
    assert check_path(file) == ()


NOISE = (
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>',
    '<w:proofErr w:type="spellEnd"/>',
)


def split(text: str) -> str:
    """A paragraph as Word saves it: a run a few letters, with proofing marks and revision ids between them."""
    runs = []
    for number, start in enumerate(range(0, len(text), 3)):
        runs.append(r(text[start : start + 3]).replace("<w:r>", f'<w:r w:rsidR="00A{number:05d}">'))
        runs.append(NOISE[number % 3])
    return p(*runs)


def test_the_noise_of_word_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(template(*(split(text) for text in GOOD), section=LANDSCAPE))
    assert check_path(file) == ()


@pytest.fixture(scope="module")
def saved_by_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same template saved anew by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    office = find_office()
    assert office, "LibreOffice is needed for this test"
    source = folder / "приказ.fodt.docx"
    source.write_bytes(template(*GOOD, tbl(tr("{{ order.date }}", "{{ order.number }}"))))
    made = folder / "приказ.odt"
    assert convert(office, source, "odt") is None
    source.with_suffix(".odt").rename(made)
    assert convert(office, made, "docx") is None
    return folder / "приказ.docx"


def test_what_libreoffice_saves_works(saved_by_office: Path) -> None:
    assert [d for d in check_path(saved_by_office) if d.severity.value == "error"] == []


def errors(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code for d in found if d.severity.value == "error"]


def test_a_fault_is_found_in_what_libreoffice_saves(saved_by_office: Path, tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    with zipfile.ZipFile(saved_by_office) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    document = files["word/document.xml"]
    assert isinstance(document, bytes)
    files["word/document.xml"] = document.replace(b"clause.text", b"clause.txt")
    file.write_bytes(packed(files))
    assert errors(check_path(file)) == ["ND421"]


def test_the_command_ends_with_1_where_there_are_errors(tmp_path: Path) -> None:
    import sys  # noqa: PLC0415 - only here

    file = tmp_path / "приказ.docx"
    file.write_bytes(template("{{ order.nomer }}"))
    command = [sys.executable, "-m", "nastav_docs", "templates", "check", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert "приказ.docx, абзац «{{ order.nomer }}» (1-й): ошибка ND421: В «order» нет «nomer»" in done.stderr
    assert "→ возможно, «number»" in done.stderr
