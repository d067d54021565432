"""Verdicts given on pages: noted, shown, undone; nothing taken where no review file is."""
from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from detente.records.reading import Reading
from detente.store.reviews import Judgement, Reviews
from detente.web.app import App
from detente.web.desk import Desk
from detente.web.http import Response
from detente.web.shelf import Shelf
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
