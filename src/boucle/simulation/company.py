"""The whole company of one run, part by part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import activities, answers, deals, follow_up, money, people, team, trouble
from boucle.simulation.campaigns import campaigns
from boucle.simulation.frame import (
    DAY,
    Array,
    Frame,
    generator,
    happens,
    ids,
    keys_of,
    n_rows,
    take,
)
from boucle.simulation.funnel import all_leads
from boucle.simulation.gestures import gestures
from boucle.simulation.leads import first_leads
from boucle.simulation.moves import stage_changes
from boucle.simulation.story import SERVICES
from boucle.simulation.working_time import WorkingTime, seconds_of
from boucle.simulation.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = 3
_FEBRUARY = 2


class Company:
    """The frames of one run, made part by part; every part draws from its own numbers."""

    def __init__(
        self, contacts: int, seed: int, ends_on: date, say: Callable[[str, int], None]
    ) -> None:
        self.contacts, self.seed, self.say = contacts, seed, say
        self.last = ends_on
        self.first = _years_before(ends_on) + timedelta(days=1)
        self.frames: dict[str, Frame] = {}

    def make(self) -> None:
        """Draw everything."""
        self._say("people")
        world, starts = self._people()
        self._say("leads")
        self.leads = all_leads(
            self._rng("funnel"), take(starts, ~np.isnan(starts["opened_at"])), world
        )
        self._name_leads(world)
        self._say("gestures")
        self._gestures(world, starts)
        self._say("sales")
        self._sales(world)
        self._follow_up(world)
        self._finish_people(world, starts)
        self._cut_off(world.end)

    def _say(self, part: str) -> None:
        self.say(part, self.n_rows)

    @property
    def n_rows(self) -> int:
        """The rows that were made so far."""
        return sum(n_rows(frame) for frame in self.frames.values())

    def bad_dates(self) -> np.random.Generator:
        """Return the random numbers of what is written wrong in the files."""
        return self._rng("bad dates")

    def _cut_off(self, end: float) -> None:
        """Nothing is known on the last day that was typed or sent later."""
        for frame in self.frames.values():
            if "entered_at" in frame:
                frame["entered_at"] = np.minimum(frame["entered_at"], end)
        sent = self.frames["notices"]["sent_at"]
        self.frames["notices"]["sent_at"] = np.where(sent <= end, sent, np.nan)

    def _rng(self, part: str) -> np.random.Generator:
        return generator(self.seed, part)

    def _people(self) -> tuple[World, Frame]:
        firms = people.accounts(self._rng("accounts"), self.contacts)
        n_same = trouble.n_duplicates(self.contacts)
        persons = people.contacts(self._rng("contacts"), firms, self.contacts - n_same)
        both, self.repeats = trouble.with_duplicates(self._rng("duplicates"), persons, n_same)
        absent = team.absences(self._rng("absences"), self.first, self.last)
        # Sales' work is followed to its end, years after the last export, to know what is true.
        working = WorkingTime(self.first - timedelta(days=30), self.last + timedelta(days=365 * 6))
        end = seconds_of(self.last) + DAY - 1
        runs = campaigns(self.first, self.last)
        starts = first_leads(self._rng("leads"), persons, runs, self.first, self.last)
        self.frames |= {"accounts": firms, "users": team.users(self.first), "campaigns": runs}
        self.frames |= {"absences": absent, "contacts": both}
        return World(both, firms, absent, working, end), starts

    def _name_leads(self, world: World) -> None:
        leads = self.leads
        key = ids("P", n_rows(leads))
        leads["lead_id"] = key
        who = leads["contact"]
        leads["contact_id"] = world.people["contact_id"][who]
        leads["account_id"] = world.people["account_id"][who]
        leads["previous_lead_id"] = keys_of(key, leads["previous"])
        is_ours = ~np.isnan(leads["handed_at"]) | ~np.isnan(leads["answered_at"])
        leads["owner_id"] = np.where(is_ours, team.USER_IDS[leads["rep"]], "").astype(object)
        said = happens(self._rng("interest"), len(who), 0.75)
        services = np.array(SERVICES, dtype=object)[world.people["service"][who]]
        leads["service_interest"] = np.where(said, services, "").astype(object)
        leads["entered_at"] = leads["noted_at"] + 30

    def _gestures(self, world: World, starts: Frame) -> None:
        rng = self._rng("gestures")
        touches = gestures(rng, self.leads, starts, self.frames["campaigns"], world)
        origins = np.flatnonzero(touches["lead"] >= 0)
        origin = np.full(n_rows(self.leads), "", dtype=object)
        origin[touches["lead"][origins]] = touches["touchpoint_id"][origins]
        self.leads["origin_touchpoint_id"] = origin
        rng = self._rng("trouble")
        touches = trouble.moved_to_duplicates(rng, touches, self.repeats, world.people)
        touches = trouble.without_sources(rng, touches)
        self.frames |= {
            "touchpoints": {**touches, "may_fail": touches["lead"] < 0},
            "leads": self.leads,
        }

    def _sales(self, world: World) -> None:
        leads = self.leads
        runs = self.frames["campaigns"]
        won = deals.opportunities(self._rng("deals"), leads, runs, world)
        passed = answers.handoffs(self._rng("handoffs"), leads, world)
        self.frames |= {
            "opportunities": won,
            "opportunity_contacts": deals.opportunity_contacts(
                self._rng("roles"), won, world.people
            ),
            "contracts": deals.contracts(self._rng("contracts"), won, world.end),
            "handoffs": passed,
            "dispositions": answers.dispositions(self._rng("answers"), leads, passed, world),
            "stage_changes": stage_changes(leads, won, world),
            "activities": activities.activities(self._rng("activities"), leads, won, world),
        }

    def _follow_up(self, world: World) -> None:
        leads, frames = self.leads, self.frames
        said, passed = frames["dispositions"], frames["handoffs"]
        rate = money.rates(self._rng("rates"), self.first, self.last)
        frames |= {
            "exchange_rates": rate,
            "spend": money.spend(
                self._rng("spend"), frames["campaigns"], rate, self.first, self.last
            ),
            "marketing_replies": follow_up.marketing_replies(self._rng("replies"), said, world),
            "nurture_entries": follow_up.nurture_entries(self._rng("nurture"), leads, said, world),
            "pauses": follow_up.pauses(self._rng("pauses"), leads, passed, world),
            "notices": follow_up.notices(self._rng("notices"), leads, passed, world),
            "observations": follow_up.observations(self._rng("heard"), leads, world),
            "consents": follow_up.consents(
                self._rng("consents"), leads, frames["contracts"], world
            ),
        }

    def _finish_people(self, world: World, starts: Frame) -> None:
        """Fill in what is known once all else is: records' first days, owners, clients, merges."""
        persons, firms, leads = world.people, world.firms, self.leads
        seen = np.concatenate(
            [starts["found_at"], starts["found_at"][self.repeats[self.repeats >= 0]]]
        )
        touches = self.frames["touchpoints"]
        seen = np.where(np.isin(np.arange(len(seen)), touches["contact"]), np.inf, seen)
        np.minimum.at(seen, touches["contact"], touches["occurred_at"])
        made = people.created_at(seen, persons["account"], n_rows(firms))
        persons["created_at"], firms["created_at"] = made
        owner = np.full(n_rows(persons), "", dtype=object)
        owner[leads["contact"]] = leads["owner_id"]
        persons["owner_id"] = owner
        firms["customer_since_on"] = self._clients_since(firms)
        self.frames["links"] = trouble.links(self._rng("links"), persons, self.repeats, world.end)

    def _clients_since(self, firms: Frame) -> Array:
        old = seconds_of(self.first) - 400 * DAY
        since = np.where(firms["is_old_client"], old, np.inf)
        bought = self.frames["contracts"]
        place = {key: at for at, key in enumerate(firms["account_id"])}
        rows = np.array([place[key] for key in bought["account_id"]], dtype=int)
        np.minimum.at(since, rows, bought["starts_on"])
        return np.where(np.isinf(since), np.nan, since)


def _years_before(day: date) -> date:
    # The 29th of February has no counterpart in other years.
    last = 28 if day.month == _FEBRUARY else day.day
    return day.replace(year=day.year - YEARS, day=min(day.day, last))
