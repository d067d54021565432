"""A page per actor: what it did, received, said and wants, and with whom it has to do."""
from __future__ import annotations

from collections import Counter

from detente.records.reading import Actor, Event, Position, Statement
from detente.study.past import side
from detente.web.http import Refused, Request
from detente.web.lines import line
from detente.web.pages.records import actor_ids
from detente.web.render import render
from detente.web.sentence import in_sentence
from detente.web.shelf import View

MOST = 40


def page(view: View, request: Request, id: str) -> str:
    """The actor with this id; a state's page holds its officials too."""
    who = view.actors.get(id) or next((side(a) for a in view.actors.values() if side(a).id == id), None)
    if who is None:
        raise Refused(404, f"no actor {id!r} here")
    members = members_of(view, who)
    ids = {who.id, *(m.id for m in members)}
    found = [(r, x) for r, x in view.rows if ids & actor_ids(x)]
    groups = []
    for title, kind in (("What it did or was done to it", Event), ("What it said, or was told", Statement), ("Where it stands", Position)):
        rows = [(r, x) for r, x in found if isinstance(x, kind)]
        groups.append((title, len(rows), [(line(r, x), in_sentence(r, x)) for r, x in rows[:MOST]], kind.__name__.lower()))
    edges = [e for e in view.network.edges if who.id in (e.source, e.target)]
    return render("actor.html", view=view, here="actors", who=who, members=members, groups=groups, edges=edges, most=MOST,
                  names={n.actor.id: n.actor.name for n in view.network.nodes})


def members_of(view: View, who: Actor) -> list[Actor]:
    """Those who act for it, as the reports name them."""
    return sorted((a for a in view.actors.values() if a.id != who.id and side(a).id == who.id), key=lambda a: a.name)


def listing(view: View, request: Request) -> str:
    """All actors with a record, those with most first."""
    counts: Counter[str] = Counter()
    for _, x in view.rows:
        counts.update(actor_ids(x))
    rows = [(view.actors[i], n) for i, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if i in view.actors]
    return render("actors.html", view=view, here="actors", rows=rows[:1000], total=len(rows))
