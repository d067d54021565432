"""The pages without a browser: every link leads somewhere, five questions take three clicks, nothing served can run."""
from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin

import pytest

from detente.records.reading import Reading
from detente.text import Report
from detente.web.app import PAGES, App
from detente.web.guard import Guard
from detente.web.http import Request
from detente.web.sentence import around
from detente.web.shelf import Shelf
from tests.notation import readings
from tests.web.browse import Visit, ask


def crawl(app: App, most: int = 400) -> dict[str, int]:
    """Every address reached from the first page, with the status of its answer."""
    seen: dict[str, int] = {}
    waiting = ["/"]
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        answer = ask(app, address)
        seen[address] = answer.status
        if answer.kind.startswith("text/html"):
            for href in re.findall(r'href="([^"]+)"', answer.body.decode()):
                to = urldefrag(urljoin(address, href.replace("&amp;", "&")))[0]
                if to.startswith("/") and "sort=" not in to and to not in seen and to not in waiting:
                    waiting.append(to)
    return seen


def test_every_link_leads_to_a_page(app: App) -> None:
    seen = crawl(app)
    assert {a: s for a, s in seen.items() if s != 200} == {}
    assert len(seen) > 60
    assert {f"/{p}" for p in PAGES} <= {a.partition("?")[0] for a in seen}


def test_first_view_counts_and_each_count_opens(app: App) -> None:
    visit = Visit(app)
    told = visit.words("//p[@class='tally']")
    dossier = app.shelf.view.dossier
    assert told == (f"2 reports: {len(dossier.happenings)} happenings, {len(dossier.disagreements)} disagreement, "
                    f"{app.shelf.view.unfulfilled} plans not fulfilled")
    hrefs = [h for w, h in visit.links() if any(k in w for k in ("report", "happening", "disagreement", "plans not"))]
    assert {"#reports", "/happenings", "/disagreements", "/plans"} <= set(hrefs)


def test_who_opposed_what_told_by_whom_and_where_does_it_say_so(app: App) -> None:
    visit = Visit(app).click("Who stands where")
    assert "no evidence" in visit.words("//td[contains(@class,'nothing')]")
    visit.click("courier", to="/record/")
    assert "relayed by" in visit.words() or "evidence" in visit.words()
    visit.click(to="/report/courier?c=")
    assert "stop sending crude oil" in visit.target
    assert visit.clicks <= 3


def test_what_was_asked_and_refused_by_whom_as_told_by_whom(app: App) -> None:
    visit = Visit(app).click("Who did what to whom")
    refusals = {f"/record/{e.id}" for r in app.shelf.view.dossier.readings for e in r.events if e.act == "REJECT"}
    visit.click(to=next(h for _, h in visit.links() if h in refusals))
    assert "claimed by" in visit.words() and "relayed by" in visit.words() and "Park Su-jin" in visit.words()
    assert visit.clicks <= 3


def test_was_the_plan_held(app: App) -> None:
    visit = Visit(app).click("What was planned")
    assert "and it happened" in visit.words() and "due to meet" in visit.words() and "met" in visit.words()
    visit.click("strait:", to="/report/strait?c=")
    assert visit.clicks <= 3 and visit.target


def test_where_do_reports_differ_and_who_says_which(app: App) -> None:
    visit = Visit(app).click("disagreement")
    assert "50 kilotons" in visit.words() and "160 kilotons" in visit.words()
    visit.click("strait:", to="/report/strait?c=")
    assert "160 kilotons" in visit.target and visit.clicks == 2


def test_who_promised_what_by_when(app: App) -> None:
    visit = Visit(app).click("World")
    promises = visit.words("//section[@aria-labelledby='c-h']")
    assert "Russia" in promises and "raise trade" in promises and "2020" in promises
    assert visit.clicks == 1


def test_the_sample_answers_too(sample_app: App) -> None:
    """On real readings: from the first page to the words of the refusal, in three clicks."""
    courier = Visit(sample_app).click("Putin cool on oil embargo")
    assert "turned down" in courier.words()
    refused = next(e for r in sample_app.shelf.view.dossier.readings for e in r.events if r.quote(e.trigger) == "turned down")
    visit = courier.click(to=f"/record/{refused.id}").click(to="/report/vladivostok-courier?c=")
    assert visit.target == "turned down" and visit.clicks == 3
    assert {a: s for a, s in crawl(sample_app, 300).items() if s != 200} == {}


