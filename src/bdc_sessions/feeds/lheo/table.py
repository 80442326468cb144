"""LHEO 2.3, element by element in the format's order, and the field that each element holds.

A line is an element: how often it may occur, its content, the field that it holds, and the code of
the rule that checks this field of an offer. An element without a field that holds others is passed
through; one without anything is kept aside when it is read, and never written, with all that it
holds. ``@`` starts an attribute of the element that it stands in; ``+`` an ``extra`` of ours, by
its ``info``. ``name = Form`` is an object, whose elements are those of a form of its own.

Fields: ``Offer.…`` one of the offer, ``facts.…`` what only an extra of ours can hold, ``~…`` one
that is written here from a field that another element holds. A code with ``?`` is of a field that
may be left out, as it is given elsewhere in the offer.

Contents: ``1..255`` a text by its length, ``{0 1}`` one of some codes, ``{type-contact}`` one of a
table of codes, ``flag`` 0 or 1, ``whole`` a whole number, ``digits 5``, ``insee``, ``siret``,
``day`` AAAAMMJJ, ``date`` the same or what the format has for a month, a year, an unknown date,
``hour`` 10h00, ``any`` a text as it is. The elements, how often they occur, their lengths and codes
are those of the format, whose namespace is ``http://lheo.gouv.fr/2.3``; every element that holds
others may end with ``extras``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OUTLINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Formation": """
@numero                           0..1  any        number
domaine-formation                 1..1  -
  code-FORMACODE                  0..5  digits 5   Offer.formacodes  LHE-001
    @ref                          1..1  1..20      Offer.formacode_version
  code-NSF                        0..3  3..3       Offer.nsf_codes  LHE-002
  code-ROME                       0..5  5..5       Offer.rome_codes  LHE-003
intitule-formation                1..1  1..255     title
objectif-formation                1..1  1..3000    Offer.objective  LHE-004
resultats-attendus                1..1  1..3000    Offer.results  LHE-005
contenu-formation                 1..1  1..3000    Offer.content  LHE-006
certifiante                       1..1  flag       Offer.certifying  LHE-007
contact-formation                 1..n  -          Offer.contacts = Contact
parcours-de-formation             1..1  {parcours-de-formation}  Offer.pathway  LHE-009
code-niveau-entree                1..1  {code-niveau}  Offer.entry_level  LHE-010
objectif-general-formation        0..1 {objectif-general-formation} Offer.general_objective LHE-011
certification                     0..5  -          Offer.certifications = Certification  LHE-012
code-type-formation               0..5  -
code-niveau-sortie                0..1  {code-niveau}  Offer.exit_level  LHE-013
url-formation                     0..1  -
  urlweb                          1..3  3..400     Offer.urls  LHE-014
action                            1..n  -          actions = FeedAction
organisme-formation-responsable   1..1  -          Offer.organisation = Organisation
identifiant-module                0..1  1..3000
positionnement                    0..1  {1 2}
sous-modules                      0..1  -
modules-prerequis                 0..1  -
""",
        "Contact": """
type-contact                      0..1  {type-contact}  kind  LHE-048
coordonnees                       1..1  -          coordinates = Coordinates  LHE-049
""",
        "Coordinates": """
civilite                          0..1  1..50      civility  LHE-050
nom                               0..1  1..50      last_name  LHE-051
prenom                            0..1  1..50      first_name  LHE-052
ligne                             0..3  1..50      lines  LHE-053
adresse                           0..1  -          address = PostalAddress
telfixe                           0..1  -
  numtel                          1..3  1..25      phones  LHE-054
portable                          0..1  -
  numtel                          1..3  1..25      mobiles  LHE-055
fax                               0..1  -
  numtel                          1..3  1..25      faxes  LHE-056
courriel                          0..1  3..160     email  LHE-057
web                               0..1  -
  urlweb                          1..3  3..400     urls  LHE-058
""",
        "PostalAddress": """
denomination                      0..1  1..255     denomination  LHE-059
ligne                             1..4  1..50      lines  LHE-060
codepostal                        1..1  digits 5   postal_code  LHE-061
ville                             1..1  1..50      city  LHE-062
departement                       0..1  2..3       department  LHE-063
code-INSEE-commune                0..1  insee      insee_code  LHE-064
code-INSEE-canton                 0..1  4..5
region                            0..1  2..2       region  LHE-065
pays                              0..1  2..2       country  LHE-066
geolocalisation                   0..1  -
""",
        "Certification": """
