"""The sample reports read once, and an episode made by hand, on a shelf."""
from __future__ import annotations

import pytest

from detente.pipeline import Reader
from detente.records.reading import Reading
from detente.samples import sample_paths
from detente.text import Report
from detente.web.app import App
from detente.web.shelf import Shelf
from tests.notation import readings

EPISODE = """
@ courier 2017-09-07 Courier
[KOR*:Moon Jae-in] and [RUS*:Vladimir Putin] [T:met] in [P/Vladivostok:Vladivostok] on [2017-09-06:Wednesday].
= CONSULT/visit KOR > RUS; happened
[RUS*:Vladimir Putin] [T:turned down] a request by [KOR:Seoul] to stop sending crude oil, [KOR*:Park Su-jin] said.
" RUS via KOR*: turned down a request by Seoul to stop sending crude oil
= REJECT/assist RUS > KOR; happened; claim
~ RUS oppose oil cut-off @PRK: stop sending crude oil
[KOR:Seoul] [T:asked] [RUS:Moscow] for an oil cut-off.
= REQUEST/assist KOR > RUS; happened
~ KOR support oil cut-off @PRK: an oil cut-off
[RUS:Moscow] would back a [T:resolution] only if it left room for talks.
~ RUS conditional resolution @PRK: back a resolution if left room for talks
The yield of the blast was [$:50 kilotons].
$ 50 kilotons; yield of the blast

@ strait 2017-09-06 Strait
[KOR*:Moon Jae-in] is [T:due to meet] [RUS*:Vladimir Putin] in [P/Vladivostok:Vladivostok] on [2017-09-06:Wednesday].
= CONSULT KOR > RUS; planned
[USA:Washington] [T:denied] that it had struck [SYR:Syria].
= ASSAULT USA > SYR; denied
The yield of the blast was put at [$:160 kilotons].
$ 160 kilotons; yield of the blast
[RUS:Moscow] and [KOR:Seoul] [T:promised] to raise trade to [$:30 billion USD] by [2020:2020].
= AGREE RUS + KOR; happened
$ 30000000000 USD; trade; 2020; target
"""


@pytest.fixture(scope="session")
def samples() -> list[Reading]:
    reader = Reader()
    return [reader.read(Report(p.read_text("utf-8"), p.stem)) for p in sample_paths()]


@pytest.fixture(scope="session")
def episode() -> list[Reading]:
    return readings(EPISODE)


@pytest.fixture(scope="session")
def app(episode: list[Reading]) -> App:
    return App(Shelf(episode))


@pytest.fixture(scope="session")
def sample_app(samples: list[Reading]) -> App:
    return App(Shelf(samples))
