"""A good letter in parts. The examples of the checks are this letter with a part or two changed.

Invented throughout: the office, the people and the numbers belong to nobody.
"""

from __future__ import annotations

PARTS: dict[str, str] = {
    "letterhead": "Fallow County Child Support\n12 Quarry Street, Fallow, OH 43998\nwww.fallowcounty.gov/support",
    "date": "May 6, 2025",
    "address": "Ms. Ana Ortiz\n40 Larch Road\nFallow, OH 43999",
    "subject": "Subject: Your child support payments (case FC-2210)",
    "greeting": "Dear Ms. Ortiz,",
    "opening": (
        "We plan to ask the state to suspend your driver's license on July 15, 2025, because two support payments are "
        "missing. You can keep your license, and I would like to help you do that."
    ),
    "understanding": (
        "You told us on April 22 that the bakery cut your hours. A smaller paycheck makes every bill harder. "
        "Thank you for calling us about it."
    ),
    "numbers": (
        "Our payment record shows, as of May 1, 2025:\n"
        "  March payment       $200.00\n"
        "  April payment       $200.00\n"
        "  Total past due      $400.00"
    ),
    "steps": (
        "Please call me by June 13, 2025, to set up a payment plan. If you cannot pay the whole amount, we can "
        "talk about "
        "a smaller monthly payment or a review of your order. Write your case number on each payment."
    ),
    "ours": "I will write to you by June 20, 2025, to say what we agreed on.",
    "consequence": (
        "If we do not hear from you by June 13, 2025, we will send your name to the state on July 15, 2025. "
        "Even then, a payment plan with us stops the suspension."
    ),
    "disagree": (
        "If you think this is wrong, you can ask for a hearing by June 13, 2025. Call me or write to 12 Quarry Street. "
        "It is free, and we will not act while you wait for the decision."
    ),
    "close": ("What questions do you have? Please call me at 614-555-0188, Monday to Friday, 8 a.m. to 4:30 p.m."),
    "closing": "Sincerely,",
    "signature": "Dana Ruiz\nChild Support Worker",
    "enclosures": "",
    "language": (
        "Español: llame al 614-555-0188. La ayuda es gratis.\nDial 711 if you are deaf or hard of hearing. "
        "We can send this letter in large print."
    ),
}


def letter(**changes: str) -> str:
    """The good letter with some parts changed; a part set to "" is left out.

    Raises KeyError for a part the letter does not have.
    """
    unknown = changes.keys() - PARTS.keys()
    if unknown:
        raise KeyError(*unknown)
    parts = {**PARTS, **changes}
    return "\n\n".join(text for text in parts.values() if text) + "\n"
