"""Where we erred, we say sorry."""

from __future__ import annotations

import re

from plainlang.answer import Answer, ask, failed, not_applicable, passed
from plainlang.checks.check import Check, Example, Part, Weight
from plainlang.checks.sample import letter
from plainlang.facts.facts import Facts
from plainlang.facts.remembered import remembered
from plainlang.language.reading import Sentence

_SORRY = re.compile(
    r"\b(?:(?:we|i)(?:['’](?:re|m)| are| am)? (?:\w+ )?(?:sorry|apologi[sz]e)|^\W*(?:so |very )?sorry|and (?:are |"
    r"am )?sorry|say sorry|(?:we|i)['’](?:re|m) sorry|our (?:\w+ )?apologies|my (?:\w+ )?apologies|"
    r"(?:an|our|my|the) (?:\w+ )?apology|(?:we|i) (?:\w+ )?regret (?:the|our|this|that (?:we|our|i)|it|any)|"
    r"sorry for the|our regrets|apologi[sz]e for it|forgive (?:us|me|the)|your (?:pardon|forgiveness)|"
    r"(?:we|i) are ashamed|apologies for)\b"
)
_PITY = re.compile(
    # sorry to hear, for your loss, that your hours were cut: kind, and no apology for what we did
    r"\b(?:sorry|regret) (?:to (?:hear|learn|tell|say|inform|read)|for your loss|that you(?:r| (?:are|lost|cannot|"
    r"were (?:hurt|ill|sick|laid)))|about your (?:loss|job|illness)|(?:that )?we (?:cannot|can't|are unable|"
    r"are not able))\b"
)
_OURS = (
    r"(?:we|i|our (?:office|worker|clerk|staff|letter|notice|mailing|system|computer|records?|statement|desk|team|"
    r"bank file)|this (?:office|unit|bureau|agency|desk)|(?:a|the|one) (?:clerk|worker|keystroke) here|"
    r"the (?:department|bureau|agency|registry|unit))"
)
_WRONG_PLACE = (
    r"(?:(?:the |an? |some )?(?:wrong|incorrect|neighbou?ring|someone else['’]s|somebody else['’]s|"
    r"mistaken) (?:\w+['’]?s? ){0,2}\w+|"
    r"(?:on|to|in|into|under|with|of|against|for) another (?:\w+ )?(?:account|case|file|ledger|record|family|"
    r"person|payee|man|woman|parent|"
    r"taxpayer|child|client|customer|name|number)|(?:on|to|in|into|under|with) an? (?:old|prior|former|"
    r"closed) (?:\w+ )?(?:account|case|file|record|address))"
)
_PUT = (
    r"(?:put|posted|placed|sent|applied|credited|entered|mailed|keyed|went|gone|filed|addressed|booked|charged|"
    r"paid|deposited|"
    r"issued|routed|recorded|scanned|typed|delivered|directed|assigned|carried|bore|showed|listed|named|gave|used|"
    r"printed|had)"
)
_OTHERS = (
    r"(?:employer|bank|lab|laboratory|court|judge|clerk of court|insurer|plan|other parent|payroll|company|firm|"
    r"post office|credit union|vendor)"
)
_SLIP = re.compile(
    # our mistake; a mistake on our side; we made an error; a clerical error; an error was made
    r"\b(?:our|my|this (?:office|unit|bureau|agency)['’]s) (?:own )?(?:\w+ )?(?:mistake|error|slip|oversight|fault|"
    r"delay|mix-up|typo|doing)\b|"
    r"\b(?:mistake|error|slip|oversight|fault|delay|mix-up|typo|problem|glitch)s? (?:was |were |lies |lay )?(?:at|"
    r"on|in|of|with) "
    r"(?:our|this (?:office|unit|end|desk)|us\b|ours\b)|"
    rf"\b{_OURS} (?:\w+ )?made (?:an?|the|some|two|this|that) (?:\w+ )?(?:mistake|error|slip|mix-up|typo)s?\b|"
    r"\b(?:clerical|data[- ]entry|keying|posting|typing|typographical|computer|system|processing|mailing|billing|"
    r"recording|"
    r"administrative|programming|printing) (?:error|mistake|slip|fault|oversight)\b|"
    r"\b(?:an|the|some|this) (?:\w+ )?(?:error|mistake|oversight|mix-up)s? (?:was|were|has been|have been|had been|"
    r"occurred|happened|arose|crept)\b|"
    # put, sent, posted to a wrong place; went to another family
    rf"\b{_PUT}\b(?:[^.;?!]|\.\d){{0,60}}?\b{_WRONG_PLACE}\b|"
    # typed one digit wrong; counted twice; wrongly sent; closed in error
    r"\b(?:typed|keyed|entered|spelled|figured|added|counted|read|printed|recorded|posted|calculated|computed|"
    r"worked out|labell?ed|"
    r"stated|coded|copied)\b(?:[^.;?!]|\.\d){0,60}\b(?:wrong(?:ly)?|incorrectly|in error|by mistake|backwards)\b|"
    r"\b(?:counted|added|entered|posted|keyed|typed|charged|deducted|took|taken|withheld)\b(?:[^.;?!]|"
    r"\.\d){0,40}\btwice\b|"
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|inadvertently|improperly|prematurely) (?:\w+ed|sent|put|told|"
    r"paid|taken|withheld|kept|left|shown|given|held)\b|"
    r"\b(?:was|were|been|sent|mailed|issued|closed|released|suspended|frozen|reported|taken|posted|charged|"
    r"withheld|held) (?:out )?(?:by mistake|in error|by accident|inadvertently)\b|"
    rf"\b{_OURS} (?:[^.;?!]|\.\d){{0,80}}\b(?:by mistake|in error|by accident|inadvertently)\b|"
    # a notice of ours that was not correct, or that went out without a page
    r"\b(?:(?<!your )(?:notice|letter|mailing|bill|worksheet)s?|our (?:\w+ ){0,2}(?:statements?|records?|forms?|"
    r"figures?|amounts?|totals?|balances?|lists?|files?))\b"
    r"(?:[^.;?!]|\.\d){0,80}\b(?:(?:was|were) (?:not (?:correct|right|accurate|current)|wrong|incorrect|inaccurate|"
    r"misprinted|outdated|out of date)|"
    r"should have (?:said|read|shown|gone|named|come)|left out|omitted)\b|"
    r"\bwas (?:wrong|incorrect|not correct|not right) in (?:our|this)\b|"
    r"\b(?:our|a previous|an earlier|the (?:first|last|previous|prior|earlier)|"
    r"this office['’]s) (?:\w+ ){0,2}(?:notice|letter|mailing|statement|packet|form|bill)\b"
    r"(?:[^.;?!]|\.\d){0,50}\b(?:went out|was sent|was mailed|was released|were sent|came|"
    r"left) (?:\w+ )?(?:without|missing|lacking|twice|late|too (?:early|late|soon))|"
    r"\bshould (?:not|never) have (?:been|come|gone|happened|left|got|stopped|taken)\b|"
    # lost, forgotten, late, too much
    rf"\b{_OURS} (?:\w+ly |had |have |also )?(?:lost|misplaced|misfiled|mislaid|overlooked|forgot|misread|"
    rf"miscounted|overcharged|mixed up|"
    r"left (?:out|off)|missed (?:your|a) (?:call|letter|payment|deadline)|failed to|neglected to|took too (?:long|"
    r"much)|sat on|"
    r"(?:sent|paid|posted|mailed|answered|took|kept|withheld)\b(?:[^.;?!]|\.\d){0,60}\b(?:late|too late|too much|"
    r"too little)\b|did not (?:answer|log|notice|catch) your)\b|"
    r"\b(?:your|the) (?:\w+ ){0,3}(?:was|were|has been|have been|had been|got|went) (?:temporarily |briefly )?"
    r"(?:misplaced|misfiled|mislaid|mis-?posted|mis-?keyed|misdirected|misrouted|misapplied|miscoded|mishandled|"
    r"overlooked|mixed up|double-?counted)\b|"
    r"\b(?:took|taken|taking) us (?:too long|longer|\w+ (?:weeks|months))\b"
)
_NOT_OURS = re.compile(
    # a doubt, a general word, or somebody else who slipped
    r"\bif\b|\bunless\b|\bwhether\b|\bin case\b|\bshould (?:you|there|any)\b|\b(?:you|they) (?:may |might |can |"
    r"could )?(?:think|believe|feel|say|said|claim|find|feel)\b|\bthink\b|"
    r"\b(?:your|his|her|their) (?:\w+ ){0,2}(?:mistake|error|slip|fault|oversight)\b|\bmight be\b|\bmay (?:be|"
    r"have been)\b|\b(?:can|could|may|might|sometimes|would) (?:\w+ )?(?:go|be|get|come|have|end)\b|"
    r"\b(?:any|no|an?y such|without) (?:error|mistake|slip)s?\b|\bcorrect (?:the|any|an) (?:error|mistake)s?\b|"
    r"\bwrong to\b|\bnothing wrong\b|\?\s*$|"
    r"\byou (?:\w+ly )?(?:put|sent|wrote|typed|mailed|made|entered|used|gave|left|forgot|lost|listed|paid|filed|"
    r"filled|signed|addressed)\b|"
    rf"\b(?:the|your|his|her|their|an?) (?:\w+ )?{_OTHERS}\b(?:['’]s)? (?:\w+ ){{0,2}}"
    r"(?:put|sent|wrote|typed|mailed|made|entered|used|gave|left|forgot|lost|listed|paid|filed|took|keyed|reported|"
    r"counted|error|mistake|was|were)\b|"
    rf"\b(?:at|by|of|from) (?:the|your|his|her|their|an?) (?:\w+ )?{_OTHERS}\b|"
    r"\b(?:not|none of|no) (?:our|my|us)\b|\bpolicy\b|\bvariety\b|\bthank\b|"
    r"\b(?:please|do not|don't|never|make sure|(?:to|please) check|tell us|came back|come back|be sure|so that)\b"
)
_OUR_WORD = re.compile(rf"\b{_OURS}\b|\bour\b|\bours\b|\bus\b|\bhere\b")