code-RNCP                         0..1  1..10      rncp  LHE-067
code-CERTIFINFO                   0..1  1..10      certifinfo  LHE-068
code-RS                           0..1  3..10      rs  LHE-069
code-CPF                          0..1  4..10      cpf  LHE-070
reference-code-FORMACODE          0..1  digits 5
""",
        "Organisation": """
@numero                           0..1  any        ~siret
numero-activite                   1..1  11..11     activity_number  LHE-040
SIRET-organisme-formation         1..1  -
  SIRET                           1..1  siret      siret  LHE-041
nom-organisme                     1..1  1..250     name  LHE-042
raison-sociale                    1..1  1..250     legal_name  LHE-043?
coordonnees-organisme             1..1  -
  coordonnees                     1..1  -          coordinates = Coordinates  LHE-044
contact-organisme                 1..n  -          contacts = Contact
renseignements-specifiques        0..1  0..3000    particulars  LHE-046
potentiel                         0..1  -
code-UAI-organisme-formation      0..1  -
  code-UAI                        1..1  8..8       uai_code  LHE-047
""",
        "FeedAction": """
@numero                           0..1  any        number
rythme-formation                  1..1  1..3000    Offer.rhythm  LHE-015
code-public-vise                  1..10 5..5       Offer.publics  LHE-016
  @ref                            1..1  1..20      Offer.formacode_version  LHE-077
info-public-vise                  0..1  1..250     Offer.public_info  LHE-017
niveau-entree-obligatoire         1..1  flag       Offer.entry_level_required  LHE-018
modalites-alternance              1..1  1..3000    Offer.alternation  LHE-019
modalites-enseignement            1..1  {modalites-enseignement}  Offer.teaching_mode  LHE-020
conditions-specifiques            1..1  1..3000    Offer.conditions  LHE-021
prise-en-charge-frais-possible    1..1  flag       Offer.costs_covered  LHE-022
lieu-de-formation                 0..n  -          sites = FeedSite
modalites-entrees-sorties         1..1  {modalites-entrees-sorties}  entry
url-action                        0..1  -
  urlweb                          1..3  3..400     Offer.action_urls  LHE-023
duree-cycle                       0..1  whole
session                           1..n  -          sessions = FeedSession
adresse-information               0..1  -
date-information                  0..3  -
restauration                      0..1  1..250     Offer.catering  LHE-027
hebergement                       0..1  1..250     Offer.accommodation  LHE-028
transport                         0..1  1..250     Offer.transport  LHE-029
acces-handicapes                  0..1  1..250     Offer.accessibility  LHE-030
langue-formation                  0..5  2..2       Offer.languages  LHE-031
modalites-recrutement             0..1  0..3000    Offer.recruitment_terms  LHE-032
modalites-pedagogiques            0..1  0..200     Offer.teaching_methods  LHE-033
code-modalite-pedagogique         0..5  5..5
equipement                        0..n  -
frais-restants                    0..1  0..200     Offer.remaining_costs  LHE-034
code-perimetre-recrutement        0..1  {code-perimetre-recrutement}  Offer.perimeter  LHE-026
infos-perimetre-recrutement       0..1  0..50
prix-horaire-TTC                  0..1  1..6       Offer.hourly_price  LHE-035
prix-total-TTC                    0..1  1..10      Offer.total_price  LHE-036
duree-indicative                  0..1  0..150     Offer.duration  LHE-037
nombre-heures-centre              0..1  whole      hours_centre
nombre-heures-entreprise          0..1  whole      hours_company
nombre-heures-total               0..1  whole      hours_total
detail-conditions-prise-en-charge 0..1  1..600     Offer.cost_terms  LHE-038
conventionnement                  0..1  flag       Offer.agreement
duree-conventionnee               0..1  whole
organisme-formateur               0..n  -          Offer.trainers = Trainer
organisme-financeur               0..8  -          Offer.funders = Funder  LHE-039
enseignement                      0..n  -
+numero-contrat                   0..1  any        facts.Action.contract_number
+intitule-action                  0..1  any        facts.Action.title
+titulaire                        0..1  any        facts.Action.holder
+statut                           0..1  any        facts.Action.status
+annee                            0..1  whole      facts.Action.year
+dispositif                       0..n  any        facts.Action.schemes
+consultation                     0..1  any        facts.Action.consultation
+programme                        0..n  any        facts.Action.programmes
+debut-action                     0..1  day        facts.Action.start
+fin-action                       0..1  day        facts.Action.end
+numero-composante                0..1  any        facts.Component.number
+code-composante                  0..1  any        facts.Component.code
+debut-composante                 0..1  day        facts.Component.start
+fin-composante                   0..1  day        facts.Component.end
+ville-composante                 0..1  any        facts.Component.city
+code-postal-composante           0..1  any        facts.Component.postal_code
+volume-centre                    0..1  any        facts.kind_centre
+volume-entreprise                0..1  any        facts.kind_company
+volumes-centre                   0..1  whole      facts.several_centre
+volumes-entreprise               0..1  whole      facts.several_company
""",
        "FeedSite": """
