"""The form of an agreement: from what triggered it, through what stands in the way, to what was agreed and came of it."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.dossier import Dossier
from dashboard.opened import Opened
from dashboard.parts.forms.fields import Fields, begin_fields, labels_of
from dashboard.parts.forms.frame import buttons, draw_behind, says_wrong_days, settle
from dashboard.parts.forms.saving import draw_conflict
from dashboard.parts.talks.agreements import target_name
from dashboard.visit import Visit
from dashboard.wording.talking import AGREEMENT_FIELDS, conversation_name, value_words
from registers import AGREEMENT_STATUSES, Agreement

_OUTSIDE = ""
_DAYS = ("start", "due", "changed_due", "done")
_MOST_CONVERSATIONS = 6  # to choose from, the latest; an agreement keeps its own also when that is older


def draw_agreement_form(
    visit: Visit, dossier: Dossier, found: Opened[Agreement], names: Mapping[str, Mapping[str, str]]
) -> None:
    """The form, filled with the version it was opened at; saves when it is sent."""
    words, form = visit.words, found.form
    labels = labels_of(words, AGREEMENT_FIELDS)
    fields = begin_fields(visit, form)
    st.html(f'<h2 class="sc-h2">{words("talk_form_agreement" if form.version else "talk_new_agreement")}</h2>')
    above = st.container()
    with st.form(f"form-{form.name}", border=False, enter_to_submit=False):
        typed = {**_about(visit, dossier.unit, fields, found.start, labels), **_course(fields, found.start, labels)}
        typed["conversation"] = _made_in(visit, dossier, fields, found.start, labels)
        sent = buttons(visit, "talk", form)
    if sent:
        days = says_wrong_days(visit, {name: typed[name] for name in _DAYS}, labels)
        if days is not None:
            settle(visit, "talk", form, _value(visit, found.start, typed, days), labels)
    with above:
        if not draw_conflict(visit, "talk", form, labels, lambda field, value: value_words(field, value, names, words)):
            draw_behind(visit, found.later)


def targets_of(visit: Visit, unit: str) -> list[str]:
    """The targets that apply to a unit by the figures of now; where none does, all that this reader may see."""
    edition = visit.now
    own = [row.target for row in edition.standings(edition.snapshots[-1], [unit])]
    return list(dict.fromkeys(own)) or list(edition.target_codes)


def _about(visit: Visit, unit: str, fields: Fields, start: Agreement, labels: Mapping[str, str]) -> dict[str, str]:
    words = visit.words
    targets = targets_of(visit, unit)
    if start.target and start.target not in targets:
        targets.append(start.target)
    named = {code: target_name(visit, code) for code in targets}
    target = fields.choice("target", labels["target"], named, start.target or None)
    fields.hint(words("field_target_hint"))
    return {
        "target": target or "",
        "trigger": fields.long("trigger", labels["trigger"], start.trigger),
        "barrier": fields.long("barrier", labels["barrier"], start.barrier),
        "aim": fields.long("aim", labels["aim"], start.aim),
        "responsible": fields.text(
            "responsible", labels["responsible"], start.responsible, words("field_responsible_hint")
        ),
    }


def _course(fields: Fields, start: Agreement, labels: Mapping[str, str]) -> dict[str, str]:
    words, typed = fields.words, dict[str, str]()
    hints = {"due": words("field_due_hint"), "changed_due": words("field_changed_due_hint")}
    for row in (("start", "due"), ("changed_due", "done")):
        for name, place in zip(row, st.columns(2), strict=True):
            with place:
                typed[name] = fields.day(name, labels[name], getattr(start, name), hints.get(name, ""))
    stands = {code: words(f"agreed_{code}") for code in AGREEMENT_STATUSES}
    status = fields.choice("status", labels["status"], stands, start.status, across=True)
    typed["status"] = status or start.status
    typed["outcome"] = fields.long("outcome", labels["outcome"], start.outcome, words("field_outcome_hint"))
    return typed


def _made_in(visit: Visit, dossier: Dossier, fields: Fields, start: Agreement, labels: Mapping[str, str]) -> str:
    words = visit.words
    talks = [kept for kept in dossier.conversations if kept.value.state != "cancelled"]
    said = {kept.key: conversation_name(kept.value, words) for kept in talks[:_MOST_CONVERSATIONS]}
    if start.conversation and start.conversation not in said:
        own = dossier.conversation(start.conversation)
        said[start.conversation] = conversation_name(own.value, words) if own else words("agreed_in_removed")
    said[_OUTSIDE] = words("agreed_outside")
    return fields.choice("conversation", labels["conversation"], said, start.conversation or _OUTSIDE) or _OUTSIDE


def _value(visit: Visit, start: Agreement, typed: Mapping[str, str], days: Mapping[str, date | None]) -> Agreement:
    edition, target = visit.now, typed["target"]
    band = start.band
    if target != start.target:
        # A target is about one band; so is what is agreed about it.
        band = edition.target(target, -1).band if target in edition.target_codes else None
    return Agreement(
        unit=start.unit,
        target=target,
        band=band,
        conversation=typed["conversation"] or None,
        status=next(each for each in AGREEMENT_STATUSES if each == typed["status"]),
        start=days["start"],
        due=days["due"],
        changed_due=days["changed_due"],
        done=days["done"],
        **{name: typed[name] for name in ("trigger", "barrier", "aim", "responsible", "outcome")},
    )
