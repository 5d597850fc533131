"""What a token's Universal Dependencies features say."""

from spacy.tokens import Token


def has(token: Token, feature: str, *values: str) -> bool:
    """Whether the token has one of ``values`` of a feature: ``has(verb, "Tense", "Past")``."""
    return not set(values).isdisjoint(token.morph.get(feature, []))
