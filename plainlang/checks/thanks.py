"""Thanks for a real thing that the reader did."""

from __future__ import annotations

import re

from plainlang.answer import Answer, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_THANKS = re.compile(
    r"\b(?:thank(?:s| you|ing you|ful)?|grateful|(?:we|I) (?:\w+ )?appreciate[ds]?|appreciated|glad you|obliged to you|"
    r"(?:good|kind|nice) of you|meant a lot|helped us)\b",
    re.IGNORECASE,
)
_NO_THANKS = re.compile(
    # thanks to the new rule; thank goodness; we would appreciate it if you called
    r"\bthanks to (?!you\b)|\bthank(?:less| god| goodness| heavens)|\b(?:would|will|'d|"
    r"shall) (?:\w+ )?(?:appreciate|be (?:\w+ )?(?:grateful|appreciated|glad|obliged))|"
    r"\bappreciate (?:it if|a (?:call|reply)|hearing|how (?:hard|little|much)|that (?:this|it) )|\bappreciate in value",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    # in advance; for your anticipated, continued, prompt ...; that you will be giving
    r"\bin advance\b|\banticipated\b|\bahead of time\b|\bin anticipation\b|\b(?:you|that) (?:\w+ )?(?:will|"
    r"are going to|shall)\b|\bprompt (?:attention|action|compliance|cooperation|handling)\b",
    re.IGNORECASE,
)
_WORN = re.compile(
    r"\b(?:for|of|appreciate) (?:your|the) (?:\w+ )?(?:and )?(?:(?:continued|full|kind|usual|prompt|immediate|"
    r"early|due) )*"
    r"(?:cooperation|co-operation|patience|attention|understanding|time|compliance|consideration|interest|business|"
    r"assistance in this|support in this)\b",
    re.IGNORECASE,
)
_WORN_FIRST = re.compile(
    r"\byour (?:\w+ ){0,3}(?:cooperation|patience|attention|understanding|compliance|consideration|response|"
    r"reply)\b[^.]{0,40}"
    r"\b(?:is|are|will be|would be) (?:\w+ )?appreciated\b",
    re.IGNORECASE,
)
_FOR_NOTHING = re.compile(
    r"[\W_]*(?:many thanks|thanks|thank you|thank you (?:very|so) much|thanks again|with thanks)[\W_]*", re.IGNORECASE
)
_DID = re.compile(
    r"\byou (?:have |had |also |first |then |kindly |\w+ly )*(?:called|wrote|written|asked|told|sent|paid|came|"
    r"brought|filled|returned|gave|given|let us know|"
    r"visited|reported|mailed|spoke|spoken|phoned|e-?mailed|texted|faxed|applied|filed|contacted|informed|notified|"
    r"requested|submitted|"
    r"provided|dropped off|met with|stopped by|attended|completed|answered|replied|responded|explained|enclosed|"
    r"wired|uploaded|rang)\b|"
    r"\bmade (?:a|two|three|four|each|every|the|your|all) (?:\$?[\w.,]+ )?payments?\b|"
    r"\byour (?:\w+ )?(?:(?:\w+ )?(?:letter|call|calls|visit|messages?|e-?mails?|note|request|application|"
    r"correspondence|inquiry|enquiry|"
    r"complaint|grievance|reply|response|report|fax|submission|payments? of))\b(?! (?:is|are|was|were) (?:due|not)|"
    r" for the)|"
    # we received your papers; your pay stubs reached us
    r"\b(?:received|got|have|reviewed|read) your (?:\w+ ){0,3}(?:form|forms|papers|documents|stubs?|proof|"
    r"statements?|records|receipts?|payment|check|questionnaire)\b|"
    r"\byour (?:\w+ ){0,3}(?:form|forms|papers|documents|stubs?|proof|statements?|records|receipts?|"
    r"payment(?: of \$?[\d.,]+)?|check) "
    r"(?:of \w+ \d+ )?(?:reached|arrived|(?:has|have) (?:arrived|come|reached)|came (?:in|on)|(?:was|were) received)\b|"
    r"\breceipt is acknowledged|\backnowledges? (?:the )?receipt|\bin (?:reply|response|answer) to (?:your|the) |"
    r"\bthe (?:grievance|complaint|inquiry|request|correspondence|application) (?:\w+ ){0,3}(?:lodged|received|"
    r"submitted|filed|sent)\b|"
    r"\b(?:you|that you) asked (?:us |me )?(?:for|to|about)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:if|unless|until|once|whether|should|please|(?-i:may)|can|could|will|would|must|to send|forward to|"
    r"is due|not|never|no|nothing|without|failed|neglected)\b|n't\b|\b(?:when|after|before|"
    r"as soon as) you (?!called|wrote|asked|told|came|spoke)|"
    # a rule: the amount counts only from the time you asked
    r"\b(?:from|since|until|on) the (?:time|day|date|month) (?:that |when )?you \w+|"
    # Send your application ...; your request must reach us ...
    r"^\W*(?:send|write|mail|attach|bring|include|put|give|fill|return|keep|have|make|quote|add|submit|file|sign)\b|"
    r"\byour (?:\w+ ){0,2}(?:application|request|letter|note|call|reply|response|payments?) (?:must|should|needs?|"
    r"has to)\b|\?\s*$",
    re.IGNORECASE,
)
_COLD_MENTION = re.compile(
    r"\b(?:the|your|that) (?:\w+ )?(?:call|letter|note|message|visit|e-?mail|fax|request|"
    r"complaint)s?\b (?:of \w+ \d{1,2},? )?(?:\d{4},? )?(?:you \w+ )?(?:(?:in|on) \w+(?: \d{1,2})?,? )?"
    r"(?:alters?|changes?|explains?|adds?|says?|proves?|shows?|does|did|has been|was|is|makes?|made)\b",
    re.IGNORECASE,
)
"""Your call of May 3 alters nothing: a thing the reader did, waved away."""