def test_report_jumps_to_characters(app: App) -> None:
    text = app.shelf.view.readings["courier"].report.text
    start = text.index("crude oil")
    visit = Visit(app, f"/report/courier?c={start},{start + 9}#here")
    assert visit.target == "crude oil"
    assert ask(app, "/report/courier?c=9,3").status == 200
    assert ask(app, "/report/courier?c=999999,9999999").status == 200


def test_a_record_names_each_field_in_its_sentence(app: App) -> None:
    reading = app.shelf.view.readings["courier"]
    visit = Visit(app, f"/record/{reading.events[0].id}")
    marked = {e.text_content(): e.get("class") for e in visit.page.xpath("//blockquote//span[contains(@class,'role')]")}
    assert marked == {"Moon Jae-in": "role r-actor", "Vladimir Putin": "role r-recipient", "met": "role r-trigger",
                      "Vladivostok": "role r-place", "Wednesday": "role r-time"}


def test_happening_shows_what_each_says_is_silent_on_and_differs_in(app: App) -> None:
    view = app.shelf.view
    shared = next((h for h in view.dossier.happenings if h.reports > 1), view.dossier.happenings[0])
    visit = Visit(app, f"/happening/{shared.id}")
    assert "silent" in visit.words()
    assert len(visit.page.xpath("//thead/tr/th")) == 1 + shared.reports


def test_records_are_filtered_sorted_and_taken_along(app: App) -> None:
    only = Visit(app, "/records?kind=event&status=denied")
    assert [e.text_content() for e in only.page.xpath("//tbody/tr/td[2]")] == ["ASSAULT"]
    by_day = Visit(app, "/records?kind=event&sort=day")
    days = [e.text_content() for e in by_day.page.xpath("//tbody/tr/td[@class='day']")]
    assert days == sorted(days)
    assert Visit(app, "/records?q=crude+turned").words("//p[@role='status']").startswith("1 record") or "2 records" in \
        Visit(app, "/records?q=crude+turned").words("//p[@role='status']")
    table = ask(app, "/records.csv?kind=figure").body.decode().splitlines()
    assert len(table) == 4 and table[0].startswith("id,kind,type")
    assert "No record fits" in Visit(app, "/records?q=zzzz").words()


def test_timeline_dashes_plans_and_strikes_denials(app: App) -> None:
    svg = ask(app, "/timeline").body.decode()
    assert "d-planned" in svg and "d-denied" in svg and "d-strike" in svg
    alone = ask(app, "/file/timeline.svg")
    assert alone.kind.startswith("image/svg+xml") and b"<style>" in alone.body


def test_world_on_a_day_by_slider_or_date(app: App) -> None:
    early, late = Visit(app, "/world?step=0"), Visit(app, "/world?on=2017-09-07")
    assert "2017-09-06" in early.words("//h1") and "oil cut-off" not in early.words()
    assert "oil cut-off" in late.words() and "opposed by Russia" in late.words() and "proposed by South Korea" in late.words()
    assert early.page.xpath("//input[@type='range']/@max") == ["1"]
    assert ask(app, "/world?on=yesterday").status == 400


EVIL = ('Kenya accused <script>alert(1)</script> Somalia of "shelling" <img src=x onerror=alert(1)> its posts. \u202egnol\u061c '
        "</title><svg onload=alert(1)> javascript:alert(1) {{ 7*7 }} '\x00 \ud800")


