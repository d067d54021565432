"""The pages in a real browser: clicks, keys, slider, layers; nothing in the console, no request elsewhere. Only where chromium is."""
from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.records.reading import Reading
from detente.web.app import PAGES, App
from detente.web.desk import Desk
from detente.web.server import serve
from detente.web.shelf import Shelf
from tests.web.browse import empty_reading
from tests.web.chrome import Chrome

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


@pytest.fixture(scope="module")
def site(episode: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    desk = Desk(str(tmp_path_factory.mktemp("desk") / "review.db"), "ann")
    server = serve(App(Shelf(episode, desk), empty_reading), "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    assert CHROMIUM is not None
    with Chrome(CHROMIUM, str(tmp_path_factory.mktemp("profile"))) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(chrome: Chrome, site: str) -> Iterator[None]:
    """After every test: the console said nothing, and nothing was asked of anyone else."""
    chrome.console.clear()
    chrome.requests.clear()
    yield
    assert chrome.console == []
    assert [r for r in chrome.requests if not r.startswith((site, "about:", "blob:", "data:"))] == []


@pytest.mark.parametrize("path", [*(f"/{p}" for p in PAGES if not p.endswith(".csv")), "/report/courier", "/actor/RUS", "/tension?one=KOR&two=RUS"])
def test_each_page_loads_and_fits_a_narrow_window(chrome: Chrome, site: str, path: str) -> None:
    chrome.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    chrome.open(site + path)
    assert chrome.js("document.querySelector('h1').textContent.length") > 0
    assert chrome.js("document.documentElement.scrollWidth") <= 400
    chrome.call("Emulation.clearDeviceMetricsOverride")


def test_a_question_by_clicks(chrome: Chrome, site: str) -> None:
    chrome.open(site)
    chrome.click("a[href='/disagreements']")
    assert "160 kilotons" in chrome.js("document.querySelector('main').textContent")
    chrome.click("a.cite[href^='/report/strait?c=']")
    assert chrome.js("document.getElementById('here').textContent") == "160 kilotons"
    top = chrome.js("document.getElementById('here').getBoundingClientRect().top")
    assert 0 <= top <= chrome.js("innerHeight")


def test_characters_by_fragment(chrome: Chrome, site: str) -> None:
    chrome.events.clear()
    chrome.call("Page.navigate", url=f"{site}/report/courier#c=0,11")
    chrome.until_loaded()
    for _ in range(100):
        if chrome.js("location.search") and chrome.js("document.readyState") == "complete":
            break
    assert chrome.js("document.getElementById('here').textContent") == "Moon Jae-in"


def test_rows_open_by_key_and_the_search_by_slash(chrome: Chrome, site: str) -> None:
    chrome.open(f"{site}/records?kind=event")
    chrome.press("j")
    chrome.press("j")
    assert chrome.js("[...document.querySelectorAll('table.records details')].map(d => d.open).slice(0, 3)") == [False, True, False]
    assert chrome.js("document.querySelector('details[open] .r-trigger').offsetHeight") > 0
    chrome.press("k")
    assert chrome.js("document.querySelectorAll('details')[0].open") is True
    chrome.press("/")
    assert chrome.js("document.activeElement.id") == "find"
    chrome.open(f"{site}/records?kind=event")
    chrome.press("j")
    chrome.press("o", loads=True)
    assert chrome.js("location.pathname").startswith("/record/")


def test_the_first_tab_skips_to_the_page(chrome: Chrome, site: str) -> None:
    chrome.open(f"{site}/records")
    chrome.press("Tab")
    assert chrome.js("document.activeElement.className") == "skip"


def test_layers_hide_their_marks_and_notes(chrome: Chrome, site: str) -> None:
    chrome.open(f"{site}/report/courier")
    assert chrome.js("document.querySelector('.notes .event').offsetHeight") > 0
    chrome.click("#layer-event", loads=False)
    assert chrome.js("document.querySelector('.notes .event').offsetHeight") == 0
    assert chrome.js("document.querySelector('.notes .position').offsetHeight") > 0


def test_the_slider_goes_to_another_day(chrome: Chrome, site: str) -> None:
    chrome.open(f"{site}/world")
    assert "2017-09-07" in chrome.js("document.querySelector('h1').textContent")
    chrome.js("document.getElementById('step').focus()")
    chrome.press("ArrowLeft", loads=True)
    assert "2017-09-06" in chrome.js("document.querySelector('h1').textContent")


@pytest.mark.parametrize("path", ["/network", "/timeline", "/positions", "/world", "/tension?one=KOR&two=RUS"])
def test_every_picture_comes_as_svg_png_and_data(chrome: Chrome, site: str, tmp_path: Path, path: str) -> None:
    name = path.strip("/").partition("?")[0]
    chrome.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    chrome.open(site + path)
    data = chrome.js("[...document.querySelectorAll('main a[download]')].map(a => a.getAttribute('href'))")
    assert any(f"{name}.svg" in h for h in data) and any(f"{name}.csv" in h for h in data)
    chrome.click("a[role=button]", loads=False)
    for _ in range(200):
        if (tmp_path / f"{name}.png").exists():
            break
        chrome.js("new Promise(r => setTimeout(r, 20))")
    assert (tmp_path / f"{name}.png").read_bytes()[:4] == b"\x89PNG"


def test_pages_are_whole_without_scripts_and_print(chrome: Chrome, site: str) -> None:
    chrome.call("Emulation.setScriptExecutionDisabled", value=True)
    chrome.open(f"{site}/world")
    assert "oil cut-off" in chrome.js("document.body.textContent")
    assert chrome.js("[...document.querySelectorAll('button')].some(b => b.textContent == 'Show')")
    assert base64.b64decode(chrome.call("Page.printToPDF")["data"])[:5] == b"%PDF-"
    chrome.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/records", "/report/courier", "/timeline", "/positions", "/world", "/figures", "/disagreements", "/plans",
                                  "/network", "/actor/RUS", "/tension?one=KOR&two=RUS", "/record/first"])
