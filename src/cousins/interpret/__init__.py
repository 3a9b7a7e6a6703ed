"""The only room that speaks both tongues: from items and statements to persons and links.

`read` reads one page, `unite` puts many readings together into a family graph.
"""

from cousins.interpret.claims import Dropped, ParentClaim, PartnerClaim, Reading, Reason, SiblingClaim
from cousins.interpret.reading import name, read
from cousins.interpret.union import OneSided, Union, unite

__all__ = [
    "Dropped",
    "OneSided",
    "ParentClaim",
    "PartnerClaim",
    "Reading",
    "Reason",
    "SiblingClaim",
    "Union",
    "name",
    "read",
    "unite",
]