def answer(facts: Facts) -> Answer:
    """Only a letter that admits a slip of ours needs an apology; one by a person passes ("We are sorry")."""
    sorry = next((s for s in facts.sentences if _says_sorry(facts.words(s.span))), None)
    if sorry is not None:
        return passed(sorry.span)
    if facts.parts.closing is not None and re.search("apolog", facts.words(facts.parts.closing), re.IGNORECASE):
        return passed(facts.parts.closing)
    slips = [s for s in facts.sentences if _admits(facts, s)]
    if slips:
        return failed(
            "We made a mistake here. Say sorry in plain words, such as “We are sorry.”", *(s.span for s in slips[:2])
        )
    doubts = [s for s in facts.likely("slip") if not _is_not_ours(facts.words(s.span)) and _is_chief(facts, s)]
    if doubts:
        return ask("If this was our mistake, do we say sorry for it?", doubts[0].span)
    return not_applicable("The letter names no slip of ours.")


@remembered
def _says_sorry(words: str) -> bool:
    return bool(_SORRY.search(words.lower())) and not _is_pity(words)


def _admits(facts: Facts, sentence: Sentence) -> bool:
    """A slip in so many words; or one the model is sure of, in a sentence that has us in it and does nothing else."""
    words = facts.words(sentence.span)
    if not _is_slip(words) and not (
        facts.acts(sentence).does("slip") and _has_us_in_it(words) and _is_chief(facts, sentence)
    ):
        return False
    return not _is_not_ours(words) and not _is_pity(words)