SIRET-lieu-formation              0..1  -
code-UAI-lieu-formation           0..1  -
coordonnees                       1..1  -
  civilite                        0..1  1..50
  nom                             0..1  1..50      name
  prenom                          0..1  1..50
  ligne                           0..3  1..50      lines
  adresse                         0..1  -          address = FeedAddress
  telfixe                         0..1  -
  portable                        0..1  -
  fax                             0..1  -
  courriel                        0..1  3..160
  web                             0..1  -
+hors-action                      0..1  flag       apart
""",
        "FeedSession": """
@numero                           0..1  any        number
periode                           1..1  -
  debut                           1..1  date       start
  fin                             1..1  date       end
adresse-inscription               1..1  -
  adresse                         1..1  -          registration = PostalAddress
modalites-inscription             0..1  1..255     registration_terms  LHE-025
periode-inscription               0..1  -
etat-recrutement                  0..1  {etat-recrutement}  state  LHE-078
recrutement                       0..n  -          infos = FeedInfo
url-session                       0..1  -
contact-session                   0..n  -
reference-certification           0..5  -
blocs-competences                 0..n  -
cycle                             0..n  -
+nombre-de-places                 0..1  whole      places
+lieu-de-formation                0..1  whole      site
+code-offre-info                  0..1  any        offer_code
""",
        "FeedInfo": """
@numero                           0..1  any        number
modalite-recrutement              1..1  {modalite-recrutement}  kind
code-perimetre-recrutement        0..1  {code-perimetre-recrutement}  perimeter
infos-perimetre-recrutement       0..1  0..50
a-distance                        0..1  flag       remote
adresse                           0..1  -          address = FeedAddress
urlweb                            0..1  3..400
nb-places                         0..1  whole      places
periode                           0..1  -
  debut                           1..1  date       date
  fin                             1..1  date       until
heure-debut                       0..1  hour       start
heure-fin                         0..1  hour       end
commentaire                       0..1  1..500     comment
""",
        "FeedAddress": """
denomination                      0..1  1..255     denomination
ligne                             1..4  1..50      lines
codepostal                        1..1  digits 5   postal_code
ville                             1..1  1..50      city
departement                       0..1  2..3
code-INSEE-commune                0..1  insee
code-INSEE-canton                 0..1  4..5
region                            0..1  2..2
pays                              0..1  2..2
geolocalisation                   0..1  -
+numero-voie                      0..1  any        number
+extension-voie                   0..1  any        suffix
+code-extension-voie              0..1  any        suffix_code
+type-voie                        0..1  any        street_type
+code-type-voie                   0..1  any        street_type_code
+libelle-voie                     0..1  any        street
+batiment                         0..1  any        building
+mention-speciale                 0..1  any        special
+cedex                            0..1  any        cedex
""",
        "Trainer": """
@numero                           0..1  any        ~siret
SIRET-formateur                   1..1  -
  SIRET                           1..1  siret      siret  LHE-071
raison-sociale-formateur          1..1  0..250     legal_name  LHE-072
contact-formateur                 0..n  -          contacts = Contact
potentiel                         0..1  -
code-UAI-formateur                0..1  -
  code-UAI                        1..1  8..8       uai_code  LHE-073
reference-certification           0..5  -
""",
        "Funder": """
code-financeur                    1..1  {code-financeur}  code  LHE-074
nb-places-financees               0..1  whole      places  LHE-075
""",
    }
)
"""The form of a formation, and those of the objects in it."""
