"""Greek articles in the singular, and whose gender they tell."""

from collections.abc import Mapping
from typing import Literal

from istor.languages.folding import fold

Gender = Literal["men", "women"]
OF_A_MAN = frozenset(map(fold, ("ο", "τον", "του")))
OF_A_WOMAN = frozenset(map(fold, ("η", "την", "τη", "της")))
ARTICLES: Mapping[str, Gender] = {**dict.fromkeys(OF_A_MAN, "men"), **dict.fromkeys(OF_A_WOMAN, "women")}