def test_served_text_cannot_run(episode: list[Reading]) -> None:
    evil = readings("@ <script>alert(2)</script> 2017-09-07 <b>Source</b>\n"
                    "[KEN:<img/src=x>Kenya] [T:accused] [SOM:<script>x</script>] of =cmd.\n"
                    "= ACCUSE KEN > SOM; happened\n")
    app = App(Shelf([*episode, *evil]))
    for address in crawl(app):
        answer = ask(app, address)
        body = answer.body.decode()
        policy = dict(answer.headers)["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "unsafe-inline'; script" not in policy
        if answer.kind.startswith("text/html"):
            assert re.findall(r"<script[^>]*>", body) == ['<script src="/static/detente.js" defer>'], address
            assert "<img/" not in body and "<img src=x" not in body and "\u202e" not in body
            assert not re.search(r"<[^>]*\son\w+=", body) and not re.search(r"<[^>]*\sstyle=", body)
            assert not re.search(r'(?:href|src|action)="(?!/|#)', body), address


def test_direction_controls_and_markup_are_shown_not_obeyed() -> None:
    from detente.pipeline import Reader
    reading = Reader().read(Report(EVIL.replace("\ud800", ""), "evil"))
    app = App(Shelf([reading]))
    for address in ("/", "/report/evil", "/records", "/actors"):
        body = ask(app, address).body.decode()
        assert "\u202e" not in body and "\u061c" not in body and "alert(1)</script>" not in body
    shown = ask(app, "/report/evil").body.decode()
    assert "[U+202E]" in shown and "{{ 7*7 }}" in shown


def test_formulas_are_neutralised_in_csv() -> None:
    made = readings("@ =SUM(A1) 2017-09-07\n[KEN:Kenya] [T:=cmd|' /C calc'] [SOM:Somalia].\n= ACCUSE KEN > SOM; happened\n")
    table = ask(App(Shelf(made)), "/records.csv").body.decode()
    assert "'=cmd" in table and "'=SUM(A1)" in table and not re.search(r"(?:^|,)\"?=", table, re.M)


def test_only_localhost_may_ask_without_a_token(app: App) -> None:
    assert ask(app, "/", host="evil.example").status == 421
    assert ask(app, "/", host="localhost:8017").status == 200
    assert ask(app, "/", host="[::1]:8017").status == 200


def test_other_hosts_need_the_token(episode: list[Reading]) -> None:
    app = App(Shelf(episode), guard=Guard("open-sesame"))
    assert ask(app, "/records", host="192.0.2.7:80").status == 401
    assert ask(app, "/records?token=wrong", host="192.0.2.7:80").status == 401
    assert ask(app, "/records", host="192.0.2.7:80", cookie="detente=wr\u00f6ng").status == 401
    entered = ask(app, "/records?token=open-sesame&kind=event", host="192.0.2.7:80")
    assert entered.status == 303 and dict(entered.headers)["Location"] == "/records?kind=event"
    cookie = dict(entered.headers)["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert ask(app, "/records", host="192.0.2.7:80", cookie=cookie.partition(";")[0]).status == 200
    away = app(Request("GET", "//evil.example", "token=open-sesame"))
    assert dict(away.headers)["Location"] == "/evil.example"


def test_forms_of_other_sites_are_refused(app: App) -> None:
    assert ask(app, "/add", "POST", b"text=x", origin="http://evil.example").status == 403
    assert ask(app, "/add", "POST", b"text=x", sec_fetch_site="cross-site").status == 403


@pytest.mark.parametrize("address", ["/record/e-none", "/report/none", "/happening/h-none", "/actor/none", "/file/../../etc/passwd",
                                     "/static/../app.py", "/nope", "/record/%00", "/records/x"])
def test_what_is_not_there_is_said(app: App, address: str) -> None:
    assert ask(app, address).status == 404


@pytest.mark.parametrize("query", ["page=99999999", "page=-1", "sort=nonsense", "page=²", "kind=%FF", "q=" + "x" * 5000,
                                   "&".join(f"a{n}=1" for n in range(200))])
def test_odd_queries_do_no_harm(app: App, query: str) -> None:
    assert ask(app, f"/records?{query}").status in {200, 400}


def test_pages_fit_the_house(app: App) -> None:
    """For screen readers and keyboards: a language, one first heading, a name for each control, headed tables, skip link."""
    for address in (*(f"/{p}" for p in PAGES if not p.endswith(".csv")), "/report/courier", "/actor/RUS"):
        page = Visit(app, address).page
        assert page.xpath("/html/@lang") == ["en"]
        assert len(page.xpath("//h1")) == 1, address
        for control in page.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea"):
            assert control.xpath("ancestor::label") or page.xpath(f"//label[@for='{control.get('id')}']"), (address, control.attrib)
        assert not page.xpath("//th[not(@scope)]"), address
        assert page.xpath("//a[@class='skip' and @href='#main']") and page.xpath("//main[@id='main']")
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), (address, sorted(i for i in ids if ids.count(i) > 1))


def test_head_answers_and_other_methods_do_not(app: App) -> None:
    assert app(Request("DELETE", "/", headers={"host": "localhost"})).status == 405


def test_a_sentence_ends_at_its_part_and_not_at_titles() -> None:
    made, = readings("@ x 2017-09-07\n"
                     "He came. Mr. Moon and Gen. Park of the U.S. [T:met] [KOR:Seoul] on Sept. 6 here. They left.\n= CONSULT KOR > ; happened\n")
    start, end = around(made, [made.events[0].trigger]).start, around(made, [made.events[0].trigger]).end
    assert made.report.text[start:end].strip() == "Mr. Moon and Gen. Park of the U.S. met Seoul on Sept. 6 here."
