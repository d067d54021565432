"""Whom an actor acts for, by PLOVER's country and sector codes: a state's officials stand for it, its rebels and citizens do not."""
from __future__ import annotations

from detente.records.reading import Actor

# Country codes that name a kind of body, not a state.
GENERIC = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
# Sectors that act for their state.
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "AGR"})
# The sector of armed groups, and the ids of those who are called by nothing but that.
ARMED = "REB"
BANDS = frozenset({"role-rebel", "role-guerrilla", "role-insurgent"})
# Sectors that say nothing of a side.
OPEN = frozenset({None, "UNK"})


def state_of(actor: Actor) -> str | None:
    """The code of the state that the actor is or acts for: "RUS" for Russia, its president and its foreign ministry; None for all others."""
    if actor.country is None or actor.country in GENERIC:
        return None
    known = is_listed_person(actor) and actor.sector is None    # an office holder of the lexicon, read without a date
    official = actor.id == actor.country or actor.sector in OFFICIAL or bool(actor.office) or known
    return actor.country if official else None


def side_of(actor: Actor) -> str:
    """The state acted for, else country and sector ("MLI:REB"), else the actor's own id: what two namings of one party share."""
    state = state_of(actor)
    if state is not None:
        return state
    if actor.country in GENERIC and actor.sector in OFFICIAL:
        return actor.id.removesuffix(f"-{actor.sector}")    # "leaders of ECOWAS" act for ECOWAS
    if actor.country is None or actor.country in GENERIC or actor.sector in OPEN:
        return actor.id
    return f"{actor.country}:{actor.sector}"


def is_listed_person(actor: Actor) -> bool:
    """The lexicon's persons have Wikidata's ids."""
    return actor.id.startswith("Q") and actor.id[1:].isdigit()


def is_person(actor: Actor) -> bool:
    """A person of the lexicon, or one made of a name in the text ("per-kim-byung-ki")."""
    return actor.id.startswith("per-") or is_listed_person(actor)
