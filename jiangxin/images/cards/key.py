"""The name of a card in the cache; nothing that draws is imported for it, for most builds draw none."""

from __future__ import annotations

import base64
import hashlib
import json

from jiangxin.images.cards.fonts import Font, fonts_digest
from jiangxin.model.picture import ShareCard

# To be raised by hand when a card is drawn otherwise from the same inputs.
CARD_RECIPE = "2"


def card_key(card: ShareCard, fonts: tuple[Font, ...]) -> str:
    """Name a card in the cache: 26 letters of base 32, from all that it is drawn from."""
    background = card.background.key if card.background else ""
    words = (card.lang, card.title, card.kicker, card.site_title)
    inputs = (CARD_RECIPE, *words, background, card.focus, card.temper, fonts_digest(fonts))
    digest = hashlib.sha256(json.dumps(inputs).encode()).digest()
    return base64.b32encode(digest)[:26].decode().lower()
