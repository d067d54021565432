"""The README's block of output is what the program prints."""
from __future__ import annotations

from bench.readme import block, first, output


def test_the_block_of_output_is_real() -> None:
    assert block().rstrip("\n").splitlines() == first(output())
