"""Places resolved: country, coordinates and how closely they are known."""
from __future__ import annotations

from detente.extract.mentions.names import Name
from detente.extract.mentions.scene import Scene
from detente.lexicon.actors import How, Kind, Sense
from detente.records.kinds import Precision
from detente.records.reading import Place


def place_of(scene: Scene, name: Name, sense: Sense | None) -> Place:
    """The place a name means; one that no lexicon knows keeps its name alone."""
    written = " ".join(scene.parse.text[name.span.start:name.span.end].split())
    if sense is None:
        return Place(written)
    if sense.how is How.LOCATION:
        return scene.lexicon.spots[sense.id].place()
    entry = scene.lexicon.entries[sense.id]
    if sense.how in {How.CAPITAL, How.SEAT}:
        return city(scene, name, entry.country, Precision.CITY if sense.how is How.CAPITAL else Precision.SITE, sense.name)
    precision = {Kind.STATE: Precision.COUNTRY, Kind.TERRITORY: Precision.PROVINCE}.get(entry.kind, Precision.UNKNOWN)
    spot = next((scene.lexicon.spots[s.id] for s in scene.lexicon.senses(entry.name) if s.how is How.LOCATION), None)
    if spot is not None and spot.country == entry.country:
        return Place(entry.name, entry.country, spot.lat, spot.lon, precision)
    return Place(entry.name, entry.country, precision=precision)


def city(scene: Scene, name: Name, country: str | None, precision: Precision, written: str) -> Place:
    """A capital, with its coordinates where the gazetteer has them."""
    spots = [scene.lexicon.spots[s.id] for s in name.senses if s.how is How.LOCATION]
    spot = next((s for s in spots if s.country == country), None)
    return Place(written, country, precision=precision) if spot is None else Place(spot.name, country, spot.lat, spot.lon, precision)
