"""One block of people and all that happens to them, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from boucle.simulation import activities, answers, deals, follow_up, people, team, trouble
from boucle.simulation.frame import DAY, Array, Frame, n_rows, take
from boucle.simulation.funnel import all_leads
from boucle.simulation.gestures import gestures
from boucle.simulation.leads import first_leads
from boucle.simulation.luck import Luck
from boucle.simulation.moves import stage_changes
from boucle.simulation.story import SERVICES
from boucle.simulation.words import Words, ids, keys_of
from boucle.simulation.working_time import seconds_of
from boucle.simulation.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from boucle.simulation.firm import Firm


class Block:
    """The frames of some thousand people; they depend on the firm and the block's number alone.

    The first block also brings what the whole company shares: campaigns, spend, rates.
    """

    def __init__(
        self, firm: Firm, number: int, say: Callable[[str, int], None] | None = None
    ) -> None:
        self.firm, self.number, self._tell = firm, number, say
        self.frames: dict[str, Frame] = {}

    def make(self) -> None:
        """Draw everything."""
        self.make_leads()
        self._say("gestures")
        self._gestures()
        self._say("sales")
        self._sales()
        self._follow_up()
        self._finish_people()
        self._cut_off()

    def make_leads(self) -> None:
        """Draw who becomes a lead, and how each lead goes, to its end."""
        self._say("people")
        self.world = self._people()
        self._say("leads")
        luck = self._luck("leads", n_rows(self._persons))
        self.starts = first_leads(luck, self.firm, self.firm.scenario)
        is_lead = self.starts["is_there"] & ~np.isnan(self.starts["opened_at"])
        self.leads = all_leads(take(self.starts, is_lead), self.world)
        self._name_leads()

    def _say(self, part: str) -> None:
        if self._tell:
            self._tell(part, self.n_rows)

    @property
    def n_rows(self) -> int:
        """The rows that were made so far."""
        return sum(n_rows(frame) for frame in self.frames.values())

    def _cut_off(self) -> None:
        """Nothing is known on the last day that was typed or sent later."""
        end = self.world.end
        for frame in self.frames.values():
            if "entered_at" in frame:
                frame["entered_at"] = np.minimum(frame["entered_at"], end)
        sent = self.frames["notices"]["sent_at"]
        self.frames["notices"]["sent_at"] = np.where(sent <= end, sent, np.nan)

    def _luck(self, part: str, n: int) -> Luck:
        return Luck(self.firm.seed, part, np.arange(n), block=self.number)

    def _people(self) -> World:
        firm, number, size = self.firm, self.number, self.firm.sizes[self.number]
        firms = people.accounts(self._luck("accounts", people.n_accounts(size)), number)
        n_same = trouble.n_duplicates(size)
        luck = self._luck("contacts", size - n_same)
        self._persons = people.contacts(luck, firms, number)
        luck = self._luck("duplicates", size - n_same)
        both, self.repeats = trouble.with_duplicates(luck, self._persons, n_same, number)
        absent = team.absences(firm.seed, firm.first, firm.last, number)
        self.frames |= {"accounts": firms, "users": team.users(firm.first, number)}
        self.frames |= {"absences": absent, "contacts": both}
        if number == 0:
            self.frames |= {"campaigns": firm.campaigns, "spend": firm.spend}
            self.frames["exchange_rates"] = firm.rates
        return World(both, firms, absent, firm, number, firm.scenario)

    def _name_leads(self) -> None:
        leads, world = self.leads, self.world
        key = ids("P", n_rows(leads), self.number)
        who, luck = leads["contact"], world.luck("interest", leads["key"])
        is_ours = ~np.isnan(leads["handed_at"]) | ~np.isnan(leads["answered_at"])
        leads |= {
            "lead_id": key,
            "contact_id": world.people["contact_id"][who],
            "account_id": world.people["account_id"][who],
            "previous_lead_id": keys_of(key, leads["previous"]),
            "owner_id": world.users[leads["rep"]].blank(~is_ours),
            "service_interest": Words(leads["service"], SERVICES).blank(~luck.happens(0.75)),
            "entered_at": leads["noted_at"] + 30,
        }

    def _gestures(self) -> None:
        touches = gestures(self.leads, self.starts, self.world)
        origins = np.flatnonzero(touches["lead"] >= 0)
        origin = np.full(n_rows(self.leads), -1)
        origin[touches["lead"][origins]] = origins
        self.leads["origin_touchpoint_id"] = keys_of(touches["touchpoint_id"], origin)
        touches = trouble.moved_to_duplicates(touches, self.repeats, self.world)
        touches = trouble.without_sources(touches, self.world)
        self.frames |= {
            "touchpoints": {**touches, "may_fail": touches["lead"] < 0},
            "leads": self.leads,
        }

    def _sales(self) -> None:
        leads, world = self.leads, self.world
        won = deals.opportunities(leads, world)
        passed = answers.handoffs(leads, world)
        self.frames |= {
            "opportunities": won,
            "opportunity_contacts": deals.opportunity_contacts(won, world),
            "contracts": deals.contracts(won, world),
            "handoffs": passed,
            "dispositions": answers.dispositions(leads, passed, world),
            "stage_changes": stage_changes(leads, won, world),
            "activities": activities.activities(leads, won, world),
        }

    def _follow_up(self) -> None:
        leads, frames, world = self.leads, self.frames, self.world
        said, passed = frames["dispositions"], frames["handoffs"]
        frames |= {
            "marketing_replies": follow_up.marketing_replies(said, world),
            "nurture_entries": follow_up.nurture_entries(leads, said, world),
            "pauses": follow_up.pauses(leads, passed, world),
            "notices": follow_up.notices(leads, passed, world),
            "observations": follow_up.observations(leads, world),
            "consents": follow_up.consents(leads, frames["contracts"], world),
        }

    def _finish_people(self) -> None:
        """Fill in what is known once all else is: records' first days, owners, clients, merges."""
        world, leads, repeats = self.world, self.leads, self.repeats
        persons, firms = world.people, world.firms
        own = np.where(repeats >= 0, repeats, np.arange(len(repeats)))
        seen = self.starts["found_at"][own]
        touches = self.frames["touchpoints"]
        seen = np.where(np.isin(np.arange(len(seen)), touches["contact"]), np.inf, seen)
        np.minimum.at(seen, touches["contact"], touches["occurred_at"])
        made = people.created_at(seen, persons["account"], n_rows(firms))
        persons["created_at"], firms["created_at"] = made
        owned = np.full(n_rows(persons), -1)
        owned[leads["contact"]] = np.arange(n_rows(leads))
        persons["owner_id"] = keys_of(leads["owner_id"], owned)
        firms["customer_since_on"] = self._clients_since(firms)
        is_there = self.starts["is_there"][own]
        self.frames["links"] = trouble.links(np.where(is_there, repeats, -1), world)
        self.frames["contacts"] = take(persons, is_there)

    def _clients_since(self, firms: Frame) -> Array:
        old = seconds_of(self.firm.first) - 400 * DAY
        since = np.where(firms["is_old_client"], old, np.inf)
        bought = self.frames["contracts"]
        rows = self.world.people["account"][bought["contact"]]
        np.minimum.at(since, rows, bought["starts_on"])
        return np.where(np.isinf(since), np.nan, since)
