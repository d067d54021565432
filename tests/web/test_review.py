"""Verdicts given on pages: noted, shown, undone; nothing taken where no review file is."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from detente.records.reading import Event, Reading
from detente.store.parties import named, parties
from detente.store.reviews import Judgement, Reviews, reviewed_readings
from detente.text import Span
from detente.web.app import App
from detente.web.desk import Desk
from detente.web.http import Response
from detente.web.shelf import Shelf
from tests.notation import readings
from tests.web.browse import Visit, ask


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "review.db")


@pytest.fixture
def desk_app(episode: list[Reading], path: str) -> App:
    return App(Shelf(episode, Desk(path, "ann")))


def post(app: App, **fields: str) -> Response:
    return ask(app, "/review", "POST", urlencode(fields).encode())


def test_accept_reject_amend_undo(desk_app: App, path: str) -> None:
    first, second, *_ = desk_app.shelf.view.by_id
    there = post(desk_app, record=first, verdict="reject", coder="ann", reason="not <so>", then=second)
    assert dict(there.headers)["Location"] == f"/record/{second}"
    post(desk_app, record=second, verdict="amend", coder="bob", field="status", value="planned")
    visit = Visit(desk_app, f"/record/{first}")
    assert "rejected by ann — not <so>" in visit.words("//section[@class='review']")
    assert "status → planned" in Visit(desk_app, f"/record/{second}").words("//section[@class='review']")
    assert "rejected" in Visit(desk_app, "/records").words("//span[contains(@class,'verdict')]")
    post(desk_app, verdict="undo", coder="ann")
    with Reviews(path) as reviews:
        assert {i: v.judgement for i, v in reviews.current().items()} == {second: Judgement.AMEND}


@pytest.mark.parametrize("fields", [{"record": "e-none", "verdict": "accept"}, {"verdict": "accept"}, {"record": "first", "verdict": "burn"},
                                    {"record": "first", "verdict": "accept", "coder": " "},
                                    {"record": "first", "verdict": "amend", "field": "status", "value": "perhaps"},
                                    {"record": "first", "verdict": "amend", "field": "modes", "value": "kiss"}])
def test_odd_verdicts_are_refused_in_words(desk_app: App, fields: dict[str, str]) -> None:
    first = next(iter(desk_app.shelf.view.by_id))
    given = {"coder": "ann", **{k: first if v == "first" else v for k, v in fields.items()}}
    answer = post(desk_app, **given)
    assert answer.status in {400, 404} and b"<h1>" in answer.body


def test_without_a_review_file_no_verdict_is_taken(app: App) -> None:
    first = next(iter(app.shelf.view.by_id))
    assert post(app, record=first, verdict="accept", coder="ann").status == 404
    assert "Review" not in Visit(app, f"/record/{first}").words()


def event_of(app: App, words: str) -> tuple[str, Reading]:
    return next((i, r) for i, (r, x) in app.shelf.view.by_id.items() if isinstance(x, Event) and words in r.quote(x.trigger))


def test_parties_are_chosen_from_the_mentions_or_by_words(desk_app: App, path: str) -> None:
    id, reading = event_of(desk_app, "asked")
    page = Visit(desk_app, f"/record/{id}").page
    rows = page.xpath("//form[@id='parties']//tbody/tr")
    now = [(r.xpath("string(th/b)"), r.xpath("string(.//input[@checked]/@value)")) for r in rows]
    assert [n for n in now if n[1]] == [("Seoul", "actor"), ("Moscow", "recipient")]
    fields = {i.get("name"): i.get("value") for i in page.xpath("//form[@id='parties']//input[@type='radio'][@checked]")}
    swapped = {k: {"actor": "recipient", "recipient": "actor"}.get(v, v) for k, v in fields.items()}
    there = post(desk_app, record=id, verdict="amend", coder="ann", **swapped)
    assert there.status == 303
    words = Visit(desk_app, f"/record/{id}").words("//section[@class='review']")
    assert "actors → “Moscow” (RUS); recipients → “Seoul” (KOR)" in words and "As amended: REQUEST" in words and "Russia → South Korea" in words
    post(desk_app, record=id, verdict="amend", coder="ann", words="an oil cut-off", who="PRK", **{"as": "recipient"})
    assert "recipients → “Seoul” (KOR), “an oil cut-off” (PRK)" in Visit(desk_app, f"/record/{id}").words("//section[@class='review']")
    post(desk_app, verdict="undo", coder="ann")
    assert "an oil cut-off” (PRK)" not in Visit(desk_app, f"/record/{id}").words("//section[@class='review']")
    with Reviews(path) as reviews:
        after = next(r for r in reviewed_readings([reading], reviews.current()) if r.report.id == reading.report.id)
    event = next(e for e in after.events if e.id == id)
    assert [m.actor.id for m in event.actors if m.actor] == ["RUS"] and [m.actor.id for m in event.recipients if m.actor] == ["KOR"]


def test_a_speaker_is_chosen_and_an_actor_of_a_position_named(desk_app: App) -> None:
    said = next(i for i in desk_app.shelf.view.by_id if i.startswith("s-"))
    page = Visit(desk_app, f"/record/{said}").page
    keys = page.xpath("//form[@id='parties']//input[@name='single'][not(@checked)]/@value")
    assert keys[-1] == "none"
    assert post(desk_app, record=said, verdict="amend", coder="ann", single=keys[0]).status == 303
    assert "speaker →" in Visit(desk_app, f"/record/{said}").words("//section[@class='review']")
    held = next(i for i in desk_app.shelf.view.by_id if i.startswith("p-"))
    assert post(desk_app, record=held, verdict="amend", coder="ann", words="Seoul", **{"as": "actor"}).status == 303
    assert "actor → “Seoul” (KOR)" in Visit(desk_app, f"/record/{held}").words("//section[@class='review']")


@pytest.mark.parametrize("fields", [{}, {"words": "nowhere here", "as": "actor"}, {"words": "Seoul", "as": "victim"}, {"part-9-3": "actor"},
                                    {"part-0-99999": "actor"}, {"words": "Seoul", "as": "actor", "who": "nobody known"}])
def test_odd_parties_are_refused_in_words(desk_app: App, fields: dict[str, str]) -> None:
    id, _ = event_of(desk_app, "asked")
    answer = post(desk_app, record=id, verdict="amend", coder="ann", **fields)
    assert answer.status == 400 and b"<h1>" in answer.body


def test_one_phrase_may_mean_two_and_neither_is_lost(path: str) -> None:
    told, = readings("@ x 2017-09-07\n[KOR*:Moon Jae-in] and [RUS*:Vladimir Putin] came. They [T:met] near [CHN:Beijing].\n"
                     "= CONSULT KOR + RUS; happened\n")
    start = told.report.text.index("They")
    one, two = (replace(m, span=Span(start, start + 4)) for m in told.events[0].actors)
    event = replace(told.events[0], actors=(one, two))
    reading = replace(told, events=(event,), mentions=(*told.mentions, one, two))
    app = App(Shelf([reading], Desk(path, "ann")))
    page = Visit(app, f"/record/{event.id}").page
    fields = {i.get("name"): i.get("value") for i in page.xpath("//form[@id='parties']//input[@type='radio'][@checked]")}
    assert sum(v == "actor" for v in fields.values()) == 2
    assert post(app, record=event.id, verdict="amend", coder="ann", words="Beijing", **{**fields, "as": "recipient"}).status == 303
    with Reviews(path) as reviews:
        after, = reviewed_readings([reading], reviews.current())
    assert after.events[0].actors == event.actors and [m.actor.id for m in after.events[0].recipients if m.actor] == ["CHN"]
    post(app, record=event.id, verdict="amend", coder="ann", words="Beijing", who="PRK", **{"as": "recipient"})
    with Reviews(path) as reviews:
        after, = reviewed_readings([reading], reviews.current())
    assert after.events[0].actors == event.actors and [m.actor.id for m in after.events[0].recipients if m.actor] == ["PRK"]
    assert {m.actor.id for m in parties(reading, named(reading, "They", event.trigger)) if m.actor} == {m.actor.id for m in (one, two) if m.actor}
