"""Every figure with its source, and where reports differ on one."""
from __future__ import annotations

from detente.records.dossier import Citation
from detente.web.http import Request
from detente.web.pages.records import PAGE, whole
from detente.web.render import render
from detente.web.sentence import in_sentence
from detente.web.shelf import View
from detente.web.words import amount, party, time_words


def page(view: View, request: Request) -> str:
    every = [(r, f) for r in view.dossier.readings for f in r.figures]
    pages = max(1, -(-len(every) // PAGE))
    number = min(pages, max(1, whole(request.args().get("page", "1"))))
    every.sort(key=lambda rf: (rf[1].about or "~", rf[0].report.id, rf[1].span))
    shown = [(r.report.id, f, party(r, f.according_to) if f.according_to else "", Citation(r.report.id, f.span), in_sentence(r, f),
              time_words(r, f.when)) for r, f in every[(number - 1) * PAGE:number * PAGE]]
    return render("figures.html", view=view, here="figures", shown=shown, total=len(every), number=number, pages=pages, kept={}, sort="",
                  amount=amount, differ=[d for d in view.dossier.disagreements if d.aspect == "figure"])
