"""Knowledge: what an institution knows on a day. Rows of later events are left out, later news about rows blanked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from durna.sources.contract import load

# By source: a date that may lie ahead, and the columns that are told with it.
NEWS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sbs_stay": {"departed_on": ()},
    "sms_stay_registration": {"deregistered_on": ()},
    "sms_temporary_residence": {"ended_on": ("end_reason",)},
    "sms_permanent_residence": {"ended_on": ("end_reason",)},
    "sms_work_permit": {"ended_on": ("end_reason",)},
    "mlspp_labour_contracts": {"ended_on": (), "work_injury_on": ()},
    "sms_asylum_case": {
        "decided_on": ("outcome",),
        "appealed_on": ("appeal_lodged",),
        "appeal_decided_on": ("appeal_outcome",),
        "withdrawn_on": (),
    },
    "sms_refugee_register": {"status_to": ("end_reason",)},
    "sms_removal_entry_ban": {"enforced_on": ()},
    "sms_detention": {"released_on": ("outcome",)},
    "moj_civil_registry": {"registered_on": ()},
    "mfa_consular": {"deregistered_on": ()},
    "idp_register": {"left_on": ("end_reason",), "returned_on": ("region_of_return",)},
    "reintegration_cases": {"follow_up_on": ("follow_up_result",)},
    "project_portfolio": {"ends_on": ("status",)},
    "training_center": {"ends_on": ("completed", "certificate", "attendance", "days", "post_test")},
    "sms_readmission": {
        "answer_on": ("answer", "identity_confirmed"),
        "returned_on": ("voluntary_or_forced",),
    },
}
# When a table of a year is out: at its start (a quota, the population of the first of January), in its middle.
OUT_AT_START = ("population", "foreign_citizens", "stateless", "foreign_born", "places_approved")
OUT_IN_MIDDLE = ("population_mid_year", "employed")


def known(source: str, register: pa.Table, until: date) -> pa.Table:
    """The rows of a register as its institution has them at the end of a day."""
    contract = load(source)
    if contract.is_table:
        return register.filter(_is_out(register, until))
    register = register.filter(pc.less_equal(register[contract.date_column], pa.scalar(until, pa.date32())))
    for day, told in NEWS.get(source, {}).items():
        lies_ahead = pc.fill_null(pc.greater(register[day], pa.scalar(until, pa.date32())), False)
        for name in (day, *told):
            register = _blanked(register, name, lies_ahead)
    return register


def _blanked(register: pa.Table, name: str, where: pa.ChunkedArray) -> pa.Table:
    if not pc.any(where).as_py():
        return register
    column = register[name]
    # Places of a list are not taken by if_else in every version: texts are.
    plain = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    blank = pc.if_else(where, pa.scalar(None, plain.type), plain)
    return register.set_column(register.column_names.index(name), name, blank)


def _is_out(register: pa.Table, until: date) -> pa.Array:
    series = register["series"].cast(pa.string()).to_numpy(zero_copy_only=False)
    start, end = (register[name].to_numpy().astype("datetime64[D]") for name in ("period_start", "period_end"))
    middle = start.astype("datetime64[Y]").astype("datetime64[M]") + 6
    out = np.where(np.isin(series, OUT_AT_START), start, np.where(np.isin(series, OUT_IN_MIDDLE), middle, end))
    return pa.array(out.astype("datetime64[D]") <= np.datetime64(until))
