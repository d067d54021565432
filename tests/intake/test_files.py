"""Intake: every kind of input gives its reports, and bad input gives an error that names file and place."""
from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import BadDate, UnreadableFile, WrongLanguage
from detente.intake.files import Item, reports_from
from detente.intake.taken import Failed, Options, Skipped, Taken

STORY = "The envoy met the president in Geneva on Monday.\n\nNothing was agreed, he said.\n"
GERMAN = (
    "Der Gesandte traf am Montag den Minister in der Hauptstadt und sprach mit ihm lange über die Lage an der Grenze. "
    "Danach erklärte er, dass beide Seiten weiter miteinander reden wollen, obwohl es bisher noch keine Einigung gibt "
    "und die Truppen noch immer am Fluss stehen und warten."
)
PAGE = """<!DOCTYPE html><html><head><title>Talks fail | The Star</title><script>var a = "no";</script><style>p {}</style>
<meta property="og:title" content="Talks fail"><meta property="article:published_time" content="2016-03-02T10:00:00+01:00">
<meta property="og:site_name" content="The Star"><link rel="canonical" href="https://star.example/talks"></head>
<body><nav><ul><li>Home<li>World</ul></nav><h1>Talks&nbsp;fail</h1><p>The talks
   <b>broke</b> down.</p><p>First line<br>second line<table><tr><td>Votes</td><td>12</td></tr></table>
<script>document.write("hidden")</script><div>No date <i>was</i> set.</div></body></html>"""


def take(*paths: str | Path, stdin: bytes | None = None, **options: Any) -> list[Item]:
    return list(reports_from(paths, Options(**options), None if stdin is None else io.BytesIO(stdin)))


def taken(*paths: str | Path, stdin: bytes | None = None, **options: Any) -> list[Taken]:
    found = take(*paths, stdin=stdin, **options)
    assert all(isinstance(f, Taken) for f in found), [str(f) for f in found]
    return [f for f in found if isinstance(f, Taken)]


def failure(data: bytes, tmp_path: Path, name: str = "a.txt", **options: Any) -> Failed:
    path = tmp_path / name
    path.write_bytes(data)
    [found] = take(path, **options)
    assert isinstance(found, Failed)
    assert found.path == str(path) and str(found).startswith(str(path))
    return found


