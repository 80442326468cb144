"""Names of towns compared as people write them."""

import unicodedata


def same_town(one: str, other: str) -> bool:
    """Tell whether two names are one town's, case, accents, hyphens and "St"/"Saint" apart.

    >>> same_town("St-Étienne", "SAINT ETIENNE"), same_town("LUNEL", "LUNEL-VIEL")
    (True, False)
    """
    return _words(one) == _words(other)


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    bare = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    words = bare.casefold().split()
    return [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
