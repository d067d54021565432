"""Word and RTF documents: what they show becomes the report, a delivery of Nexis its articles, and hostile files one plain line."""
from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake.files import from_stream, guarded, reports_from
from detente.intake.nexis import day_of
from detente.intake.taken import Failed, Options, Skipped, Taken

TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COVER = """User Name: A. Reader
Date and Time: Thursday, November 5, 2020 9:12:00 AM EST
Job Number: 1289
Documents (2)
1. Envoys fail to agree
Client/Matter: -None-
Search Terms: envoy
2. Second thoughts in Geneva"""
TODAY = """Envoys fail to agree
The Harbour Times
September 7, 2017 Thursday 9:12 PM EST
Late Edition

Copyright 2017 Harbour Media All Rights Reserved
Section: WORLD; Pg. A3
Length: 1,212 words
Byline: By Ana Duarte, Staff Writer
Dateline: GENEVA
Highlight: Talks end without a text
Body


GENEVA — The envoy of Kenya met the president of Somalia on Wednesday.
He turned the demand down, he said.
Page 2 of 3
Classification
Language: ENGLISH
Publication-Type: Newspaper
Load-Date: September 8, 2017

End of Document
Second thoughts in Geneva
Lake Wire (English)
8 September 2017
Copyright 2017
Length: 90 words
Body
Kenya accused Somalia of shelling its posts.
Graphic
A map of the posts.
Load-Date: September 9, 2017
End of Document"""
OLDER = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Courier;}}
\pard\qc 1 of 2 DOCUMENTS\par\par The Harbour Times\par\par September 7, 2017 Thursday\line Late Edition - Final\par\par
Envoys fail to agree\par\par BYLINE: By ANA DUARTE\par\par SECTION: Section A; Pg. 6\par\par LENGTH: 33 words\par\par DATELINE: GENEVA\par\par
The envoy of Kenya met the president\par of Somalia on Wednesday.\par\par He turned the demand down.\par\par URL: http://harbour.example/1\par\par
LOAD-DATE: September 8, 2017\par\par LANGUAGE: ENGLISH\par\par Copyright 2017 Harbour Media\par All Rights Reserved\par\par
2 of 2 DOCUMENTS\par\par Lake Wire\par\par Sept. 8, 2017\par\par HEADLINE: Second thoughts\par\par BODY:\par\par Kenya accused Somalia.\par\par
LOAD-DATE: September 9, 2017}"""


def word(*lines: str) -> bytes:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(body: str, **more: bytes) -> bytes:
    """A Word document of raw XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": body, **more}
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)    # without the clock's time
    return out.getvalue()


def read(data: bytes, name: str = "file.docx") -> list[Taken]:
    found = list(guarded(name, from_stream(name, Path(name).suffix, io.BytesIO(data), Options())))
    assert all(isinstance(f, Taken) for f in found), [str(f) for f in found]
    return [f for f in found if isinstance(f, Taken)]


def refused(data: bytes, name: str = "file.docx", most: int = 8_000_000) -> str:
    found = list(guarded(name, from_stream(name, Path(name).suffix, io.BytesIO(data), Options(max_bytes=most))))
    assert len(found) == 1 and isinstance(found[0], Failed), [str(f) for f in found]
    told = str(found[0])
    assert told.startswith(name) and "\n" not in told and len(told) < 300
    return told


def text(data: bytes, name: str = "file.docx") -> str:
    [found] = read(data, name)
    return found.report.text


def test_a_plain_word_file_is_one_report_wherever_files_are_read(tmp_path: Path) -> None:
    data = word("Envoys fail to agree", "", "The envoy  met the president.", "Nothing was agreed.")
    wanted = "Envoys fail to agree\n\nThe envoy  met the president.\n\nNothing was agreed."
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.docx").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "in" / "b.zip", "w") as archive:
        archive.writestr("deep/c.docx", data)
    found = [*reports_from([tmp_path / "in"]), *reports_from(["-"], stdin=io.BytesIO(data))]
    assert [f.report.text for f in found if isinstance(f, Taken)] == [wanted] * 3
    assert all(isinstance(f, Taken) and f.page_sha256 and f.place is None for f in found)


def test_what_word_shows_is_taken_and_what_it_hides_is_not() -> None:
    made = docx.Document()
    p = made.add_paragraph("Kenya ")
    p._p.append(parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t>firmly </w:t></w:r></w:ins>'))
    p._p.append(parse_xml(f'<w:del {nsdecls("w")}><w:r><w:delText>never </w:delText></w:r></w:del>'))
    p._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>'))
    p._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>rejected</w:t><w:br/><w:t>it</w:t><w:tab/>'
                          '<w:noBreakHyphen/></w:r>'))
    control = "<w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent>"
    made.element.body.insert(1, parse_xml(f'<w:sdt {nsdecls("w")}>{control}</w:sdt>'))
    table = made.add_table(2, 2)
    for cell, words in zip((c for r in table.rows for c in r.cells), ("Votes", "12", "Against", "3"), strict=True):
        cell.text = words
    made.sections[0].header.paragraphs[0].text = "A running head"
    assert text(saved(made)) == "Kenya firmly rejected\nit\t\u2011\n\nIn a control.\n\nVotes\t12\n\nAgainst\t3"