def test_a_text_is_not_edited(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    [found] = taken(path, source="The Star")
    assert found.report.text == STORY.replace("\n", "\r\n")
    assert (found.path, found.report.source, found.page_sha256, found.notes) == (str(path), "The Star", None, ())


def test_a_page_gives_lines_and_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    [found] = taken(path)
    report = found.report
    assert report.text == (
        "Home\n\nWorld\n\nTalks\xa0fail\n\nThe talks broke down.\n\nFirst line\nsecond line\n\nVotes\t12\n\nNo date was set.")
    assert (report.title, report.published) == ("Talks fail", "2016-03-02T10:00:00+01:00")
    assert (report.source, report.url) == ("The Star", "https://star.example/talks")
    assert found.page_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_half_a_page_gives_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text(PAGE[:PAGE.index("broke")] + "bro", encoding="utf-8")
    [found] = taken(path)
    assert found.report.text.endswith("The talks bro")


@pytest.mark.parametrize(("head", "date", "notes"), [
    ('<meta name="pubdate" content="yesterday"><meta name="date" content="2011-05-06">', "2011-05-06", 1),
    ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2012-01-02"}]}</script>', "2012-01-02", 0),
    ('<script type="application/ld+json">{"datePublished": "2012-01</script>', None, 0),
    ('<time pubdate datetime="2013-04-05T06:07">', "2013-04-05T06:07", 0),
    ('<time datetime="2013-04-05">another report</time>', None, 0),
    ('<meta name="date" content="31 February">', None, 1),
])
def test_the_date_of_a_page(head: str, date: str | None, notes: int) -> None:
    [found] = taken("-", stdin=f"<html><head>{head}</head><body><p>Talks failed.</p>".encode())
    assert found.report.published == date
    assert len(found.notes) == notes


def test_the_charset_of_a_page_is_heeded() -> None:
    data = '<html><head><meta charset="iso-8859-2"><body><p>Wałęsa spoke in Gdańsk.</p>'.encode("iso-8859-2")
    [found] = taken("-", stdin=data)
    assert found.report.text == "Wałęsa spoke in Gdańsk."
    assert found.notes == ("read as iso-8859-2, which it declares",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    [found] = taken("-", stdin=STORY.encode(encoding))
    assert found.report.text == STORY


def test_windows_1252_is_read_with_a_note() -> None:
    [found] = taken("-", stdin="The café was shut – “for good”, he said.".encode("cp1252"))
    assert found.report.text == "The café was shut – “for good”, he said."
    assert found.notes == ("not UTF-8: read as Windows-1252",)


@pytest.mark.parametrize(("data", "place", "says"), [
    (b"", None, "empty"),
    (b" \n\t\n", None, "empty"),
    ("\ufeff \n".encode(), None, "empty"),
    (b"One.\nTwo.\nThr\x00ee.", "line 3", "NUL byte (byte 13)"),
    ("Café one.\nCaf\u00e9".encode() + b" \xe9 bad.", "line 2", "broken UTF-8"),
    (b"It ends in the middle of a \xe2\x80", "line 1", "broken UTF-8"),
    (b"\xef\xbb\xbfgood \xff bad", "byte 8", "not the utf-8 it claims"),
    (b"\x93one\x81two", "line 1", "neither UTF-8 nor Windows-1252"),
    (bytes(range(1, 32)) * 40, "line 1", "binary"),
    (b"%PDF-1.7 ...", None, "PDF"),
    (b"\x89PNG\r\n\x1a\n....", None, "PNG"),
    (b"PK\x03\x04....", None, "ZIP archive or Word document"),
])
def test_what_is_no_text_is_refused_with_its_place(data: bytes, place: str | None, says: str, tmp_path: Path) -> None:
    found = failure(data, tmp_path)
    assert found.place == place and says in found.message
    assert isinstance(found.error, UnreadableFile)


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    assert "without any text" in failure(b"<html><script>x</script></html>", tmp_path, "a.html").message
    assert isinstance(failure(b"<!-- -->", tmp_path, "b.html").error, UnreadableFile)


def test_a_line_of_twenty_megabytes_is_refused_unless_allowed(tmp_path: Path) -> None:
    data = b"He said no. " * 1_700_000
    assert "larger than 8,000,000 bytes" in failure(data, tmp_path).message
    assert len(taken(tmp_path / "a.txt", max_bytes=30_000_000)[0].report.text) == len(data)


def test_a_long_line_of_jsonl_does_not_end_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"no " * 700 + b'"}\n{"text": "He said yes."}\n')
    bad, good = take(path, max_bytes=1_000)
    assert isinstance(bad, Failed) and bad.place == "line 1" and "longer than 1,000 bytes" in bad.message
    assert isinstance(good, Taken) and (good.place, good.report.text) == ("line 2", "He said yes.")


def test_jsonl_gives_each_line_and_names_each_bad_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([
        json.dumps({"text": "He said yes.", "id": 7, "published": "2016-03-02", "source": "S", "url": "u", "title": "T", "other": [1]}),
        '{"text": "He said', "", json.dumps({"text": "No.", "published": "yesterday-ish"}), json.dumps({"body": "No."}), "[1]",
        "[" * 100_000, json.dumps({"text": 5}), json.dumps({"schema": "detente.reading/1"}), json.dumps({"text": "  "}),
        json.dumps({"text": "She said no."}), json.dumps({"text": "Blank id.", "id": " ", "source": None}),
    ]), encoding="utf-8")
    found = take(path)
    first = found[0]
    assert isinstance(first, Taken)
    report = first.report
    assert (report.id, report.published, report.source, report.url, report.title) == ("7", "2016-03-02", "S", "u", "T")
    assert [f.place for f in found if isinstance(f, Taken)] == ["line 1", "line 11", "line 12"]
    bad = {f.place: f for f in found if isinstance(f, Failed)}
    assert "not JSON: Unterminated string starting at at column 10" in bad["line 2"].message
    assert isinstance(bad["line 4"].error, BadDate) and "yesterday-ish" in bad["line 4"].message
    assert 'no field "text"; its fields: \'body\'' in bad["line 5"].message
    assert "wants an object" in bad["line 6"].message
    assert "cannot" in bad["line 7"].message or "read" in bad["line 7"].message
    assert "'text' wants a string, not int" in bad["line 8"].message
    assert "stored detente.reading/1" in bad["line 9"].message
    assert "empty" in bad["line 10"].message


