from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from detente.errors import KnowledgeError, UnknownCode
from detente.lexicon.actors import How, Kind
from detente.lexicon.find import find
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.lexicon.load import data
from detente.lexicon.names import fits, key_of
from detente.lexicon.source import read_source
from detente.records.kinds import Precision

PERSON = '[per-ana-duarte]\nkind = "person"\nname = "Ana Duarte"\n'
PLACE = '[pl-port-xan]\nkind = "place"\nnames = ["Port Xan"]\ncountry = "MLI"\nlat = 14.5\nlon = -4.2\n'
STRONG = {How.NAME, How.ADJECTIVE, How.PEOPLE, How.CAPITAL, How.SEAT}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def written(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start:m.span.end], m.senses[0].id) for m in lexicon.matches(text)]


def test_no_entry_shadows_another_silently(lexicon: Lexicon) -> None:
    """A strong name of two entries is settled in ambiguous.toml, by name; nothing else may share one."""
    for key, senses in lexicon.index.names.items():
        owners = {s.id for s in senses if s.how in STRONG}
        assert len(owners) < 2 or key in lexicon.rivals, f"{key!r} is a name of {sorted(owners)}; settle it in ambiguous.toml"


def test_no_two_shipped_entries_share_an_id() -> None:
    """An organisation with the code of a state would hide the state."""
    files = [read_source(data(f"{name}.toml")) for name in ("states", "territories", "organisations")]
    seen = Counter(id for source in files for id in source.tables)
    assert [id for id, n in seen.items() if n > 1] == []


def test_every_name_of_every_entry_finds_it(lexicon: Lexicon) -> None:
    for senses in lexicon.index.names.values():
        for s in senses:
            if s.id in lexicon.entries and s.how is not How.WEAK:
                found = lexicon.matches(f"xx {s.name} yy")
                assert any(s.id in {f.id for f in m.senses} for m in found), f"{s.name!r} of {s.id} is hidden by {written(lexicon, s.name)}"


def test_rivals_name_things_that_exist(lexicon: Lexicon) -> None:
    for name, rival in lexicon.rivals.items():
        for id in (*rival.cues, *([rival.default] if rival.default else [])):
            assert id.startswith("place:") or id in lexicon.entries, f"{name}: {id}"


def test_the_lexicon_is_as_wide_as_promised(lexicon: Lexicon) -> None:
    kinds = [e.kind for e in lexicon.entries.values()]
    assert kinds.count(Kind.STATE) >= 195
    assert kinds.count(Kind.ORGANISATION) >= 350
    assert len(lexicon.persons) >= 3500
    assert sum(s.feature in {"city", "capital"} for s in lexicon.spots.values()) >= 2500


def test_tenures_have_a_source_and_run_forwards(lexicon: Lexicon) -> None:
    for person in lexicon.persons.values():
        for t in person.tenures:
            assert t.source
            assert not (t.start and t.end) or t.start <= t.end, f"{person.name}: {t}"
            assert t.country in lexicon.entries or t.country in {"UNO", "IGO", "EUR"}, f"{person.name}: {t.country}"


@pytest.mark.parametrize(("day", "id"), [("1999-03-01", "Q45785"), ("2005-03-01", "Q14345"), ("2017-09-06", "Q21001"), ("2023-03-01", "Q16090635")])
def test_an_office_has_one_holder_a_day(lexicon: Lexicon, day: str, id: str) -> None:
    assert [p.id for p in lexicon.holders("KOR", "president", date.fromisoformat(day))] == [id]


def test_out_of_office_is_a_former_official(lexicon: Lexicon) -> None:
    moon = lexicon.persons["Q21001"]
    serving, former = (lexicon.person_actor(moon, date(y, 1, 1)) for y in (2018, 2023))
    assert (serving.sector, serving.office) == ("GOV", "president of South Korea")
    assert (former.sector, former.office) == ("ELI", None)


def test_correlates_of_war_numbers_follow_the_date(lexicon: Lexicon) -> None:
    germany = lexicon.entries["DEU"]
    assert [germany.actor(date(y, 6, 1)).cow for y in (1970, 2000)] == ["260", "255"]


@pytest.mark.parametrize(("text", "want"), [
    ("talks in Turkey over turkey", [("Turkey", "TUR")]),
    ("the US told us", [("US", "USA")]),
    ("N. Korea and S. Korea", [("N. Korea", "PRK"), ("S. Korea", "KOR")]),
    ("the North Korean envoy", [("North Korean", "PRK")]),
    ("Guinea-Bissau and Papua New Guinea", [("Guinea-Bissau", "GNB"), ("Papua New Guinea", "PNG")]),
    ("Georgia, Jordan", [("Georgia", "GEO"), ("Jordan", "JOR")]),
    ("the Élysée and the Elysee", [("Élysée", "FRA"), ("Elysee", "FRA")]),
])
def test_matching(lexicon: Lexicon, text: str, want: list[tuple[str, str]]) -> None:
    assert written(lexicon, text) == want


