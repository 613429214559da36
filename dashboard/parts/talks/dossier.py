"""The dossier of one unit on screen, in the order in which a talk goes, with the form that the address asks for."""

import streamlit as st

from dashboard.access.reach import Reach
from dashboard.dossier import Dossier
from dashboard.form import Form, form_of
from dashboard.opened import Opened, opened
from dashboard.parts.forms.saving import asked
from dashboard.parts.talks.agreement_form import draw_agreement_form
from dashboard.parts.talks.agreements import band_name, draw_brought, target_name
from dashboard.parts.talks.conversation import draw_on_table, draw_others
from dashboard.parts.talks.conversation_form import draw_conversation_form
from dashboard.parts.talks.kept_history import draw_history, draw_removed
from dashboard.parts.talks.record_files import draw_files
from dashboard.visit import Visit
from dashboard.wording.talking import conversation_name
from registers import AGREEMENT_STATUSES, CONVERSATION_STATES, Agreement, Change, Conversation, Registers, history

Names = dict[str, dict[str, str]]  # field -> code -> its name


def draw_dossier(visit: Visit, dossier: Dossier, reach: Reach) -> None:
    """Everything below the title. A form stands where its record stands; one that is not there is said not to be."""
    names = names_in(visit, dossier)
    form = form_of(visit.selection.form)
    # A place for each, always: where a form stands on the page must not depend on what others wrote meanwhile.
    forms = st.container(key="talk-form")
    with forms:
        _draw_form(visit, dossier, reach, form, names)
    draw_brought(visit, dossier)
    draw_on_table(visit, dossier)
    draw_others(visit, dossier)
    draw_removed(visit, dossier)
    draw_history(visit, dossier, _changes(visit, dossier, reach), names)
    draw_files(visit, dossier, names)


def names_in(visit: Visit, dossier: Dossier) -> Names:
    """What every code in the records of this unit is called."""
    words = visit.words
    agreed = [kept.value for kept in (*dossier.agreements, *dossier.removed) if isinstance(kept.value, Agreement)]
    targets = {*visit.now.target_codes, *(value.target for value in agreed)}
    bands = {*visit.now.bands, *(value.band for value in agreed if value.band)}
    return {
        "state": {code: words(f"state_{code}") for code in CONVERSATION_STATES},
        "status": {code: words(f"agreed_{code}") for code in AGREEMENT_STATUSES},
        "target": {code: target_name(visit, code) for code in targets},
        "band": {code: band_name(visit, code) for code in bands},
        "conversation": {kept.key: conversation_name(kept.value, words) for kept in dossier.conversations},
    }


def _draw_form(visit: Visit, dossier: Dossier, reach: Reach, form: Form | None, names: Names) -> None:
    if form is None:
        return
    if form.kind == "conversation":
        found = asked(visit, lambda registers: _conversation(registers, dossier, reach, form))
        if found is not None:
            draw_conversation_form(visit, found, names, dossier.today)
            return
    elif form.kind == "agreement":
        agreement = asked(visit, lambda registers: _agreement(registers, dossier, reach, form))
        if agreement is not None:
            draw_agreement_form(visit, dossier, agreement, names)
            return
    st.info(visit.words("form_not_there"))


def _conversation(registers: Registers, dossier: Dossier, reach: Reach, form: Form) -> Opened[Conversation] | None:
    last = next((kept.value for kept in dossier.conversations if kept.value.roles), None)
    return opened(registers, form, dossier.codes, reach, Conversation(dossier.unit, roles=last.roles if last else ()))


def _agreement(registers: Registers, dossier: Dossier, reach: Reach, form: Form) -> Opened[Agreement] | None:
    made_in = dossier.on_table.key if dossier.on_table else None
    blank = Agreement(dossier.unit, target="", aim="", responsible="", conversation=made_in)
    return opened(registers, form, dossier.codes, reach, blank)


def _changes(visit: Visit, dossier: Dossier, reach: Reach) -> dict[str, list[Change]]:
    seen = dossier.codes if reach.reads is None else dossier.codes & reach.reads
    keys = [kept.key for kept in (*dossier.conversations, *dossier.agreements, *dossier.removed)]
    return asked(visit, lambda registers: {key: history(registers, key, seen) for key in keys}) or {}