def test_jsonl_that_is_not_utf8_names_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Yes."}\n{"text": "\xff"}\n{"text": "No."}\n')
    found = take(path)
    assert [type(f) for f in found] == [Taken, Failed, Taken]
    assert str(found[1]) == f"{path}, line 2: is not UTF-8: invalid start byte at byte 10 of the line"


def test_csv_gives_each_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Published,Text\n1,2016-03-02,"He said ""yes"",\nand left."\n2,soon,No.\n3,No.\n,,She left.\n', encoding="utf-8")
    one, two, three, four = take(path)
    assert isinstance(one, Taken) and one.report.text == 'He said "yes",\nand left.' and one.report.id == "1"
    assert isinstance(two, Failed) and two.place == "line 4" and "'soon'" in two.message
    assert isinstance(three, Failed) and "2 cells under a header of 3" in three.message
    assert isinstance(four, Taken) and four.report.published is None


def test_csv_without_a_text_column_is_refused(tmp_path: Path) -> None:
    found = failure(b"a,b\n1,2\n", tmp_path, "a.csv")
    assert found.place == "line 1" and 'no column "text"; it names: a, b' in found.message


def test_a_folder_is_read_by_name_and_says_what_it_passes_over(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text("He said yes.")
    (tmp_path / "b" / "c.HTML").write_text("<p>She said no.")
    (tmp_path / "b" / "d.pdf").write_bytes(b"PK")
    (tmp_path / ".hidden.txt").write_text("Not read.")
    (tmp_path / "e.txt").write_text("")
    found = take(tmp_path)
    assert [type(f) for f in found] == [Taken, Taken, Skipped, Failed]
    assert [Path(f.path).name for f in found] == ["a.txt", "c.HTML", "d.pdf", "e.txt"]
    assert ".jsonl" in str(found[2])


def test_a_loop_of_folders_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    (tmp_path / "z.txt").write_text("He said yes.")
    found = take(tmp_path)
    assert [type(f) for f in found] == [Failed, Failed, Taken]
    assert "link back to a folder" in str(found[0])
    assert "self.txt" in str(found[1]) and "cannot be read" in str(found[1])


def test_missing_and_locked_files_and_empty_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [missing] = take(tmp_path / "no.txt")
    assert str(missing) == f"{tmp_path / 'no.txt'}: cannot be read: No such file or directory"
    [empty] = take(tmp_path)
    assert "empty folder" in str(empty)
    [odd] = take("a\0b.txt")
    assert isinstance(odd, Failed)

    def locked(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("He said yes.")
    monkeypatch.setattr(Path, "open", locked)
    [found] = take(tmp_path / "a.txt")
    assert str(found) == f"{tmp_path / 'a.txt'}: cannot be read: Permission denied"


def test_standard_input_may_be_text_page_or_lines() -> None:
    assert taken("-", stdin=STORY.encode())[0].report.text == STORY
    assert taken("-", stdin=b"<p>She said <b>no</b>.</p>")[0].report.text == "She said no."
    assert [t.report.text for t in taken("-", stdin=b'{"text": "Yes."}\n{"text": "No."}')] == ["Yes.", "No."]
    [found] = take("-")
    assert isinstance(found, Failed) and found.path == "standard input"


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)    # without the clock's time, so that names of tests stay
    return out.getvalue()


def test_an_archive_gives_its_members(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"b/two.html": b"<p>No.", "one.txt": b"Yes.", "three.bin": b"x", "in.zip": b"PK", "long.txt": b"a " * 5_000}))
    found = take(path, max_bytes=5_000)
    assert [type(f) for f in found] == [Taken, Skipped, Failed, Taken, Skipped]
    assert [f.path for f in found] == [f"{path}!{n}" for n in ("b/two.html", "in.zip", "long.txt", "one.txt", "three.bin")]
    assert "unpacks to more than 5,000 bytes" in str(found[2])


