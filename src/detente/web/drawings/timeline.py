"""The timeline drawn: a row for each act; its bar is as wide as its time is uncertain; planned dashed, denied struck through."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from detente.records.kinds import Status
from detente.study.timeline import Bar, Episode
from detente.web.drawings.frame import clean, linked, shortened, svg, text

WIDTH, LEFT, ROW, TOP, FOOT = 1040, 44, 24, 34, 12
AXIS = 520                 # width of the axis; words stand right of the bars
NARROW = 7                 # width of a bar known to the day, at least
TICKS = 6
Link = Callable[[Bar], str | None]
SPECIAL = {Status.PLANNED: "planned", Status.POSSIBLE: "possible", Status.CONDITIONAL: "conditional", Status.DENIED: "denied"}


def timeline(episode: Episode, link: Link = lambda _: None, alone: bool = False) -> str:
    """One episode as an SVG. link: a bar -> the page it leads to."""
    low, high = beside(episode.first, -1), beside(episode.last, 1)
    height = TOP + ROW * len(episode.bars) + FOOT
    body = [*axis(low, high, height), *(row(b, n, low, high, link) for n, b in enumerate(episode.bars))]
    return svg(WIDTH, height, f"Timeline {episode.first} to {episode.last}", body, alone)


def beside(day: date, days: int) -> date:
    """The day so many days away, held at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def place(day: date, low: date, high: date) -> float:
    return LEFT + AXIS * (day - low).days / max(1, (high - low).days)


def axis(low: date, high: date, height: float) -> Iterator[str]:
    days = (high - low).days
    for n in range(0, days + 1, -(-days // TICKS)):
        day = low + timedelta(days=n)
        x = place(day, low, high)
        yield f'<line class="d-grid" x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{height - FOOT}"/>'
        yield text(x, 18, day_words(day, days), "d-small", "middle")


def day_words(day: date, days: int) -> str:
    """As much of the day as the scale can show."""
    return day.isoformat() if days < 400 else day.isoformat()[:7] if days < 4000 else day.isoformat()[:4]


def row(b: Bar, n: int, low: date, high: date, link: Link) -> str:
    y = TOP + ROW * n
    start, end = place(b.first, low, high), place(beside(b.last, 1), low, high)
    width = max(NARROW, end - start)
    status = b.act.event.status
    kind = f"d-bar d-quad{b.act.event.quad} d-{SPECIAL.get(status, 'happened')}" + (" d-past" if b.act.event.background else "")
    words = shortened(b.label, 62) + (f" ({status})" if status in SPECIAL else "")
    at = start + width + 8
    inside, anchor = (at, "start") if at < LEFT + AXIS + 20 else (start - 8, "end")
    days = b.first.isoformat() if b.first == b.last else f"{b.first} to {b.last}"
    across = f'<line class="d-strike" x1="{start - 4:.1f}" y1="{y + 8}" x2="{start + width + 4:.1f}" y2="{y + 8}"/>'
    strike = across if status is Status.DENIED else ""
    label = "d-label d-struck" if status is Status.DENIED else "d-label"
    body = (f'<rect class="{kind}" x="{start:.1f}" y="{y + 2}" width="{width:.1f}" height="12" rx="3"/>{strike}'
            f'{text(round(inside, 1), y + 12.5, words, label, anchor)}<title>{clean(days + ": " + b.label + ", " + status)}</title>')
    return linked(link(b), f"<g>{body}</g>")