def test_keys_and_cases() -> None:
    assert key_of("Moon Jae-in") == key_of("Moon Jae In") == "moon jae in"
    assert not fits(["turkey"], "Turkey")
    assert not fits(["Us"], "US")
    assert fits(["TURKEY"], "Turkey")


def test_find_says_why(lexicon: Lexicon) -> None:
    moon = find(lexicon, "Moon", date(2017, 9, 6))[0]
    assert (moon.id, moon.fits) == ("Q21001", True)
    assert "president of South Korea, 2017-05-10 to 2022-05-09" in moon.reasons
    assert not find(lexicon, "USSR", date(2000, 1, 1))[0].fits
    assert {c.id for c in find(lexicon, "Congo")} >= {"COD", "COG"}
    assert any("former or later name" in r for r in find(lexicon, "Zaire", date(2001, 1, 1))[0].reasons)
    assert find(lexicon, "nobody of this name") == ()
    assert not find(lexicon, "turkey")[0].fits


def test_places_know_where_they_are(lexicon: Lexicon) -> None:
    spot = next(lexicon.spots[s.id].place() for s in lexicon.senses("Vladivostok") if s.id in lexicon.spots)
    assert (spot.country, spot.precision) == ("RUS", Precision.CITY)
    assert spot.lat is not None and abs(spot.lat - 43.1) < 0.2


@pytest.mark.parametrize(("toml", "error", "told"), [
    ('[X]\nnames = ["Xan Front"]\ncountry = "QQQ"\n', UnknownCode, ["own.toml:3", "'QQQ'"]),
    ('[X]\nnames = ["Xan Front"]\nsector = "GVO"\n', UnknownCode, ["own.toml:3", "GOV"]),
    ('[X]\nnames = ["Hamas"]\n', KnowledgeError, ["own.toml:2", "'Hamas' of X", "HAMAS"]),
    ('[NATO]\nnames = ["Xan Pact"]\n', KnowledgeError, ["own.toml:1", "override = true"]),
    ('[X]\nnames = ["Xan Front"]\nstart = "2001-01-01"\nend = "1999-01-01"\n', KnowledgeError, ["own.toml:4", "own.toml:3"]),
    ('[X]\nnames = ["Xan Front"]\nstart = "2001-31-01"\n', KnowledgeError, ["own.toml", "2001-31-01"]),
    ('[X]\nname = "Xan Front"\n', KnowledgeError, ["own.toml:1", "no names"]),
    ('[X]\nnames = ["Xan"]\nnaems = ["Xam"]\n', KnowledgeError, ["own.toml:1", "names"]),
    ('[X]\nnames = "Xan"\n', KnowledgeError, ["own.toml:1", "list"]),
    ('[X]\nnames = ["Xan"]\nkind = "stat"\n', UnknownCode, ["own.toml:3", "state"]),
    ('[X]\nnames = ["Xan"]\nsector = ["GOV"]\n', KnowledgeError, ["own.toml:1", "a text"]),
    ('[X]\nnames = ["Xan"]\ncow = [["1"]]\n', KnowledgeError, ["own.toml:1", "start, end"]),
    ('[X]\nnames = ["Xan"]\nheir = "QQQ"\n', UnknownCode, ["own.toml:3", "heir"]),
    ('[X]\nnames = ["Xan"]\noverride = "yes"\n', KnowledgeError, ["own.toml:1", "true or false"]),
    ('[X]\nnames = ["Xan"]\ndated = [["Xam", "2001-01-01", ""]]\n', KnowledgeError, ["own.toml:3", "no name of X"]),
    ('[X]\nnames = ["Xan"]\n[Y]\nnames = ["Xan"]\n', KnowledgeError, ["own.toml:4", "'Xan' of Y", "name of X"]),
    ('[X]\nnames = ["Xan"]\nadjectives = ["Russian"]\n', KnowledgeError, ["own.toml:3", "RUS"]),
    ('[X]\nnames = ["Moon Jae-in"]\n', KnowledgeError, ["own.toml:2", "Q21001"]),
    ('[Q5]\nnames = ["Xan"]\n', KnowledgeError, ["own.toml:1", "person or place"]),
    ('a = ' + '[' * 9_000, KnowledgeError, ["own.toml", "cannot be read"]),
    ('[X]\nnames = ["Xan"]\ncow = ' + '9' * 9_000, KnowledgeError, ["own.toml", "cannot be read"]),
    (PERSON, KnowledgeError, ["own.toml:1", "no offices"]),
    (PERSON + 'offices = [["president", "BRA", "2001"]]\n', KnowledgeError, ["own.toml:1", "offices"]),
    (PERSON + 'offices = [["presidnet", "BRA", "", ""]]\n', UnknownCode, ["own.toml:4", "president"]),
    (PERSON + 'offices = [["president", "BRB1", "", ""]]\n', UnknownCode, ["own.toml:4", "BRB"]),
    (PERSON + 'offices = [["president", "BRA", "2031-02-01", "2030-01-01"]]\n', KnowledgeError, ["own.toml:4", "before its start"]),
    (PERSON + 'offices = [["president", "KOR", "2017-09-01", ""]]\n', KnowledgeError, ["own.toml:4", "Moon Jae-in", "override"]),
    (PERSON.replace("per-ana-duarte", "X"), KnowledgeError, ["own.toml:1", "per-ana-duarte"]),
    (PERSON.replace("per-ana-duarte", "Q21001") + 'offices = [["leader", "BRA", "", ""]]\n', KnowledgeError, ["own.toml:1", "Moon Jae-in"]),
    (PERSON + 'surname = "Lima"\noffices = [["leader", "BRA", "", ""]]\n', KnowledgeError, ["own.toml:4", "no part"]),
    (PLACE.replace("14.5", "94.5"), KnowledgeError, ["own.toml:1", "lat"]),
    (PLACE.replace("MLI", "MLIX"), UnknownCode, ["own.toml:4", "MLI"]),
    (PLACE + 'feature = "hamlet"\n', UnknownCode, ["own.toml:7", "feature"]),
    (PLACE.replace("Port Xan", "Gao"), KnowledgeError, ["own.toml:3", "lies in MLI already"]),
    ('X = 3\n', KnowledgeError, ["own.toml", "[X]"]),
    ('[X\n', KnowledgeError, ["own.toml:1"]),
])
def test_a_wrong_lexicon_file_says_where(tmp_path: Path, toml: str, error: type[Exception], told: list[str]) -> None:
    path = tmp_path / "own.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(error) as caught:
        load_lexicon([path])
    assert all(t in str(caught.value) for t in told), str(caught.value)


