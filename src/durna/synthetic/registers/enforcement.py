"""Enforcement: breaches of the rules of stay, orders to leave and removals, detention, entry bans, readmission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from durna.synthetic.columns import coded, dates
from durna.synthetic.lives.life import CITIZEN
from durna.synthetic.place import CITIZENSHIPS
from durna.synthetic.registers.scene import Scene, numbers, picked, truths
from durna.synthetic.timeline import DAY, END, SEEN_FROM, Days, Flags

FOUND, LEAVES_SOON_DAYS, REMOVED, DETAINED, BANNED, LEFT_ALONE = 0.45, 45, 0.4, 0.5, 0.7, 0.6
UNREGISTERED, EMPLOYERS_A_YEAR = 0.006, 0.0006
FOUND_HOW = {"police check": 3, "at exit": 2, "workplace inspection": 1}
MEASURES = ("fine", "fine_and_legalise", "fine_and_leave", "removal", "warning")
ORDERS = ("decision_to_leave", "administrative_removal", "entry_ban")
REQUESTED, CONFIRMED_NOT_RETURNED = 0.06, 0.02
REQUESTING = {"DEU": 5, "GBR": 2, "ITA": 2, "TUR": 1, "USA": 0.5}


def registers(scene: Scene) -> Mapping[str, pa.Table]:
    found = overstayers(scene)
    return {
        "sms_violation_decision": _violations(scene, found),
        "sms_removal_entry_ban": _orders(scene, found),
        "sms_detention": _detentions(scene, found),
        "sms_readmission": _readmissions(scene),
    }


@dataclass(frozen=True)
class Found:
    """People found after their permitted stay: places among the stays, days, and what was decided."""

    stay: Days
    person: Days
    found: Days
    decided: Days
    departed: Days
    leaves_soon: Flags
    is_removed: Flags
    is_banned: Flags


def overstayers(scene: Scene) -> Found:
    stays, until, rng = scene.stays, scene.terms.until, scene.rng("overstayers")
    over = np.flatnonzero((until < stays.departed - 1) & (rng.random(len(stays)) < FOUND))
    span = np.minimum(stays.departed[over], END // DAY - 1) - until[over] - 1
    found = until[over] + 1 + (rng.random(len(over)) * np.maximum(span, 0)).astype(np.int64)
    decided = np.minimum(found + rng.integers(0, 4, len(over)), stays.departed[over])
    happens = (decided < END // DAY) & scene.is_alive(stays.person[over], decided)
    over, found, decided = over[happens], found[happens], decided[happens]
    departed = stays.departed[over]
    soon = (departed - decided <= LEAVES_SOON_DAYS) & (stays.exit[over] >= 0)
    removed = soon & (rng.random(len(over)) < REMOVED)
    banned = removed & _never_back(scene, over) & (rng.random(len(over)) < BANNED)
    return Found(over, stays.person[over], found, decided, departed, soon, removed, banned)


def _never_back(scene: Scene, stay: Days) -> Flags:
    """No later entry: whoever is banned does not come back."""
    stays = scene.stays
    is_last = np.ones(len(stays), dtype=bool)
    is_last[:-1] = stays.person[1:] != stays.person[:-1]
    return is_last[stay]


def _violations(scene: Scene, found: Found) -> pa.Table:
    rng = scene.rng("sms_violation_decision")
    unregistered, registered_late = _unregistered(scene, rng)
    employers, inspected = _employers(scene, rng)
    count = len(found.stay)
    remains = rng.random(count) < LEFT_ALONE
    of_overstay = np.where(found.is_removed, 3, np.where(found.leaves_soon, 2, np.where(remains, 0, 2)))
    of_late = np.where(rng.random(len(unregistered)) < 0.7, 1, np.where(rng.random(len(unregistered)) < 0.6, 0, 4))
    person = np.concatenate([found.person, unregistered, employers])
    decided = np.concatenate([found.decided, registered_late, inspected])
    kinds = np.repeat([0, 1, 2], [count, len(unregistered), len(employers)])
    measure = np.concatenate([of_overstay, of_late, np.zeros(len(employers), dtype=np.int64)])
    columns = {
        "decision_no": numbers("D", len(person)),
        "decided_on": dates(decided),
        "citizenship": coded(scene.citizenship(person, decided), CITIZENSHIPS),
        "offender_type": coded(np.where(kinds == 2, 1, 0), ("foreigner", "employer")),
        "violation_type": coded(kinds, ("overstay", "no_registration", "employer_breach")),
        "measure": coded(measure, MEASURES),
        "fine_amount": pa.array(np.where(measure == 4, 0.0, np.where(kinds == 2, 1500.0, 350.0))),
        "found_on": dates(np.concatenate([found.found, registered_late, inspected])),
        "detection_method": picked(rng, len(person), FOUND_HOW),
        "region": scene.regions(person),
    }
    return scene.register("sms_violation_decision", person, decided, columns)


def _unregistered(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    """People in a long stay who did not register in time: on a day within what they are permitted."""
    stays, until = scene.stays, scene.terms.until
    last = np.minimum(np.minimum(stays.departed, until), END // DAY - 1)
    chosen = np.flatnonzero((last - stays.arrived > 12) & (rng.random(len(stays)) < UNREGISTERED))
    span = last[chosen] - stays.arrived[chosen] - 11
    day = stays.arrived[chosen] + 11 + (rng.random(len(chosen)) * span).astype(np.int64)
    lives = scene.is_alive(stays.person[chosen], day)
    return stays.person[chosen][lives], day[lives]


def _employers(scene: Scene, rng: np.random.Generator) -> tuple[Days, Days]:
    """Employers, who are citizens and of age, found to employ foreigners without permits."""
    born, citizenship = scene.lived.people.born, scene.lived.people.citizenship
    years = (END - SEEN_FROM) / DAY / 365.25
    person = np.flatnonzero((citizenship == CITIZEN) & (rng.random(len(born)) < EMPLOYERS_A_YEAR * years))
    day = rng.integers(SEEN_FROM // DAY, END // DAY, len(person))
    fits = scene.is_alive(person, day) & (day - born[person] > 21 * 365)
    return person[fits], day[fits]


def _orders(scene: Scene, found: Found) -> pa.Table:
    """Orders to leave and removals with the day of leaving, and bans of those who were removed."""
    rng = scene.rng("sms_removal_entry_ban")
    ordered = found.leaves_soon | (rng.random(len(found.stay)) < 0.2)
    bans = np.flatnonzero(found.is_banned)
    place = np.concatenate([np.flatnonzero(ordered), bans])
    is_ban = np.arange(len(place)) >= ordered.sum()
    person, decided, departed = found.person[place], found.decided[place], found.departed[place]
    removed = found.is_removed[place]
    unenforced = is_ban | ~found.leaves_soon[place]
    years = rng.integers(1, 6, len(place))
    is_minor = decided - scene.lived.people.born[person] < 18 * 365.25
    columns = {
        "decision_no": numbers("O", len(place)),
        "type": coded(np.where(is_ban, 2, removed.astype(np.int64)), ORDERS),
        "dated_on": dates(decided),
        "decided_on": dates(decided),
        "enforced_on": dates(departed, unenforced),
        "citizenship": coded(scene.citizenship(person, decided), CITIZENSHIPS),
        "ban_from": dates(departed, ~is_ban),
        "ban_to": dates(departed + years * 365, ~is_ban),
        "voluntary_or_forced": coded(removed | is_ban, ("voluntary", "forced")),
        "alternative_to_detention": truths(removed & ~is_ban & ~_is_detained(scene, found)[place]),
        "minor": truths(is_minor),
        "region": scene.regions(person),
    }
    return scene.register("sms_removal_entry_ban", person, decided, columns)


def _is_detained(scene: Scene, found: Found) -> Flags:
    return found.is_removed & (scene.rng("sms_detention").random(len(found.stay)) < DETAINED)


def _detentions(scene: Scene, found: Found) -> pa.Table:
    """Half of those who are removed are held until they leave."""
    held = np.flatnonzero(_is_detained(scene, found))
    person, admitted, released = found.person[held], found.decided[held], found.departed[held]
    is_minor = admitted - scene.lived.people.born[person] < 18 * 365.25
    columns = {
        "spell_no": numbers("H", len(held)),
        "admitted_on": dates(admitted),
        "released_on": dates(released),
        "citizenship": coded(scene.citizenship(person, admitted), CITIZENSHIPS),
        "centre": coded(scene.region[person] == 0, ("Northern centre", "Capital centre")),
        "region": scene.regions(person),
        "ground": coded(np.zeros(len(held)), ("removal",)),
        "minor": truths(is_minor),
        "unaccompanied_minor": truths(np.zeros(len(held))),
        "outcome": coded(np.zeros(len(held)), ("removed",)),
    }
    return scene.register("sms_detention", person, admitted, columns)


def _readmissions(scene: Scene) -> pa.Table:
    """Citizens whom another State wants to return: most are confirmed and come home, some are not."""
    periods, rng = scene.lived.periods, scene.rng("sms_readmission")
    follows = np.concatenate([[False], periods.person[1:] == periods.person[:-1]])
    citizen = scene.lived.people.citizenship[periods.person] == CITIZEN
    seen = (periods.start >= SEEN_FROM + 365 * DAY) & (periods.start < END)
    comes_home = follows & citizen & seen & periods.inside & (rng.random(len(periods)) < REQUESTED)
    is_away = follows & citizen & seen & ~periods.inside & (rng.random(len(periods)) < CONFIRMED_NOT_RETURNED)
    place = np.concatenate([np.flatnonzero(comes_home), np.flatnonzero(is_away)])
    returns = np.arange(len(place)) < comes_home.sum()
    start = periods.start[place] // DAY
    received = np.where(returns, start - rng.integers(20, 200, len(place)), start + rng.integers(60, 700, len(place)))
    person = periods.person[place]
    before = np.where(returns, periods.start[place - 1] // DAY, start)
    happens = (received < END // DAY) & (received >= before) & scene.is_alive(person, np.maximum(start, received))
    place, returns, start, received, person = (one[happens] for one in (place, returns, start, received, person))
    answered = received + rng.integers(4, 16, len(place))
    confirmed = returns | (rng.random(len(place)) < 0.4)
    columns = {
        "case_no": numbers("K", len(place)),
        "person_no": coded(np.zeros(len(place)), ("1",)),
        "received_on": dates(received),
        "requesting_state": picked(rng, len(place), REQUESTING),
        "identity_confirmed": truths(confirmed),
        "answer_on": dates(answered),
        "answer": coded(confirmed, ("not_identified", "confirmed")),
        "returned_on": dates(start, ~returns),
        "voluntary_or_forced": picked(rng, len(place), {"voluntary": 1, "forced": 1}),
        "minor": truths(received - scene.lived.people.born[person] < 18 * 365.25),
    }
    return scene.register("sms_readmission", person, received, columns)
