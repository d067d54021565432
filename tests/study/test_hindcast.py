"""A hindcast is the outlook beside what came; a refusal is a result."""
from __future__ import annotations

from detente.study.hindcast import Episode, hindcast
from tests.study.test_world import dossier


def test_the_error_and_whether_the_band_held() -> None:
    told = hindcast(dossier(), Episode("test", "oil cut-off", "PRK", "2017-09-08", 30.0, "capped"))
    assert (told.error, told.inside) == (40.0, True)
    assert [v.outcome for v in told.verdicts] == ["blocked"]


def test_too_few_actors_is_said() -> None:
    told = hindcast(dossier(), Episode("test", "oil cut-off", "PRK", "2017-09-06", 30.0, "capped"))
    assert told.error is None
    assert told.why_not is not None
    assert "fewer than 4" in told.why_not


def test_an_unknown_measure_is_said() -> None:
    told = hindcast(dossier(), Episode("test", "tariffs", None, "2017-09-06", 0.0, "none"))
    assert told.told is None
    assert told.why_not is not None
    assert "no measure 'tariffs'" in told.why_not