@remembered
def _is_slip(words: str) -> bool:
    return bool(_SLIP.search(words.lower()))


@remembered
def _is_not_ours(words: str) -> bool:
    return bool(_NOT_OURS.search(words.lower()))


@remembered
def _is_pity(words: str) -> bool:
    return bool(_PITY.search(words.lower()))


@remembered
def _has_us_in_it(words: str) -> bool:
    return bool(_OUR_WORD.search(words.lower()))


def _is_chief(facts: Facts, sentence: Sentence) -> bool:
    """True when the model finds a slip likelier than any reproach or news in the sentence."""
    chances = facts.acts(sentence).chances
    return all(
        chances["slip"] > chances[other] for other in ("blame", "scold", "threat", "unfair", "news", "understanding")
    )


CHECK = Check(
    id="apology",
    part=Part.EMPATHETIC,
    weight=Weight.MAJOR,
    question="Do we say sorry where we made a mistake?",
    source="Rubric EMP-6; plain language guidelines on letters",
    how="Sentences that admit an error or delay of ours, by pattern and a small model, and words of apology.",
    strength="The letter says sorry for a mistake.",
    answer=answer,
    passes=(
        Example(
            letter(ours="I will write by June 20, 2025. We are sorry. We sent your April payment to the wrong account.")
        ),
        Example(
            letter(
                ours=(
                    "I will write by June 20, 2025. Please accept our apologies: we typed one digit of your "
                    "account wrong."
                )
            )
        ),
    ),
    fails=(
        Example(letter(ours="I will write by June 20, 2025. [[Your April payment was posted to the wrong account.]]")),
        Example(
            letter(ours="I will write by June 20, 2025. [[Our letter of April 3 went out without its second page.]]")
        ),
        Example(
            letter(
                ours=(
                    "I will write by June 20, 2025. [[Our last statement gave your total as $300.00, which was not "
                    "correct.]]"
                )
            )
        ),
    ),
    leaves_alone=(
        Example(letter()),
        Example(letter(ours="I will write by June 20, 2025. If you think that we made a mistake, tell me.")),
        Example(letter(ours="I will write by June 20, 2025. The bank sent your April payment to the wrong account.")),
        Example(
            letter(
                understanding=(
                    "You told us on April 22 that the bakery cut your hours. Thank you. We are sorry to hear it."
                )
            )
        ),
    ),
    known_misses=(Example(letter(ours="I will write by June 20, 2025. We overlooked the pay stubs you sent.")),),
)
