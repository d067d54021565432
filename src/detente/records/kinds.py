"""The closed lists that records draw their values from."""
from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """PLOVER 2.0's sixteen types (draft manual, 4 February 2024)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """What became of the act, as far as the report says."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class Basis(StrEnum):
    """How a time was made."""

    STATED = "stated"        # "Sept. 6, 2017"
    RELATIVE = "relative"    # "on Wednesday", counted from the report's date
    PUBLISHED = "published"  # nothing said: the report's own date
    INFERRED = "inferred"    # worked out from other reports


class WhenKind(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How closely a place is known."""

    SITE = "site"
    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"        # larger than a country, or across several
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    ACTOR = "actor"
    PLACE = "place"


class PartKind(StrEnum):
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"


class Manner(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"


class FigureRole(StrEnum):
    MEASURED = "measured"
    TARGET = "target"
    ESTIMATE = "estimate"


class Comparator(StrEnum):
    """How a figure stands to the true value."""

    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Change(StrEnum):
    """The direction of a figure that measures a change."""

    UP = "up"
    DOWN = "down"


class MeasureState(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    IMPOSED = "imposed"
    EASED = "eased"
    LIFTED = "lifted"


class TieKind(StrEnum):
    """Standing relations that a report tells beside events."""

    DEPENDENCY = "dependency"        # "China accounts for almost 90 % of trade with North Korea"
    INTERMEDIARY = "intermediary"    # "the two leaders who hold the key", "guarantors of the protocol"


class CommitmentState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    LAPSED = "lapsed"


class Outcome(StrEnum):
    """What became of something planned, promised or expected."""

    HAPPENED = "happened"
    DENIED = "denied"
    NOT_SO = "not so"