def answer(facts: Facts) -> Answer:
    """Worn thanks ("in advance", "for your cooperation") fail; so does a deed of the reader without a thank-you."""
    thanked = [s for s in facts.sentences if _thanks(facts, s)]
    real = next((s for s in thanked if _is_real(facts, s)), None)
    if real is not None:
        return passed(real.span)
    closing = facts.parts.closing
    if closing is not None and _AHEAD.search(facts.words(closing)):
        return failed("Thank the reader for something real, such as a call or a form.", closing)
    if thanked:
        return failed("Thank the reader for something real, such as a call or a form.", *(s.span for s in thanked))
    done = [s for s in facts.sentences if _names_what_reader_did(facts.words(s.span))]
    if done:
        return failed(
            "The reader did something for us here. Thank them, such as “Thank you for calling.”",
            *(s.span for s in done[:2]),
        )
    return not_applicable("The letter names nothing that the reader did.")


def _thanks(facts: Facts, sentence: Sentence) -> bool:
    says = _says_thanks(facts.words(sentence.span))
    return facts.acts(sentence).does("thanks") if says is None else says


@remembered
def _says_thanks(words: str) -> bool | None:
    """Whether the words alone thank the reader; None where they leave it open."""
    if _WORN_FIRST.search(words):
        return True
    if _NO_THANKS.search(words):
        return bool(_AHEAD.search(words)) and "thank" in words.lower()
    return True if _THANKS.search(words) else None


def _is_real(facts: Facts, sentence: Sentence) -> bool:
    """Thanks for what was done. A bare "Thank you." counts when the sentence before it says what for."""
    words = facts.words(sentence.span)
    if _AHEAD.search(words) or _WORN_FIRST.search(words):
        return False
    if _FOR_NOTHING.fullmatch(words):
        before = facts.near(sentence, before=1)[0]
        return before != sentence and bool(_DID.search(facts.words(before.span)))
    rest = _WORN.sub("", words)
    return rest == words or bool(_DID.search(rest))


@remembered
def _names_what_reader_did(words: str) -> bool:
    return bool(_DID.search(words)) and (not _NOT_DONE.search(words) or bool(_COLD_MENTION.search(words)))


CHECK = Check(
    id="thanks",
    part=Part.EMPATHETIC,
    weight=Weight.MINOR,
    question="Does the letter thank the reader for something real?",
    source="Rubric EMP-5; training text 002",
    how="Words of thanks and what they are for; what the letter says the reader did.",
    strength="The letter thanks its reader for something real.",
    answer=answer,
    passes=(
        Example(letter()),
        Example(
            letter(
                understanding=(
                    "You told us on April 22 that the bakery cut your hours, and we are grateful. A smaller "
                    "paycheck makes every bill harder."
                )
            )
        ),
        Example(
            letter(
                understanding=(
                    "You brought us both pay stubs on April 22. Thank you! A smaller paycheck makes every bill harder."
                )
            )
        ),
    ),
    fails=(
        Example(
            letter(
                understanding=(
                    "On May 1, 2025, we checked your payments. A smaller paycheck makes every bill harder. [[Thank "
                    "you in advance for your cooperation.]]"
                )
            )
        ),
        Example(
            letter(
                understanding=(
                    "[[You told us on April 22 that the bakery cut your hours.]] A smaller paycheck makes every "
                    "bill harder."
                )
            )
        ),
        Example(
            letter(
                understanding=(
                    "On May 1, 2025, we checked your payments. A smaller paycheck makes every bill harder. [[We "
                    "appreciate the quick reply that you will send.]]"
                )
            )
        ),
        Example(
            letter(
                understanding=(
                    "On May 1, 2025, we checked your payments. A smaller paycheck makes every bill harder. [[This "
                    "is in response to your letter of April 22.]]"
                )
            )
        ),
    ),
    leaves_alone=(
        Example(
            letter(
                understanding=(
                    "A smaller paycheck makes every bill harder. If you sent us a payment last week, we will take "
                    "it off the total."
                )
            )
        ),
        Example(
            letter(
                understanding="A smaller paycheck makes bills harder. A new amount counts only from the time you asked."
            )
        ),
        Example(letter(understanding="A smaller paycheck makes every bill harder. We would be glad to hear from you.")),
    ),
)