def test_axe_has_no_serious_finding(chrome: Chrome, site: str, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_core_python")
    chrome.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    chrome.open(site + (path if path != "/record/first" else first_record(chrome, site)))
    chrome.js(Path(axe.__file__).with_name("axe.min.js").read_text("utf-8") + "; 0")
    found = chrome.js("axe.run({resultTypes: ['violations']}).then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                      ".map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary.slice(0, 160)).slice(0, 3)]))")
    assert found == []


def first_record(chrome: Chrome, site: str) -> str:
    chrome.open(f"{site}/records")
    return str(chrome.js("document.querySelector('a.open').getAttribute('href')"))


def test_records_are_reviewed_by_key(chrome: Chrome, site: str) -> None:
    first = first_record(chrome, site)
    chrome.open(site + first)
    chrome.press("r", loads=True)
    assert chrome.js("location.pathname") not in {first, "/review"}
    chrome.press("a", loads=True)
    chrome.open(site + first)
    assert "rejected by ann" in chrome.js("document.querySelector('.review').textContent")
    chrome.press("u", loads=True)
    chrome.press("u", loads=True)
    assert chrome.js("location.pathname") == first
    assert "rejected by ann" not in chrome.js("document.querySelector('.review').textContent")


def test_words_marked_in_the_sentence_become_a_party_by_key(chrome: Chrome, site: str) -> None:
    chrome.open(f"{site}/records?kind=event")
    row = "[...document.querySelectorAll('tr')].find(r => r.textContent.includes('REQUEST'))"
    chrome.open(site + str(chrome.js(f"{row}.querySelector('a.open').getAttribute('href')")))
    here = chrome.js("location.pathname")
    chrome.js("{ const s = document.querySelector('blockquote.sentence'), w = document.createTreeWalker(s, 4); let n;"
              "while ((n = w.nextNode()) && !n.data.includes('cut-off')); const at = n.data.indexOf('an oil cut-off');"
              "getSelection().setBaseAndExtent(n, at, n, at + 14); }")
    chrome.js("new Promise(r => setTimeout(r, 50))")
    assert chrome.js("document.getElementById('words').value") == "an oil cut-off"
    chrome.press("2", loads=True)
    assert chrome.js("location.pathname") == here
    assert "recipients → “Moscow” (RUS), “an oil cut-off”" in chrome.js("document.querySelector('.review').textContent")
    chrome.press("w")
    assert chrome.js("document.activeElement.name").startswith("part-")
    chrome.press("Tab")
    chrome.click("body", loads=False)
    chrome.js("document.activeElement.blur()")
    chrome.press("u", loads=True)
    assert "cut-off”" not in chrome.js("document.querySelector('.review').textContent")


def test_a_pasted_report_is_read_with_progress(chrome: Chrome, site: str) -> None:
    chrome.open(site)
    chrome.js("document.getElementById('text').value = 'Kenya accused Somalia of shelling its posts.'")
    chrome.click("form.add button")
    for _ in range(100):
        if chrome.js("document.querySelector('h1').textContent").startswith("Read 1"):
            break
        chrome.js("new Promise(r => setTimeout(r, 50))")
        chrome.open(f"{site}/reading")
    chrome.click("a.button")
    assert "3 reports" in chrome.js("document.querySelector('.tally').textContent")