def test_cells_that_lay_out_a_page_are_paragraphs() -> None:
    made = docx.Document()
    cell = made.add_table(1, 1).rows[0].cells[0]
    cell.text = "First."
    cell.add_paragraph("Second.")
    assert text(saved(made)) == "First.\n\nSecond."


def test_a_delivery_of_today_gives_its_articles() -> None:
    first, second = read(word(*COVER.split("\n"), *TODAY.split("\n")), "nexis.docx")
    assert first.report.text == ("Envoys fail to agree\n\nBy Ana Duarte, Staff Writer\n\n"
                                 "GENEVA — The envoy of Kenya met the president of Somalia on Wednesday.\n\nHe turned the demand down, he said.")
    assert (first.report.title, first.report.source, first.report.published) == ("Envoys fail to agree", "The Harbour Times", "2017-09-07")
    assert second.report.text == "Second thoughts in Geneva\n\nKenya accused Somalia of shelling its posts."
    assert second.report.published == "2017-09-08"
    assert [f.place for f in (first, second)] == ["article 1", "article 2"] and [f.report.id for f in (first, second)] == ["nexis-1", "nexis-2"]


def test_one_article_goes_by_its_file() -> None:
    [found] = read(word(*TODAY.split("End of Document", maxsplit=1)[0].split("\n"), "End of Document"))
    assert found.place is None and found.report.published == "2017-09-07"


def test_an_older_delivery_as_rtf() -> None:
    first, second = read(OLDER.encode(), "old.rtf")
    assert first.report.text == ("Envoys fail to agree\n\nBy ANA DUARTE\n\nThe envoy of Kenya met the president\nof Somalia on Wednesday.\n\n"
                                 "He turned the demand down.")
    assert (first.report.source, first.report.published, first.report.url) == ("The Harbour Times", "2017-09-07", "http://harbour.example/1")
    assert second.report.text == "Second thoughts\n\nKenya accused Somalia."
    assert (second.report.title, second.report.published) == ("Second thoughts", "2017-09-08")


def test_the_day_of_loading_is_no_day_of_publication() -> None:
    [found] = read(word("Envoys fail", "The Harbour Times", "September 2017", "Length: 4 words", "Body", "Nothing was agreed then.",
                        "Load-Date: October 2, 2017", "End of Document"))
    assert (found.report.published, found.report.text) == (None, "Nothing was agreed then.") and "no day" in found.notes[0]


def test_a_carrier_is_neither_headline_nor_source() -> None:
    [found] = read(word("Envoys fail", "Newstex Blogs", "Lake Notes", "September 7, 2017 Thursday 3:00 PM EST", "Length: 4 words", "Body",
                        "Nothing was agreed.", "Load-Date: October 2, 2017", "End of Document"))
    assert (found.report.title, found.report.source) == ("Envoys fail", "Lake Notes")


@pytest.mark.parametrize(("line", "day"), [
    ("September 7, 2017 Thursday", "2017-09-07"), ("Thursday, 7 September 2017", "2017-09-07"), ("Sept. 7, 2017", "2017-09-07"),
    ("7th Sep 2017 Thursday 14:05 GMT", "2017-09-07"), ("September 7, 2017 Thursday 9:12 PM EST", "2017-09-07"), ("May 1, 2020", "2020-05-01"),
    ("February 14, 1995, Tuesday, Late Edition - Final", "1995-02-14"), ("February 14, 1995, Tuesday, BC cycle", "1995-02-14"),
    ("September 31, 2017", None), ("Smarch 7, 2017", None), ("On September 7, 2017", None), ("September 2017", None), ("7 2017", None)])
def test_days_of_heads(line: str, day: str | None) -> None:
    assert day_of(line) == day


def test_a_report_that_ends_like_one_is_no_delivery() -> None:
    assert text(word("The treaty said so.", "End of Document")) == "The treaty said so.\n\nEnd of Document"


def test_rtf_code_pages_halves_and_hidden_words() -> None:
    raw = (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 T;}{\f1\fcharset204 A;}}{\*\generator X;}{\info{\title No}}{\header Top}\pard "
           r"{\b The} envoy\rquote s \'93plan\'94 caf\'e9 \u8364? {\f1\'cf\'f0} \u-10179?\u-8704? {\v not }met{\*\odd no}"
           r"{\field{\*\fldinst HYPERLINK \"http://x\"}{\fldrslt  Seoul}}\bin3 }}}\par Done \{so\}.}tail")
    assert text(raw.encode(), "a.rtf") == "The envoy’s “plan” café € Пр \U0001f600 met Seoul\n\nDone {so}."
    assert text(raw.encode(), "a") == text(raw.encode(), "a.doc")


