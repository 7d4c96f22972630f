"""Phone numbers, e-mail and web addresses are well formed."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.config import SixtyMinutesSettings
from plainlang.facts.contacts import Contact, Way
from plainlang.facts.facts import Facts
from plainlang.facts.office import is_anothers, plain_phone
from plainlang.spans import Span

_BESIDE = 12
"""The digits of a worded number stand so near to it, with a bracket or "that is" between."""


def answer(facts: Facts) -> Answer:
    """One that is malformed fails; a number spelled as a word needs its digits too. 711 is fine.

    Where the settings list the office's phones, a number of ours that is none of them is asked about.
    """
    if not facts.contacts:
        return not_applicable("The letter gives no phone number or address.")
    bad = [contact for contact in facts.contacts if contact.fault and not _is_spelled_out(facts, contact)]
    if bad:
        fault = bad[0]
        return failed(f"The {fault.way} {fault.text.strip()} {fault.fault}.", *(contact.span for contact in bad))
    strange = _strange_phones(facts)
    if strange:
        return ask("Is each phone number right? One is not on your office's list.", *(one.span for one in strange))
    return passed(*(contact.span for contact in facts.contacts[:3]))


def _strange_phones(facts: Facts) -> list[Contact]:
    """The phones that the letter gives as the office's, and that the settings do not hold."""
    ours = {plain_phone(number) for number in facts.settings.sixty_minutes.phones}
    phones = (contact for contact in facts.contacts if ours and contact.way is Way.PHONE and not contact.fault)
    return [one for one in phones if plain_phone(one.text) not in ours and not is_anothers(facts.text, one.span)]


def _is_spelled_out(facts: Facts, worded: Contact) -> bool:
    """True for 800-555-KIDS (800-555-5437) and 800-555-5437 (800-555-KIDS): the digits stand beside the word."""
    if not re.search(r"[A-Za-z]{2}", worded.text) or worded.way is not Way.PHONE:
        return False
    beside = Span(worded.span.start - _BESIDE, worded.span.end + _BESIDE)
    if any(not other.fault and other.way is Way.PHONE and other.span.overlaps(beside) for other in facts.contacts):
        return True
    return bool(re.match(r"\s?\(\d{4}\)", facts.text[worded.span.end : worded.span.end + 8]))


CHECK = Check(
    id="contact-format",
    part=Part.ACCURATE,
    weight=Weight.MINOR,
    question="Are phone numbers and addresses well formed?",
    source="Rubric ACC-5; Federal Plain Language Guidelines",
    how="Two libraries know the phone numbers of the United States, and e-mail and web addresses.",
    strength="Phone numbers and addresses are well formed.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(letter(ours="I will write by June 20, 2025. Or call 1-800-228-KIDS (1-800-228-5437).")),
        Example(letter(ours="I will write by June 20, 2025. Our fax is (614) 425.5000, ext. 31.")),
        Example(letter(), settings=SixtyMinutesSettings(phones=("(614) 555-0188",))),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. Our fax is [[614-555-018]].")),
        Example(letter(ours="I will write by June 20, 2025. Or call [[1-800-228-KIDS]].")),
        Example(letter(ours="I will write by June 20, 2025. Our fax is [[614-425-5O00]].")),
        Example(letter(ours="I will write by June 20, 2025. My e-mail is [[dana.ruiz.fallowcounty.gov]].")),
        Example(letter(letterhead="Fallow County Child Support\n[[www.fallowcounty,gov]]")),
    ),
    leaves_alone=(
        Example(letter(ours="I will write by June 20, 2025, about docket 2019-FS-00731 and account 5518-20-0036.")),
        Example(letter(ours="I will write by June 20, 2025. You can also follow us @FallowCounty.")),
        Example(letter(), settings=SixtyMinutesSettings(phones=("614-555-0199",))),
    ),
)
