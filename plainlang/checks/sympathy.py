"""Sympathy in so many words: what tells a kind sentence from one that only sounds like it."""

from __future__ import annotations

import re

from plainlang.facts.remembered import remembered

_HARD = (
    r"(?:hard(?:er|ship)?|difficult|tough(?:er)?|frustrat\w+|worr(?:y|ying|isome|ied)|stressful|stress|confusing|"
    r"upsetting|unsettling|scary|frightening|"
    r"overwhelming|painful|disappoint\w+|discouraging|tiring|exhausting|maddening|unpleasant|awkward|a (?:shock|"
    r"surprise|worry|burden|strain|blow|"
    r"let-?down|disappointment|jolt|long (?:time|wait|stretch|drive|way)|lot (?:to|of|at)|heavy load|big change)|"
    r"no fun|unwelcome|tight|bad news|a strain|strain)"
)
_OPENLY = re.compile(
    # we know that waiting is hard; we see how much trouble ...; you had counted on that money
    r"\b(?:we|I) (?:(?!both\b|all\b)\w+ )?(?:know|understand|see|realize|realise|recognize|recognise|"
    r"imagine) (?:that (?!you (?:have not|did not))|how (?!you feel)|what (?!you)|why |from (?:your|what)|"
    r"(?:this|it|that|which) (?:is|was|can|may|must|has|makes|takes|comes|will|feels|means|puts|hurts)\b|"
    r"you (?:have been|have waited|are|were|had|need|may|work|count|hoped|rely)\b(?! (?:not|late|behind|able|"
    r"hiding))|"
    r"(?:a|an|the|waiting|money|losing|not|many|parents|families|living|paying|having|being|getting|rent|children|"
    r"kids|no|most|support|"
    r"these|those|news|bills|there) (?:[\w'’-]+ ){1,9}(?:is|are|was|were|can|may|must|makes?|puts?|leaves?|takes?|"
    r"comes?|means?|feels?|hurts?)\b)|"
    rf"\bappreciate (?:that|how) [^.]{{0,60}}{_HARD}\b|"
    rf"\b(?:can|may|must|might|could|will) (?:\w+ )?(?:be|feel|come as|seem|make [\w ]+|"
    rf"put [\w ]+) (?:\w+ ){{0,2}}{_HARD}\b|"
    rf"\b(?:is|are|was|were|it['’]s|that['’]s|feels?|makes? (?:\w+ ){{1,4}}|made (?:\w+ ){{1,4}})(?: ?(?:so|very|"
    rf"really|never|always|often|quite|too|still|much|especially))? ?{_HARD}\b|"
    r"\bnot (?:the|what) (?:\w+ )?(?:answer|news|letter|result|you (?:were )?hop\w+)\b|\bthat makes sense to us\b|"
    r"\b(?:you had|you were|you have been|you are) (?:\w+ )?(?:count(?:ed|ing) on|waiting|waited|hoping|relying|"
    r"depend\w+)\b|"
    r"\b(?:you have|you['’]ve) (?:\w+ )?(?:waited|been waiting|been through|worked hard|carried)\b|\bno (?:easy|"
    r"small) (?:thing|matter|task)\b|\bnot easy\b|\bone more thing to\b|"
    r"\b(?:rent|bills?|groceries|a paycheck|paychecks?|the kids|school clothes)\b[^.]{0,40}\b(?:due|harder|"
    r"do not wait|don['’]t wait|tighter|cannot wait)\b",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"\b(?:we|I) (?:fully |truly )?(?:understand|know) (?:exactly )?how you (?:must )?feel\b", re.IGNORECASE
)
"""Nobody knows how another feels; the guidelines call it an over-claim."""
_NOT_KIND = re.compile(
    # knowing in order to reproach; denying that it is hard; pity for somebody else
    r"\b(?:we|I) (?:know|understand|see|hear) (?:that |very well |full well )?you (?:have not|haven['’]t|did not|"
    r"didn['’]t|failed|refus\w+|ignor\w+|chose|work|earn|own|can pay|could|have the money|were told|received|"
    r"got)\b|"
    r"\b(?:not|isn['’]t|hardly|no) (?:so |that |very |all that |too |particularly )?(?:hard|difficult|confusing|"
    r"call to|reason to)\b|\bhow hard can\b|\b(?:hard|difficult|tough) (?:for us|to (?:believe|see|credit|imagine|"
    r"pin|serve|do|reach|find|help|work with|take seriously))\b|"
    rf"\bif\b[^,;.]{{0,60}}\b{_HARD}\b|\b(?:don['’]t|do not) worry|\bwhile you (?:are|were) waiting|\bhoping for\b|"
    r"\bour sympath(?:y|ies)\b|\b(?:real|genuine|deserving|decent|other) (?:families|parents|difficulty|"
    r"hardship)\b|\bwe see (?:plenty|many|enough|a lot) of\b|"
    r"\b(?:pleasant reading|spoil the surprise|might have been expected|one would think|better things to do|"
    r"in no hurry|you people)\b|\bwe (?:know|see) (?:where|who|what) (?:you|he|she)\b|"
    r"(?<!mean )(?<!mean that )\byou (?:have |had |again |once more )*(?:ignored|refused|neglected|failed to)\b|"
    r"\byou (?:are|were) (?:\w+ )?(?:hard|difficult) to\b|\b(?:he|she|the mother|the father|ms\.|mr\.|"
    r"mrs\.) (?:\w+ ){0,3}(?:has|had|is|was) (?:carried|carrying|struggl\w+|waiting|borne)\b",
    re.IGNORECASE,
)


@remembered
def is_kind(words: str) -> bool:
    """False for a sentence that knows in order to reproach, that over-claims, or that only supposes."""
    return not (_NOT_KIND.search(words) or _FORMULA.search(words) or re.match(r"\W*if\b", words, re.IGNORECASE))


@remembered
def is_sympathy(words: str) -> bool:
    """True for a sentence that says openly that the writer knows how hard something is for the reader."""
    return is_kind(words) and bool(_OPENLY.search(words))