def test_a_file_of_ones_own_adds_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[XAN]\nnames = ["Xan Front", "XF"]\ncountry = "MLI"\nsector = "REB"\n'
                    '[HAMAS]\noverride = true\nnames = ["Hamas"]\ncountry = "PSE"\nsector = "PTY"\n'
                    '[MINE]\noverride = true\nnames = ["Fatah"]\n', encoding="utf-8")
    own = load_lexicon([path])
    assert written(own, "the Xan Front and Hamas and Fatah") == [("Xan Front", "XAN"), ("Hamas", "HAMAS"), ("Fatah", "MINE")]
    assert own.entries["HAMAS"].sector == "PTY"
    assert own.digest != load_lexicon().digest


def test_a_file_of_ones_own_adds_persons_with_offices_and_places(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\ufeff" + PERSON + 'surname = "Duarte"\noverride = true\noffices = [["president", "KOR", "2017-09-01", "2019-01-01"], '
                    '["secretary-general", "XAN", "2020-01-01", ""]]\n[XAN]\nnames = ["Xan Front"]\ncountry = "MLI"\nsector = "REB"\n' + PLACE,
                    encoding="utf-8")
    own = load_lexicon([path])
    ana = own.persons["per-ana-duarte"]
    held = {y: own.person_actor(ana, date(y, 6, 1)) for y in (2018, 2019, 2021)}
    assert [held[y].office for y in held] == ["president of South Korea", None, "secretary-general of Xan Front"]
    assert [held[y].sector for y in held] == ["GOV", "ELI", "GOV"]
    assert [p.id for p in own.holders("KOR", "president", date(2018, 6, 1))] == ["per-ana-duarte"]
    assert [p.id for p in own.holders("KOR", "president", date(2017, 8, 31))] == ["Q21001"]
    assert {c.id for c in find(own, "Duarte", date(2018, 6, 1)) if c.fits} >= {"per-ana-duarte"}
    spot = own.spots["pl-port-xan"].place()
    assert (spot.name, spot.country, spot.lat, spot.precision) == ("Port Xan", "MLI", 14.5, Precision.CITY)
    assert written(own, "in Port Xan") == [("Port Xan", "pl-port-xan")]
    assert len(own.persons) == len(load_lexicon().persons) + 1


def test_the_file_of_the_manual_loads(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text("utf-8")
    path = tmp_path / "own.toml"
    path.write_text(manual.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    own = load_lexicon([path])
    ana = own.person_actor(own.persons["per-ana-duarte"], date(2034, 5, 1))
    assert (ana.country, ana.office) == ("XZZ", "foreign minister of Xanland")
    assert {s.id for s in own.senses("Port Xan")} == {"XZZ", "pl-port-xan"}