@pytest.mark.parametrize("data", [b"PK nothing", archive({"a.txt": b"Yes, he said so."})[:60], archive({})], ids=["none", "cut", "empty"])
def test_a_broken_archive_is_refused(data: bytes, tmp_path: Path) -> None:
    assert isinstance(failure(data, tmp_path, "a.zip").error, UnreadableFile)


def test_an_archive_with_a_broken_member_gives_the_rest(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": b"Yes, he said so to all of them.", "b.txt": b"No."}))
    at = data.index(b"a.txt") + len("a.txt")
    data[at:at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "a.zip").write_bytes(data)
    bad, good = take(tmp_path / "a.zip")
    assert isinstance(bad, Failed) and "cannot be unpacked" in str(bad)
    assert isinstance(good, Taken)


def test_another_language_is_refused_by_name_unless_told_otherwise(tmp_path: Path) -> None:
    found = failure(GERMAN.encode(), tmp_path)
    assert isinstance(found.error, WrongLanguage) and found.error.language == "de"
    assert "is in German" in found.message
    assert taken(tmp_path / "a.txt", language_check=False)[0].report.text == GERMAN


@pytest.mark.parametrize("text", [
    "Der Gesandte traf am Montag den Minister.",
    "SEOUL TOKYO BEIJING MOSCOW " * 3,
    "The envoys of Côte d'Ivoire, Guiné-Bissau and São Tomé e Príncipe met in Yamoussoukro with Konan N'Dri, Amadou Traoré, Inácio "
    "Sanhá, Brás de Almeida, Léon Compaoré and Koffi Mensah-Adjavon, and agreed to send Léopold Ouattara to Ouagadougou to mediate.",
])
def test_short_texts_and_foreign_names_are_not_refused(text: str) -> None:
    assert taken("-", stdin=text.encode())


@pytest.mark.parametrize(("text", "language"), [
    ("Министр встретился с президентом в понедельник и сказал, что переговоры будут продолжены на следующей неделе. " * 4, "ru"),
    ("韓国の大統領は月曜日にロシアの大統領と会談し、北朝鮮への圧力を強めるよう求めた。しかしロシアは制裁に反対している。" * 3, "ja"),
    ("El ministro se reunió el lunes con el presidente y dijo que las conversaciones seguirán la próxima semana en la capital. " * 3, "es"),
])
def test_other_scripts_are_told_apart(text: str, language: str) -> None:
    [found] = take("-", stdin=text.encode())
    assert isinstance(found, Failed) and isinstance(found.error, WrongLanguage)
    assert found.error.language == language


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".jsonl", ".csv", ".zip", ""]))
def test_any_bytes_give_a_report_or_a_failure(data: bytes, suffix: str) -> None:
    from detente.intake.files import from_stream, guarded

    found = list(guarded("x", from_stream("x", suffix, io.BytesIO(data), Options())))
    assert found
    assert all(isinstance(f, Taken | Failed | Skipped) for f in found)


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_any_text_in_markup_is_taken_or_refused(text: str, cut: bool) -> None:
    page = f"<html><body><div><p>{text}</p><{text}>"
    for found in take("-", stdin=page[:len(page) - 9 * cut].encode("utf-8", "surrogatepass")):
        assert isinstance(found, Taken | Failed)


def test_deep_and_wide_pages_do_no_harm() -> None:
    assert take("-", stdin=b"<div>" * 50_000 + b"Talks failed.")
    assert taken("-", stdin=b"<html>" + b"<p>Talks failed.</p>" * 20_000)[0].report.text.count("\n\n") == 19_999


def test_a_table_may_hold_a_book_but_no_column_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,id\n" + "word " * 60_000 + ",r\nshort,s\n", encoding="utf-8")
    assert [(t.report.id, len(t.report.text)) for t in taken(path, language_check=False)] == [("r", 300_000), ("s", 5)]
    assert "'text' twice" in failure(b"text,id,text\na,b,c\n", tmp_path, "b.csv").message