def test_hostile_documents_are_refused_in_a_line() -> None:
    bomb = packed(f"<w:document {W}><w:body>" + "<w:p/>" * 2_000_000 + "</w:body></w:document>")
    assert "unpacks to far more" in refused(bomb, most=1_000_000)
    long = "<w:p><w:r><w:t>aaaaaaaaaa</w:t></w:r></w:p>" * 2000
    assert "more text" in refused(packed(f"<w:document {W}><w:body>{long}</w:body></w:document>"), most=10_000)
    laughs = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a' + str(n - 1) + ';' if n > 1 else '&a;'}'>" for n in range(1, 9)) + "]>"
    assert "DOCTYPE" in refused(packed(f"{laughs}<w:document {W}><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>"))
    outside = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    assert "DOCTYPE" in refused(packed(f"{outside}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"))
    deep = "<w:p>" * 100_000
    assert "broken" in refused(packed(f"<w:document {W}><w:body>{deep}"))
    assert "without any text" in refused(packed(f"<w:document {W}><w:body/></w:document>"))


def test_broken_documents_say_what_to_do() -> None:
    whole = word("Something.")
    assert "save it anew" in refused(whole[:len(whole) // 2])
    assert "save it anew" in refused(b"PK\x03\x04" + b"\x00" * 50)
    assert "old Word document" in refused(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    assert "name it .txt" in refused(b"Just some text.")
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "without a Word text" in refused(empty.getvalue())
    assert "without any text" in refused(rb"{\rtf1 }", "a.rtf")
    assert "groups in each other" in refused(rb"{\rtf1 " + b"{" * 100_000, "a.rtf")
    assert "name it .txt" in refused(b"Just some text.", "a.rtf")
    assert "without the text of an article" in refused(word("Length: 4 words", "Load-Date: October 2, 2017", "End of Document"))


def test_an_rtf_of_megabytes_takes_no_longer_by_the_letter() -> None:
    for unit in (rb"\'e9", rb"{\b x}", rb"\u233?", rb"word \par ", rb"\\ ", rb"{\field{\*\fldinst HYPERLINK "):
        start = time.perf_counter()
        data = io.BytesIO(rb"{\rtf1 a " + unit * (1_000_000 // len(unit)))
        list(guarded("a.rtf", from_stream("a.rtf", ".rtf", data, Options(language_check=False))))
        assert time.perf_counter() - start < 10, unit


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(
    [b"{", b"}", b"\\", b"\\'", b"\\'9", b"\\'e9", b"\\u", b"\\u-10179", b"\\uc0", b"\\uc-5", b"\\bin9", b"\\bin-1", b"\\*", b"\\f1",
     b"\\fcharset128", b"\\fonttbl", b"\\ansicpg0", b"\\ansicpg65001", b"\\v", b"\\v0", b"\\plain", b"\\par ", b"word ", b"\x00\xff"]), max_size=40))
def test_any_rtf_gives_a_report_or_a_line(pieces: list[bytes]) -> None:
    for f in guarded("a.rtf", from_stream("a.rtf", ".rtf", io.BytesIO(b"{\\rtf1" + b"".join(pieces)), Options())):
        assert isinstance(f, (Taken, Failed)) and str(f)


@pytest.mark.parametrize("suffix", [".docx", ".zip"])
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=30))
def test_any_damage_to_an_archive_gives_reports_or_a_line(suffix: str, at: int, damage: bytes) -> None:
    whole = packed(f"<w:document {W}><w:body><w:p><w:r><w:t>Something was said.</w:t></w:r></w:p></w:body></w:document>")
    cut = at % len(whole)
    broken = io.BytesIO(whole[:cut] + damage + whole[cut + len(damage):])
    for f in guarded(f"a{suffix}", from_stream(f"a{suffix}", suffix, broken, Options())):
        assert isinstance(f, (Taken, Failed, Skipped)) and str(f)


@pytest.mark.parametrize("damage", [b"\x87\xff", b"\x00\xff\xff\xff"])
def test_an_archive_with_broken_names_is_refused_in_a_line(damage: bytes) -> None:
    whole = packed("<w:document/>")
    at = whole.rindex(b"word/document.xml")
    found = list(guarded("a.zip", from_stream("a.zip", ".zip", io.BytesIO(whole[:at] + damage + whole[at + len(damage):]), Options())))
    assert found and all(isinstance(f, (Failed, Skipped)) for f in found)
