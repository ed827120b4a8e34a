"""Put a bar chart that Word draws itself into a document: a chart part with its values, and the workbook behind it.

The elements are those of ISO/IEC 29500-1, 21.2 (DrawingML charts) and 20.4.2.8 (`wp:inline`).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.docx import xml
from nastav_docs.docx.package import read_package
from nastav_docs.docx.package_writer import packed, register, relate
from nastav_docs.docx.pictures import EMU_IN_MM
from nastav_docs.docx.refusals import TOLERANT
from nastav_docs.docx.runs import text_of
from nastav_docs.docx.xml import q, serialised

if TYPE_CHECKING:
    from decimal import Decimal

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILLS: Final = ("404040", "A6A6A6", "D9D9D9")  # of the last series first: told apart in black and white print
FONT: Final = '<a:latin typeface="Times New Roman"/><a:cs typeface="Times New Roman"/>'
FIRST_NUMBER: Final = 9000  # of drawings: above those that a template numbers


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side: a group for each of `categories`, in it a bar of each of `series` (name, values or None).

    The values stand in `sheet` of the workbook from A1 on: categories in the first column, a series in each next one.
    `about` is what a reader of the screen is told.
    """

    title: str
    about: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    sheet: str
    axis: str = ""
    width: float = 165
    height: float = 80


def with_chart(document: bytes, mark: str, chart: BarChart, book: bytes, number: int = 1) -> bytes:
    """The document with a chart in the place of the paragraph's text `mark`; unchanged where no paragraph has it.

    `book` is the workbook (XLSX) that Word opens to edit the values, `number` tells several charts apart.
    """
    package, _ = read_package(document, "", TOLERANT)
    if package is None or mark.encode() not in package.parts[package.main]:
        return document
    parts, root = dict(package.parts), package.copy_of(package.main)
    found = [paragraph for paragraph in root.iter(q("p")) if text_of(paragraph).strip() == mark]
    if not found:
        return document
    part, sheet = f"word/charts/chart{number}.xml", f"word/embeddings/chart{number}.xlsx"
    register(parts, part, CHART_TYPE)
    register(parts, sheet, BOOK_TYPE)
    key = relate(parts, package.main, f"{xml.R}/chart", part)
    book_key = relate(parts, part, f"{xml.R}/package", sheet)
    parts[part], parts[sheet] = _chart_xml(chart, book_key).encode(), book
    for paragraph in found:
        for child in list(paragraph):
            if child.tag != q("pPr"):
                paragraph.remove(child)
        paragraph.append(etree.fromstring(_drawing(chart, key, FIRST_NUMBER + number)))
    parts[package.main] = serialised(root)
    return packed(parts)


def _drawing(chart: BarChart, key: str, number: int) -> str:
    width, height = round(chart.width * EMU_IN_MM), round(chart.height * EMU_IN_MM)
    return (
        f'<w:r xmlns:w="{xml.W}" xmlns:wp="{xml.WP}" xmlns:a="{A}" xmlns:c="{C}" xmlns:r="{xml.R}"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Диаграмма {number - FIRST_NUMBER}" title="{escape(chart.title)}" '
        f'descr="{escape(chart.about)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{C}">'
        f'<c:chart r:id="{key}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _chart_xml(chart: BarChart, book: str) -> str:
    series = "".join(_series(chart, at) for at in range(len(chart.series)))
    axis_title = f'<c:title>{_text(chart.axis)}<c:overlay val="0"/></c:title>' if chart.axis else ""
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="808080"/></a:solidFill></a:ln></c:spPr>'
    small = _look(9)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{xml.R}"><c:date1904 val="0"/><c:lang val="ru-RU"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="80"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{small}<c:crossAx val="222222222"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="3175"><a:solidFill>'
        '<a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        f'{axis_title}<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{small}<c:crossAx val="111111111"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_look(10)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_look(10)}<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(chart: BarChart, at: int) -> str:
    name, values = chart.series[at]
    letter, count = "BCDEFG"[at], len(chart.categories)
    colour = FILLS[(len(chart.series) - 1 - at) % len(FILLS)]
    sheet = escape("'" + chart.sheet.replace("'", "''") + "'")
    labels = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(text, quote=False)}</c:v></c:pt>' for i, text in enumerate(chart.categories)
    )
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{value:f}</c:v></c:pt>' for i, value in enumerate(values) if value is not None
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{sheet}!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name, quote=False)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/><c:dLbls><c:numFmt formatCode="General" sourceLinked="0"/><c:spPr><a:noFill/>'
        f'<a:ln><a:noFill/></a:ln></c:spPr>{_look(8)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>{sheet}!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>'
        f"{labels}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{sheet}!${letter}$2:${letter}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
        "</c:ser>"
    )


def _look(points: int) -> str:
    """The letters of a part of the chart, in points."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{points * 100}">{FONT}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
    )


def _text(words: str) -> str:
    return (
        f'<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000" b="0">{FONT}</a:defRPr></a:pPr><a:r>'
        f'<a:rPr lang="ru-RU" sz="1000" b="0">{FONT}</a:rPr><a:t>{escape(words, quote=False)}</a:t></a:r></a:p>'
        "</c:rich></c:tx>"
    )
