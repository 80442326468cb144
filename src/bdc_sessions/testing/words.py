"""French words of the domain, edges among them: towns that exist, organisms that do not."""

from collections.abc import Mapping
from types import MappingProxyType

TOWNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "34500": ("BEZIERS",),
        "34000": ("MONTPELLIER",),
        "09000": ("FOIX", "FERRIERES SUR ARIEGE", "GANAC", "VERNAJOUL"),
        "12000": ("RODEZ", "LE MONASTERE"),
        "20000": ("AJACCIO",),
        "30000": ("NIMES",),
        "31000": ("TOULOUSE",),
        "31240": ("L UNION", "SAINT JEAN"),
        "34130": ("CANDILLARGUES", "LANSARGUES", "MAUGUIO", "MUDAISON", "SAINT AUNES"),
        "34200": ("SETE",),
        "42000": ("SAINT ETIENNE",),
        "97400": ("SAINT DENIS",),
    }
)
"""Some postal codes with the towns that they name, as the postal service writes them."""

SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "BEZIERS": ("Béziers",),
        "L UNION": ("L'Union", "L’UNION"),
        "MONTPELLIER": ("Montpellier", "montpellier"),
        "NIMES": ("Nîmes",),
        "SAINT AUNES": ("Saint-Aunès", "ST AUNES"),
        "SAINT DENIS": ("St-Denis",),
        "SAINT ETIENNE": ("Saint-Étienne", "St Etienne"),
        "SETE": ("Sète",),
    }
)
"""How people write the names of towns."""

CEDEX_TOWNS = (("34064", "MONTPELLIER"), ("31076", "TOULOUSE"), ("42007", "SAINT ETIENNE"))
"""Codes that only a Cedex has: no table of towns holds them."""
CEDEXES = ("CEDEX", "CEDEX 02", "CEDEX 9")

ORGANISMS = (
    "ORGANISME TEST PRF 23",
    "ORGANISME TEST",
    "ORGANISME TEST L'ÉTOILE",
    'ORGANISME TEST "NORD" & <SUD>',
    "ORGANISME TEST « LES CŒURS »",
)
PLACES = ("CAP 2000 TEST", "SITE TEST", "Salle d'Été", "Étage 2 & 3", "<ANNEXE>")

TITLES = (
    "LOT TEST FORFAIT PARCOURS 2023",
    "Lot test",
    "Lot n° 2 : l'accueil",
    "Métiers du « bien-être » & de l'hôtellerie",
    'Lot <TEST> "été"',
)
SCHEMES = ("PROJET PRO 2023", "QUALIF PRO 2023", "AVENIR", "LECTIO & Cie")
PROGRAMMES = ("PROJET PRO 2023 2023", "QUALIF PRO 2023 2024", "L'AVENIR « 2024 »")
CODES = ("FORP", "A", "QP2", "É-1")
COMPONENT_TITLES = (
    "Formation Projet Pro",
    "Formation",
    "Français langue étrangère",
    "Remise à niveau & <bureautique>",
    'Atelier "L\'Œuvre"',
)
STATUSES = ("EC", "CL", "AN")

NUMBERS = ("01", "02", "03", "2", "10", "A", "B2", "1", "a]b", "É")
"""Numbers are text: "2" and "02" are two, "10" comes after "2"."""

KINDS = (
    "Heure stagiaire centre",
    "Heure stagiaire entreprise",
    "Forfait parcours Projet Pro",
    "Heure d'accompagnement [individuel]",
)
"""Kinds of volumes."""

OFFER_CODES = ("14_2200000F", "0", "É/<1>")

STREET_NUMBERS = ("12", "1", "12-14", "1000", "0")
"""Four or five characters at most."""
SUFFIXES = ("ter", "bis", "quater", "A")
STREET_TYPES = ("allée", "rue", "avenue", "boulevard", "chemin", "place")
STREETS = (
    "de la madeleine",
    "d'Oc",
    "Jean-Jaurès",
    "du 8 Mai 1945",
    "de l'Œuvre",
    "A & B <C>",
    "« Est »",
)
"""Names of streets that fit a postal line behind any number, suffix and type."""
LONG_STREET = "Anne-Élisabeth-Jeanne-Françoise-de-Saint-Jean"
"""A name to be cut where a line is full."""
BUILDINGS = ("Bâtiment A", "Résidence « Les Œillets »", "Entrée 2 & 3", "<Hall>")
SPECIALS = ("BP 12", "CS 10001", "TSA 20002 L'ÉTANG")

COMMENTS = (
    "arrêt XXXXX_ligne de bus n°XXXX tramway ligne X direction.....arrêt :",
    "Se munir d'une pièce d'identité & d'un CV",
    "Accès : « porte B », 2e étage\nSonner",
    'Apporter <le dossier> "complet"',
)

ISSUERS = (
    ("BL", "Administrateur"),
    ("ORGANISME TEST PRF 23", "Titulaire"),
    ("D'Œ", "Instructeur & <valideur>"),
    ("Zoé Exemple", "Titulaire"),
    ("", "Administrateur"),
)
PROVIDERS = ("ORGANISME TEST SOUS-TRAITANT", "-", "L'ATELIER <TEST>")
REMARKS = ("Session avancée à la demande du site", "« urgent » & <à traiter>")
AMENDMENTS = ("1", "Avenant n° 2")
