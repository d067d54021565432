"""Whether a later telling comes at a time that fits the plan, with the reason in words."""
from __future__ import annotations

from detente.link.days import Days, iso_day
from detente.link.same import SAME_WORDS, same_deed
from detente.link.sights import Sight
from detente.link.words import shared
from detente.records.kinds import Status

PATIENCE = 45     # days after the announcement within which an undated plan is held to be fulfilled
LONG = 75         # the same, where both name the deed by the same word or family
POSTPONED = 3     # days by which a dated plan may slip and still be the same plan
WEEK = 7
OVERDUE = 30      # days by which a deadline may be missed


def in_time(plan: Sight, later: Sight) -> tuple[float, str] | None:
    """Whether the later telling can be of what was planned: (closeness, the reason); None where it cannot."""
    said, came = plan.report_day, later.bounds
    if came is None or said is None:
        return None
    if later.report_day is not None and later.report_day < said:
        return None
    if plan.week_on and Days(said + WEEK, said + WEEK).meets(came):
        return 0.5, f"set for {iso_day(said + WEEK)}, told of {spell(came)}"
    if plan.firm and plan.days is not None:
        gap = plan.days.gap(came)
        if told_later(plan, later):
            return 0.1, f"set for {iso_day(plan.days.first)}, told after it, on {iso_day(later.report_day or 0)}"
        late = came.first > plan.days.last
        if late and gap > (OVERDUE if a_late_signature(plan, later) else POSTPONED):
            return None
        if not late and gap > 0 and not (plan.deadline and came.first >= said):
            return None
        return max(0.1, 1.0 - gap / 10), f"set for {iso_day(plan.days.first)}, told of {spell(came)}"
    if came.last < said or came.first > said + (LONG if plan.verb == later.verb or same_deed(plan, later) else PATIENCE):
        return None
    return 0.2, f"announced on {iso_day(said)}, told of {spell(came)}"


def told_later(plan: Sight, later: Sight) -> bool:
    """Told without a day, weeks after the day that was set, by the same word."""
    if later.firm or later.report_day is None or plan.days is None or plan.verb != later.verb or later.background:
        return False
    return 0 <= later.report_day - plan.days.last <= OVERDUE


def called_off_in_time(plan: Sight, later: Sight) -> tuple[float, str] | None:
    """The same for a refusal or a denial, which may come at any time from the announcement until the day is past."""
    said, came = plan.report_day, later.bounds
    if came is None or said is None or (later.report_day is not None and later.report_day < said):
        return None
    last = plan.days.last + (WEEK if plan.week_on else 0) + POSTPONED if plan.firm and plan.days is not None else said + PATIENCE
    if came.last < said or came.first > last or too_early(plan, later):
        return None
    due = f"set for {iso_day(plan.days.first)}" if plan.firm and plan.days is not None else f"announced on {iso_day(said)}"
    return 0.2, f"{due}, told of {spell(came)}"


def too_early(plan: Sight, later: Sight) -> bool:
    """Told not to have been done before its time was up, which says nothing."""
    if later.status is not Status.DENIED or later.undoing or later.report_day is None or not plan.firm or plan.days is None:
        return False
    return later.report_day < (plan.days.last if plan.deadline else plan.days.first)


def a_late_signature(plan: Sight, later: Sight) -> bool:
    """A deadline that was missed: the same promise, in the same words, by the same parties, weeks after it was due."""
    return plan.deadline and plan.act is later.act and shared(plan.words, later.words) >= SAME_WORDS


def spell(days: Days) -> str:
    return iso_day(days.first) if days.single else f"{iso_day(days.first)} to {iso_day(days.last)}"
