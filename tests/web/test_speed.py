"""A file of 3,000 events: its heaviest page is ready in 300 ms."""
from __future__ import annotations

import time

from detente.web.app import App
from detente.web.shelf import Shelf
from tests.notation import readings
from tests.web.browse import ask

STATES = ("KOR:Seoul", "RUS:Moscow", "CHN:Beijing", "USA:Washington", "JPN:Tokyo", "FRA:Paris", "DEU:Berlin", "GBR:London")
ACTS = ("CONSULT:met", "ACCUSE:accused", "REJECT:rejected", "REQUEST:asked", "SANCTION:punished", "AID:helped", "THREATEN:warned")


def report(n: int) -> str:
    """Ten events on one day."""
    lines = [f"@ r{n:04d} {2000 + n // 300}-{n // 25 % 12 + 1:02d}-{n % 25 + 1:02d} Paper {n % 7}"]
    for k in range(10):
        a, b = STATES[(n + k) % 8], STATES[(n * 3 + k * 5 + 1) % 8]
        b = STATES[(STATES.index(a) + 1) % 8] if a == b else b
        act, word = ACTS[(n + 2 * k) % 7].split(":")
        lines += [f"[{a}] [T:{word}] [{b}] over matter {n}-{k} in the morning.", f"= {act} {a[:3]} > {b[:3]}; happened"]
    return "\n".join(lines)


def test_the_heaviest_page_of_3000_events_is_ready_in_300_ms() -> None:
    app = App(Shelf(readings("\n".join(report(n) for n in range(300)))))
    assert sum(len(r.events) for r in app.shelf.view.dossier.readings) == 3000
    heavy = {}
    for path in ("/", "/records", "/records?sort=-what&q=morning", "/happenings", "/timeline", "/positions", "/network", "/actors", "/actor/RUS",
                 "/plans", "/disagreements", "/figures", "/world"):
        ask(app, path)      # look-ups are made once a file, not once a page
        start = time.perf_counter()
        assert ask(app, path).status == 200
        heavy[path] = time.perf_counter() - start
    assert max(heavy.values()) < 0.3, sorted(heavy.items(), key=lambda h: -h[1])[:3]
