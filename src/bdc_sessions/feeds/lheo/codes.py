"""The code tables of LHEO 2.3: each code with its meaning, by the element that bears it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_TABLES: Final = {
    "modalites-enseignement": """
0 formation entièrement présentielle
1 formation mixte
2 formation entièrement à distance""",
    "modalites-entrees-sorties": """
0 entrées/sorties à dates fixes
1 entrées/sorties permanentes""",
    "etat-recrutement": """
1 ouvert
2 fermé
3 suspendu""",
    "objectif-general-formation": """
1 Code(s) obsolète(s)
6 Certification
7 Professionnalisation
8 Préparation à la qualification
5 Remise à niveau, maîtrise des savoirs de base, initiation
9 (Re)mobilisation, aide à l'élaboration de projet professionnel
2 Perfectionnement, élargissement des compétences
3 Code(s) obsolète(s)
4 Création d'entreprise""",
    "code-perimetre-recrutement": """
0 Autres
1 Commune
2 Département
3 Région
4 Interrégion
5 Pays
6 International""",
    "code-financeur": """
11 Etat - Ministère chargé de l'emploi
12 Etat - Ministère de l'éducation nationale
13 Etat - Autre
2 Collectivité territoriale - Conseil régional
3 Fonds européens - FSE
4 Pôle emploi
5 Entreprise
6 ACSÉ (anciennement FASILD)
7 AGEFIPH
8 Collectivité territoriale - Conseil général
9 Collectivité territoriale - Commune
15 Collectivité territoriale - Autre
10 Bénéficiaire de l'action
0 Autre
14 Fonds européens - Autre
16 OPCO
17 Transition Pro
18 LADOM
19 État - Ministère de l’intérieur
20 OFII - Office français de l’immigration et de l'intégration
1 Code(s) obsolète(s)""",
    "type-contact": """
0 Autre
1 Référent handicap
2 Référent mobilité internationale
3 Référent pédagogique
4 Accueil
5 Direction
6 Référent qualité
7 Référent entreprise
8 Référent commercial
9 Gestionnaire financier
10 Direction Déléguée aux Formations Professionnelles et Techniques (DDFPT)
11 Communication
12 Référent FOAD
13 Référent VAE
14 Référent Apprentissage""",
    "parcours-de-formation": """
1 en groupe (non personnalisable)
2 individualisé
3 modularisé
4 mixte""",
    "modalite-recrutement": """
0 information inconnue
1 méthode de recrutement par simulation
2 concours
3 dossier
4 tests pratiques
5 épreuves écrites
6 épreuves orales
7 inscription sur candidature
8 entretien ou RDV individuel
9 information collective""",
    "code-niveau": """
0 information non communiquée
1 sans niveau spécifique
2 niveau VI (illettrisme, analphabétisme)
3 niveau V bis (préqualification)
4 niveau V (CAP, BEP, CFPA du premier degré)
5 niveau IV (BP, BT, baccalauréat professionnel ou technologique)
6 niveau III (BTS, DUT)
7 niveau II (licence ou maîtrise universitaire)
8 niveau I (supérieur à la maîtrise)
11 Niveau 1. Maîtrise des savoirs de base
12 Niveau 2. Capacité à effectuer des activités simples et résoudre des problèmes courants à
  l'aide de règles et d'outils simples en mobilisant des savoir-faire professionnels dans un
  contexte structuré
13 Niveau 3. Capacité à effectuer des activités et résoudre des problèmes en sélectionnant et
  appliquant des méthodes, des outils, des matériels et des informations de base, dans un contexte
  connu, ainsi que la capacité à adapter les moyens d'exécution et son comportement aux
  circonstances
14 Niveau 4. Capacité à effectuer des activités nécessitant de mobiliser un éventail large
  d'aptitudes, d'adapter des solutions existantes pour résoudre des problèmes précis, à organiser
  son travail de manière autonome dans des contextes généralement prévisibles mais susceptibles de
  changer, ainsi qu'à participer à l'évaluation des activités. Exemple: diplôme national du
  baccalauréat
15 Niveau 5. Capacité à maitriser des savoir-faire dans un champ d'activité, à élaborer des
  solutions à des problèmes nouveaux, à analyser et interpréter des informations, en mobilisant des
  concepts, à transmettre le savoir-faire et des méthodes
16 Niveau 6. Capacité à analyser et résoudre des problèmes complexes imprévus dans un domaine
  spécifique, à formaliser des savoir-faire et des méthodes et à les capitaliser. Exemple: grade de
  licence
17 Niveau 7. Capacité à élaborer et mettre en œuvre des stratégies alternatives pour le
  développement de l'activité professionnelle dans des contextes professionnels complexes, ainsi
  qu'à évaluer les risques et les conséquences de son activité. Exemple: grade de master
18 Niveau 8. Capacité à identifier et résoudre des problèmes complexes et nouveaux impliquant une
  pluralité de domaines, en mobilisant les connaissances et les savoir-faire les plus avancés, à
  concevoir et piloter des projets et des processus de recherche et d'innovation. Exemple: diplôme
  national de doctorat""",
}


def _read(table: str) -> Mapping[str, str]:
    rows = (line.partition(" ") for line in table.replace("\n  ", " ").split("\n")[1:])
    return MappingProxyType({code: meaning for code, _, meaning in rows})


CODES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {name: _read(table) for name, table in _TABLES.items()}
)
"""The codes of each table with their meanings."""

OPEN, CLOSED, SUSPENDED = CODES["etat-recrutement"]
"""The codes of a session that one can join, that one cannot, and that is suspended."""
REGION: Final = "2"
"""The code of the region among funders."""
INFORMATION_SESSION: Final = "9"
"""The code of an information session ("information collective") among recruitments."""


def meaning(table: str, code: str) -> str | None:
    """Return what a code of a table stands for; None for one that the table does not have.

    >>> meaning("type-contact", "4"), meaning("type-contact", "99")
    ('Accueil', None)
    """
    return CODES[table].get(code)
